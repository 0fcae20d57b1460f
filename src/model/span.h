// The only way to point into a document's text.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

// Half-open range of UTF-8 bytes of Document::text; both ends stand on code point borders.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin >= end; }
  bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(Span, Span) = default;
};

// The text that a span names. REQUIRES: span.end <= text.size().
inline std::string_view slice(std::string_view text, Span span) { return text.substr(span.begin, span.size()); }

}  // namespace hoptac
