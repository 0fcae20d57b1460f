// A name as it is shown: the words of the text, whatever lines they stood on.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// As written, with line feeds, tabs and runs of blanks made one blank; none in front.
inline std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank) out += c;
    if (blank && !out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

}  // namespace hoptac
