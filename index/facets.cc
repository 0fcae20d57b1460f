#include "index/facets.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "index/entities.h"
#include "index/identity_store.h"
#include "index/query_fault.h"
#include "index/schema.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

struct FacetKind {
  std::string_view name;
  Slot slot;
};

constexpr std::array kKinds{FacetKind{"language", Slot::kLanguage},
                            FacetKind{"year", Slot::kYear},
                            FacetKind{"institution", Slot::kInstitutions},
                            FacetKind{"person", Slot::kPeople},
                            FacetKind{"certification", Slot::kCertifications},
                            FacetKind{"type", Slot::kTypes},
                            FacetKind{"country", Slot::kCountries},
                            FacetKind{"topic", Slot::kTopics},
                            FacetKind{"source", Slot::kSource},
                            FacetKind{"format", Slot::kFormat},
                            FacetKind{"status", Slot::kStatus}};

const FacetKind* find_kind(std::string_view name) {
  for (const FacetKind& kind : kKinds) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

std::string entity_label(const SearchContext& context, EntityType type, const std::string& key) {
  const auto entry = find_entity(context.open.register_db, type, key);
  if (entry) return entry->entity.name;
  const AuthorityInstitution* institution = context.authority.institution(key);
  return institution != nullptr ? institution->name_en : key;
}

std::string label_of(const SearchContext& context, Slot slot, const std::string& value) {
  switch (slot) {
    case Slot::kInstitutions:
      return entity_label(context, EntityType::kInstitution, value);
    case Slot::kPeople:
      return entity_label(context, EntityType::kPerson, value);
    case Slot::kCertifications:
      return entity_label(context, EntityType::kCertification, value);
    case Slot::kCountries: {
      const Country* country = context.authority.country(value);
      return country != nullptr ? country->name_en : value;
    }
    case Slot::kTopics: {
      const Topic* topic = context.authority.topic(value);
      return topic != nullptr ? topic->label_en : value;
    }
    case Slot::kLanguage:
      return value == "vi" ? "Vietnamese" : value == "en" ? "English" : value;
    case Slot::kTypes: {
      std::string label = value;
      std::replace(label.begin(), label.end(), '_', ' ');
      return label;
    }
    default:
      return value;
  }
}

std::optional<EntityType> entity_type(Slot slot) {
  if (slot == Slot::kInstitutions) return EntityType::kInstitution;
  return slot == Slot::kPeople ? std::optional(EntityType::kPerson) : std::nullopt;
}

// Counts of entities: several keys of one in a document count once, ignored ones not at all.
std::map<std::string, std::size_t> entity_counts(const Xapian::ValueCountMatchSpy& spy, EntityType type,
                                                 const Identity& identity) {
  std::map<std::string, std::size_t> out;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
    const std::string joined = *it;
    std::set<std::string> entities;
    for (const std::string_view key : split(joined, kJoin)) entities.insert(identity.entity(type, std::string(key)));
    entities.erase("");
    for (const std::string& entity : entities) out[entity] += it.get_termfreq();
  }
  return out;
}

std::map<std::string, std::size_t> split_counts(const Xapian::ValueCountMatchSpy& spy) {
  std::map<std::string, std::size_t> out;
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) {
    const std::string joined = *it;
    for (const std::string_view value : split(joined, kJoin)) {
      if (!value.empty()) out[std::string(value)] += it.get_termfreq();
    }
  }
  return out;
}

}  // namespace

// A server makes the spy that it counts with from the name and the slot of this one.
class FacetCounter::Spy : public Xapian::ValueCountMatchSpy {
 public:
  using Xapian::ValueCountMatchSpy::ValueCountMatchSpy;
  void count(Counted counted) { counted_ = counted; }
  void operator()(const Xapian::Document& document, double weight) override {
    if (counted_ == Counted::kAll) Xapian::ValueCountMatchSpy::operator()(document, weight);
  }

 private:
  Counted counted_ = Counted::kAll;
};

FacetCounter::FacetCounter() = default;
FacetCounter::FacetCounter(FacetCounter&&) noexcept = default;
FacetCounter& FacetCounter::operator=(FacetCounter&&) noexcept = default;
FacetCounter::~FacetCounter() = default;

const std::vector<std::string>& facet_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const FacetKind& kind : kKinds) names.emplace_back(kind.name);
    return names;
  }();
  return kNames;
}

Result<FacetCounter> FacetCounter::make(const std::vector<std::string>& names) {
  FacetCounter out;
  for (const std::string& name : names) {
    const FacetKind* kind = find_kind(name);
    if (kind == nullptr) {
      std::string detail = "there is no facet \"" + name + "\"; facets are";
      for (const std::string& known : facet_names()) detail += " " + known;
      return fail(ErrorCode::kUsage, {}, std::move(detail));
    }
    out.names_.push_back(name);
    out.spies_.push_back(std::make_unique<Spy>(static_cast<Xapian::valueno>(kind->slot)));
  }
  return out;
}

void FacetCounter::attach(Xapian::Enquire& enquire, Counted counted) {
  for (const auto& spy : spies_) {
    spy->count(counted);
    enquire.add_matchspy(spy.get());
  }
}

std::vector<std::pair<std::string, std::vector<FacetValue>>> FacetCounter::take(const SearchContext& context,
                                                                                std::size_t limit) const {
  std::vector<std::pair<std::string, std::vector<FacetValue>>> out;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const Slot slot = find_kind(names_[i])->slot;
    std::vector<FacetValue> values;
    const auto type = entity_type(slot);
    for (auto& [value, count] :
         type ? entity_counts(*spies_[i], *type, *context.open.identity) : split_counts(*spies_[i]))
      values.push_back({value, "", count});
    const bool year = slot == Slot::kYear;
    std::stable_sort(values.begin(), values.end(), [&](const FacetValue& a, const FacetValue& b) {
      return year ? a.value > b.value : a.count > b.count;
    });
    if (values.size() > limit) values.resize(limit);
    for (FacetValue& value : values) value.label = label_of(context, slot, value.value);
    out.emplace_back(names_[i], std::move(values));
  }
  return out;
}

}  // namespace hoptac
