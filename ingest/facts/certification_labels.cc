#include "ingest/facts/certification_labels.h"

#include <algorithm>
#include <array>

#include "ingest/facts/certification_rules.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kVerbTokens = 16;    // how far a verb governs a label
constexpr std::size_t kBehindTokens = 14;  // "… certificate, which expired in"
constexpr std::size_t kPrizeTokens = 7;    // "giải thưởng Kim cương của chương trình WSO Angels"
constexpr std::size_t kNounTokens = 4;     // "PAASCU Level III status"

// Prefixes of numbered standards, as matching keys.
bool is_standard_prefix(std::string_view key) {
  constexpr std::array<std::string_view, 5> kPrefixes{"iso", "tcvn", "iatf", "sa", "ohsas"};
  if (key.size() < 2 || key.size() > 5) return false;
  return std::find(kPrefixes.begin(), kPrefixes.end(), key) != kPrefixes.end();
}

bool in_sentence(const FactSentence& s, std::size_t at) { return at >= s.tokens.begin && at < s.tokens.end; }

class LabelFinder {
 public:
  explicit LabelFinder(const FactInput& input)
      : input_(input), tokens_(input.tokens), rules_(input.tables.certifications) {}

  void find(std::size_t sentence, std::vector<LabelMention>& out);

 private:
  struct Placed {
    std::size_t at;
    Cue cue;
  };

  std::optional<LabelMention> label_at(std::size_t at) const;
  std::optional<LabelMention> standard_at(std::size_t at) const;
  std::optional<LabelMention> listed_at(std::size_t at) const;
  std::optional<LabelMention> issuer_at(std::size_t at) const;
  bool is_acronym(std::size_t at) const;
  std::optional<LabelMention> same_at(std::size_t at, std::size_t sentence, const LabelMention& last) const;
  bool doubles(const LabelMention& label, const std::vector<LabelMention>& out) const;
  std::optional<LabelMention> unlisted_at(std::size_t at) const;
  std::size_t take_version(std::size_t last) const;
  void take_level(LabelMention& label) const;
  std::optional<Cue> label_noun(std::size_t at) const;
  void trim_nouns(LabelMention& label) const;
  bool is_short_name(const LabelMention& label) const;
  bool narrow(LabelMention& label, const AuthorityCertification& row) const;
  bool in_context(const LabelMention& label, const AuthorityCertification& row) const;
  void collect_cues(const FactSentence& sentence);
  std::uint32_t before(const LabelMention& label, std::size_t reach) const;
  std::uint32_t behind(const LabelMention& label, std::size_t reach) const;
  std::uint32_t all_cues() const;
  std::uint32_t governing(const LabelMention& label) const;
  bool claims(const LabelMention& label) const;
  bool names_certificate(const LabelMention& label) const;
  bool only_likened(const LabelMention& label) const;
  std::uint32_t row_named(std::string_view id) const;
  std::string_view status_of(const LabelMention& label) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const CertificationRules& rules_;
  FactSentence sentence_;
  std::vector<Placed> cues_;
};

void LabelFinder::collect_cues(const FactSentence& sentence) {
  sentence_ = sentence;
  cues_.clear();
  for (std::size_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    if (const auto cue = rules_.cues.find(tokens_, at, input_.marks)) {
      cues_.push_back({at, *cue});
      at = cue->last;
    }
  }
}

// The number of a standard glued to its prefix: "ISO15189", "SA8000". Its first byte in `key`, 0 when there is none.
std::size_t number_inside(std::string_view key) {
  if (key.empty() || key.back() < '0' || key.back() > '9') return 0;  // as nearly always
  const std::size_t at = key.find_first_of("0123456789");
  if (at == std::string_view::npos || at == 0 || key.size() - at < 4 || key.size() - at > 5) return 0;
  const bool digits = key.find_first_not_of("0123456789", at) == std::string_view::npos;
  return digits && is_standard_prefix(key.substr(0, at)) ? at : 0;
}

