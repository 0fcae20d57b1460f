#include "ingest/facts/certification_context.h"

#include <algorithm>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kVerbTokens = 16;    // how far a verb governs a label
constexpr std::size_t kBehindTokens = 14;  // "… certificate, which expired in"
constexpr std::size_t kPrizeTokens = 7;    // "giải thưởng Kim cương của chương trình WSO Angels"
constexpr std::size_t kAgentTokens = 6;    // "được tổ chức kiểm định ACBSP công nhận"
constexpr std::size_t kNounTokens = 4;     // "PAASCU Level III status"
constexpr std::uint32_t kStatus = kHeld | kSought | kLapsed;

}  // namespace

LabelContext::LabelContext(const FactInput& input)
    : input_(input), tokens_(input.tokens), rules_(input.tables.certifications) {}

void LabelContext::enter(const FactSentence& sentence) {
  sentence_ = sentence;
  cues_.clear();
  if (!rules_.cues.is_in(sentence.phrases)) return;
  for (std::size_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    if (const auto cue = rules_.cues.find(tokens_, at, input_.marks)) {
      cues_.push_back({at, *cue});
      at = cue->last;
    }
  }
}

std::uint32_t LabelContext::before(const LabelMention& label, std::size_t reach) const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) {
    if (p.cue.last < label.first && label.first - p.cue.last <= reach) classes |= p.cue.classes;
  }
  return classes;
}

std::uint32_t LabelContext::behind(const LabelMention& label, std::size_t reach) const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) {
    if (p.at > label.last && p.at - label.last <= reach) classes |= p.cue.classes;
  }
  return classes;
}

bool LabelContext::certifies(std::size_t at, std::size_t reach) const {
  return std::any_of(cues_.begin(), cues_.end(), [&](const Placed& p) {
    if (p.cue.last >= at || at - p.cue.last > reach || (p.cue.classes & (kHeld | kLabel)) == 0) return false;
    const std::string_view word = tokens_.exact(p.cue.last);
    return word.starts_with("certif") || word.starts_with("accredit") || word.starts_with("designat");
  });
}

// Clauses are parted by ";": "holds EQUIS; AMBA accreditation was dropped".
std::size_t LabelContext::clause_begin(const LabelMention& label) const {
  std::size_t at = label.first;
  while (at > sentence_.tokens.begin && !tokens_.is(at - 1, ';')) --at;
  return at;
}

std::size_t LabelContext::clause_end(const LabelMention& label) const {
  std::size_t at = label.last + 1;
  while (at < sentence_.tokens.end && !tokens_.is(at, ';')) ++at;
  return at;
}

std::uint32_t LabelContext::classes_in(std::size_t begin, std::size_t end) const {
  std::uint32_t classes = 0;
  for (const Placed& p : cues_) {
    if (p.at >= begin && p.at < end) classes |= p.cue.classes;
  }
  return classes;
}

bool LabelContext::names_certificate(const LabelMention& label) const {
  const std::size_t reach = label.first - sentence_.tokens.begin;
  if (((before(label, reach) | behind(label, kNounTokens)) & kProduct) != 0) return false;
  return ((before(label, kNounTokens) | behind(label, 2)) & kStatus) != 0;
}

// "được SGS chứng nhận theo tiêu chuẩn ISO 9001".
bool LabelContext::is_certified_by(const LabelMention& label) const {
  std::size_t basis = label.first;
  while (basis > sentence_.tokens.begin && label.first - basis < 4 && tokens_.exact(basis) != "theo") --basis;
  if (basis < sentence_.tokens.begin + 2 || tokens_.exact(basis) != "theo") return false;
  const std::string_view a = tokens_.exact(basis - 2), b = tokens_.exact(basis - 1);
  if (b == "nhận") return a == "chứng" || a == "công";
  return (b == "định" && (a == "kiểm" || a == "thẩm")) || (b == "giá" && a == "đánh");
}

// "theo chuẩn FDA" tells of no certificate when no other verb says so.
bool LabelContext::only_likened(const LabelMention& label) const {
  if ((before(label, 2) & kBasis) == 0 || is_certified_by(label)) return false;
  return std::none_of(cues_.begin(), cues_.end(), [&](const Placed& p) {
    const bool verb = (p.cue.classes & kStatus) != 0 && (p.cue.classes & (kLabel | kBasis)) == 0;
    if (verb && p.cue.last < label.first && label.first - p.cue.last <= kVerbTokens) return true;
    // "theo tiêu chuẩn ISO 45001 mà công ty đã được chứng nhận"
    const std::string_view lead = tokens_.exact(p.at);
    const bool passive = lead == "được" || lead == "đã" || lead == "certified" || lead == "accredited";
    return verb && passive && p.at > label.last && p.at - label.last <= kBehindTokens;
  });
}

// "The application for JCI was dropped"; an accreditation that is dropped was held.
bool LabelContext::came_to_nothing(const LabelMention& label) const {
  const std::size_t begin = clause_begin(label);
  const std::uint32_t all = classes_in(begin, clause_end(label));
  const std::uint32_t left = classes_in(begin, label.first);
  const bool whole = (behind(label, 1) & kLabel) != 0;  // "dropped the EcoPorts label" that it held
  return (all & kDropped) != 0 && ((left & kSought) != 0 || ((left & kDropped) != 0 && !whole));
}

