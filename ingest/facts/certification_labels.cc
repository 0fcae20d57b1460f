#include "ingest/facts/certification_labels.h"

#include <algorithm>
#include <array>

#include "ingest/facts/certification_label_finder.h"
#include "ingest/facts/one_of.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kNounTokens = 4;     // "PAASCU Level III status"
constexpr std::size_t kSameSentences = 2;  // how far "the same standard" points back
constexpr std::size_t kLeastGlued = 6;     // bytes of "sa8000"
constexpr std::size_t kAgainTokens = 5;    // between a label and its "lần thứ 2" for the next body

// Prefixes of numbered standards, as matching keys.
constexpr auto kStandardPrefixes = word_set({"iso", "tcvn", "iatf", "sa", "ohsas"});

bool is_standard_prefix(std::string_view key) { return kStandardPrefixes.find(key, word_hash(key)) != nullptr; }

bool ends_in_digit(std::string_view key) { return !key.empty() && key.back() >= '0' && key.back() <= '9'; }

// The number of a standard glued to its prefix: "ISO15189", "SA8000". Its first byte in `key`, 0 when there is none.
std::size_t number_inside(std::string_view key) {
  const std::size_t at = key.find_first_of("0123456789");
  if (at == std::string_view::npos || at == 0 || key.size() - at < 4 || key.size() - at > 5) return 0;
  const bool digits = key.find_first_not_of("0123456789", at) == std::string_view::npos;
  return digits && is_standard_prefix(key.substr(0, at)) ? at : 0;
}

}  // namespace

const LabelContext& LabelFinder::context() const {
  if (!entered_) context_.enter(sentence_);
  entered_ = true;
  return context_;
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
  if (digits.size() <= 2 && tokens_.is(last + 1, '-') && tokens_[year].gap == Gap::kNone) return year;  // "ISO 3834-2"
  return digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20")) ? year : last;
}

bool LabelFinder::is_letter(std::size_t at) const {
  return tokens_[at].upper && tokens_[at].end - tokens_[at].begin == 1;
}

// "DNV-ST-0033", "IPC-A-610": the last token of the number of a standard behind its body, else `last`.
std::size_t LabelFinder::code_end(std::size_t last) const {
  std::size_t end = last;
  bool number = false;
  while (tokens_.is(end + 1, '-') && tokens_[end + 1].gap == Gap::kNone && in_sentence(sentence_, end + 2) &&
         tokens_[end + 2].gap == Gap::kNone &&
         (tokens_[end + 2].caps || tokens_[end + 2].number || is_letter(end + 2))) {
    end += 2;
    number = number || tokens_[end].number;
  }
  return number ? end : last;
}

// "ACQUIN-Care": a name of its own with the acronym in it.
void LabelFinder::take_suffix(LabelMention& label) const {
  const std::size_t at = label.last + 2;
  if (!label.acronym || !tokens_.is(label.last + 1, '-') || tokens_[label.last + 1].gap != Gap::kNone) return;
  if (const std::size_t code = code_end(label.last); code > label.last) {
    label.last = code;
    label.authority = kNoCertification;
    return;
  }
  if (!in_sentence(sentence_, at) || !tokens_[at].upper || tokens_[at].caps || tokens_[at].gap != Gap::kNone) return;
  if (tokens_[at].number || (rules_.cues.find(tokens_, at, input_.marks).has_value())) return;
  label.last = at;
  label.authority = kNoCertification;
}

// "A" of "Grade A".
bool LabelFinder::is_grade(std::size_t at) const {
  const std::string_view word = tokens_.exact(at);
  return tokens_[at].upper && (word == "a" || word == "b" || word == "c");
}

