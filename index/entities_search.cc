// `people`, `institutions` and single documents.
#include <algorithm>

#include "index/entities.h"
#include "index/identity_store.h"
#include "index/name_neighbours.h"
#include "index/namesakes.h"
#include "index/query_ast.h"
#include "index/query_fault.h"
#include "index/sample.h"
#include "index/search_context.h"
#include "index/stored.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxCompared = 50000;  // ids compared with one that is not there

bool has_words(std::string_view name, const std::vector<QueryWord>& words) {
  const std::string folded = " " + fold_phrase(name) + " ";
  return std::all_of(words.begin(), words.end(),
                     [&](const QueryWord& word) { return folded.find(" " + word.folded) != std::string::npos; });
}

// The authority's other names of an institution find it, too.
bool is_named(const EntityRecord& entity, const std::vector<QueryWord>& words, const Authority& authority) {
  if (words.empty() || has_words(entity.name, words)) return true;
  const auto named = [&](const std::string& name) { return has_words(name, words); };
  if (std::any_of(entity.aliases.begin(), entity.aliases.end(), named)) return true;
  const AuthorityInstitution* row =
      entity.type == EntityType::kInstitution ? authority.institution(entity.key) : nullptr;
  return row != nullptr && std::any_of(row->names.begin(), row->names.end(), named);
}

EntityRow make_row(const EntityEntry& entry) {
  const EntityRecord& e = entry.entity;
  return {e.key,
          std::string(authority_id_of(e.key)),
          e.name,
          e.aliases,
          e.kind,
          e.country,
          e.roles,
          entry.documents,
          entry.agreements,
          {},
          {}};
}

bool comes_before(const EntityRow& a, const EntityRow& b) {
  if (a.documents != b.documents) return a.documents > b.documents;
  if (a.agreements != b.agreements) return a.agreements > b.agreements;
  return a.name != b.name ? a.name < b.name : a.key < b.key;
}

std::string not_found(const Xapian::Database& docs, const std::string& id) {
  std::vector<std::string> ids;
  const std::string all(prefix::kId);
  const auto end = docs.allterms_end(all);
  for (auto it = docs.allterms_begin(all); it != end && ids.size() < kMaxCompared; ++it) {
    std::string known = (*it).substr(all.size());
    if (!known.empty() && known.front() == ':') known.erase(0, 1);
    ids.push_back(std::move(known));
  }
  std::vector<std::string> near = nearest_names(id, ids, 3);
  for (const std::string& known : ids) {
    if (near.size() < 3 && known.find(id) != std::string::npos && std::count(near.begin(), near.end(), known) == 0)
      near.push_back(known);
  }
  std::string out = "no document has the id \"" + id + "\"";
  for (std::size_t i = 0; i < near.size(); ++i) out += (i == 0 ? "; near: " : ", ") + near[i];
  return out;
}

}  // namespace

namespace {

// The bytewise smallest id of the documents that post a key of the entity.
std::string example_of(const SearchContext& context, const std::string& entity) {
  std::vector<std::string> terms;
  for (const std::string& key : context.open.identity->posted_keys(EntityType::kInstitution, entity))
    terms.push_back(make_term(prefix::kInstitution, key));
  const Xapian::Query any(Xapian::Query::OP_OR, terms.begin(), terms.end());
  const auto first = first_by_id(context.open.docs, any, 1);
  if (first.empty()) return {};
  return context.open.docs.get_document(first[0]).get_value(slot_number(Slot::kId));
}

void add_candidates(const SearchContext& context, std::vector<EntityRow>& rows) {
  const InstitutionNeighbours neighbours(context.authority);
  for (EntityRow& row : rows) {
    row.example = example_of(context, row.key);
    row.candidates = neighbours.nearest(row.name, row.country);
  }
}

std::vector<EntityRow> people_with_namesakes(const SearchContext& context, const std::vector<QueryWord>& words) {
  std::vector<EntityEntry> people;
  each_entity(context.open.register_db, EntityType::kPerson, [&](const EntityEntry& entry) {
    people.push_back(entry);
    return true;
  });
  std::vector<std::vector<EntityCandidate>> namesakes = find_namesakes(people);
  std::vector<EntityRow> out;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (namesakes[i].empty() || !is_named(people[i].entity, words, context.authority)) continue;
    out.push_back(make_row(people[i]));
    out.back().candidates = std::move(namesakes[i]);
  }
  return out;
}

std::vector<EntityRow> matching_rows(const SearchContext& context, const EntityRequest& request,
                                     const std::vector<QueryWord>& words) {
  if (request.people && request.ambiguous) return people_with_namesakes(context, words);
  std::vector<EntityRow> rows;
  const EntityType type = request.people ? EntityType::kPerson : EntityType::kInstitution;
  each_entity(context.open.register_db, type, [&](const EntityEntry& entry) {
    const bool linked = !authority_id_of(entry.entity.key).empty();
    if (!(request.unlinked && linked) && is_named(entry.entity, words, context.authority))
      rows.push_back(make_row(entry));
    return true;
  });
  return rows;
}

}  // namespace

Result<EntityResponse> list_entities(const SearchContext& context, const EntityRequest& request) {
  std::vector<EntityRow> rows = matching_rows(context, request, query_words(request.name));
  std::sort(rows.begin(), rows.end(), comes_before);
  EntityResponse out;
  out.total = rows.size();
  const std::size_t begin = std::min(request.offset, rows.size());
  const std::size_t end = request.limit == 0 ? rows.size() : std::min(rows.size(), begin + request.limit);
  out.rows.assign(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(begin)),
                  std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(end)));
  if (request.unlinked && !request.people) add_candidates(context, out.rows);
  return out;
}

Result<StoredDocument> stored_document(const SearchContext& context, const std::string& id) {
  const Xapian::Database& docs = context.open.docs;
  const std::string term = id_term(id);
  const auto found = docs.postlist_begin(term);
  if (found == docs.postlist_end(term)) return fail(ErrorCode::kNotFound, id, not_found(docs, id));
  auto stored = decode_stored(docs.get_document(*found).get_data());
  if (stored) apply_identity(who_is_who(*context.open.identity), stored->analysis);
  return stored;
}

}  // namespace hoptac