bool LabelContext::is_question() const {
  return sentence_.tokens.end > sentence_.tokens.begin && tokens_.is(sentence_.tokens.end - 1, '?');
}

// Status classes of the nearest verb before the label, else behind it.
std::uint32_t LabelContext::governing(const LabelMention& label, std::size_t next) const {
  const std::size_t begin = clause_begin(label);
  const std::size_t end = std::min(clause_end(label), next);
  std::uint32_t nearest = 0;
  for (const Placed& p : cues_) {
    const bool noun = (p.cue.classes & kLabel) != 0 && (p.cue.classes & kSought) == 0;
    if ((p.cue.classes & kStatus) == 0 || noun || p.at < begin || p.at >= end) continue;
    if (p.cue.last < label.first && label.first - p.cue.last <= kVerbTokens) {
      const bool keeps_aim = (nearest & kSought) != 0 && (p.cue.classes & kHeld) != 0;  // "plans to obtain"
      if (!keeps_aim) nearest = p.cue.classes;
    }
    if (p.at > label.last && nearest == 0 && p.at - label.last <= kBehindTokens) return p.cue.classes;
  }
  return nearest;
}

std::string_view LabelContext::status_of(const LabelMention& label, std::size_t next) const {
  const std::size_t end = std::min({label.last + 1 + kBehindTokens, clause_end(label), next});
  if ((classes_in(label.last + 1, end) & kLapsed) != 0) return "lapsed";
  if ((before(label, kNounTokens) & kDropped) != 0) return "lapsed";
  const std::uint32_t classes = governing(label, next);
  if ((classes & kLapsed) != 0) return "lapsed";
  return (classes & kSought) != 0 ? "sought" : "held";
}

// "chưa có chứng nhận ISO 9001 và sẽ nộp hồ sơ" is sought.
bool LabelContext::is_denied(const LabelMention& label, std::size_t next) const {
  if ((before(label, 3) & kNegated) == 0) return false;
  const std::size_t end = std::min({label.last + 1 + kBehindTokens, clause_end(label), next});
  return (classes_in(label.last + 1, end) & kSought) == 0;
}

// "tổ chức ASIIN gửi thư thông báo bốn chương trình của X đạt chuẩn".
bool LabelContext::announces(const LabelMention& label) const {
  constexpr std::size_t kVerbReach = 8;
  const std::size_t end = std::min(sentence_.tokens.end, label.last + 1 + kVerbReach);
  for (std::size_t t = label.last + 1; t + 1 < end; ++t) {
    const std::string_view a = tokens_.exact(t), b = tokens_.exact(t + 1);
    const bool verb = (a == "thông" && b == "báo") || (a == "công" && b == "bố") || (a == "xác" && b == "nhận") ||
                      (a == "kết" && b == "luận");
    if (!verb) continue;
    return std::any_of(cues_.begin(), cues_.end(), [&](const Placed& p) {
      return p.at > t && (p.cue.classes & kHeld) != 0 &&
             (tokens_.exact(p.at) == "đạt" || tokens_.exact(p.at) == "được");
    });
  }
  return false;
}

// "được tổ chức JCI công nhận" claims, "a JCI consultant" does not.
bool LabelContext::is_named_as_body(const LabelMention& label) const {
  const bool grants =
      ((before(label, kAgentTokens) & kAgent) != 0 && (behind(label, kBehindTokens) & kHeld) != 0) || announces(label);
  const std::string_view next = label.last + 1 < sentence_.tokens.end ? tokens_.exact(label.last + 1) : "";
  const bool assessed = (next == "criteria" || next == "standards" || next == "framework") &&
                        (before(label, kNounTokens) & kHeld) != 0;  // "assessed under the AUN-QA criteria"
  return ((before(label, 1) | behind(label, 1)) & kBody) != 0 && !grants && !assessed;
}

// "the only prize winner that holds X": what stands before the relative clause is told of something else.
std::size_t LabelContext::prize_reach(const LabelMention& label) const {
  for (std::size_t t = label.first; t-- > sentence_.tokens.begin && label.first - t <= kPrizeTokens;) {
    const std::string_view word = tokens_.exact(t);
    if (word == "that" || word == "which" || word == "who") return label.first - t - 1;
  }
  return kPrizeTokens;
}

bool LabelContext::claims(const LabelMention& label, std::size_t next) const {
  if (is_question() || came_to_nothing(label) || is_named_as_body(label) || is_denied(label, next)) return false;
  const std::uint32_t left = before(label, 2), right = behind(label, 2);
  const bool standard = label.rule == "certification.standard";
  if (!standard && (before(label, prize_reach(label)) & kAward) != 0) return false;
  if ((left & (kCompare | kCode)) != 0 || ((left | right) & kAward) != 0 || only_likened(label)) return false;
  if (label.rule == "certification.issuer" && (behind(label, 5) & kAward) != 0)
    return false;                                                                  // "the W (WSO) Angels Awards"
  const bool aim = (classes_in(clause_begin(label), label.first) & kSought) != 0;  // "mục tiêu là chứng nhận AABB"
  if ((((aim ? 0U : before(label, 1)) | behind(label, 1)) & kDefine) != 0) return false;
  const bool row =
      label.first == sentence_.tokens.begin && tokens_.is(label.last + 1, '|');  // "ISPO | School of X | 2026"
  return standard || row || (classes_in(sentence_.tokens.begin, sentence_.tokens.end) & (kStatus | kLabel)) != 0;
}

}  // namespace hoptac
