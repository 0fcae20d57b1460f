#include "ingest/structure/agreement_parts.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <vector>

namespace hoptac {
namespace {

constexpr int kMaxArticles = 500;
// Articles whose number OCR lost between two others.
constexpr int kLostArticles = 1;
// A heading "1. Purpose" of a text that does not say "Article".
constexpr std::size_t kHeadingWords = 12;
// A line that names an annex, or a side that signs.
constexpr std::size_t kAnnexWords = 25;
constexpr std::size_t kSignatureWords = 30;
// Blocks from one party to the next, below the last one, in the preamble and of the signatures.
constexpr std::size_t kPartyDistance = 20;
constexpr std::size_t kPartyFields = 12;
constexpr std::size_t kPreambleBlocks = 60;
constexpr std::size_t kSignatureBlocks = 40;
// A sentence of so many words that ends in a full stop is no line of a signature.
constexpr std::size_t kSentenceWords = 10;

struct Head {
  std::size_t block = 0;
  int number = 0;
  std::string word;  // "điều", "article"; "" for a number alone
};

// Blocks, half open.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool empty() const { return begin >= end; }
};

int roman_value(std::string_view key) {
  int sum = 0;
  int before = 0;
  for (const char c : key) {
    const int value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : c == 'l' ? 50 : 0;
    if (value == 0) return 0;
    sum += value > before ? value - 2 * before : value;
    before = value;
  }
  return sum;
}

class PartFinder {
 public:
  PartFinder(Draft& draft, const PartCues& cues, const Headline& headline)
      : draft_(draft), tokens_(draft.tokens), cues_(cues), headline_(headline) {}

  void run() {
    heads_ = chain_of(worded_heads());
    const bool worded = heads_.size() >= 2;
    if (!worded) heads_ = chain_of(numbered_heads());
    if (heads_.size() < 2) return;
    parties_ = find_parties();
    if (!worded && parties_.empty()) return;
    annexes_ = find_annexes();
    signatures_ = find_signatures();
    const bool signed_by_two = !signatures_.empty();
    const bool agreement = worded ? !parties_.empty() || signed_by_two
                                  : !parties_.empty() && signed_by_two && title_says_so() && heads_.size() >= 3;
    if (agreement) mark();
  }

 private:
  std::size_t size() const { return draft_.blocks.size(); }
  std::size_t end_of(std::size_t block) const { return draft_.blocks[block].tokens.end; }
  bool is_row(std::size_t block) const { return draft_.blocks[block].block.kind == BlockKind::kTableRow; }
  bool is_title(std::size_t block) const { return block >= headline_.first && block < headline_.last; }

  std::optional<PartHit> lead(std::size_t block) const { return cues_.find(draft_, block, draft_.first_word(block)); }

  // --- articles

  // The number at token `at` and the token behind it; 0 when there is none.
  int number_at(std::size_t block, std::size_t at) const {
    if (at >= end_of(block) || !tokens_[at].word) return 0;
    const std::string_view key = tokens_.folded(at);
    if (!tokens_[at].number) return key.size() <= 7 ? roman_value(key) : 0;
    int number = 0;
    std::from_chars(key.data(), key.data() + key.size(), number);
    const bool clause = tokens_.is(at + 1, '.') && at + 2 < end_of(block) && tokens_[at + 2].number &&
                        tokens_[at + 2].gap == Gap::kNone;  // "Article 1.2"
    return clause || number > kMaxArticles ? 0 : number;
  }

  // What follows a number in a heading, not in a sentence ("Article 1 of this Agreement").
  bool ends_number(std::size_t block, std::size_t at) const {
    if (at >= end_of(block) || tokens_[at].gap == Gap::kLine) return true;
    constexpr std::string_view kMarks = ".:-)(/|";
    return tokens_[at].word ? tokens_[at].upper : kMarks.find(tokens_[at].mark) != std::string_view::npos;
  }

