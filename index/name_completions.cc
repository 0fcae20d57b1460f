#include "index/name_completions.h"

#include <algorithm>
#include <set>

#include "index/document_reader.h"
#include "index/frequent_terms.h"
#include "index/identity_store.h"
#include "index/sample.h"
#include "index/schema.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kDocuments = 12;  // looked at for names with the words inside
constexpr std::size_t kSampled = 64;    // of those that have the rarest of the words
constexpr std::size_t kWriters = 16;    // of those that have a name, one of which shows how it is written
constexpr std::size_t kWays = 8;        // words that the last beginning may become

struct Family {
  std::string_view kind, name_prefix, word_prefix;
  std::string_view field;
};

Family family_of(EntityType type) {
  if (type == EntityType::kPerson) return {"person", prefix::kPersonName, prefix::kPersonWord, "person"};
  if (type == EntityType::kInstitution)
    return {"institution", prefix::kInstitutionName, prefix::kInstitutionWord, "institution"};
  return {"certification", prefix::kCertificationName, {}, "cert"};
}

Completion completion(const Family& family, const std::string& name, std::size_t count) {
  std::string quoted = name;
  std::erase(quoted, '"');
  return {name, std::string(family.kind), count, std::string(family.field) + ":\"" + quoted + "\""};
}

// Calls `visit` with every name of the document's entities of the type that nobody has told to ignore.
template <typename Visit>
void each_name(const SearchContext& context, const Xapian::Document& document, EntityType type, const Visit& visit) {
  for (const EntityRecord& record : decode_entities(document.get_value(slot_number(Slot::kEntities)))) {
    if (record.type != type || context.open.identity->entity(type, record.key).empty()) continue;
    visit(record.name);
    for (const std::string& alias : record.aliases) visit(alias);
  }
}

// The name as a document that has it writes it; "" when its entity is ignored.
std::string written(const SearchContext& context, EntityType type, const std::string& folded) {
  const std::vector<std::string> term{make_term(family_of(type).name_prefix, folded)};
  const auto documents = first_by_id(context.open.docs, sample_of(context.open.terms, term, kWriters), 1);
  if (documents.empty()) return {};
  std::string out;
  each_name(context, context.open.docs.get_document(documents[0]), type, [&](const std::string& name) {
    if (out.empty() && fold_phrase(name) == folded) out = name;
  });
  return out;
}

// Documents with names that have all the words.
std::vector<Xapian::docid> documents_with(const SearchContext& context, const Family& family,
                                          const TypedBeginning& typed) {
  std::vector<Xapian::Query> parts;
  Xapian::doccount rarest = context.open.docs.get_doccount();
  for (const std::string& word : typed.words) {
    parts.emplace_back(make_term(family.word_prefix, word));
    rarest = std::min(rarest, context.open.terms.frequency(make_term(family.word_prefix, word)));
  }
  std::vector<Xapian::Query> ways;
  if (!typed.last.empty()) {
    Xapian::doccount any = 0;
    for (const FrequentTerm& word : frequent_terms(context.open, family.word_prefix, typed.last, kWays)) {
      ways.emplace_back(make_term(family.word_prefix, word.value));
      any += word.frequency;
    }
    rarest = std::min(rarest, any);
    parts.emplace_back(Xapian::Query::OP_OR, ways.begin(), ways.end());
  }
  const Xapian::Query all(Xapian::Query::OP_AND, parts.begin(), parts.end());
  return first_by_id(context.open.docs, sample_of(context.open.terms, all, rarest, kSampled), kDocuments);
}

void add_names_inside(const SearchContext& context, EntityType type, const TypedBeginning& typed,
                      std::vector<Completion>& out) {
  const Family family = family_of(type);
  const std::string inside = " " + typed.phrase();
  std::set<std::string> seen;
  for (const Completion& c : out) seen.insert(fold_phrase(c.text));
  const std::vector<Xapian::docid> found = documents_with(context, family, typed);
  DocumentReader reader(context.open, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    each_name(context, reader.read(i), type, [&](const std::string& name) {
      const std::string folded = fold_phrase(name);
      if (folded.find(inside) == std::string::npos || !seen.insert(folded).second) return;
      out.push_back(completion(family, name, context.open.terms.frequency(make_term(family.name_prefix, folded))));
    });
  }
}

}  // namespace

std::vector<Completion> complete_names(const SearchContext& context, EntityType type, const TypedBeginning& typed,
                                       std::size_t limit) {
  const Family family = family_of(type);
  std::vector<Completion> out;
  for (const FrequentTerm& term : frequent_terms(context.open, family.name_prefix, typed.phrase(), limit)) {
    const std::string name = written(context, type, term.value);
    if (!name.empty()) out.push_back(completion(family, name, term.frequency));
  }
  if (out.size() < limit && !family.word_prefix.empty()) add_names_inside(context, type, typed, out);
  std::stable_sort(out.begin(), out.end(), [](const Completion& a, const Completion& b) { return a.count > b.count; });
  if (out.size() > limit) out.resize(limit);
  return out;
}

}  // namespace hoptac