// "ISO 15189:2022", "ISO/IEC 17025", "ISO15189", "TCVN ISO 9001:2015", "IATF 16949".
std::optional<LabelMention> LabelFinder::standard_at(std::size_t at) const {
  const std::string_view key = tokens_.exact(at);
  const std::size_t inside = number_inside(key);
  if (inside == 0 && !is_standard_prefix(key)) return std::nullopt;
  if (key.front() != 'i' && !tokens_[at].caps && inside == 0) return std::nullopt;  // "sa" is a word
  const auto word = [&](std::size_t i, std::string_view w) {
    return in_sentence(sentence_, i) && tokens_.exact(i) == w;
  };
  std::size_t number_at = inside == 0 ? at + 1 : at;
  if (inside == 0) {
    if (key == "tcvn" && word(number_at, "iso")) ++number_at;
    if (tokens_.is(number_at, '/') && word(number_at + 1, "iec")) number_at += 2;
    if (tokens_.is(number_at, '-')) ++number_at;
    if (!in_sentence(sentence_, number_at) || !tokens_[number_at].number) return std::nullopt;
    const std::size_t digits = tokens_.exact(number_at).size();
    if (digits < 4 || digits > 5) return std::nullopt;
  }
  LabelMention out;
  out.first = at;
  out.last = take_version(number_at);
  out.acronym = true;
  out.rule = "certification.standard";
  const std::string prefix(inside == 0 ? key : key.substr(0, inside));
  const std::string number(inside == 0 ? tokens_.exact(number_at) : key.substr(inside));
  out.authority = row_named((prefix == "tcvn" ? "iso" : prefix) + "-" + number);
  return out;
}

// ":2022", ": 2022", "-2022" behind a standard's number.
std::size_t LabelFinder::take_version(std::size_t last) const {
  const std::size_t year = last + 2;
  const bool sign = tokens_.is(last + 1, ':') || (tokens_.is(last + 1, '-') && tokens_[last + 1].gap == Gap::kNone);
  if (!sign || !in_sentence(sentence_, year) || !tokens_[year].number) return last;
  const std::string_view digits = tokens_.exact(year);
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")) ? year : last;
}

// "Gold", "Level III", "Stage 6", "Type II" behind a label.
void LabelFinder::take_level(LabelMention& label) const {
  const std::size_t at = label.last + 1;
  if (!in_sentence(sentence_, at) || !tokens_[at].word || tokens_[at].gap != Gap::kSpace) return;
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  if (!cue || (cue->classes & (kLevel | kLevelNumber)) == 0 || !in_sentence(sentence_, cue->last)) return;
  std::size_t last = cue->last;
  if ((cue->classes & kLevelNumber) != 0) {
    ++last;
    if (!in_sentence(sentence_, last) ||
        tokens_.exact(last).find_first_not_of("0123456789iv") != std::string_view::npos)
      return;
  } else if (!tokens_[at].upper) {
    return;
  }
  label.base_last = label.last;
  label.last = last;
}

// A noun that stands beside labels ("certificate") at token `at` of the sentence.
std::optional<Cue> LabelFinder::label_noun(std::size_t at) const {
  if (!in_sentence(sentence_, at)) return std::nullopt;
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  return cue && (cue->classes & kLabel) != 0 ? cue : std::nullopt;
}

// Leaves "JCI" of "chứng nhận JCI", "Joint Commission International" of "… accreditation".
void LabelFinder::trim_nouns(LabelMention& label) const {
  const bool name = tokens_[label.first].ascii && tokens_[label.first].upper;  // "Accreditation Board for …"
  const auto lead = name ? std::nullopt : label_noun(label.first);
  if (lead && lead->last < label.last) label.first = lead->last + 1;
  for (std::size_t at = label.last; at > label.first; --at) {
    const auto noun = label_noun(at);
    if (!noun || noun->last != label.last) continue;
    label.last = at - 1;
    return;
  }
}

