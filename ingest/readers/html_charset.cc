#include "ingest/readers/html_charset.h"

#include <algorithm>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// HTML asks for the first 1024 bytes; pages of the wild put it later.
constexpr std::size_t kSearchBytes = 8192;

bool is_charset_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

// The value behind `key`, "=" and quotes in a tag; "" when it is not there.
std::string value_in_tag(std::string_view tag, std::string_view key) {
  std::size_t at = tag.find(key);
  if (at == std::string_view::npos) return {};
  tag.remove_prefix(at + key.size());
  tag = trim(tag);
  if (!tag.starts_with('=')) return {};
  tag = trim(tag.substr(1));
  while (!tag.empty() && (tag.front() == '"' || tag.front() == '\'')) tag.remove_prefix(1);
  const auto end = std::find_if_not(tag.begin(), tag.end(), is_charset_char);
  return {tag.begin(), end};
}

}  // namespace

std::string declared_charset(std::string_view html) {
  const std::string head = ascii_lower(html.substr(0, kSearchBytes));
  const std::string_view view = head;
  for (std::size_t at = view.find('<'); at != std::string_view::npos; at = view.find('<', at + 1)) {
    const std::string_view tag = view.substr(at, view.find('>', at) - at);
    const bool meta = tag.starts_with("<meta");
    if (!meta && !tag.starts_with("<?xml")) continue;
    if (std::string found = value_in_tag(tag, meta ? "charset" : "encoding"); !found.empty()) return found;
  }
  return {};
}

}  // namespace hoptac