// "Gold", "Level III", "Stage 6", "Type II", "Grade A" behind a label.
void LabelFinder::take_level(LabelMention& label) const {
  const std::size_t at = label.last + 1;
  if (!in_sentence(sentence_, at) || !tokens_[at].word || tokens_[at].gap != Gap::kSpace) return;
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  if (!cue || (cue->classes & (kLevel | kLevelNumber)) == 0 || !in_sentence(sentence_, cue->last)) return;
  std::size_t last = cue->last;
  if ((cue->classes & kLevelNumber) != 0) {
    ++last;
    if (!in_sentence(sentence_, last) ||
        (tokens_.exact(last).find_first_not_of("0123456789iv") != std::string_view::npos && !is_grade(last)))
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
  const std::string acronym = fold_word(row.acronym);
  for (std::size_t at = label.first; at <= label.last; ++at) {
    std::size_t last = at;
    while (last < label.last && tokens_[last + 1].end - tokens_[at].begin <= row.acronym.size()) ++last;
    const std::string_view form = slice(tokens_.text(), tokens_.cover(at, last));
    if (form == row.acronym || (tokens_[at].caps && fold_word(form) == acronym)) {
      const bool whole = is_short_name(label);
      if (!whole) label.first = at, label.last = last;
      label.acronym = !whole || tokens_[label.last].caps;
      return true;
    }
  }
  const bool one = label.first == label.last;
  const bool letters = row.acronym.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  if (one && letters && tokens_.folded(label.first) == acronym) return false;  // "Lotus", "Edge", "Well"
  // Another acronym of the row ("ACHSI"), or a name written out.
  label.acronym = label.first == label.last && tokens_[label.first].caps;
  return label.acronym || label.last > label.first || tokens_[label.first].upper;
}

// "giáo dục", left of "kiểm định chất lượng giáo dục", is no label.
bool LabelFinder::has_capital(const LabelMention& label) const {
  for (std::size_t at = label.first; at <= label.last; ++at) {
    if (tokens_[at].upper) return true;
  }
  return false;
}

// Nothing but a word for a field is left: "Giáo dục".
bool LabelFinder::is_field(const LabelMention& label) const {
  const auto word = input_.tables.names.vi_words.find(tokens_, label.first, input_.marks);
  return word && word->last == label.last && (word->value & kFieldWord) != 0;
}

// A preposition between a verb of certifying and the label.
bool LabelFinder::is_to(std::size_t at) const {
  constexpr std::array<std::string_view, 6> kWords{"to", "under", "by", "against", "with", "as"};
  return std::find(kWords.begin(), kWords.end(), tokens_.exact(at)) != kWords.end();
}

// The acronym of an ambiguous row needs a word of its field, or a label noun beside it.
bool LabelFinder::in_context(const LabelMention& label, const AuthorityCertification& row) const {
  if (!row.ambiguous) return true;
  if (((context().before(label, kNounTokens) | context().behind(label, 2)) & kLabel) != 0) return true;
  const bool linked = label.first > sentence_.tokens.begin && is_to(label.first - 1);  // "certified to GDP"
  if ((context().before(label, linked ? 2 : 1) & kHeld) != 0) return true;             // "công nhận CAP"
  const bool joined = tokens_.is(label.last + 1, '-') && (context().behind(label, 2) & kHeld) != 0;
  if (joined) return true;  // "Magnet-recognized"
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
  const bool code = row.id == "vilas" && in_sentence(sentence_, out.last + 1) && tokens_[out.last + 1].number;
  if (code) return std::nullopt;  // "VILAS Med 129" is an identifier
  const bool bracketed = std::any_of(row.names.begin(), row.names.end(), [](const std::string& name) {
    return name.find('(') != std::string::npos;  // "RTAC (Australia)"
  });
  for (std::size_t t = out.first; t <= out.last && !bracketed; ++t) {
    if (tokens_.is(t, '(') && !tokens_.is(out.last, ')')) return std::nullopt;  // "Bureau of Accreditation (BoA"
  }
  if (!is_certification_kind(row) || is_numbered_standard(row) || row.id.starts_with("vn-")) return std::nullopt;
  trim_nouns(out);
  if (out.first != match->first) {
    if (auto longer = listed_at(out.first); longer && longer->last >= out.last)
      return longer;  // "chứng nhận CE Marking"
  }
  if (out.first != match->first && is_field(out)) return std::nullopt;  // "Kiểm định Chất lượng Giáo dục"
  if (!narrow(out, row) || !has_capital(out) || !in_context(out, row)) return std::nullopt;
  if (is_product_kind(row) && !context().names_certificate(out)) return std::nullopt;
  take_suffix(out);
  take_level(out);
  return out;
}

std::optional<LabelMention> LabelFinder::issuer_at(std::size_t at) const {
  const auto match = rules_.issuers.find(tokens_, at, input_.marks);
  if (!match || match->last >= sentence_.tokens.end) return std::nullopt;
  for (std::size_t t = match->first; t < match->last; ++t) {
    if (tokens_.is(t, '(') && !tokens_.is(match->last, ')')) return std::nullopt;  // "Bureau of Accreditation (BoA"
  }
  LabelMention out;
  out.first = match->first;
  out.last = match->last;
  out.authority = match->value;
  out.rule = "certification.issuer";
  return out;
}

// "theo cùng tiêu chuẩn", "the same standard": the label told last, not far before.
std::optional<LabelMention> LabelFinder::same_at(std::size_t at, std::size_t sentence,
                                                 const std::vector<LabelMention>& out) const {
  if (out.empty() || sentence > out.back().sentence + kSameSentences) return std::nullopt;
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  if (!cue || (cue->classes & (kSame | kOnceMore)) == 0) return std::nullopt;
  LabelMention found = out.back();
  found.again = (cue->classes & kOnceMore) != 0;
  if (found.again && (found.sentence != sentence || at < found.last + kAgainTokens)) return std::nullopt;
  found.first = cue->first;
  found.last = cue->last;
  found.like = static_cast<int>(out.size()) - 1;
  found.rule = "certification.same";
  return found;
}

// "ISO 15189:2012 (TCVN 15189:2014)": one standard by two names.
bool LabelFinder::doubles(const LabelMention& label, const std::vector<LabelMention>& out) const {
  if (out.empty() || label.rule != "certification.standard" || out.back().rule != label.rule) return false;
  return label.first == out.back().last + 2 && tokens_.is(label.first - 1, '(') &&
         label.authority == out.back().authority && label.authority != kNoCertification;
}

// An issuer of several labels stands for the one told before: "re-designated by the American Nurses Credentialing
// Center".
void LabelFinder::settle_issuer(LabelMention& label, const std::vector<LabelMention>& out) const {
  if (label.rule != "certification.issuer") return;
  const auto& rows = input_.authority.certifications();
  for (const LabelMention& other : out) {
    if (other.authority != kNoCertification && rows[other.authority].issuer == rows[label.authority].issuer)
      label.authority = other.authority;
  }
}

std::optional<LabelMention> LabelFinder::label_at(std::size_t at) const {
  if (tokens_.exact(at) == "the" && !(tokens_[at].caps && tokens_.is(at + 1, '-'))) return std::nullopt;  // "THE-ICE"
  if (auto standard = standard_at(at)) return standard;
  if (auto listed = listed_at(at)) return listed;
  return issuer_at(at);
}

std::uint32_t LabelFinder::row_named(std::string_view id) const {
  const AuthorityCertification* row = input_.authority.certification(id);
  if (row == nullptr) return kNoCertification;
  return static_cast<std::uint32_t>(row - input_.authority.certifications().data());
}

// "được TÜV Nord chứng nhận ISO 21001", "an ISO 9001 certificate by Q": the granting one of two labels is a body.
bool LabelFinder::grants_other(const std::vector<LabelMention>& out, std::size_t i, std::size_t begin) const {
  const LabelMention& label = out[i];
  if (i + 1 < out.size() && out[i + 1].first == label.last + 3 && tokens_.is(label.last + 1, '\''))
    return true;  // "EFMD's EQUIS"
  if (label.rule == "certification.standard" || (context().before(label, 2) & kAgent) == 0) return false;
  if (i + 1 < out.size() && out[i + 1].first - label.last <= kNounTokens + 3 &&
      is_verb_link(label.last, out[i + 1].first))
    return true;
  return i > begin && label.first - out[i - 1].last <= kNounTokens + 1 && out[i - 1].authority != label.authority &&
         !has_and(out[i - 1].last, label.first);
}

bool LabelFinder::has_and(std::size_t begin, std::size_t end) const {
  for (std::size_t t = begin + 1; t < end; ++t) {
    const std::string_view word = tokens_.exact(t);
    if (tokens_.is(t, ',') || tokens_.is(t, ';') || word == "and" || word == "và" || word == "or") return true;
  }
  return false;
}

bool LabelFinder::is_verb_link(std::size_t begin, std::size_t end) const {
  for (std::size_t t = begin + 1; t < end; ++t) {
    const auto cue = rules_.cues.find(tokens_, t, input_.marks);
    if (cue && (cue->classes & (kHeld | kAs)) != 0) return !has_and(begin, end);
  }
  return false;
}

// The first token of the next label; labels that are only joined ("ISO 9001 và ISO 14001 hết hạn") share what follows.
std::size_t LabelFinder::reach_of(const std::vector<LabelMention>& out, std::size_t i) const {
  while (i + 1 < out.size() && out[i + 1].first <= out[i].last + 3) ++i;
  return i + 1 < out.size() ? out[i + 1].first : sentence_.tokens.end;
}

// A cheap test: a listed name, an issuer, letters of a standard.
inline bool LabelFinder::may_be_known(std::size_t at) const {
  if ((tokens_.phrases().bits(at) & known_) != 0 || is_one_of(tokens_, at, kStandardPrefixes)) return true;
  const Token& token = tokens_[at];
  return !token.syllable && token.exact_size >= kLeastGlued && ends_in_digit(tokens_.exact(at)) &&
         number_inside(tokens_.exact(at)) != 0;
}

// Another: a capital letter, a cue.
inline bool LabelFinder::may_be_told(std::size_t at) const {
  return tokens_[at].upper || (tokens_.phrases().bits(at) & told_) != 0;
}

std::optional<LabelMention> LabelFinder::told_at(std::size_t at, std::size_t sentence,
                                                 const std::vector<LabelMention>& out) const {
  auto label = unlisted_at(at);
  if (!label) label = accreditor_at(at);
  if (!label) label = named_at(at);
  if (!label) label = same_at(at, sentence, out);
  return label;
}

void LabelFinder::find(std::size_t sentence, std::vector<LabelMention>& out) {
  sentence_ = input_.sentences[sentence];
  entered_ = false;
  const std::size_t begin = out.size();
  for (std::size_t at = sentence_.tokens.begin; at < sentence_.tokens.end; ++at) {
    if (!tokens_[at].word) continue;
    const bool known = may_be_known(at), told = may_be_told(at);
    if (!known && !told) continue;  // as most words
    std::optional<LabelMention> label = known ? label_at(at) : std::nullopt;
    if (!label && told) label = told_at(at, sentence, out);
    if (!label) continue;
    if (doubles(*label, out)) label->like = static_cast<int>(out.size()) - 1;
    settle_issuer(*label, out);
    at = std::max(at, label->last);
    label->sentence = sentence;
    out.push_back(*label);
  }
  for (std::size_t i = begin; i < out.size(); ++i) {
    const std::size_t next = reach_of(out, i);
    out[i].claimed = context().claims(out[i], next) && !grants_other(out, i, begin);
    out[i].status = context().status_of(out[i], next);
    if (out[i].rule != "certification.same") continue;
    const auto cue = rules_.cues.find(tokens_, out[i].first, input_.marks);
    if (cue && (cue->classes & kLapsed) != 0) out[i].status = "lapsed";  // "let its own expire"
  }
}

std::vector<LabelMention> find_labels(const FactInput& input) {
  std::vector<LabelMention> out;
  LabelFinder finder(input);
  for (std::size_t i = 0; i < input.sentences.size(); ++i) finder.find(i, out);
  return out;
}

}  // namespace hoptac
