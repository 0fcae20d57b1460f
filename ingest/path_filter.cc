#include "ingest/path_filter.h"

#include <algorithm>
#include <utility>

#include "ingest/text/marks.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::u32string_view kAnyFolders = U"**";

std::u32string to_composed(std::string_view name) {
  std::u32string out;
  bool ascii = true;
  for (std::size_t pos = 0; pos < name.size();) {
    out += next_code_point(name, pos);
    ascii = ascii && out.back() < 0x80;
  }
  return ascii ? out : compose(out);
}

std::vector<std::u32string> names_of(std::string_view path) {
  std::vector<std::u32string> out;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    out.push_back(to_composed(path.substr(begin, end - begin)));
    begin = end + 1;
  }
  return out;
}

// A bracket expression: [abc], [a-z], [!…]; a "]" that comes first is a member.
struct Bracket {
  std::size_t end = std::u32string_view::npos;  // behind the closing bracket; npos when there is none
  bool has = false;
};

Bracket match_bracket(std::u32string_view pattern, std::size_t at, char32_t wanted) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == U'!' || pattern[i] == U'^');
  if (negated) ++i;
  bool found = false;
  const auto take = [&] {
    if (pattern[i] == U'\\' && i + 1 < pattern.size()) ++i;
    return pattern[i++];
  };
  for (const std::size_t first = i; i < pattern.size();) {
    if (pattern[i] == U']' && i != first) return {i + 1, found != negated};
    const char32_t low = take();
    char32_t high = low;
    if (i + 1 < pattern.size() && pattern[i] == U'-' && pattern[i + 1] != U']') ++i, high = take();
    found = found || (low <= wanted && wanted <= high);
  }
  return {};
}

// Whether the item at `at`, which is no star, fits `c`; `at` moves behind it.
bool match_one(std::u32string_view pattern, std::size_t& at, char32_t c) {
  if (pattern[at] == U'?') return ++at, true;
  if (pattern[at] == U'[') {
    const Bracket bracket = match_bracket(pattern, at, c);
    at = bracket.end;
    return bracket.has;
  }
  if (pattern[at] == U'\\') ++at;
  return pattern[at++] == c;
}

// Goes back to the last star only, so that the cost is that of pattern times name.
bool match_name(std::u32string_view pattern, std::u32string_view name) {
  constexpr std::size_t kNone = std::u32string_view::npos;
  std::size_t p = 0, n = 0, star = kNone, taken = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == U'*') {
      star = ++p;
      taken = n;
      continue;
    }
    if (p < pattern.size() && match_one(pattern, p, name[n])) {
      ++n;
      continue;
    }
    if (star == kNone) return false;
    p = star;
    n = ++taken;
  }
  return std::all_of(pattern.begin() + static_cast<std::ptrdiff_t>(p), pattern.end(),
                     [](char32_t c) { return c == U'*'; });
}

// What is wrong with one name of a pattern, "" when nothing is.
std::string fault_of(std::u32string_view part) {
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == U'\\') {
      if (++i == part.size()) return "the \\ at its end stands before nothing";
      continue;
    }
    if (part[i] == U'{' || part[i] == U'}') return "braces are no pattern: write several patterns, or \\{ for a brace";
    if (part[i] != U'[') continue;
    const std::size_t end = match_bracket(part, i, 0).end;
    if (end == std::u32string_view::npos) return "its [ is not closed; write \\[ for the character";
    i = end - 1;
  }
  return {};
}

bool fits(const std::vector<PathPattern>& patterns, const std::vector<std::u32string>& names, bool is_folder) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const PathPattern& p) { return p.matches(names, is_folder); });
}

}  // namespace

Result<PathPattern> PathPattern::compile(std::string_view text) {
  const auto faulty = [&](const std::string& why) {
    return fail(ErrorCode::kUsage, {}, "the pattern \"" + std::string(text) + "\": " + why);
  };
  if (text.empty() || text == "/") return faulty("it is empty");
  if (text.front() == '!')
    return faulty("it names what to leave out: put it into exclude, or write \\! for the character");
  PathPattern out;
  out.only_folders_ = text.ends_with('/');
  std::string_view rest = text.substr(0, text.size() - (out.only_folders_ ? 1 : 0));
  const bool anchored = rest.find('/') != std::string_view::npos;
  if (rest.starts_with('/')) rest.remove_prefix(1);
  out.parts_ = names_of(rest);
  for (const std::u32string& part : out.parts_) {
    if (part.empty() || part == U"." || part == U"..") return faulty("a name is empty, \".\" or \"..\"");
    if (const std::string fault = fault_of(part); !fault.empty()) return faulty(fault);
  }
  if (!anchored) out.parts_.insert(out.parts_.begin(), std::u32string(kAnyFolders));
  return out;
}

// The same walk as over characters: "**" takes any number of names, at the end at least one.
bool PathPattern::matches_first(const std::vector<std::u32string>& names, std::size_t count) const {
  constexpr std::size_t kNone = std::u32string::npos;
  std::size_t p = 0, n = 0, star = kNone, taken = 0;
  while (n < count) {
    if (p < parts_.size() && parts_[p] == kAnyFolders) {
      if (p + 1 == parts_.size()) return true;
      star = ++p;
      taken = n;
      continue;
    }
    if (p < parts_.size() && match_name(parts_[p], names[n])) {
      ++p, ++n;
      continue;
    }
    if (star == kNone) return false;
    p = star;
    n = ++taken;
  }
  return p == parts_.size();
}

bool PathPattern::matches(const std::vector<std::u32string>& names, bool is_folder) const {
  for (std::size_t count = 1; count <= names.size(); ++count) {
    const bool folder = is_folder || count < names.size();
    if ((folder || !only_folders_) && matches_first(names, count)) return true;
  }
  return false;
}

bool PathFilter::takes_file(std::string_view path) const {
  if (include_.empty() && exclude_.empty()) return true;
  const std::vector<std::u32string> names = names_of(path);
  return (include_.empty() || fits(include_, names, false)) && !fits(exclude_, names, false);
}

bool PathFilter::enters(std::string_view folder) const {
  return exclude_.empty() || !fits(exclude_, names_of(folder), true);
}

}  // namespace hoptac
