#include "index/apply_identity.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace hoptac {
namespace {

// Old place -> new place; -1 for what went.
using Places = std::vector<int>;

void move_index(int& index, const Places& places) {
  const auto i = static_cast<std::size_t>(index);
  if (index >= 0) index = i < places.size() ? places[i] : -1;
}

void add_alias(std::vector<std::string>& aliases, const std::string& own, const std::string& name) {
  if (name != own && std::find(aliases.begin(), aliases.end(), name) == aliases.end()) aliases.push_back(name);
}

template <typename Entity>
void take_mentions(Entity& into, Entity& from) {
  add_alias(into.aliases, into.name, from.name);
  for (const std::string& alias : from.aliases) add_alias(into.aliases, into.name, alias);
  std::move(from.mentions.begin(), from.mentions.end(), std::back_inserter(into.mentions));
  std::sort(into.mentions.begin(), into.mentions.end(),
            [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
}

void absorb(Institution& into, Institution& from) {
  take_mentions(into, from);
  into.judgement.level = std::max(into.judgement.level, from.judgement.level);
  if (into.country.empty()) into.country = from.country;
}

void absorb(Person& into, Person& from) {
  take_mentions(into, from);
  into.judgement.level = std::max(into.judgement.level, from.judgement.level);
  if (into.honorifics.empty()) into.honorifics = from.honorifics;
  for (Role& role : from.roles) {
    const auto same = [&](const Role& r) {
      return r.title == role.title && r.institution_index == role.institution_index;
    };
    if (std::none_of(into.roles.begin(), into.roles.end(), same)) into.roles.push_back(std::move(role));
  }
}

template <typename Entity>
void rename(Entity& entity, const std::string& name) {
  if (name.empty() || name == entity.name) return;
  std::erase(entity.aliases, name);
  add_alias(entity.aliases, name, entity.name);
  entity.name = name;
}

// `keys`: the local key of each.
template <typename Entity>
Places settle(const WhoIsWho& who, EntityType type, const std::vector<std::string>& keys,
              std::vector<Entity>& entities) {
  Places places;
  std::map<std::string, int> at;
  std::vector<Entity> out;
  for (std::size_t i = 0; i < entities.size(); ++i) {
    std::string entity = who.entity(type, keys[i]);
    if (entity.empty()) {
      places.push_back(-1);
      continue;
    }
    const auto [known, added] = at.emplace(entity, static_cast<int>(out.size()));
    places.push_back(known->second);
    if (!added) {
      absorb(out[static_cast<std::size_t>(known->second)], entities[i]);
      continue;
    }
    out.push_back(std::move(entities[i]));
    out.back().key = std::move(entity);
  }
  for (Entity& entity : out) rename(entity, who.name(type, entity.key));
  entities = std::move(out);
  return places;
}

// Parties that are one now are listed once; those that are nobody go.
void settle_parties(Agreement& agreement, const Analysis& analysis, const Places& places) {
  std::vector<Party> out;
  for (Party& party : agreement.parties) {
    const bool linked = party.institution_index >= 0;
    move_index(party.institution_index, places);
    if (linked && party.institution_index < 0) continue;
    if (linked) party.name = analysis.institutions[static_cast<std::size_t>(party.institution_index)].name;
    const auto same = [&](const Party& p) { return linked && p.institution_index == party.institution_index; };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(party));
  }
  agreement.parties = std::move(out);
}

void settle_signatories(Agreement& agreement, const Analysis& analysis, const Places& places) {
  std::erase_if(agreement.signatories, [&](Signatory& s) {
    const bool linked = s.person_index >= 0;
    move_index(s.person_index, places);
    if (linked && s.person_index >= 0) s.name = analysis.people[static_cast<std::size_t>(s.person_index)].name;
    return linked && s.person_index < 0;
  });
}

}  // namespace

void apply_identity(const WhoIsWho& who, Analysis& analysis) {
  std::vector<std::string> institution_keys, person_keys;
  for (const Institution& i : analysis.institutions) institution_keys.push_back(local_key(i));
  for (const Person& p : analysis.people) person_keys.push_back(local_key(p, analysis));
  const Places institutions = settle(who, EntityType::kInstitution, institution_keys, analysis.institutions);
  for (Institution& i : analysis.institutions) {
    const std::string id(authority_id_of(i.key));
    if (id != i.id) i.parent.clear();  // that of another body
    i.id = id;
  }
  for (Person& p : analysis.people) {
    for (Role& role : p.roles) move_index(role.institution_index, institutions);
  }
  const Places people = settle(who, EntityType::kPerson, person_keys, analysis.people);
  for (Certification& c : analysis.certifications) move_index(c.holder_index, institutions);
  for (Figure& f : analysis.figures) move_index(f.institution_index, institutions);
  for (Quote& q : analysis.quotes) move_index(q.person_index, people);
  for (Agreement& a : analysis.agreements) {
    settle_parties(a, analysis, institutions);
    settle_signatories(a, analysis, people);
  }
}

void apply_identity(const WhoIsWho& who, AgreementRow& row) {
  std::vector<AgreementParty> parties;
  for (AgreementParty& party : row.parties) {
    if (!party.key.empty()) {
      party.key = who.entity(EntityType::kInstitution, party.key);
      if (party.key.empty()) continue;
      party.id = authority_id_of(party.key);
      if (std::string name = who.name(EntityType::kInstitution, party.key); !name.empty()) party.name = std::move(name);
      const auto same = [&](const AgreementParty& p) { return p.key == party.key; };
      if (std::any_of(parties.begin(), parties.end(), same)) continue;
    }
    parties.push_back(std::move(party));
  }
  row.parties = std::move(parties);
  std::vector<Signatory> signatories;
  for (std::size_t i = 0; i < row.signatories.size(); ++i) {
    if (i < row.signatory_keys.size() && !row.signatory_keys[i].empty()) {
      const std::string entity = who.entity(EntityType::kPerson, row.signatory_keys[i]);
      if (entity.empty()) continue;
      if (std::string name = who.name(EntityType::kPerson, entity); !name.empty())
        row.signatories[i].name = std::move(name);
    }
    signatories.push_back(std::move(row.signatories[i]));
  }
  row.signatories = std::move(signatories);
}

void Corrector::correct(Analysis& analysis) {
  GatheredTable gathered;
  gathered.add(encode_entities(entity_records(analysis)));
  gathered.sort();
  const IdentityTable table = identify(gathered, corrections_, authority_);
  std::set<std::size_t> idle;
  for (const UnusedCorrection& row : table.unused) {
    idle.insert(row.line);
    idle_.insert_or_assign(row.line, row);
  }
  for (const Correction& row : corrections_.rows) {
    if (!idle.contains(row.line)) used_.insert(row.line);
  }
  apply_identity(who_is_who(table), analysis);
}

std::vector<UnusedCorrection> Corrector::unused() const {
  std::vector<UnusedCorrection> out;
  for (const auto& [line, row] : idle_) {
    if (!used_.contains(line)) out.push_back(row);
  }
  return out;
}

WhoIsWho who_is_who(const IdentityTable& table) {
  return {[&table](EntityType type, const std::string& key) { return std::string(entity_of(table, type, key)); },
          [&table](EntityType type, const std::string& entity) {
            const auto found = table.entities.find({type, entity});
            return found == table.entities.end() ? std::string() : found->second.name;
          }};
}

}  // namespace hoptac
