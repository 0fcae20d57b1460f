#include "ingest/containers/header_fields.h"

#include <algorithm>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

std::string_view take_line(std::string_view& text) {
  std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

HeaderFields HeaderFields::parse(std::string_view text) {
  HeaderFields out;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (is_ascii_space(line.front())) {
      if (!out.fields_.empty()) out.fields_.back().second.append(" ").append(trim(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    out.fields_.emplace_back(ascii_lower(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
  }
  return out;
}

std::string_view HeaderFields::get(std::string_view name) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const auto& f) { return f.first == name; });
  return found == fields_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<HeaderBlock> header_block(std::string_view bytes) {
  std::string_view rest = bytes;
  HeaderBlock block{.first_line = take_line(rest)};
  const std::string_view fields = rest;
  while (!rest.empty()) {
    const std::string_view before = rest;
    if (!take_line(rest).empty()) continue;
    block.fields = fields.substr(0, fields.size() - before.size());
    block.size = bytes.size() - rest.size();
    return block;
  }
  return std::nullopt;
}

std::string media_type_of(std::string_view content_type) {
  return ascii_lower(trim(content_type.substr(0, content_type.find(';'))));
}

std::string charset_of(std::string_view content_type) {
  constexpr std::string_view kKey = "charset=";
  const std::string lower = ascii_lower(content_type);
  const std::size_t at = lower.find(kKey);
  if (at == std::string::npos) return {};
  std::string_view value = std::string_view(lower).substr(at + kKey.size());
  value = value.substr(0, value.find_first_of(";, "));
  const auto is_quote = [](char c) { return c == '"' || c == '\''; };
  while (!value.empty() && is_quote(value.front())) value.remove_prefix(1);
  while (!value.empty() && is_quote(value.back())) value.remove_suffix(1);
  return std::string(value);
}

}  // namespace hoptac
