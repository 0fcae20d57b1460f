// What the terminal can do, and text measured in its cells.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "ingest/text/width.h"

namespace hoptac {

// How to write for eyes. Decided once per command from the environment and the options.
struct TextStyle {
  bool colour = false;      // only on a terminal, not with NO_COLOR or TERM=dumb
  bool unicode = true;      // false when the locale's character set is not UTF-8: decorations in ASCII
  std::size_t width = 100;  // cells of a line
};

// `fd` is the stream written to (1 or 2).
TextStyle detect_style(int fd);
bool is_terminal(int fd);

// The longest prefix of at most `cells`, with an ellipsis when something was cut.
std::string fit(std::string_view text, std::size_t cells, bool unicode = true);
// `text` followed by blanks up to `cells`.
std::string pad(std::string_view text, std::size_t cells);
// One line: line feeds, tabs and other control characters become blanks, so that no file name or
// text can move the cursor or colour the screen.
std::string one_line(std::string_view text);

// Escape sequences, "" without colour.
std::string bold(std::string_view text, const TextStyle& style);
std::string dim(std::string_view text, const TextStyle& style);
std::string mark(std::string_view text, const TextStyle& style);  // a matched word; [word] without colour
std::string red(std::string_view text, const TextStyle& style);

// Lines of at most `width` cells, broken at blanks, each behind `indent` blanks.
std::string wrap(std::string_view text, std::size_t width, std::size_t indent);

}  // namespace hoptac
