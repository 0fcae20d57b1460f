#include "index/entities.h"

#include <algorithm>
#include <charconv>

#include "index/schema.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

// Between the items of a list inside one part.
constexpr char kItem = '\x1d';
constexpr std::size_t kParts = 7;

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
  for (const std::string_view item : split(part, kItem)) {
    if (!item.empty()) out.emplace_back(item);
  }
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
}

std::optional<EntityRecord> parse_record(std::string_view text) {
  const auto parts = split(text, kPart);
  if (parts.size() != kParts || parts[0].size() != 1 || parts[1].empty()) return std::nullopt;
  const auto type = static_cast<EntityType>(parts[0][0]);
  if (type != EntityType::kInstitution && type != EntityType::kPerson && type != EntityType::kCertification) {
    return std::nullopt;
  }
  return EntityRecord{type,
                      std::string(parts[1]),
                      std::string(parts[2]),
                      std::string(parts[3]),
                      std::string(parts[4]),
                      parse_list(parts[5]),
                      parse_list(parts[6])};
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

EntityRecord person_record(const Person& p) {
  EntityRecord r{EntityType::kPerson, p.key, p.name, "", "", p.aliases, {}};
  for (const Role& role : p.roles) {
    std::string text = role_text(role);
    if (!text.empty() && std::find(r.roles.begin(), r.roles.end(), text) == r.roles.end()) {
      r.roles.push_back(std::move(text));
    }
  }
  return r;
}

}  // namespace

std::string_view authority_id_of(std::string_view key) { return key.starts_with('~') ? std::string_view{} : key; }

std::vector<EntityRecord> entity_records(const Analysis& analysis) {
  std::vector<EntityRecord> out;
  for (const Institution& i : analysis.institutions) {
    if (!i.key.empty()) out.push_back({EntityType::kInstitution, i.key, i.name, i.kind, i.country, i.aliases, {}});
  }
  for (const Person& p : analysis.people) {
    if (!p.key.empty()) out.push_back(person_record(p));
  }
  for (const Certification& c : analysis.certifications) {
    if (c.key.empty()) continue;
    out.push_back({EntityType::kCertification, c.key, c.name, "", "", c.aliases, {}});
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
  if (value.empty()) return out;
  for (const std::string_view text : split(value, kJoin)) {
    if (auto record = parse_record(text)) out.push_back(*std::move(record));
  }
  return out;
}

std::string entity_metadata_key(EntityType type, std::string_view key) {
  // Xapian's keys are as long as its terms; make_term() cuts the same way.
  const std::string prefix{'E', static_cast<char>(type)};
  return make_term(prefix, key);
}

std::string encode_entry(const EntityEntry& entry) {
  std::string out = std::to_string(entry.documents) + kJoin + std::to_string(entry.agreements) + kJoin;
  append_record(out, entry.entity);
  return out;
}

std::optional<EntityEntry> decode_entry(std::string_view value) {
  const auto parts = split(value, kJoin);
  if (parts.size() != 3) return std::nullopt;
  const auto documents = parse_count(parts[0]);
  const auto agreements = parse_count(parts[1]);
  auto entity = parse_record(parts[2]);
  if (!documents || !agreements || !entity) return std::nullopt;
  return EntityEntry{*std::move(entity), *documents, *agreements};
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
