// Header lines of WARC records and HTTP responses: "Name: value", names in any case, folded lines joined.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hoptac {

class HeaderFields {
 public:
  // Lines up to the end of `text`; what has no colon is left out.
  static HeaderFields parse(std::string_view text);
  // Of the first field of that name (lower case), trimmed; "" when there is none.
  std::string_view get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;  // names in lower case
};

// A head and what begins behind its empty line.
struct HeaderBlock {
  std::string_view first_line;  // "HTTP/1.1 200 OK"
  std::string_view fields;      // the lines below it
  std::size_t size = 0;         // with the empty line
};
// Nothing when no empty line stands within the bytes.
std::optional<HeaderBlock> header_block(std::string_view bytes);

// "text/html" and the charset of "Text/HTML; charset="utf-8"", both in lower case.
std::string media_type_of(std::string_view content_type);
std::string charset_of(std::string_view content_type);

}  // namespace hoptac
