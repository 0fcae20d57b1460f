#include "ingest/text/width.h"

#include <unicode/uchar.h>

#include "src/base/utf8.h"

namespace hoptac {

std::size_t code_point_width(char32_t c) {
  const auto u = static_cast<UChar32>(c);
  const int type = u_charType(u);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
    return 0;
  const int wide = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
  std::size_t cells = 0;
  for (std::size_t pos = 0; pos < text.size();) cells += code_point_width(next_code_point(text, pos));
  return cells;
}

}  // namespace hoptac
