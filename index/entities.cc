#include "index/entities.h"

#include <algorithm>
#include <charconv>

#include "index/schema.h"
#include "ingest/facts/entity_key.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

// Between the items of a list inside one part.
constexpr char kItem = '\x1d';
// Between the key of a person's name and the hash of the institution.
constexpr char kDetail = '.';
constexpr std::size_t kParts = 9;
// Of records written before people told their institutions and titles.
constexpr std::size_t kFormerParts = 7;

// Control characters have no place in a name; separators least of all.
void append_clean(std::string& out, std::string_view text) {
  for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
}

void append_list(std::string& out, const std::vector<std::string>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += kItem;
    append_clean(out, items[i]);
  }
}

std::vector<std::string> parse_list(std::string_view part) {
  std::vector<std::string> out;
  each_item(part, [&](std::string_view item) { out.emplace_back(item); });
  return out;
}

void append_record(std::string& out, const EntityRecord& r) {
  out += static_cast<char>(r.type);
  for (const std::string* part : {&r.key, &r.name, &r.kind, &r.country}) {
    out += kPart;
    append_clean(out, *part);
  }
  out += kPart;
  append_list(out, r.aliases);
  out += kPart;
  append_list(out, r.roles);
  out += kPart;
  append_list(out, r.affiliations);
  out += kPart;
  append_list(out, r.titles);
}

std::optional<EntityView> parse_view(std::string_view text) {
  const auto parts = static_cast<std::size_t>(std::count(text.begin(), text.end(), kPart)) + 1;
  if (parts != kParts && parts != kFormerParts) return std::nullopt;
  const std::string_view type = take_field(text, kPart);
  EntityView out;
  for (std::string_view* part :
       {&out.key, &out.name, &out.kind, &out.country, &out.aliases, &out.roles, &out.affiliations, &out.titles})
    *part = take_field(text, kPart);
  if (type.size() != 1 || out.key.empty()) return std::nullopt;
  out.type = static_cast<EntityType>(type[0]);
  const bool known =
      out.type == EntityType::kInstitution || out.type == EntityType::kPerson || out.type == EntityType::kCertification;
  return known ? std::optional(out) : std::nullopt;
}

EntityRecord record_of(const EntityView& v) {
  return {v.type,
          std::string(v.key),
          std::string(v.name),
          std::string(v.kind),
          std::string(v.country),
          parse_list(v.aliases),
          parse_list(v.roles),
          parse_list(v.affiliations),
          parse_list(v.titles)};
}

std::string role_text(const Role& role) {
  if (role.title.empty()) return role.institution;
  return role.institution.empty() ? role.title : role.title + ", " + role.institution;
}