// A few words with capitals, no brackets: "GMP-WHO", "CE Marking".
bool LabelFinder::is_short_name(const LabelMention& label) const {
  for (std::size_t at = label.first; at <= label.last; ++at) {
    const bool joint = tokens_.is(at, '-') || tokens_.is(at, '/');
    if (!joint && (!tokens_[at].word || !tokens_[at].upper)) return false;
  }
  return label.last - label.first <= 2;
}

// Leaves only the label of a phrase such as "chứng nhận JCI" or "CAP-accredited". An acronym counts only in its own
// letters: "cap" and "fact" are words.
bool LabelFinder::narrow(LabelMention& label, const AuthorityCertification& row) const {
  for (std::size_t at = label.first; at <= label.last; ++at) {
    std::size_t last = at;
    while (last < label.last && tokens_[last + 1].end - tokens_[at].begin <= row.acronym.size()) ++last;
    const std::string_view form = slice(tokens_.text(), tokens_.cover(at, last));
    if (form == row.acronym || (fold_word(form) == fold_word(row.acronym) && tokens_[at].caps)) {
      const bool whole = is_short_name(label);
      if (!whole) label.first = at, label.last = last;
      label.acronym = !whole || tokens_[label.last].caps;
      return true;
    }
  }
  // Another acronym of the row ("ACHSI"), or a name written out.
  label.acronym = label.first == label.last && tokens_[label.first].caps;
  return label.acronym || label.last > label.first || tokens_[label.first].upper;
}

// The acronym of an ambiguous row needs a word of its field, or a label noun beside it.
bool LabelFinder::in_context(const LabelMention& label, const AuthorityCertification& row) const {
  if (!row.ambiguous) return true;
  if (((before(label, kNounTokens) | behind(label, 2)) & kLabel) != 0) return true;
  const std::string_view text = slice(tokens_.text(), tokens_.cover(sentence_.tokens.begin, sentence_.tokens.end - 1));
  const std::string folded = fold_phrase(text);
  return std::any_of(row.context.begin(), row.context.end(), [&](const std::string& word) {
    return (" " + folded + " ").find(" " + fold_phrase(word) + " ") != std::string::npos;
  });
}

std::optional<LabelMention> LabelFinder::listed_at(std::size_t at) const {
  const auto match = input_.authority.certification_names().find(tokens_, at, input_.marks);
  if (!match || match->last >= sentence_.tokens.end) return std::nullopt;
  const AuthorityCertification& row = input_.authority.certifications()[match->value];
  LabelMention out;
  out.first = match->first;
  out.last = match->last;
  out.authority = match->value;
  out.rule = "certification.listed";
  if (!is_certification_kind(row) || is_numbered_standard(row) || row.id.starts_with("vn-")) return std::nullopt;
  trim_nouns(out);
  if (out.first != match->first) {
    if (auto longer = listed_at(out.first); longer && longer->last >= out.last)
      return longer;  // "chứng nhận CE Marking"
  }
  if (!narrow(out, row) || !in_context(out, row)) return std::nullopt;
  if (is_product_kind(row) && !names_certificate(out)) return std::nullopt;
  take_level(out);
  return out;
}

std::optional<LabelMention> LabelFinder::issuer_at(std::size_t at) const {
  const auto match = rules_.issuers.find(tokens_, at, input_.marks);
  if (!match || match->last >= sentence_.tokens.end) return std::nullopt;
  LabelMention out;
  out.first = match->first;
  out.last = match->last;
  out.authority = match->value;
  out.rule = "certification.issuer";
  return out;
}

// A word in capitals that could be an acronym, in a line that is not written in capitals as a whole.
bool LabelFinder::is_acronym(std::size_t at) const {
  const Token& token = tokens_[at];
  const std::size_t size = token.end - token.begin;
  if (!token.caps || size < 3 || size > 8 || !token.ascii) return false;
  if (tokens_.exact(at).find_first_not_of("ivx") == std::string_view::npos) return false;  // a numeral
  const auto shouted = [this](std::size_t i) {
    return in_sentence(sentence_, i) && tokens_[i].word && tokens_[i].caps && tokens_[i].end - tokens_[i].begin > 3;
  };
  if (shouted(at + 1) || (at > 0 && shouted(at - 1))) return false;
  const auto known = input_.authority.certification_names().find(tokens_, at, input_.marks);
  return !known || is_certification_kind(input_.authority.certifications()[known->value]);
}

