#include "ingest/containers/names.h"

#include <array>
#include <cstdio>

#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

void append_escaped(std::string& out, std::string_view bytes) {
  for (const char c : bytes) {
    std::array<char, 4> code{};
    std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned char>(c));
    out.append(code.data());
  }
}

// Controls, line separators, and what makes a terminal show a name from right to left.
bool is_unsafe(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200E && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

// Bytes of before Unicode are trusted only when they spell Vietnamese: one zip says nothing of its code page.
std::string decode_name(std::string_view raw) {
  if (find_invalid_utf8(raw) == std::string_view::npos) return std::string(raw);
  std::string words(raw);
  for (char& c : words) {
    if (c == '_' || c == '-' || c == '.' || c == '/') c = ' ';
  }
  const auto evidence = decode(words);
  if (!evidence || evidence->encoding == "windows-1252" || evidence->encoding == "UTF-8") return std::string(raw);
  const auto decoded = decode(raw);
  if (!decoded || decoded->encoding != evidence->encoding) return std::string(raw);
  return clean_text(decoded->text);
}

std::string bounded(std::string name) {
  if (name.size() <= limits::kMaxMemberNameBytes) return name;
  const std::string tail = "~" + short_hash(name);
  return std::string(utf8_prefix(name, limits::kMaxMemberNameBytes - tail.size())) + tail;
}

std::string without_empty_parts(std::string_view path) {
  std::string out;
  for (const std::string_view part : split(path, '/')) {
    if (part.empty() || part == ".") continue;
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

std::string numbered(std::string_view name, std::size_t number) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  const bool has_ending = dot != std::string_view::npos && dot > 0 && (slash == std::string_view::npos || dot > slash);
  const std::size_t cut = has_ending ? dot : name.size();
  return std::string(name.substr(0, cut)) + " (" + std::to_string(number) + ")" + std::string(name.substr(cut));
}

}  // namespace

std::string escape_bytes(std::string_view name) {
  if (find_invalid_utf8(name) == std::string_view::npos) return std::string(name);
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(name, i);
    const std::string_view bytes = name.substr(begin, i - begin);
    if (c == kReplacement && bytes.size() == 1) {
      append_escaped(out, bytes);
    } else {
      out += bytes;
    }
  }
  return out;
}

std::string escape_unsafe(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    const std::string_view bytes = text.substr(begin, i - begin);
    const bool ill_formed = c == kReplacement && bytes.size() == 1;
    if (ill_formed || is_unsafe(c)) {
      append_escaped(out, bytes);
    } else {
      out += bytes;
    }
  }
  return out;
}

std::string member_name(std::string_view raw) {
  std::string name = decode_name(raw);
  for (char& c : name) {
    if (c == '\\') c = '/';
  }
  name = bounded(without_empty_parts(escape_unsafe(name)));
  return name.empty() ? "unnamed" : name;
}

std::string member_label(std::string_view text) {
  std::string label = bounded(escape_unsafe(decode_name(trim(text))));
  return label.empty() ? "unnamed" : label;
}

bool is_hidden_member(std::string_view path) {
  for (const std::string_view part : split(path, '/')) {
    if (part == "__MACOSX" || (part.starts_with('.') && part != "." && part != "..")) return true;
  }
  return false;
}

std::string_view member_base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string UniqueNames::take(const std::string& name) {
  std::size_t& asked = taken_[name];
  if (++asked == 1) return name;
  for (std::size_t number = asked;; ++number) {
    std::string other = numbered(name, number);
    if (!taken_.contains(other)) {
      taken_[name] = number;
      taken_[other] = 1;
      return other;
    }
  }
}

}  // namespace hoptac
