#include "index/identity.h"

#include <algorithm>

#include "index/identity_parts.h"

namespace hoptac {
namespace {

KeyNodes nodes_of(const GatheredTable& gathered, EntityType type) {
  KeyNodes out;
  out.type = type;
  out.keys.reserve(gathered.of(type).size());
  out.facts.reserve(gathered.of(type).size());
  for (const GatheredKey* const key : gathered.of(type)) {
    if (key->second.names.empty()) continue;
    out.keys.push_back(key->first);
    out.facts.push_back(&key->second);
  }
  out.groups = KeyGroups(out.keys.size());
  return out;
}

}  // namespace

std::string entity_key(const KeyNodes& nodes, const std::vector<std::size_t>& members) {
  for (const std::size_t i : members) {
    const std::string_view base = nodes.base(i);
    if (nodes.type == EntityType::kInstitution && !base.starts_with('~')) return std::string(base);
  }
  // Keys of one base stand side by side.
  const std::size_t first = members.front();
  const std::string_view base = nodes.base(first);
  const auto all = [&](std::size_t i) { return std::binary_search(members.begin(), members.end(), i); };
  if (first > 0 && nodes.base(first - 1) == base) return std::string(nodes.keys[first]);
  for (std::size_t i = first; i < nodes.keys.size() && nodes.base(i) == base; ++i) {
    if (!all(i)) return std::string(nodes.keys[first]);
  }
  return std::string(base);
}

IdentityTable identify(const GatheredTable& gathered, const Corrections& corrections, const Authority& authority) {
  IdentityTable out;
  KeyNodes institutions = nodes_of(gathered, EntityType::kInstitution);
  group_institutions(institutions, authority);
  const auto institution_of = [&out](std::string_view key) { return entity_of(out, EntityType::kInstitution, key); };
  NamedNodes institution_names(institutions, authority);
  const CorrectionInput bodies{institutions, institution_names, corrections, authority, {}, {}};
  apply_corrections(bodies, out);
  const auto institutions_named = [&](const std::string& name) {
    std::set<std::string> entities;
    for (const std::size_t i : nodes_named(bodies, name)) entities.emplace(institution_of(institutions.keys[i]));
    return entities;
  };
  KeyNodes people = nodes_of(gathered, EntityType::kPerson);
  group_people(people, authority, institution_of);
  NamedNodes people_names(people, authority);
  apply_corrections({people, people_names, corrections, authority, institutions_named, institution_of}, out);
  std::sort(out.unused.begin(), out.unused.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
  return out;
}

std::string_view entity_of(const IdentityTable& table, EntityType type, std::string_view key) {
  const auto found = table.entity_of.find(EntityKeyView(type, key));
  return found == table.entity_of.end() ? base_key(type, key) : found->second;
}

}  // namespace hoptac