  std::vector<Head> worded_heads() const {
    std::vector<Head> heads;
    for (std::size_t i = 0; i < size(); ++i) {
      if (!draft_.is_body(i) || is_row(i) || is_title(i)) continue;
      const auto hit = lead(i);
      if (!hit || !hit->is(kArticleWord)) continue;
      std::size_t at = hit->last + 1;
      if (tokens_.is(at, '.')) ++at;  // "Art. 1"
      const int number = number_at(i, at);
      if (number > 0 && ends_number(i, at + 1)) {
        heads.push_back({i, number, std::string(tokens_.folded(draft_.first_word(i)))});
      }
    }
    return heads;
  }

  // "1. Purpose", "II. SCOPE": short lines that are no sentences.
  std::vector<Head> numbered_heads() const {
    std::vector<Head> heads;
    for (std::size_t i = headline_.last; i < size(); ++i) {
      const DraftBlock& line = draft_.blocks[i];
      if (!draft_.is_body(i) || is_row(i) || line.words < 2 || line.words > kHeadingWords || label_end(i) != 0)
        continue;
      const std::size_t at = line.tokens.begin;
      const int number = number_at(i, at);
      const bool mark = tokens_.is(at + 1, '.') || tokens_.is(at + 1, ')');
      if (number == 0 || !mark || at + 2 >= line.tokens.end || !tokens_[at + 2].upper) continue;
      if (std::string_view(".;:,").find(draft_.slice_of(i).back()) != std::string_view::npos) continue;
      heads.push_back({i, number, {}});
    }
    return heads;
  }

  // The heads that are numbered in order from 1 on, of the word that comes first; beside them those of the other
  // language, and those of annexes, which begin anew.
  static std::vector<Head> chain_of(const std::vector<Head>& all) {
    std::vector<Head> chain;
    int last = 0;
    for (const Head& head : all) {
      if (chain.empty() && head.number != 1) continue;
      const bool same_word = chain.empty() || head.word == chain.front().word;
      const bool next = same_word && head.number > last && head.number <= last + 1 + kLostArticles;
      const bool anew = same_word && head.number == 1 && last >= 2;
      const bool twin = !chain.empty() && !same_word && head.number == last && head.block - chain.back().block <= 2;
      if (!next && !anew && !twin) continue;
      last = head.number;
      chain.push_back(head);
    }
    return last_number(chain) >= 2 ? chain : std::vector<Head>();
  }

  static int last_number(const std::vector<Head>& chain) {
    int most = 0;
    for (const Head& head : chain) most = std::max(most, head.number);
    return most;
  }

  // The last article that is not one of an annex.
  std::size_t last_article() const {
    std::size_t last = heads_.front().block;
    for (std::size_t i = 1; i < heads_.size() && heads_[i].number >= heads_[i - 1].number; ++i) last = heads_[i].block;
    return last;
  }

  bool title_says_so() const {
    for (std::size_t i = headline_.first; i < headline_.last; ++i) {
      if (holds(i, kAgreementNoun) > 0) return true;
    }
    return false;
  }

  std::size_t holds(std::size_t block, PartCue kind) const {
    std::size_t count = 0;
    for (std::size_t at = draft_.blocks[block].tokens.begin; at < end_of(block); ++at) {
      const auto hit = tokens_[at].word ? cues_.find(draft_, block, at) : std::nullopt;
      if (!hit) continue;
      if (hit->is(kind)) ++count;
      at = hit->last;
    }
    return count;
  }

  // --- parties

  // The party's label at the start of a block, behind a number or "đại diện": its last token; 0 when there is none.
  std::size_t label_end(std::size_t block) const {
    std::size_t at = draft_.first_word(block);
    if (at + 2 < end_of(block) && !tokens_[at + 1].word && number_at(block, at) > 0) at += 2;  // "1.", "II."
    auto hit = cues_.find(draft_, block, at);
    if (hit && hit->is(kBehalf) && !hit->is(kPartyLabel)) hit = cues_.find(draft_, block, hit->last + 1);
    if (!hit || !hit->is(kPartyLabel)) return 0;
    const std::size_t next = hit->last + 1;
    if (next >= end_of(block) || tokens_[next].caps) return hit->last;
    constexpr std::string_view kMarks = ":(-|,.";
    const bool marked = !tokens_[next].word && kMarks.find(tokens_[next].mark) != std::string_view::npos;
    return marked ? hit->last : 0;
  }

