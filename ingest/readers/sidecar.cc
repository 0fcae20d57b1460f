#include <array>

#include "ingest/readers/reader.h"
#include "ingest/text/decode.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

struct Field {
  std::string_view key;
  std::string RawMetadata::*member;
};

constexpr std::array kFields{Field{"title", &RawMetadata::title},         Field{"date", &RawMetadata::published},
                             Field{"published", &RawMetadata::published}, Field{"url", &RawMetadata::url},
                             Field{"language", &RawMetadata::language},   Field{"lang", &RawMetadata::language},
                             Field{"publisher", &RawMetadata::publisher}};

const Field* find_field(std::string_view key) {
  for (const Field& f : kFields) {
    if (f.key == key) return &f;
  }
  return nullptr;
}

Result<void> take(const std::string& key, const Json& value, RawMetadata& metadata) {
  const Field* field = find_field(key);
  if (value.is_null()) return {};
  if (value.is_string()) {
    if (field == nullptr) {
      metadata.other.emplace_back(key, value.get<std::string>());
    } else {
      metadata.*field->member = value.get<std::string>();
    }
    return {};
  }
  if (field != nullptr) return fail(ErrorCode::kBadRecord, {}, "\"" + key + "\" of the sidecar is no string");
  metadata.other.emplace_back(key, to_line(value));
  return {};
}

}  // namespace

Result<RawMetadata> read_sidecar(std::string_view json) {
  const auto decoded = decode(json);
  if (!decoded) return fail(ErrorCode::kBadRecord, {}, "the sidecar is not UTF-8 text");
  const auto object = parse_json(decoded->text);
  if (!object) return fail(object.error());
  if (!object->is_object()) return fail(ErrorCode::kBadRecord, {}, "the sidecar is no JSON object");
  RawMetadata metadata;
  metadata.from_sidecar = true;
  for (const auto& [key, value] : object->items()) {
    if (auto taken = take(key, value, metadata); !taken) return fail(std::move(taken.error()));
  }
  return metadata;
}

}  // namespace hoptac
