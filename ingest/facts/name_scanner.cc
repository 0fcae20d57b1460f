#include "ingest/facts/name_scanner.h"

#include <algorithm>

#include "ingest/facts/english_names.h"
#include "ingest/facts/headless_names.h"
#include "ingest/facts/tables.h"
#include "ingest/facts/vietnamese_names.h"
#include "src/base/limits.h"

namespace hoptac {

namespace {

// No sentence of prose has more; a bound for tables without line ends, as readings are compared in pairs.
constexpr std::size_t kMaxReadingsOfSentence = 1000;

bool ends_at_hyphen(const NameScope& scope, std::size_t last) {
  return last + 2 < scope.end && scope.tokens().is(last + 1, '-') && scope.glued(last + 1) && scope.glued(last + 2);
}

bool starts_behind_hyphen(const NameScope& scope, std::size_t first) {
  return first >= scope.begin + 2 && scope.glued(first) && scope.tokens().is(first - 1, '-') && scope.glued(first - 1);
}

// One short word names a body only in the list's own letters: "HSU" is not "Hsu".
bool is_written_as_listed(const NameScope& scope, std::size_t at, std::uint32_t row) {
  constexpr std::size_t kShortName = 6;
  const std::string_view surface = scope.tokens().surface(at);
  const auto& names = scope.input.authority.institutions()[row].names;
  return surface.size() > kShortName || std::find(names.begin(), names.end(), surface) != names.end();
}

// "Department of …, Ministry of Health" names two bodies.
bool holds_ministry(const NameScope& scope, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i + 1 < last; ++i) {
    if (scope.tokens().is(i, ',') && scope.tokens().exact(i + 1) == "ministry") return true;
  }
  return false;
}

// The longest name of the authority list at `at`. A hyphen is not a word end ("VNU" in "VNU-HCM").
std::optional<NameMention> find_known_name(const NameScope& scope, std::size_t at) {
  const Token& t = scope.token(at);
  if (!t.word || !(t.upper || t.number)) return std::nullopt;
  const auto match = scope.input.authority.institution_names().find(scope.tokens(), at, scope.input.marks);
  if (!match || match->last >= scope.end) return std::nullopt;
  if (ends_at_hyphen(scope, match->last) || starts_behind_hyphen(scope, at)) return std::nullopt;
  const std::string_view name = slice(scope.tokens().text(), scope.tokens().cover(at, match->last));
  if (at == match->last && !is_written_as_listed(scope, at, match->value)) return std::nullopt;
  if (holds_ministry(scope, at, match->last)) return std::nullopt;
  NameMention out;
  out.first = at;
  out.last = match->last;
  out.rule = "institution.authority";
  out.authority = match->value;
  out.kind = scope.input.authority.institutions()[match->value].annotation_kind;
  out.ambiguous = scope.input.authority.is_ambiguous(match->value, name);
  return out;
}

void add_grammar_names(const NameScope& scope, std::vector<NameMention>& out) {
  std::size_t floor = scope.begin;
  for (std::size_t i = scope.begin; i < scope.end; ++i) {
    if (!scope.token(i).word) continue;
    if (auto name = parse_vietnamese_name(scope, i)) out.push_back(std::move(*name));
    if (i < floor) continue;
    if (auto name = parse_english_name(scope, i, floor)) {
      floor = name->last + 1;
      out.push_back(std::move(*name));
    }
  }
}

void add_known_names(const NameScope& scope, std::vector<NameMention>& out) {
  for (std::size_t i = scope.begin; i < scope.end; ++i) {
    if (auto name = find_known_name(scope, i)) {
      i = name->last;
      out.push_back(std::move(*name));
    }
  }
}

std::size_t length(const NameMention& m) { return m.last - m.first; }

// The longer reading wins; of equal ones that of the authority list.
bool is_better(const NameMention& a, const NameMention& b) {
  if (length(a) != length(b)) return length(a) > length(b);
  if ((a.authority != kNoAuthority) != (b.authority != kNoAuthority)) return a.authority != kNoAuthority;
  return a.first < b.first;
}

// Keeps the best readings that do not overlap; a kept authority reading takes over the grammar's core.
std::vector<NameMention> resolve(std::vector<NameMention> names) {
  std::sort(names.begin(), names.end(), is_better);
  std::vector<NameMention> kept;
  for (NameMention& name : names) {
    const auto clash = std::find_if(kept.begin(), kept.end(),
                                    [&](const NameMention& k) { return name.first <= k.last && k.first <= name.last; });
    if (clash == kept.end()) {
      kept.push_back(std::move(name));
    } else if (clash->first == name.first && clash->last == name.last && !clash->has_core()) {
      clash->core_first = name.core_first;
      clash->core_last = name.core_last;
    }
  }
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return kept;
}

void raise(NameMention& name) {
  name.unit = false;
  name.kind = "government";
}

// "… under the ministry", "… of the Ministry".
bool is_under_ministry(const NameScope& scope, std::size_t at) {
  const TokenStream& tokens = scope.tokens();
  const bool link = at + 2 < scope.end && (tokens.exact(at) == "under" || tokens.exact(at) == "of");
  return link && tokens.exact(at + 1) == "the" && tokens.exact(at + 2) == "ministry";
}

// "Department of …, Ministry of Health": a department of a ministry is a body.
void raise_departments(const NameScope& scope, std::vector<NameMention>& names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const bool adjoins = names[i + 1].first == names[i].last + 2 && scope.tokens().is(names[i].last + 1, ',');
    const bool ministry = scope.tokens().exact(names[i + 1].first) == "ministry";
    if (names[i].unit && adjoins && ministry) raise(names[i]);
  }
  for (NameMention& name : names) {
    if (name.unit && is_under_ministry(scope, name.last + 1)) raise(name);
  }
}

}  // namespace

std::vector<NameMention> scan_names(const FactInput& input) {
  std::vector<NameMention> out;
  for (std::size_t s = 0; s < input.sentences.size() && out.size() < limits::kMaxFactsPerKind; ++s) {
    const NameScope scope = make_scope(input, s);
    std::vector<NameMention> names;
    add_grammar_names(scope, names);
    add_known_names(scope, names);
    if (names.size() > kMaxReadingsOfSentence) names.resize(kMaxReadingsOfSentence);
    names = resolve(std::move(names));
    raise_departments(scope, names);
    add_headless_names(scope, names);
    for (NameMention& name : names) {
      name.sentence = s;
      out.push_back(std::move(name));
    }
  }
  return out;
}

}  // namespace hoptac
