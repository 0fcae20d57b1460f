#include "src/app/terminal.h"

#include <langinfo.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kDefaultWidth = 100;
constexpr std::size_t kMaxWidth = 140;

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

std::string coloured(std::string_view text, std::string_view code, const TextStyle& style) {
  if (!style.colour || text.empty()) return std::string(text);
  return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}

}  // namespace

bool is_terminal(int fd) { return ::isatty(fd) != 0; }

TextStyle detect_style(int fd) {
  TextStyle style;
  const char* term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  style.colour = is_terminal(fd) && !is_set("NO_COLOR") && !dumb;
  style.unicode = std::string_view(::nl_langinfo(CODESET)) == "UTF-8" || !is_terminal(fd);
  winsize size{};
  if (is_terminal(fd) && ::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::clamp<std::size_t>(size.ws_col, 40, kMaxWidth);
  } else {
    style.width = kDefaultWidth;
  }
  return style;
}

std::string fit(std::string_view text, std::size_t cells, bool unicode) {
  if (display_width(text) <= cells) return std::string(text);
  const std::string_view tail = unicode ? "…" : "...";
  const std::size_t room = cells > display_width(tail) ? cells - display_width(tail) : 0;
  std::size_t used = 0;
  std::size_t end = 0;
  for (std::size_t pos = 0; pos < text.size(); end = pos) {
    used += code_point_width(next_code_point(text, pos));
    if (used > room) break;
  }
  return std::string(text.substr(0, end)).append(tail);
}

std::string pad(std::string_view text, std::size_t cells) {
  const std::size_t width = display_width(text);
  return std::string(text).append(width < cells ? cells - width : 0, ' ');
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t at = pos;
    const char32_t c = next_code_point(text, pos);
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    // Bidirectional overrides could make a name look like another one.
    const bool steering = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (control || steering) {
      out += ' ';
    } else if (c == kReplacement) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(at, pos - at);
    }
  }
  return out;
}

std::string bold(std::string_view text, const TextStyle& style) { return coloured(text, "1", style); }
std::string dim(std::string_view text, const TextStyle& style) { return coloured(text, "2", style); }
std::string red(std::string_view text, const TextStyle& style) { return coloured(text, "31", style); }

std::string mark(std::string_view text, const TextStyle& style) {
  return style.colour ? coloured(text, "1;33", style) : "[" + std::string(text) + "]";
}

std::string wrap(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) out.append(indent, ' ').append(line).append("\n");
    line.clear();
  };
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find_first_of(" \n", begin);
    end = end == std::string_view::npos ? text.size() : end;
    const std::string_view word = text.substr(begin, end - begin);
    if (!line.empty() && display_width(line) + 1 + display_width(word) > width - indent) flush();
    if (!word.empty()) line.append(line.empty() ? "" : " ").append(word);
    if (end < text.size() && text[end] == '\n') flush();
    begin = end + 1;
  }
  flush();
  return out;
}

}  // namespace hoptac
