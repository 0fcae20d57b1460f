#include "index/gathered.h"

#include <algorithm>
#include <cstdint>

#include "index/name_neighbours.h"
#include "src/base/leading_bytes.h"

namespace hoptac {
namespace {

void gather(Gathered& g, const EntityView& record, std::size_t documents) {
  g.names.add(record.name, documents);
  if (!record.kind.empty()) g.kinds.add(record.kind, documents);
  if (!record.country.empty()) g.countries.add(record.country, documents);
  const auto into = [](SortedStrings& set) { return [&set](std::string_view item) { set.insert(item); }; };
  each_item(record.aliases, into(g.aliases));
  each_item(record.roles, into(g.roles));
  each_item(record.affiliations, into(g.affiliations));
  each_item(record.titles, into(g.titles));
  g.documents += documents;
}

}  // namespace

void GatheredTable::add(std::string_view value, std::size_t documents) {
  each_entity_view(value, [&](const EntityView& record) {
    Keys& keys = keys_[place(record.type)];
    auto known = keys.find(record.key);
    if (known == keys.end()) {
      known = keys.emplace(record.key, Gathered()).first;
      if (record.type == EntityType::kPerson) known->second.words = hash_of_words(record.name);
    }
    gather(known->second, record, documents);
  });
}

const GatheredKey* GatheredTable::find(EntityType type, std::string_view key) const {
  const Keys& keys = keys_[place(type)];
  const auto known = keys.find(key);
  return known == keys.end() ? nullptr : &*known;
}

std::span<const GatheredKey* const> GatheredTable::beginning(EntityType type, std::string_view begin) const {
  const std::span<const GatheredKey* const> all = of(type);
  const auto first = std::lower_bound(all.begin(), all.end(), begin,
                                      [](const GatheredKey* a, std::string_view b) { return a->first < b; });
  const auto last =
      std::find_if(first, all.end(), [&](const GatheredKey* key) { return !key->first.starts_with(begin); });
  return {first, last};
}

void GatheredTable::sort() {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    std::vector<std::pair<std::uint64_t, const GatheredKey*>> order;
    order.reserve(keys_[i].size());
    for (const GatheredKey& key : keys_[i]) order.emplace_back(leading_bytes(key.first), &key);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second->first < b.second->first;
    });
    sorted_[i].clear();
    for (const auto& [begin, key] : order) sorted_[i].push_back(key);
  }
}

}  // namespace hoptac
