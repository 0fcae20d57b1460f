// The steps of identify(): rules for institutions, rules for people, then corrections.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/identity.h"
#include "index/key_groups.h"

namespace hoptac {

// The local keys of one type, sorted, and which of them are one.
struct KeyNodes {
  EntityType type = EntityType::kInstitution;
  std::vector<std::string_view> keys;
  std::vector<const Gathered*> facts;
  KeyGroups groups{0};

  std::string_view base(std::size_t i) const { return base_key(type, keys[i]); }
  // Any of its names; those of one key are equal after folding.
  const std::string& name(std::size_t i) const { return facts[i]->names.begin()->first; }
};

// The key of the entity that `members` (sorted) are: the authority id of one; the common base when all of
// its keys are there; else the smallest.
std::string entity_key(const KeyNodes& nodes, const std::vector<std::size_t>& members);

void group_institutions(KeyNodes& nodes, const Authority& authority);
// The entity of an institution's local key; as long-lived as the key.
using InstitutionOf = std::function<std::string_view(std::string_view)>;
void group_people(KeyNodes& nodes, const Authority& authority, const InstitutionOf& institution_of);

// Nodes by their names, in one form for all spellings; made when first asked.
class NamedNodes {
 public:
  NamedNodes(const KeyNodes& nodes, const Authority& authority) : nodes_(nodes), authority_(authority) {}
  // Those that bear the name; when there are none, those that are told by it beside their name.
  const std::vector<std::size_t>& find(const std::string& name);

 private:
  using Index = std::map<std::string, std::vector<std::size_t>>;
  std::string form(const std::string& name) const;
  void make();

  const KeyNodes& nodes_;
  const Authority& authority_;
  Index names_, aliases_;
  bool made_ = false;
};

struct CorrectionInput {
  const KeyNodes& nodes;
  NamedNodes& names;
  const Corrections& corrections;
  const Authority& authority;
  // Entities of institutions that a name or id means, for `NAME @ INSTITUTION`.
  std::function<std::set<std::string>(const std::string&)> institutions_named;
  InstitutionOf institution_of;
};

// Adds the rows of the type of `input.nodes` to the table.
void apply_corrections(CorrectionInput input, IdentityTable& table);

// Nodes that a name, an id or a key means.
std::vector<std::size_t> nodes_named(const CorrectionInput& input, const std::string& subject);

}  // namespace hoptac