std::optional<std::size_t> parse_count(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void add_new(std::vector<std::string>& list, std::string item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

const Institution* institution_of(const Role& role, const Analysis& analysis) {
  const auto i = static_cast<std::size_t>(role.institution_index);
  return role.institution_index >= 0 && i < analysis.institutions.size() ? &analysis.institutions[i] : nullptr;
}

EntityRecord person_record(const Person& p, const Analysis& analysis) {
  EntityRecord r{EntityType::kPerson, local_key(p, analysis), p.name, "", "", p.aliases, {}, {}, {}};
  add_new(r.titles, p.honorifics);
  for (const Role& role : p.roles) {
    add_new(r.roles, role_text(role));
    add_new(r.titles, role.title);
    const Institution* const institution = institution_of(role, analysis);
    if (institution != nullptr) add_new(r.affiliations, local_key(*institution));
  }
  return r;
}

}  // namespace

std::string local_key(const Institution& institution) {
  if (institution.id.empty()) return institution.key;
  return institution.id + institution_key({}, institution.kind, institution.name, institution.country);
}

std::string local_key(const Person& person, const Analysis& analysis) {
  for (const Role& role : person.roles) {
    const Institution* const institution = institution_of(role, analysis);
    if (institution != nullptr) return person.key + kDetail + short_hash(institution->key);
  }
  return person.key;
}

std::string_view base_key(EntityType type, std::string_view local_key) {
  if (type == EntityType::kPerson) return local_key.substr(0, local_key.find(kDetail));
  const std::size_t at = type == EntityType::kInstitution ? local_key.find('~', 1) : std::string_view::npos;
  return local_key.substr(0, at);
}

std::string_view authority_id_of(std::string_view key) { return key.starts_with('~') ? std::string_view{} : key; }

std::vector<EntityRecord> entity_records(const Analysis& analysis) {
  std::vector<EntityRecord> out;
  for (const Institution& i : analysis.institutions) {
    if (i.key.empty()) continue;
    out.push_back({EntityType::kInstitution, local_key(i), i.name, i.kind, i.country, i.aliases, {}, {}, {}});
  }
  for (const Person& p : analysis.people) {
    if (!p.key.empty()) out.push_back(person_record(p, analysis));
  }
  for (const Certification& c : analysis.certifications) {
    if (c.key.empty()) continue;
    out.push_back({EntityType::kCertification, c.key, c.name, "", "", c.aliases, {}, {}, {}});
    if (!c.full.empty()) out.back().aliases.push_back(c.full);
  }
  return out;
}

std::string encode_entities(const std::vector<EntityRecord>& records) {
  std::string out;
  for (const EntityRecord& r : records) {
    if (!out.empty()) out += kJoin;
    append_record(out, r);
  }
  return out;
}

std::vector<EntityRecord> decode_entities(std::string_view value) {
  std::vector<EntityRecord> out;
  each_entity_view(value, [&](const EntityView& view) { out.push_back(record_of(view)); });
  return out;
}

void each_entity_view(std::string_view value, const std::function<void(const EntityView&)>& visit) {
  while (!value.empty()) {
    if (const auto view = parse_view(take_field(value, kJoin))) visit(*view);
  }
}

void each_item(std::string_view list, const std::function<void(std::string_view)>& visit) {
  while (!list.empty()) {
    if (const std::string_view item = take_field(list, kItem); !item.empty()) visit(item);
  }
}

std::string entity_metadata_key(EntityType type, std::string_view key) {
  // Xapian's keys are as long as its terms; make_term() cuts the same way.
  const std::string prefix{'E', static_cast<char>(type)};
  return make_term(prefix, key);
}

std::string encode_entry(const EntityEntry& entry) {
  std::string out = std::to_string(entry.documents) + kJoin + std::to_string(entry.agreements) + kJoin;
  append_record(out, entry.entity);
  out += kJoin;
  append_list(out, entry.members);
  out += kJoin;
  if (entry.corrected) out += '1';
  return out;
}

std::optional<EntityEntry> decode_entry(std::string_view value) {
  const auto parts = split(value, kJoin);
  if (parts.size() != 5 && parts.size() != 3) return std::nullopt;  // 3: written before entities had members
  const auto documents = parse_count(parts[0]);
  const auto agreements = parse_count(parts[1]);
  const auto entity = parse_view(parts[2]);
  if (!documents || !agreements || !entity) return std::nullopt;
  EntityEntry out{record_of(*entity), *documents, *agreements, {}, false};
  if (parts.size() == 5) {
    out.members = parse_list(parts[3]);
    out.corrected = !parts[4].empty();
  }
  return out;
}

std::optional<EntityEntry> find_entity(const Xapian::Database& register_db, EntityType type, std::string_view key) {
  const std::string value = register_db.get_metadata(entity_metadata_key(type, key));
  if (value.empty()) return std::nullopt;
  return decode_entry(value);
}

void each_entity(const Xapian::Database& register_db, EntityType type,
                 const std::function<bool(const EntityEntry&)>& visit) {
  const std::string prefix{'E', static_cast<char>(type)};
  for (auto it = register_db.metadata_keys_begin(prefix); it != register_db.metadata_keys_end(prefix); ++it) {
    const auto entry = decode_entry(register_db.get_metadata(*it));
    if (entry && !visit(*entry)) return;
  }
}

}  // namespace hoptac