// An acronym of no list beside a label noun: "PAASCU Level III status", "XYZ-accredited", "chứng nhận XYZ".
std::optional<LabelMention> LabelFinder::unlisted_at(std::size_t at) const {
  if (!is_acronym(at)) return std::nullopt;
  LabelMention out;
  out.first = out.last = at;
  out.acronym = true;
  out.rule = "certification.unlisted";
  const auto is_noun = [](const Cue& cue) { return (cue.classes & kLabel) != 0 && (cue.classes & kHeld) != 0; };
  const std::size_t next = at + 1;
  const bool joined = tokens_.is(next, '-') && in_sentence(sentence_, next + 1);
  const std::size_t noun_at = joined ? next + 1 : next;
  const auto noun = in_sentence(sentence_, noun_at) ? rules_.cues.find(tokens_, noun_at, input_.marks) : std::nullopt;
  const bool adjective = joined && noun && (noun->classes & kHeld) != 0;  // "XYZ-accredited"
  if (noun && (adjective || is_noun(*noun))) return out;
  const auto lead = at > sentence_.tokens.begin
                        ? rules_.cues.find_ending(tokens_, at - 1, sentence_.tokens.begin, input_.marks)
                        : std::nullopt;
  if (lead && is_noun(*lead) && !tokens_[lead->first].ascii) return out;
  take_level(out);
  return out.base_last != 0 && (behind(out, kNounTokens) & kLabel) != 0 ? std::optional(out) : std::nullopt;
}

// "theo cùng tiêu chuẩn", "the same standard": the label told last, not far before.
std::optional<LabelMention> LabelFinder::same_at(std::size_t at, std::size_t sentence, const LabelMention& last) const {
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  if (!cue || (cue->classes & kSame) == 0 || sentence > last.sentence + 2) return std::nullopt;
  LabelMention out = last;
  out.first = cue->first;
  out.last = cue->last;
  out.like = 0;
  out.rule = "certification.same";
  return out;
}

// "ISO 15189:2012 (TCVN 15189:2014)": one standard by two names.
bool LabelFinder::doubles(const LabelMention& label, const std::vector<LabelMention>& out) const {
  if (out.empty() || label.rule != "certification.standard" || out.back().rule != label.rule) return false;
  return label.first == out.back().last + 2 && tokens_.is(label.first - 1, '(') &&
         label.authority == out.back().authority && label.authority != kNoCertification;
}

std::optional<LabelMention> LabelFinder::label_at(std::size_t at) const {
  if (!tokens_[at].word || tokens_.exact(at) == "the") return std::nullopt;
  if (auto standard = standard_at(at)) return standard;
  if (auto listed = listed_at(at)) return listed;
  return issuer_at(at);
}

std::uint32_t LabelFinder::before(const LabelMention& label, std::size_t reach) const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) {
    if (p.cue.last < label.first && label.first - p.cue.last <= reach) classes |= p.cue.classes;
  }
  return classes;
}

std::uint32_t LabelFinder::behind(const LabelMention& label, std::size_t reach) const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) {
    if (p.at > label.last && p.at - label.last <= reach) classes |= p.cue.classes;
  }
  return classes;
}

std::uint32_t LabelFinder::row_named(std::string_view id) const {
  const AuthorityCertification* row = input_.authority.certification(id);
  if (row == nullptr) return kNoCertification;
  return static_cast<std::uint32_t>(row - input_.authority.certifications().data());
}

// "FDA certification", "was granted CE marking", but not "devices with CE certificates": the body's, not its product's.
bool LabelFinder::names_certificate(const LabelMention& label) const {
  const std::size_t reach = label.first - sentence_.tokens.begin;
  if (((before(label, reach) | behind(label, kNounTokens)) & kProduct) != 0) return false;
  return ((before(label, kNounTokens) | behind(label, 2)) & (kHeld | kSought | kLapsed)) != 0;
}

