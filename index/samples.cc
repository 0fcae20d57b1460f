#include "index/samples.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "index/entities.h"
#include "index/schema.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

// Quoted, unless the name itself holds a quote: then it is no sample.
std::optional<std::string> field_query(const Xapian::Database& docs, std::string_view field, const std::string& name) {
  const Field* const f = find_field(field);
  if (f == nullptr || name.find('"') != std::string::npos) return std::nullopt;
  if (docs.get_termfreq(make_term(f->name_prefix, fold_phrase(name))) == 0) return std::nullopt;
  return std::string(field) + ":\"" + name + "\"";
}

// Rows of a type that are looked at: their keys are hashes, so the first are as good as any, and a run may have
// changed but one document of many.
constexpr std::size_t kLookedAt = 5000;

// The entity with the highest count that a query by its name finds.
template <typename Count>
std::optional<std::string> best_entity(const OpenGeneration& open, EntityType type, std::string_view field,
                                       const Count& count) {
  std::size_t best = 0;
  std::optional<std::string> query;
  std::size_t looked_at = 0;
  each_entity(open.register_db, type, [&](const EntityEntry& entry) {
    if (++looked_at > kLookedAt) return false;
    if (count(entry) <= best) return true;
    if (auto found = field_query(open.docs, field, entry.entity.name)) {
      best = count(entry);
      query = *std::move(found);
    }
    return true;
  });
  return query;
}

// "signed:2022": the year of `prefix` that most documents have.
std::optional<std::string> best_year(const Xapian::Database& docs, std::string_view field, std::string_view prefix) {
  constexpr std::size_t kYearDigits = 4;
  std::size_t best = 0;
  std::optional<std::string> query;
  const std::string head(prefix);
  for (auto it = docs.allterms_begin(head); it != docs.allterms_end(head); ++it) {
    const std::string term = *it;
    if (term.size() != head.size() + kYearDigits || it.get_termfreq() <= best) continue;
    best = it.get_termfreq();
    query = std::string(field) + ":" + term.substr(head.size());
  }
  return query;
}

// Title words, for an index without any facts.
std::optional<std::string> any_title(const Xapian::Database& docs) {
  const Xapian::valueno slot = slot_number(Slot::kTitle);
  const auto it = docs.valuestream_begin(slot);
  if (it == docs.valuestream_end(slot)) return std::nullopt;
  constexpr std::size_t kWords = 3;
  const std::string title = *it;
  std::string query;
  std::size_t words = 0;
  for (const std::string_view word : split(title, ' ')) {
    if (words++ == kWords) break;
    query.append(query.empty() ? "\"" : " ").append(word);
  }
  return query.empty() ? std::nullopt : std::optional(query + "\"");
}

}  // namespace

std::vector<std::string> sample_queries(const OpenGeneration& open) {
  std::vector<std::string> out;
  const auto add = [&out](std::optional<std::string> query) {
    if (query && out.size() < kSampleQueries) out.push_back(*std::move(query));
  };
  const auto agreements = [](const EntityEntry& entry) { return entry.agreements; };
  const auto documents = [](const EntityEntry& entry) { return entry.documents; };
  if (open.docs.get_doccount() == 0) return out;
  add(best_entity(open, EntityType::kInstitution, "party", agreements));
  add(best_entity(open, EntityType::kPerson, "person", documents));
  add(best_year(open.docs, "signed", prefix::kSigned));
  if (out.size() < kSampleQueries) add(best_entity(open, EntityType::kInstitution, "institution", documents));
  if (out.size() < kSampleQueries) add(best_entity(open, EntityType::kCertification, "cert", documents));
  if (out.size() < kSampleQueries) add(best_year(open.docs, "published", prefix::kPublished));
  if (out.size() < kSampleQueries) add(any_title(open.docs));
  return out;
}

}  // namespace hoptac
