// The filter terms and values that documents and register records have in common.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/postings.h"
#include "index/schema.h"
#include "ingest/authority/authority.h"
#include "src/model/analysis.h"
#include "src/model/document.h"
#include "src/model/record.h"

namespace hoptac {

// Prefixes of a named thing: its key, its whole folded names, their words.
struct NamePrefixes {
  std::string_view key, name, word;
};
inline constexpr NamePrefixes kInstitutionPrefixes{prefix::kInstitution, prefix::kInstitutionName,
                                                   prefix::kInstitutionWord};
inline constexpr NamePrefixes kPersonPrefixes{prefix::kPerson, prefix::kPersonName, prefix::kPersonWord};
inline constexpr NamePrefixes kPartyPrefixes{prefix::kParty, prefix::kPartyName, prefix::kPartyWord};
inline constexpr NamePrefixes kSignatoryPrefixes{prefix::kSignatory, prefix::kSignatoryName, prefix::kSignatoryWord};
inline constexpr NamePrefixes kHolderPrefixes{prefix::kHolder, prefix::kHolderName, prefix::kHolderWord};

// Collects the values of slots; multi-valued ones are sorted and joined.
class SlotValues {
 public:
  void set(Slot slot, std::string value);
  void add(Slot slot, std::string_view item);
  std::vector<std::pair<std::uint32_t, std::string>> take();

 private:
  std::map<Slot, std::string> single_;
  std::map<Slot, std::set<std::string, std::less<>>> multiple_;
};

// The entity that an index of a fact refers to; nullptr for -1 or an index out of range.
template <typename T>
const T* entity_at(const std::vector<T>& entities, int index) {
  return index >= 0 && static_cast<std::size_t>(index) < entities.size() ? &entities[static_cast<std::size_t>(index)]
                                                                         : nullptr;
}

// The key (may be "") and all names of an entity, folded.
void post_names(Postings& postings, const NamePrefixes& prefixes, std::string_view key,
                const std::vector<std::string>& names);
// An institution or person by its key, its local key (entities.h) and all its names, or by `name` alone when there
// is no such entity.
void post_institution(Postings& postings, const NamePrefixes& prefixes, const Institution* institution,
                      std::string_view name);
void post_person(Postings& postings, const NamePrefixes& prefixes, const Person* person, std::string_view name,
                 const Analysis& analysis);

void post_date(Postings& postings, std::string_view prefix, std::string_view iso);
// The topic and all its parents.
void post_topic(Postings& postings, std::string_view topic, const Authority& authority);

// Everything by which an agreement is found, in `docs` and in `register` alike.
void post_agreement(Postings& postings, SlotValues& values, const Agreement& agreement, const Analysis& analysis);
// Title, dates, language, source and format of the document itself.
void post_source(Postings& postings, SlotValues& values, const Document& document);

}  // namespace hoptac