// "theo chuẩn FDA" tells of no certificate when no other verb says so.
bool LabelFinder::only_likened(const LabelMention& label) const {
  if ((before(label, 2) & kBasis) == 0) return false;
  return std::none_of(cues_.begin(), cues_.end(), [&](const Placed& p) {
    const bool verb = (p.cue.classes & (kHeld | kSought | kLapsed)) != 0 && (p.cue.classes & (kLabel | kBasis)) == 0;
    return verb && p.cue.last < label.first && label.first - p.cue.last <= kVerbTokens;
  });
}

std::uint32_t LabelFinder::all_cues() const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) classes |= p.cue.classes;
  return classes;
}

// Status classes of the nearest verb before the label, else behind it.
std::uint32_t LabelFinder::governing(const LabelMention& label) const {
  constexpr std::uint32_t kStatus = kHeld | kSought | kLapsed;
  std::uint32_t nearest = 0;
  for (const Placed& p : cues_) {
    const bool noun = (p.cue.classes & kLabel) != 0 && (p.cue.classes & kSought) == 0;
    if ((p.cue.classes & kStatus) == 0 || noun) continue;
    if (p.cue.last < label.first && label.first - p.cue.last <= kVerbTokens) {
      const bool keeps_aim = (nearest & kSought) != 0 && (p.cue.classes & kHeld) != 0;  // "plans to obtain"
      if (!keeps_aim) nearest = p.cue.classes;
    }
    if (p.at > label.last && nearest == 0 && p.at - label.last <= kBehindTokens) return p.cue.classes;
  }
  return nearest;
}

std::string_view LabelFinder::status_of(const LabelMention& label) const {
  if ((behind(label, kBehindTokens) & kLapsed) != 0) return "lapsed";
  const std::uint32_t classes = governing(label);
  if ((classes & kLapsed) != 0) return "lapsed";
  return (classes & kSought) != 0 ? "sought" : "held";
}

bool LabelFinder::claims(const LabelMention& label) const {
  const std::uint32_t all = all_cues();
  if ((all & kDropped) != 0) return false;
  const std::uint32_t left = before(label, 2), right = behind(label, 2);
  if (label.rule != "certification.standard" && (before(label, kPrizeTokens) & kAward) != 0) return false;
  const bool grants = (before(label, kNounTokens) & kAgent) != 0 && (behind(label, kNounTokens) & kHeld) != 0;
  if (((before(label, 1) | behind(label, 1)) & kBody) != 0 && !grants) return false;  // "được tổ chức JCI công nhận"
  if ((before(label, 3) & kNegated) != 0 || (left & kCompare) != 0 || ((left | right) & kAward) != 0) return false;
  if ((left & kCode) != 0 || only_likened(label)) return false;
  return label.rule == "certification.standard" || (all & (kHeld | kSought | kLapsed | kLabel)) != 0;
}

void LabelFinder::find(std::size_t sentence, std::vector<LabelMention>& out) {
  collect_cues(input_.sentences[sentence]);
  for (std::size_t at = sentence_.tokens.begin; at < sentence_.tokens.end; ++at) {
    auto label = label_at(at);
    if (!label && !cues_.empty()) label = unlisted_at(at);
    if (!label && !out.empty()) label = same_at(at, sentence, out.back());
    if (!label) continue;
    if (label->like >= 0 || doubles(*label, out)) label->like = static_cast<int>(out.size()) - 1;
    at = std::max(at, label->last);
    if (!claims(*label)) continue;
    label->sentence = sentence;
    label->status = status_of(*label);
    out.push_back(*label);
  }
}

}  // namespace

std::vector<LabelMention> find_labels(const FactInput& input) {
  std::vector<LabelMention> out;
  LabelFinder finder(input);
  for (std::size_t i = 0; i < input.sentences.size(); ++i) finder.find(i, out);
  return out;
}

}  // namespace hoptac
