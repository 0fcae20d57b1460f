#include <algorithm>
#include <array>

#include "ingest/facts/certification_label_finder.h"
#include "ingest/facts/one_of.h"

namespace hoptac {
namespace {

constexpr std::size_t kNounTokens = 4;      // "PAASCU Level III status"
constexpr std::size_t kMaxAcronym = 14;     // bytes, with hyphens
constexpr std::size_t kMaxAcronymWord = 8;  // bytes
constexpr std::size_t kDesignationTokens = 8;
constexpr std::size_t kSpelledTokens = 12;  // of a name before its acronym in brackets

bool is_label_noun(const std::optional<Cue>& cue) {
  return cue && (cue->classes & kLabel) != 0 && (cue->classes & kHeld) != 0;
}

}  // namespace

// A word in capitals, or several with hyphens ("KOREA-REHA"), that could be an acronym, in a line that is not written
// in capitals as a whole. Its last token, or `at - 1`.
std::size_t LabelFinder::acronym_end(std::size_t at) const {
  const auto letters = [this](std::size_t i) {
    return in_sentence(sentence_, i) && tokens_[i].caps && tokens_[i].ascii;
  };
  if (is_camel(at)) {
    const bool letter = in_sentence(sentence_, at + 1) && tokens_[at + 1].upper &&
                        tokens_[at + 1].end - tokens_[at + 1].begin == 1;  // "EduSwiss Q"
    return letter ? at + 1 : at;
  }
  if (!letters(at)) return at - 1;
  std::size_t last = at;
  last = std::max(last, code_end(last));
  while (tokens_.is(last + 1, '-') && tokens_[last + 1].gap == Gap::kNone && letters(last + 2) &&
         tokens_[last + 2].gap == Gap::kNone) {
    last += 2;
  }
  const std::size_t size = tokens_[last].end - tokens_[at].begin;
  const bool numeral = tokens_.exact(at).find_first_not_of("ivx") == std::string_view::npos;
  if (numeral || size < 3 || size > kMaxAcronym || (last == at && size > kMaxAcronymWord)) return at - 1;
  const auto shouted = [&](std::size_t i) {
    const auto cue = letters(i) ? rules_.cues.find(tokens_, i, input_.marks) : std::nullopt;
    return letters(i) && tokens_[i].end - tokens_[i].begin > 3 && !(cue && (cue->classes & kNoLabel) != 0);
  };
  if (shouted(last + 1) || (at > sentence_.tokens.begin && shouted(at - 1))) return at - 1;
  const auto cue = rules_.cues.find(tokens_, at, input_.marks);
  if (cue && (cue->classes & kNoLabel) != 0 && cue->last == last) return at - 1;
  const auto known = input_.authority.certification_names().find(tokens_, at, input_.marks);
  return !known || is_certification_kind(input_.authority.certifications()[known->value]) ? last : at - 1;
}

// A capital within a word: "EcoPorts", "EduSwiss".
bool LabelFinder::is_camel(std::size_t at) const {
  const std::string_view word = tokens_.surface(at);
  if (!tokens_[at].upper || !tokens_[at].ascii || tokens_[at].caps || word.size() < 5) return false;
  return std::any_of(word.begin() + 1, word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// "PAASCU status", "XYZ-accredited", "EACVI laboratory accreditation".
bool LabelFinder::has_noun_behind(const LabelMention& label) const {
  const std::size_t next = label.last + 1;
  const auto cue = [this](std::size_t at) {
    return in_sentence(sentence_, at) ? rules_.cues.find(tokens_, at, input_.marks) : std::nullopt;
  };
  if (tokens_.is(next, '-')) {
    const auto adjective = cue(next + 1);
    return adjective && (adjective->classes & kHeld) != 0;
  }
  if (is_label_noun(cue(next))) return true;
  for (std::size_t t = next; in_sentence(sentence_, t + 1); t += 2) {  // "CIMA and ACCA recognition"
    const bool joint =
        tokens_.exact(t) == "and" || tokens_.exact(t) == "và" || tokens_.is(t, ',') || tokens_.is(t, '/');
    if (!joint || !tokens_[t + 1].caps || !tokens_[t + 1].ascii) break;
    if (is_label_noun(cue(t + 2)) && tokens_[t + 2].word) return true;
  }
  const bool inner = in_sentence(sentence_, next) && tokens_[next].word && !tokens_[next].upper && tokens_[next].ascii;
  return inner && !tokens_[next].syllable && is_label_noun(cue(next + 1));
}

// "chứng nhận XYZ", "certified XYZ", "accredited by XYZ", "đạt SafeCare cấp 3".
bool LabelFinder::has_verb_before(const LabelMention& label) const {
  if (label.first == sentence_.tokens.begin) return false;
  const auto lead = rules_.cues.find_ending(tokens_, label.first - 1, sentence_.tokens.begin, input_.marks);
  if (!lead) return false;
  const std::string_view word = tokens_.exact(lead->last);
  if (is_label_noun(lead) && !tokens_[lead->first].ascii) return true;
  if (word == "certified" || word == "accredited") return true;
  if ((lead->classes & kSought) != 0 && (word == "nhận" || word == "định")) return true;  // "xin công nhận"
  if ((lead->classes & kHeld) != 0 && label.base_last != 0) return true;
  if ((lead->classes & kAgent) == 0 || lead->first == sentence_.tokens.begin) return false;
  const std::string_view verb = tokens_.exact(lead->first - 1);
  return verb == "accredited" || verb == "certified";
}

// "the certificate of the European Society of Breast Pathways (EUSBP)", "công nhận Doanh nghiệp ưu tiên (AEO)": an
// acronym in brackets behind a name that a word of certifying leads to.
bool LabelFinder::spells_out(const LabelMention& label) const {
  if (label.first < sentence_.tokens.begin + 3 || !tokens_.is(label.first - 1, '(') || !tokens_.is(label.last + 1, ')'))
    return false;
  constexpr std::array<std::string_view, 6> kInner{"of", "for", "and", "the", "in", "&"};
  std::size_t first = label.first - 1;
  for (std::size_t t = first; t-- > sentence_.tokens.begin && label.first - t < kSpelledTokens;) {
    const bool small = tokens_[t].syllable && !rules_.cues.find(tokens_, t, input_.marks).has_value();
    if (tokens_[t].upper) first = t;
    if (!tokens_[t].upper && !small && std::find(kInner.begin(), kInner.end(), tokens_.exact(t)) == kInner.end()) break;
  }
  std::size_t lead = first;
  while (lead > sentence_.tokens.begin && (tokens_.exact(lead - 1) == "the" || tokens_.exact(lead - 1) == "of" ||
                                           tokens_.exact(lead - 1) == "to" || tokens_.exact(lead - 1) == "under"))
    --lead;
  if (lead == sentence_.tokens.begin || first + 2 > label.first) return false;
  const auto cue = rules_.cues.find_ending(tokens_, lead - 1, sentence_.tokens.begin, input_.marks);
  if (!cue) return false;
  const std::string_view word = tokens_.exact(cue->last);
  const bool recognised = (cue->classes & kHeld) != 0 && word == "nhận" && !tokens_[cue->first].ascii;
  return recognised || is_label_noun(cue) || word == "certified" || word == "accredited";
}

// An acronym of no list beside a word of certification.
std::optional<LabelMention> LabelFinder::unlisted_at(std::size_t at) const {
  LabelMention out;
  out.first = at;
  out.last = acronym_end(at);
  if (out.last + 1 == at) return std::nullopt;
  out.acronym = true;
  out.rule = "certification.unlisted";
  if (has_noun_behind(out)) return out;
  take_level(out);
  if (has_verb_before(out) || spells_out(out)) return out;
  const auto region = at > sentence_.tokens.begin ? rules_.cues.find(tokens_, at - 1, input_.marks) : std::nullopt;
  if (region && (region->classes & kNoLabel) != 0 && tokens_[at - 1].caps) {  // "xin công nhận ASEAN MRA-TP"
    --out.first;
    if (has_verb_before(out)) return out;
    ++out.first;
  }
  return out.base_last != 0 && (context().behind(out, kNounTokens) & kLabel) != 0 ? std::optional(out) : std::nullopt;
}

// "accredited by the Asian Society of Echocardiography", "the accreditation of the European Board of Radiology": an
// accreditor of no list by its full name, unless its acronym follows.
std::optional<LabelMention> LabelFinder::accreditor_at(std::size_t at) const {
  if (!tokens_[at].upper || at < sentence_.tokens.begin + 2 || !is_granted_by(at)) return std::nullopt;
  constexpr std::array<std::string_view, 4> kInner{"of", "for", "and", "in"};
  static constexpr auto kHeads =
      word_set({"board", "council", "association", "society", "agency", "federation", "accreditation", "committee",
                "commission", "register", "alliance", "guild", "bureau"});
  LabelMention out;
  out.first = out.last = at;
  bool head = false;
  for (std::size_t t = at; in_sentence(sentence_, t) && t < at + kSpelledTokens && tokens_[t].word; ++t) {
    if (tokens_[t].upper) {
      out.last = t;
      head = head || is_one_of(tokens_, t, kHeads);
    } else if (std::find(kInner.begin(), kInner.end(), tokens_.exact(t)) == kInner.end()) {
      break;
    }
  }
  if (!head || out.last == at || tokens_.is(out.last + 1, '(') || tokens_.is(out.last + 1, '\'')) return std::nullopt;
  out.rule = "certification.accreditor";
  return out;
}

// "accredited by the", "accreditation from", "certification of the".
bool LabelFinder::is_granted_by(std::size_t at) const {
  std::size_t link = at - 1;
  if (tokens_.exact(link) == "the" && link > sentence_.tokens.begin) --link;
  const std::string_view word = tokens_.exact(link);
  if ((word != "by" && word != "from" && word != "of") || link == sentence_.tokens.begin) return false;
  const std::string_view verb = tokens_.exact(link - 1);
  if (verb == "accreditation" || verb == "re-accreditation" || verb == "reaccreditation") return true;
  return word == "by" && (verb == "accredited" || verb == "reaccredited");
}

// A designation by its name: "certified as a Comprehensive Stroke Center", "chứng nhận Trung tâm Đột quỵ".
std::optional<LabelMention> LabelFinder::named_at(std::size_t at) const {
  if (!tokens_[at].upper || at == sentence_.tokens.begin || tokens_[at - 1].upper || !tokens_[at - 1].word)
    return std::nullopt;
  const auto lead = rules_.cues.find_ending(tokens_, at - 1, sentence_.tokens.begin, input_.marks);
  if (!lead) return std::nullopt;
  LabelMention out;
  out.first = out.last = at;
  out.rule = "certification.named";
  if ((lead->classes & kAs) != 0 && context().certifies(lead->first, kDesignationTokens)) {
    while (in_sentence(sentence_, out.last + 1) && tokens_[out.last + 1].word && tokens_[out.last + 1].upper &&
           tokens_[out.last + 1].gap == Gap::kSpace) {
      ++out.last;
    }
    return out.last > at ? std::optional(out) : std::nullopt;
  }
  if (!is_label_noun(lead) || tokens_[lead->first].ascii || !is_designated(at)) return std::nullopt;
  const auto goes_on = [&](std::size_t t) {
    if (!in_sentence(sentence_, t) || !tokens_[t].syllable || tokens_[t].gap != Gap::kSpace) return false;
    const auto word = input_.tables.names.vi_words.find(tokens_, t, input_.marks);
    return !(word && (word->value & kStopWord) != 0) &&
           (tokens_[t].upper || !rules_.cues.find(tokens_, t, input_.marks));
  };
  while (out.last < at + kDesignationTokens && (out.last == at || goes_on(out.last + 1))) ++out.last;
  return out;
}

// "Trung tâm", "Cơ sở", "Đơn vị" of a designation.
bool LabelFinder::is_designated(std::size_t at) const {
  if (!in_sentence(sentence_, at + 2)) return false;
  const std::string_view a = tokens_.folded(at), b = tokens_.folded(at + 1);
  const bool head = (a == "trung" && b == "tam") || (a == "co" && b == "so") || (a == "don" && b == "vi");
  return head && (tokens_[at + 2].upper || tokens_.folded(at + 2) == "xuat");
}

}  // namespace hoptac
