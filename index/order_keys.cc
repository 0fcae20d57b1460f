#include "index/order_keys.h"

namespace hoptac {
namespace {

constexpr char kBeforeId = '\x01';  // less than any byte of a date or folded title

std::string with_id(std::string key, std::string_view id) { return key.append(1, kBeforeId).append(id); }

}  // namespace

std::string date_order_key(std::string_view date, std::string_view id) {
  std::string key(date);
  for (char& digit : key) digit = static_cast<char>('0' + '9' - digit);
  return with_id(key.empty() ? "~" : std::move(key), id);
}

std::string title_order_key(std::string_view title, std::string_view id) {
  return with_id(title.empty() ? "\xFF" : std::string(title), id);
}

std::string id_of_order_key(std::string_view key) {
  const std::size_t at = key.find(kBeforeId);
  return std::string(at == std::string_view::npos ? key : key.substr(at + 1));
}

}  // namespace hoptac