  bool is_recital(std::size_t block) const {
    const auto hit = lead(block);
    return hit && hit->is(kRecital);
  }

  bool is_party(std::size_t block) const {
    if (!draft_.is_body(block) || is_title(block)) return false;
    return label_end(block) != 0 || (draft_.blocks[block].words > 2 && holds(block, kCalled) > 0);
  }

  // How many parties a block tells of: its label, or each "hereinafter …".
  void count_sides(std::size_t block, std::set<std::string>& labels, std::size_t& called) const {
    if (const std::size_t last = label_end(block); last != 0) labels.insert(std::string(tokens_.folded(last)));
    called += holds(block, kCalled);
  }

  // The first that two sides stand close together in.
  Range find_parties() const {
    Range range;
    std::set<std::string> labels;
    std::size_t called = 0;
    const auto two = [&] { return labels.size() >= 2 || called >= 2 || (labels.size() == 1 && called == 1); };
    for (std::size_t i = 0; i < heads_.front().block; ++i) {
      if (!is_party(i)) continue;
      if (!range.empty() && i - range.end >= kPartyDistance) {
        if (two()) break;
        range = {};
        labels.clear();
        called = 0;
      }
      if (range.empty()) range.begin = i;
      range.end = i + 1;
      count_sides(i, labels, called);
    }
    return two() ? with_fields(range) : Range();
  }

  // The lines of the last party, and "between" above the first.
  Range with_fields(Range range) const {
    const std::size_t label = label_end(range.end - 1);
    const bool bare = label != 0 && label + 2 >= end_of(range.end - 1);
    const std::size_t limit = std::min(heads_.front().block, range.end + kPartyFields);
    if (bare && range.end < limit && !is_recital(range.end)) ++range.end;  // its name stands below
    while (range.end < limit && is_field(range.end)) ++range.end;
    if (range.begin > 0 && is_link(range.begin - 1)) --range.begin;
    return range;
  }

  bool is_field(std::size_t block) const {
    const auto hit = lead(block);
    return draft_.is_body(block) && ((hit && hit->is(kPartyField)) || is_link(block));
  }

  bool is_link(std::size_t block) const {
    const auto hit = lead(block);
    return draft_.is_body(block) && hit && hit->is(kLink) && draft_.blocks[block].words <= 4;
  }

  // --- signatures and annexes

  std::vector<std::size_t> find_annexes() const {
    std::vector<std::size_t> out;
    for (std::size_t i = heads_[1].block + 1; i < size(); ++i) {
      if (draft_.is_body(i) && !is_row(i) && is_annex(i)) out.push_back(i);
    }
    return out;
  }

  bool is_annex(std::size_t block) const {
    const auto hit = lead(block);
    if (!hit || !hit->is(kAnnexWord) || draft_.blocks[block].words > kAnnexWords) return false;
    const char end = draft_.slice_of(block).back();
    if (end == ';' || end == ',' || (end == '.' && draft_.blocks[block].words > kSentenceWords)) return false;
    std::size_t at = hit->last + 1;
    if (at >= end_of(block)) return true;
    if (number_at(block, at) > 0 ||
        (tokens_[at].word && tokens_[at].upper && tokens_[at].end - tokens_[at].begin == 1)) {
      ++at;
    }
    return ends_number(block, at) &&
           (at > hit->last + 1 || tokens_.is(at, ':') || tokens_[draft_.first_word(block)].caps);
  }

  // A side that signs, at the start of a line or cell.
  std::size_t signing_sides(std::size_t block) const {
    if (draft_.blocks[block].words > kSignatureWords) return 0;
    std::size_t sides = 0;
    bool starts = true;
    for (std::size_t at = draft_.blocks[block].tokens.begin; at < end_of(block); ++at) {
      if (!tokens_[at].word || tokens_[at].gap == Gap::kWide || tokens_[at].gap == Gap::kLine) starts = true;
      const auto hit = starts && tokens_[at].word ? cues_.find(draft_, block, at) : std::nullopt;
      if (tokens_[at].word) starts = false;
      if (!hit) continue;
      const bool in_capitals = hit->is(kFor) && tokens_[at].caps;
      if (hit->is(kBehalf) || hit->is(kPartyLabel) || in_capitals) ++sides;
      at = hit->last;
    }
    return sides;
  }

