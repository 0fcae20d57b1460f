#include "ingest/facts/name_context.h"

#include <algorithm>
#include <string_view>

namespace hoptac {

namespace {

constexpr std::size_t kMaxCueTokens = 6;

}  // namespace

NameContext::NameContext(const NameScope& scope, const std::vector<NameMention>& found)
    : scope_(scope), tokens_(scope.input.tokens), language_(scope.language()), found_(found) {}

const NameMention* NameContext::name_at(std::size_t i) const {
  const auto next =
      std::upper_bound(found_.begin(), found_.end(), i, [](std::size_t at, const auto& m) { return at < m.first; });
  if (next == found_.begin() || std::prev(next)->last < i) return nullptr;
  return &*std::prev(next);
}

std::size_t NameContext::before(std::size_t at) const {
  return at > scope_.begin && tokens_.exact(at - 1) == "the" ? at - 1 : at;
}

bool NameContext::is_left_out(std::size_t at) const {
  if (tokens_.exact(at) == "ngo" || tokens_.exact(at) == "ingo") return true;  // "the NGO X"
  const NameTables& tables = scope_.tables;
  const std::uint64_t known =
      tables.en_words.bit() | tables.vi_words.bit() | tables.roles.bit() | tables.honorifics.bit();
  if ((tokens_.phrases().bits(at) & known) == 0) return false;  // as most words of names
  std::size_t last = at;
  if ((scope_.classes(scope_.tables.en_words, at, last) & kLeadWord) != 0) return true;
  if (language_ == Language::kVietnamese && (scope_.classes(scope_.tables.vi_words, at, last) & kStopWord) != 0)
    return true;
  if (scope_.tables.roles.find(tokens_, at, scope_.input.marks)) return true;
  return scope_.tables.honorifics.find(tokens_, at, scope_.input.marks).has_value();
}

bool NameContext::goes_on(std::size_t at) const {
  const bool near = tokens_[at].gap == Gap::kSpace || tokens_[at].gap == Gap::kNone;
  return near && scope_.is_name_word(at) && !is_left_out(at);
}

std::size_t NameContext::has_bracket_behind(std::size_t at) const {
  constexpr std::size_t kMaxBracket = 6;
  if (at >= scope_.end || !tokens_.is(at, '(')) return at;
  for (std::size_t i = at; i < scope_.end && i < at + kMaxBracket; ++i) {
    if (tokens_.is(i, ')')) return i + 1;
  }
  return at;
}

bool NameContext::preposition_before(std::size_t at) const {
  const std::string_view word = at > scope_.begin ? tokens_.exact(at - 1) : std::string_view();
  for (const std::string_view place :
       {"in", "at", "to", "from", "near", "of", "tại", "ở", "đến", "từ", "sang", "của"}) {
    if (word == place) return true;
  }
  return false;
}

std::optional<CueKind> NameContext::agreement_cue_before(std::size_t at) const {
  for (std::size_t from = at > scope_.begin + kMaxCueTokens ? at - kMaxCueTokens : scope_.begin; from < at; ++from) {
    const auto hit = scope_.input.tables.agreements.find(tokens_, from, language_, scope_.input.marks);
    if (hit && hit->last + 1 == at) return hit->cue;
  }
  return std::nullopt;
}

bool NameContext::is_signing(CueKind cue) const {
  return cue == CueKind::kSign || cue == CueKind::kSignEvent || cue == CueKind::kConclude || cue == CueKind::kRenew;
}

bool NameContext::speaks_of_agreement(std::size_t from, std::size_t at) const {
  for (std::size_t i = from; i < at; ++i) {
    const auto hit = scope_.input.tables.agreements.find(tokens_, i, language_, scope_.input.marks);
    if (!hit) continue;
    if (is_signing(hit->cue) || hit->cue == CueKind::kNoun || hit->cue == CueKind::kJoint) return true;
    i = hit->last;
  }
  return false;
}

bool NameContext::is_with(std::size_t at) const {
  const std::string_view word = tokens_.exact(at);
  return word == "with" || word == "với" || word == "cùng" ||
         (scope_.input.marks == Marks::kFolded && (word == "voi" || word == "cung"));
}

bool NameContext::is_and(std::size_t at) const {
  const std::string_view word = tokens_.exact(at);
  return word == "and" || word == "và" || tokens_.is(at, '&') || (scope_.input.marks == Marks::kFolded && word == "va");
}

bool NameContext::signs_next(std::size_t at) const {
  constexpr std::size_t kReach = 8;  // "hôm 27/1 nối lại"
  at = has_bracket_behind(at);
  for (const std::size_t end = std::min(scope_.end, at + kReach); at < end && !ends_clause(at); ++at) {
    const auto hit = scope_.input.tables.agreements.find(tokens_, at, language_, scope_.input.marks);
    if (hit && (is_signing(hit->cue) || hit->cue == CueKind::kJoint)) return true;
    if (tokens_[at].upper) return false;
  }
  return false;
}

bool NameContext::ends_clause(std::size_t at) const {
  return tokens_.is(at, ',') || tokens_.is(at, '.') || tokens_.is(at, ';') || tokens_.is(at, '(');
}

}  // namespace hoptac
