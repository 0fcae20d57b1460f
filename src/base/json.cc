#include "src/base/json.h"

namespace hoptac {

Result<Json> parse_json(std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& e) {
    return fail(ErrorCode::kBadRecord, {}, e.what());
  }
}

std::string to_line(const Json& value) { return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

const Json& get_member(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto it = object.find(std::string(key));
  return it == object.end() ? kNull : *it;
}

std::string get_string(const Json& object, std::string_view key, std::string_view fallback) {
  const Json& v = get_member(object, key);
  return v.is_string() ? v.get<std::string>() : std::string(fallback);
}

double get_number(const Json& object, std::string_view key, double fallback) {
  const Json& v = get_member(object, key);
  return v.is_number() ? v.get<double>() : fallback;
}

bool get_bool(const Json& object, std::string_view key, bool fallback) {
  const Json& v = get_member(object, key);
  return v.is_boolean() ? v.get<bool>() : fallback;
}

}  // namespace hoptac