  bool is_witness(std::size_t block) const {
    const auto hit = lead(block);
    return hit && hit->is(kWitness);
  }

  bool starts_signatures(std::size_t block) const {
    if (!draft_.is_body(block)) return false;
    if (is_witness(block)) return true;
    const auto hit = lead(block);
    if (!hit || signing_sides(block) == 0) return false;
    return hit->is(kPartyLabel) ? label_end(block) != 0 && !is_sentence(block) : !is_sentence(block);
  }

  bool is_sentence(std::size_t block) const {
    const std::string_view text = draft_.slice_of(block);
    return draft_.blocks[block].words > kSentenceWords && (text.back() == '.' || text.back() == ';');
  }

  bool ends_signatures(std::size_t block) const {
    return std::binary_search(annexes_.begin(), annexes_.end(), block) || (is_sentence(block) && !is_witness(block)) ||
           draft_.blocks[block].words > 2 * kSignatureWords;
  }

  // Empty unless two sides sign; what begins like a signature may be a contact of the last article.
  Range find_signatures() const {
    Range range;
    std::size_t sides = 0;
    for (std::size_t i = last_article() + 1; i < size(); ++i) {
      if (!range.empty() && (i - range.begin > kSignatureBlocks || ends_signatures(i))) {
        if (sides >= 2) break;
        range = {};
        sides = 0;
      }
      if (range.empty()) {
        if (!starts_signatures(i)) continue;
        range = {i, i};
      }
      if (draft_.is_body(i) && !is_witness(i)) sides += signing_sides(i);
      range.end = i + 1;
    }
    return sides >= 2 ? range : Range();
  }

  // --- marks

  void set(std::size_t block, BlockKind kind) {
    Block& b = draft_.blocks[block].block;
    if (b.use == BlockUse::kBody && b.kind != BlockKind::kTitle) b.kind = kind;
  }

  void set(const Range& range, BlockKind kind) {
    for (std::size_t i = range.begin; i < range.end; ++i) set(i, kind);
  }

  void mark() {
    mark_preamble();
    for (std::size_t i = parties_.begin; i < parties_.end; ++i) {
      set(i, is_recital(i) && !is_party(i) ? BlockKind::kPreamble : BlockKind::kParties);
    }
    set(signatures_, BlockKind::kSignatures);
    for (const Head& head : heads_) mark_article(head);
    for (const std::size_t annex : annexes_) set(annex, BlockKind::kAnnex);
  }

  // From the first recital or party on to the first article.
  void mark_preamble() {
    const std::size_t end = heads_.front().block;
    std::size_t begin = parties_.empty() ? end : parties_.begin;
    for (std::size_t i = headline_.last; i < begin; ++i) {
      if (draft_.is_body(i) && is_recital(i)) begin = i;
    }
    if (end - begin > kPreambleBlocks) return;
    for (std::size_t i = begin; i < end; ++i) {
      if (!is_row(i) && draft_.blocks[i].block.kind != BlockKind::kHeading) set(i, BlockKind::kPreamble);
    }
  }

  // A number alone has its title below.
  void mark_article(const Head& head) {
    set(head.block, BlockKind::kArticle);
    const std::size_t below = head.block + 1;
    if (draft_.blocks[head.block].words > 2 || below >= size() || draft_.blocks[below].words > kHeadingWords) return;
    const bool line = draft_.is_body(below) && !is_row(below) &&
                      draft_.blocks[below].block.kind != BlockKind::kListItem && !draft_.slice_of(below).ends_with('.');
    if (line && std::string_view(";:,").find(draft_.slice_of(below).back()) == std::string_view::npos) {
      set(below, BlockKind::kArticle);
    }
  }

  Draft& draft_;
  const TokenStream& tokens_;
  const PartCues& cues_;
  const Headline& headline_;
  std::vector<Head> heads_;
  Range parties_;
  Range signatures_;
  std::vector<std::size_t> annexes_;  // ascending
};

}  // namespace

void mark_agreement_parts(Draft& draft, const PartCues& cues, const Headline& headline) {
  PartFinder(draft, cues, headline).run();
}

}  // namespace hoptac
