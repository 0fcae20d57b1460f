#include "ingest/readers/html_charset.h"

#include <algorithm>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// As the HTML standard has it; what stands further behind is no declaration, the bytes speak for themselves.
constexpr std::size_t kSearchBytes = 1024;

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

// What a document may not be in when its first bytes can be read as ASCII.
std::string as_declared(std::string name) {
  if (name.starts_with("utf-16") || name.starts_with("utf-32") || name.starts_with("ucs-")) return "utf-8";
  return name == "x-user-defined" ? "windows-1252" : name;
}

}  // namespace

std::string declared_charset(std::string_view html) {
  const std::string head = ascii_lower(html.substr(0, kSearchBytes));
  const std::string_view view = head;
  for (std::size_t at = view.find('<'); at != std::string_view::npos; at = view.find('<', at + 1)) {
    const std::string_view rest = view.substr(at);
    if (rest.starts_with("<!--")) {
      at = std::min(view.find("-->", at + 2), view.size());
      continue;
    }
    const std::string_view tag = rest.substr(0, rest.find('>'));
    const bool meta = tag.starts_with("<meta");
    if (!meta && !(at == 0 && tag.starts_with("<?xml"))) continue;
    if (std::string found = value_in_tag(tag, meta ? "charset" : "encoding"); !found.empty()) {
      return as_declared(std::move(found));
    }
  }
  return {};
}

}  // namespace hoptac
