#include "ingest/facts/officer_countries.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "ingest/facts/entity_key.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kFullName = 3;  // words: names of two may be Korean or Chinese

// A family name of Vietnam and Vietnamese syllables.
bool is_vietnamese_name(const FactInput& input, const Mention& mention) {
  const TokenStream& tokens = input.tokens;
  const std::size_t first = tokens.at_offset(mention.span.begin), end = tokens.at_offset(mention.span.end);
  const auto family = input.tables.names.family_names.find(tokens, first, Marks::kFolded);
  if (end < first + kFullName || !family || static_cast<FamilyCulture>(family->value) == FamilyCulture::kOther)
    return false;
  for (std::size_t i = first; i < end; ++i) {
    if (!tokens[i].word || !tokens[i].syllable) return false;
  }
  return true;
}

// "Country Director", "Head of the Vietnam office": leads what a foreign body has in Vietnam.
bool is_posted_abroad(std::string_view title) {
  for (const std::string_view word : {"Country", "country", "Vietnam", "Viet Nam", "Việt Nam", "epresentative",
                                      "đại diện", "Đại diện", "quốc gia", "Asia", "Regional", "member", "Member"}) {
    if (title.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// "Rector", "Pro-Rector", "Vice-Chancellor": only schools of higher learning have them.
bool is_of_university(std::string_view title) {
  for (const std::string_view word : {"ector", "hancellor", "rovost"}) {
    const std::size_t at = title.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    const char before = title[at - 1];
    const bool rector = word == "ector" && (before == 'R' || before == 'r');
    const bool other = word != "ector" && (before == 'C' || before == 'c' || before == 'P' || before == 'p');
    const bool director = rector && at > 2 && (title[at - 2] == 'i' || title[at - 2] == 'I');
    if ((rector && !director) || other) return true;
  }
  return false;
}

}  // namespace

void tell_kinds_of_officers(Analysis& analysis) {
  for (const Person& person : analysis.people) {
    for (const Role& role : person.roles) {
      if (role.institution_index < 0 || !is_of_university(role.title)) continue;
      Institution& body = analysis.institutions[static_cast<std::size_t>(role.institution_index)];
      if (body.kind != "research" || !body.id.empty()) continue;
      body.kind = "university";
      body.key = institution_key(body.id, body.kind, body.name, body.country);
    }
  }
}

void tell_countries_of_officers(const FactInput& input, Analysis& analysis) {
  std::vector<int> vietnamese(analysis.institutions.size()), others(analysis.institutions.size());
  for (const Person& person : analysis.people) {
    const bool here = std::any_of(person.mentions.begin(), person.mentions.end(),
                                  [&](const Mention& m) { return is_vietnamese_name(input, m); });
    for (const Role& role : person.roles) {
      if (role.institution_index < 0 || role.title.empty() || is_posted_abroad(role.title)) continue;
      ++(here ? vietnamese : others)[static_cast<std::size_t>(role.institution_index)];
    }
  }
  for (std::size_t i = 0; i < analysis.institutions.size(); ++i) {
    Institution& body = analysis.institutions[i];
    if (vietnamese[i] == 0 || others[i] > 0 || !body.country.empty() || !body.id.empty()) continue;
    body.country = "VN";
    body.key = institution_key(body.id, body.kind, body.name, body.country);
  }
}

}  // namespace hoptac
