#include "index/features.h"

#include <algorithm>
#include <array>

#include "index/schema.h"
#include "index/stored.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

struct Feature {
  std::string_view name;
  int oldest;  // that we still read; 0: it may be absent
  int version;
  bool is_per_row = false;  // each row or document tells its own version: some may be newer than others
};
constexpr std::array kFeatures{Feature{"schema", 1, kSchemaVersion}, Feature{"stored", 1, kStoredVersion, true},
                               Feature{"ledger", 1, 2, true}, Feature{"removed", 0, 1}};

constexpr char kRebuild[] = "make it anew from the sources: hoptac ingest --rebuild FOLDER";

std::string numbers(const Feature& f) {
  const std::string last = std::to_string(f.version);
  return f.oldest == f.version ? "version " + last : "versions " + std::to_string(f.oldest) + " to " + last;
}

Error too_new(const std::string& path, const std::string& what) {
  return {ErrorCode::kIndexTooNew, path, what + "; update hoptac, or " + kRebuild};
}

Error too_old(const std::string& path, const std::string& what) {
  return {ErrorCode::kIndexDamaged, path, "it was made by an older hoptac: " + what + "; " + kRebuild};
}

Result<void> check_known(const Json& features, const std::string& path) {
  for (const auto& [name, version] : features.items()) {
    const auto same = [&n = name](const Feature& f) { return f.name == n; };
    if (std::none_of(kFeatures.begin(), kFeatures.end(), same)) {
      return fail(too_new(path, "it uses a feature that this hoptac does not know: " + name + " " + to_line(version)));
    }
  }
  return {};
}

}  // namespace

Json feature_json() {
  Json out = Json::object();
  for (const Feature& f : kFeatures) out[std::string(f.name)] = f.version;
  return out;
}

Json raised_features(const Xapian::Database& docs) {
  auto features = parse_json(docs.get_metadata(std::string(kFeaturesKey)));
  if (!features || !features->is_object()) return feature_json();
  for (const Feature& f : kFeatures) {
    if (f.is_per_row) (*features)[std::string(f.name)] = f.version;
  }
  return *std::move(features);
}

int schema_of(const Xapian::Database& docs) {
  const auto features = parse_json(docs.get_metadata(std::string(kFeaturesKey)));
  return features ? static_cast<int>(get_number(*features, "schema")) : 0;
}

Result<void> check_features(const Xapian::Database& docs, const std::string& path) {
  const auto features = parse_json(docs.get_metadata(std::string(kFeaturesKey)));
  if (!features || !features->is_object()) {
    return fail(ErrorCode::kIndexDamaged, path,
                std::string("its database is not of hoptac, it names no features; ") + kRebuild);
  }
  if (auto known = check_known(*features, path); !known) return known;
  for (const Feature& f : kFeatures) {
    const std::string name(f.name);
    const Json& version = get_member(*features, f.name);
    if (version.is_null() && f.oldest == 0) continue;
    const std::string have = version.is_null() ? "none" : to_line(version);
    const std::string what = "its version of " + name + " is " + have + ", this hoptac reads " + numbers(f);
    const bool number = version.is_number_integer();
    if (number && version.get<std::int64_t>() > f.version) return fail(too_new(path, what));
    if (!number || version.get<std::int64_t>() < f.oldest) return fail(too_old(path, what));
  }
  return {};
}

}  // namespace hoptac
