#include "ingest/structure/headline.h"

#include <array>
#include <unordered_set>

#include "ingest/structure/date_run.h"
#include "ingest/structure/stamp.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxTitleBytes = 600;
constexpr std::size_t kMaxTitleWords = 60;
// A line that ends in a full stop and is longer than this is a sentence of the body.
constexpr std::size_t kMaxStoppedWords = 18;
// How far down a headline may stand.
constexpr std::size_t kTopBlocks = 30;
constexpr std::size_t kLetterheadBlocks = 12;
constexpr std::size_t kBodyWords = 70;

std::string one_line(std::string_view text) {
  std::string line = clean_text(text);
  std::string out;
  for (const char c : line) {
    const char blank = c == '\n' || c == '\t' ? ' ' : c;
    if (blank != ' ' || (!out.empty() && out.back() != ' ')) out += blank;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

class Finder {
 public:
  Finder(const Draft& draft, const Boilerplate& phrases) : draft_(draft), phrases_(phrases) {}

  Headline from_text() const {
    std::size_t first = marked_title();
    if (first == none()) first = administrative_title();
    if (first == none()) first = first_headline(behind_letterhead());
    if (first == none()) return {};
    return make(first, title_end(first));
  }

  Headline from_metadata(const RawMetadata& metadata) const {
    const std::string title = one_line(metadata.title);
    if (!is_sane(title)) return {};
    Headline headline;
    headline.from_metadata = true;
    headline.text = title;
    if (locate(title, headline)) return headline;
    if (metadata.from_sidecar) return headline;
    // "Headline - Site" and "Site - Headline": the part that the text has as a line.
    for (std::size_t cut = last_separator(title, title.size()); cut != std::string::npos && cut > 0;
         cut = last_separator(title, cut)) {
      for (const std::string_view part : {std::string_view(title).substr(0, cut), behind_separator(title, cut)}) {
        headline.text = one_line(part);
        if (locate(headline.text, headline)) return headline;
      }
    }
    headline.text = without_site(title, metadata.publisher);
    return headline;
  }

 private:
  std::size_t none() const { return draft_.blocks.size(); }

  // --- titles of the text

  // <h1>, "# …" of Markdown.
  std::size_t marked_title() const {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      if (draft_.blocks[i].block.kind == BlockKind::kTitle && is_headline(i)) return i;
    }
    return none();
  }

  // "QUYẾT ĐỊNH" + "Về việc …": the subject is the title.
  std::size_t administrative_title() const {
    for (std::size_t i = 0; i + 1 < draft_.blocks.size() && i < kTopBlocks; ++i) {
      if (!draft_.is_body(i) || draft_.blocks[i].words > 4) continue;
      const auto hit = draft_.whole(phrases_, i);
      if (!hit || !hit->is(kDocument)) continue;
      const auto next = draft_.lead(phrases_, i + 1);
      if (next && next->is(kSubject)) return i + 1;
      if (draft_.all_caps(i) && !draft_.blocks[i + 1].gap && is_headline(i + 1)) return i + 1;
    }
    return none();
  }

  // The block behind the state heading; 0 when there is none.
  std::size_t behind_letterhead() const {
    std::size_t start = 0;
    for (std::size_t i = 0; i < draft_.blocks.size() && i < kLetterheadBlocks; ++i) {
      if (has_state_heading(i)) start = i + 1;
    }
    return start;
  }

  bool has_state_heading(std::size_t block) const {
    const TokenRange tokens = draft_.blocks[block].tokens;
    if (tokens.end - tokens.begin > 30) return false;
    for (std::size_t at = tokens.begin; at < tokens.end; ++at) {
      const auto hit = draft_.tokens[at].word ? draft_.find(phrases_, block, at) : std::nullopt;
      const bool starts = at == tokens.begin || draft_.tokens[at].gap == Gap::kWide;
      if (hit && hit->is(kState) && starts) return true;
    }
    return false;
  }

  std::size_t first_headline(std::size_t from) const {
    for (std::size_t i = from; i < draft_.blocks.size() && i < from + kTopBlocks; ++i) {
      if (is_headline(i)) return fuller_headline(i);
      if (draft_.is_body(i) && draft_.blocks[i].words > kBodyWords) break;
      if (draft_.is_body(i) && starts_story(i)) break;
    }
    return none();
  }

  bool starts_story(std::size_t block) const {
    return draft_.blocks[block].words > kMaxStoppedWords && read_dateline(draft_, phrases_, block).has_value();
  }

  // A short form of the headline (of a breadcrumb or list) may stand above it: all its words come again.
  std::size_t fuller_headline(std::size_t block) const {
    const std::size_t next = block + 1;
    if (next >= draft_.blocks.size() || !draft_.blocks[next].gap || !is_headline(next)) return block;
    if (draft_.blocks[next].words > kMaxTitleWords / 2) return block;
    std::unordered_set<std::string_view> words;
    for (std::size_t at = draft_.blocks[next].tokens.begin; at < draft_.blocks[next].tokens.end; ++at) {
      words.insert(draft_.tokens.exact(at));
    }
    std::size_t shared = 0;
    for (std::size_t at = draft_.blocks[block].tokens.begin; at < draft_.blocks[block].tokens.end; ++at) {
      if (!draft_.tokens[at].word || draft_.tokens[at].number) continue;
      if (!words.contains(draft_.tokens.exact(at))) return block;
      ++shared;
    }
    return shared >= 3 && shared < draft_.blocks[next].words ? next : block;
  }

  bool is_headline(std::size_t block) const {
    const DraftBlock& line = draft_.blocks[block];
    if (!draft_.is_body(block) || line.words == 0 || line.words > kMaxTitleWords) return false;
    if (line.block.kind == BlockKind::kListItem || line.block.kind == BlockKind::kTableRow) return false;
    if (line.block.kind == BlockKind::kCaption) return false;
    const std::string_view text = draft_.slice_of(block);
    if (text.find("   ") != std::string_view::npos || text.find('\t') != std::string_view::npos) return false;
    if (text.back() == ';' || text.back() == ':' || text.back() == ',') return false;
    if (text.back() == '.' && line.words > kMaxStoppedWords) return false;
    return !is_other_line(block);
  }

  // Banners, numbers, stamps, datelines, contents.
  bool is_other_line(std::size_t block) const {
    if (draft_.first_word(block) == draft_.blocks[block].tokens.end) return true;
    if (const auto lead = draft_.lead(phrases_, block)) {
      constexpr std::uint32_t kNoHeadline = kBanner | kState | kContents | kSection | kRoot;
      if ((lead->kinds & kNoHeadline) != 0 && draft_.whole(phrases_, block)) return true;
      if (lead->is(kNumber) && is_number_line(block, lead->last + 1)) return true;
    }
    if (const auto stamp = read_stamp(draft_, phrases_, block)) return !is_bracketed_at_end(block, stamp->span);
    const auto line = read_dateline(draft_, phrases_, block);
    return line && (!line->date.empty() || draft_.blocks[block].words > kMaxStoppedWords);
  }

  bool is_number_line(std::size_t block, std::size_t at) const {
    if (draft_.tokens.is(at, '.')) ++at;
    if (at >= draft_.blocks[block].tokens.end) return true;
    return draft_.tokens.is(at, ':') || (draft_.tokens[at].number && draft_.tokens.is(at + 1, '/'));
  }

  // "… ĐẠT CHUẨN QUỐC TẾ (19.12.2023)".
  bool is_bracketed_at_end(std::size_t block, Span date) const {
    const std::string_view text = draft_.slice_of(block);
    const std::size_t open = text.rfind('(');
    const std::size_t begin = draft_.blocks[block].block.span.begin;
    return open != std::string_view::npos && open > 0 && text.back() == ')' && begin + open < date.begin;
  }

  // Legal titles run over several lines of capitals.
  std::size_t title_end(std::size_t first) const {
    std::size_t end = first + 1;
    if (!draft_.all_caps(first)) return end;
    const auto is_line = [&](std::size_t i) {
      const TokenRange tokens = draft_.blocks[i].tokens;
      const bool caps = draft_.all_caps(i) || (draft_.blocks[i].words == 1 && draft_.tokens[tokens.begin].caps);
      return !draft_.blocks[i].gap && caps && is_headline(i);
    };
    std::size_t words = draft_.blocks[first].words;
    while (end < draft_.blocks.size() && is_line(end) && words + draft_.blocks[end].words <= kMaxTitleWords) {
      words += draft_.blocks[end++].words;
    }
    // A connective or a label at the end belongs to what follows.
    return end;
  }

  Headline make(std::size_t first, std::size_t end) const {
    Headline headline;
    headline.first = first;
    headline.last = end;
    headline.span = {draft_.blocks[first].block.span.begin, draft_.blocks[end - 1].block.span.end};
    trim_banner(first, headline.span);
    trim_site(headline.span);
    trim_date(first, headline.span);
    headline.text = one_line(slice(draft_.text, headline.span));
    return headline;
  }

  // "Press releases - Hospital A signs …".
  void trim_banner(std::size_t block, Span& span) const {
    const auto lead = draft_.lead(phrases_, block);
    if (!lead || !lead->is(kBanner)) return;
    const std::size_t mark = lead->last + 1;
    const bool joint = draft_.tokens.is(mark, '-') || draft_.tokens.is(mark, ':') || draft_.tokens.is(mark, '|');
    if (joint && mark + 1 < draft_.blocks[block].tokens.end) span.begin = draft_.tokens[mark + 1].begin;
  }

  void trim_site(Span& span) const {
    const std::size_t bar = slice(draft_.text, span).rfind(" | ");
    if (bar != std::string_view::npos && bar > 0) span.end = span.begin + static_cast<std::uint32_t>(bar);
  }

  void trim_date(std::size_t block, Span& span) const {
    const std::string_view text = slice(draft_.text, span);
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || open == 0 || text.back() != ')') return;
    const std::size_t at = draft_.tokens.at_offset(span.begin + static_cast<std::uint32_t>(open));
    if (at >= draft_.blocks[block].tokens.end || !find_date_run(draft_, phrases_, block, at)) return;
    span.end = span.begin + static_cast<std::uint32_t>(open);
    while (span.end > span.begin && draft_.text[span.end - 1] == ' ') --span.end;
  }

  // --- titles of the metadata

  // A title of something: words, not only the name of a menu item or a banner.
  bool is_sane(const std::string& title) const {
    if (title.empty() || title.size() > kMaxTitleBytes) return false;
    const TokenStream tokens(title);
    std::size_t letters = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at) letters += tokens[at].word && !tokens[at].number;
    if (letters == 0 || fold_phrase(title) == "untitled") return false;
    const auto hit = phrases_.find(tokens, 0, Marks::kSame);
    constexpr std::uint32_t kEmptyTitles = kRoot | kBanner | kWidget | kContents;
    return !(hit && (hit->kinds & kEmptyTitles) != 0 && hit->last + 1 == tokens.size());
  }

  // Finds the title among the first blocks; false when it is in none.
  bool locate(const std::string& title, Headline& headline) const {
    const std::string key = normalise_phrase(title);
    if (key.empty()) return false;
    for (std::size_t i = 0; i < draft_.blocks.size() && i < 2 * kTopBlocks; ++i) {
      if (draft_.blocks[i].block.use == BlockUse::kFurniture || draft_.blocks[i].words > kMaxTitleWords) continue;
      if (normalise_phrase(draft_.slice_of(i)) != key) continue;
      headline.first = i;
      headline.last = i + 1;
      headline.span = draft_.blocks[i].block.span;
      return true;
    }
    return false;
  }

  static std::size_t last_separator(std::string_view title, std::size_t before) {
    std::size_t last = std::string_view::npos;
    for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » ", " · "}) {
      const std::size_t at = title.substr(0, before).rfind(mark);
      if (at != std::string_view::npos && (last == std::string_view::npos || at > last)) last = at;
    }
    return last;
  }

  static std::string_view behind_separator(std::string_view title, std::size_t cut) {
    return title.substr(title.find(' ', cut + 1) + 1);
  }

  // " | Site" goes when something is left; " - Site" only when it is the publisher's name.
  static std::string without_site(const std::string& title, const std::string& publisher) {
    const std::size_t cut = last_separator(title, title.size());
    if (cut == std::string::npos || cut == 0) return title;
    const std::string_view tail = behind_separator(title, cut);
    const bool bar = title[cut + 1] == '|';
    const bool site = !publisher.empty() && normalise_phrase(tail) == normalise_phrase(publisher);
    return bar || site ? one_line(std::string_view(title).substr(0, cut)) : title;
  }

  const Draft& draft_;
  const Boilerplate& phrases_;
};

}  // namespace

Headline find_headline(const Draft& draft, const Boilerplate& phrases, const RawMetadata& metadata) {
  const Finder finder(draft, phrases);
  Headline headline = finder.from_metadata(metadata);
  return headline.from_metadata ? headline : finder.from_text();
}

}  // namespace hoptac
