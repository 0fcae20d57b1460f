#include "ingest/facts/localities.h"

#include <string_view>

namespace hoptac {

std::optional<TokenRange> Localities::at(std::size_t i) const {
  constexpr std::size_t kMaxPlaceWords = 4;
  if (!tokens_[i].word) return std::nullopt;
  std::size_t end = i;
  if (opens(i) && is_word(i, end)) {
    const std::size_t first = end + 1;
    for (end = first; end < scope_.end && end < first + kMaxPlaceWords && goes_on(end);) ++end;
    return end > first ? std::optional(TokenRange{i, end}) : std::nullopt;
  }
  if (!tokens_[i].upper || is_left_out(i)) return std::nullopt;
  if (const std::size_t first = behind_of(i)) {
    for (end = first; end < scope_.end && end < first + kMaxPlaceWords && goes_on(end);) ++end;
    return end > first ? std::optional(TokenRange{i, end}) : std::nullopt;
  }
  for (end = i + 1; end < scope_.end && end < i + 1 + kMaxPlaceWords && goes_on(end); ++end) {
    for (const std::string_view word : {"province", "prefecture", "city", "county"}) {
      if (tokens_.exact(end) == word) return TokenRange{i, end + 1};
    }
  }
  return std::nullopt;
}

bool Localities::opens(std::size_t i) const {
  return language_ == Language::kVietnamese && tokens_.folded(i).starts_with('t');
}

// "City of Thunder Bay", "Province of Malaga": the first token of the place; 0 for anything else.
std::size_t Localities::behind_of(std::size_t i) const {
  if (language_ == Language::kVietnamese || i + 2 >= scope_.end || tokens_.exact(i + 1) != "of") return 0;
  for (const std::string_view word : {"city", "province", "prefecture", "county", "municipality", "town", "commune"}) {
    if (tokens_.exact(i) == word) return i + 2;
  }
  return 0;
}

bool Localities::is_word(std::size_t i, std::size_t& last) const {
  const std::string_view word = tokens_.folded(i);
  const bool city = word == "thanh" && i + 1 < scope_.end && tokens_.folded(i + 1) == "pho";
  last = city ? i + 1 : i;
  return city || ((word == "tinh" || word == "tp") && !tokens_[i].number);
}

bool Localities::is_party(TokenRange run) const {
  if (scope_.caps) return false;
  const std::size_t start = before(run.begin);
  if (start > scope_.begin && tokens_.is(start - 1, '-')) return false;  // "St. Luke's – Global City"
  const auto cue = agreement_cue_before(start);
  const bool between = cue && *cue == CueKind::kBetween;
  const bool with = start > scope_.begin && is_with(start - 1) && speaks_of_agreement(scope_.begin, start - 1);
  return between || with || is_signer(start) || in_signing_list(run);
}

bool Localities::is_signer(std::size_t at) const {
  if (language_ == Language::kVietnamese || at < scope_.begin + 2) return false;
  if (tokens_.exact(at - 1) == "by") {
    const auto cue = agreement_cue_before(at - 1);
    return cue && is_signing(*cue);
  }
  const NameMention* other = is_and(at - 1) ? name_at(at - 2) : nullptr;
  return other != nullptr && other->rule == "institution.context" && other->kind == "government";
}

// "City of Oulu, Finland, signed": behind the country and its comma.
std::size_t Localities::behind_country(std::size_t at) const {
  if (at + 2 >= scope_.end || !tokens_.is(at, ',')) return at;
  const auto country = scope_.input.authority.country_names().find(tokens_, at + 1, scope_.input.marks);
  return country && country->last + 1 < scope_.end && tokens_.is(country->last + 1, ',') ? country->last + 2 : at;
}

bool Localities::in_signing_list(TokenRange run) const {
  if (preposition_before(run.begin)) return false;
  const std::size_t end = behind_country(has_bracket_behind(run.end));
  if (signs_next(end)) return true;
  if (end + 1 >= scope_.end || !is_and(end)) return false;
  const std::size_t next = tokens_.exact(end + 1) == "the" ? end + 2 : end + 1;
  if (next >= scope_.end) return false;
  if (const NameMention* name = name_at(next)) return signs_next(name->last + 1);
  const auto other = at(next);
  return other && signs_next(behind_country(has_bracket_behind(other->end)));
}

}  // namespace hoptac
