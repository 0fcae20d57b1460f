#include "index/concepts.h"

#include <algorithm>
#include <set>

#include "ingest/text/normalise.h"
#include "ingest/text/phrase_table.h"

namespace hoptac {
namespace {

constexpr std::size_t kLongestName = 40;  // children that one name can span: bounds the cost of long queries
constexpr std::size_t kMaxNames = 24;     // other names looked for, per concept
constexpr std::size_t kShortAcronym = 3;  // letters that a one-word name needs

bool is_plain(const QueryNode& node) {
  const bool words = node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase;
  return words && !node.quoted && !node.strict;
}

// A stretch of plain children as one text, and which child each of its words came from.
struct Run {
  std::string text;
  std::vector<std::size_t> child_at;  // byte of `text` -> child
};

Run run_from(const std::vector<QueryNode>& children, std::size_t first) {
  Run run;
  const std::size_t end = std::min(children.size(), first + kLongestName);
  for (std::size_t i = first; i < end && is_plain(children[i]); ++i) {
    for (const QueryWord& word : children[i].words) {
      run.text.append(run.text.empty() ? "" : " ").append(word.text);
      run.child_at.resize(run.text.size(), i);
    }
  }
  return run;
}

// One word such as "LOI" is a Vietnamese syllable without its marks to a folded search: useless.
bool is_telling(const std::vector<QueryWord>& words) {
  return words.size() > 1 || (words.size() == 1 && !words[0].syllable && words[0].folded.size() >= kShortAcronym);
}

std::vector<std::vector<QueryWord>> other_names(const std::vector<std::string>& names, std::string_view typed) {
  std::set<std::string> seen{fold_phrase(typed)};
  std::vector<std::vector<QueryWord>> out;
  for (const std::string& name : names) {
    if (out.size() == kMaxNames || !seen.insert(fold_phrase(name)).second) continue;
    std::vector<QueryWord> words = query_words(name);
    if (is_telling(words)) out.push_back(std::move(words));
  }
  return out;
}

std::vector<PhraseMatch> longest(const PhraseTable& table, const TokenStream& tokens, bool marked) {
  std::vector<PhraseMatch> out = table.find_all(tokens, 0, marked ? Marks::kSame : Marks::kFolded);
  // A name that is written in two ways is one name.
  std::set<std::uint32_t> seen;
  std::erase_if(out, [&](const PhraseMatch& match) { return !seen.insert(match.value).second; });
  return out;
}

Concept institution_concept(const std::vector<PhraseMatch>& matches, std::string_view typed, const Authority& authority,
                            const Identity* identity) {
  Concept out;
  std::vector<std::string> names;
  for (const PhraseMatch& match : matches) {
    const AuthorityInstitution& row = authority.institutions()[match.value];
    out.bearers.push_back(label_of(row));
    out.label += (out.label.empty() ? "" : ", ") + out.bearers.back();
    const std::vector<std::string> keys = identity == nullptr
                                              ? std::vector<std::string>{row.id}
                                              : identity->posted_keys_of_id(EntityType::kInstitution, row.id);
    for (const std::string& key : keys) out.terms.push_back(make_term(prefix::kInstitution, key));
    names.insert(names.end(), row.names.begin(), row.names.end());
  }
  if (matches.size() == 1) out.names = other_names(names, typed);
  return out;
}

Concept type_concept(const std::vector<PhraseMatch>& matches, std::string_view typed, const Authority& authority) {
  Concept out;
  std::vector<std::string> names;
  for (const PhraseMatch& match : matches) {
    const AgreementType& row = authority.agreement_types()[match.value];
    out.label += (out.label.empty() ? "" : ", ") + row.id + " (" + row.name_en + ")";
    out.terms.push_back(make_term(prefix::kType, keyword_value(row.id)));
    names.insert(names.end(), {row.name_en, row.name_vi});
    names.insert(names.end(), row.triggers.begin(), row.triggers.end());
  }
  out.names = other_names(names, typed);
  return out;
}

// Names in either language. The documents' own country facts are no part of it: nearly
// every document is about Vietnam.
Concept country_concept(const std::vector<PhraseMatch>& matches, std::string_view typed, const Authority& authority) {
  Concept out;
  std::vector<std::string> names;
  for (const PhraseMatch& match : matches) {
    const Country& row = authority.countries()[match.value];
    out.label += (out.label.empty() ? "" : ", ") + row.code + " (" + row.name_en + ")";
    names.insert(names.end(), row.names.begin(), row.names.end());
  }
  out.names = other_names(names, typed);
  return out;
}

enum class ConceptKind : std::uint8_t { kInstitution, kType, kCountry };

struct Candidate {
  ConceptKind kind = ConceptKind::kInstitution;
  std::vector<PhraseMatch> matches;  // all of one length
};

// The longest name at the beginning of `tokens`; of equal ones an institution before a type before a country.
Candidate candidate_at_start(const TokenStream& tokens, const Authority& authority, bool marked) {
  const std::pair<ConceptKind, const PhraseTable*> tables[] = {
      {ConceptKind::kInstitution, &authority.institution_names()},
      {ConceptKind::kType, &authority.agreement_triggers()},
      {ConceptKind::kCountry, &authority.country_names()}};
  Candidate best;
  for (const auto& [kind, table] : tables) {
    std::vector<PhraseMatch> matches = longest(*table, tokens, marked);
    if (matches.empty()) continue;
    if (best.matches.empty() || matches[0].last > best.matches[0].last) best = {kind, std::move(matches)};
  }
  return best;
}

Concept concept_of(const Candidate& candidate, std::string_view typed, const Authority& authority,
                   const Identity* identity) {
  switch (candidate.kind) {
    case ConceptKind::kType:
      return type_concept(candidate.matches, typed, authority);
    case ConceptKind::kCountry:
      return country_concept(candidate.matches, typed, authority);
    case ConceptKind::kInstitution:
      break;
  }
  return institution_concept(candidate.matches, typed, authority, identity);
}

// The concept that begins with child `first`, when its name ends where a child ends.
std::optional<Concept> concept_at(const std::vector<QueryNode>& children, std::size_t first, const Authority& authority,
                                  const Identity* identity) {
  const Run run = run_from(children, first);
  const TokenStream tokens(run.text);
  if (tokens.size() == 0) return std::nullopt;
  const bool marked = children[first].words[0].marked;
  const Candidate candidate = candidate_at_start(tokens, authority, marked);
  const std::vector<PhraseMatch>& matches = candidate.matches;
  if (matches.empty()) return std::nullopt;
  const std::uint32_t end = tokens[matches[0].last].end;
  const std::size_t last = run.child_at[end - 1];
  if (end < run.text.size() && run.child_at[end + 1] == last) return std::nullopt;
  const std::string_view typed = std::string_view(run.text).substr(0, end);
  if (matches[0].last == 0 && !is_telling(query_words(typed))) return std::nullopt;
  const bool institution = candidate.kind == ConceptKind::kInstitution;
  if (institution && matches[0].last == 0 && authority.is_ambiguous(matches[0].value, typed)) return std::nullopt;
  Concept out = concept_of(candidate, typed, authority, identity);
  out.first = first;
  out.last = last;
  return out;
}

}  // namespace

std::vector<Concept> find_concepts(const std::vector<QueryNode>& children, const Authority& authority,
                                   const Identity* identity) {
  std::vector<Concept> out;
  for (std::size_t i = 0; i < children.size(); ++i) {
    if (!is_plain(children[i])) continue;
    std::optional<Concept> found = concept_at(children, i, authority, identity);
    if (!found) continue;
    i = found->last;
    out.push_back(std::move(*found));
  }
  return out;
}

std::string label_of(const AuthorityInstitution& institution) {
  return institution.id + " (" + institution.name_en + ")";
}

std::vector<std::vector<QueryWord>> institution_names(const QueryNode& field, const Authority& authority) {
  std::vector<std::string> names;
  for (const std::uint32_t i : authority.institutions_named(field.value, Marks::kFolded)) {
    const AuthorityInstitution& row = authority.institutions()[i];
    names.insert(names.end(), row.names.begin(), row.names.end());
  }
  return other_names(names, field.value);
}

}  // namespace hoptac
