// Which files below a folder are taken in: patterns over their paths, for sources of a configuration file.
//
// A pattern is matched against the path below the folder, one name between two slashes at a time:
//   *  any characters of a name     ?  one character     [a-z] [!a-z]  one of these, none of these
//   **  as a whole name: any number of folders           \x  the character x itself
// With a slash before its end it starts at the folder ("2023/*.pdf", "/todo.txt"), without one it fits at any depth
// ("*.pdf", "drafts"). What fits a folder holds for everything below it; "drafts/" fits folders alone. Upper and lower
// case differ. Names are compared after Unicode composition (NFC), so that a pattern typed on a keyboard finds names
// that a Mac wrote; a byte that is no UTF-8 counts as one character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

// One pattern. Immutable; thread-safe.
class PathPattern {
 public:
  // kUsage when it is faulty (an open bracket, braces, a leading "!"); the detail says what to write instead.
  static Result<PathPattern> compile(std::string_view text);
  // `names` are the composed names of a path, outermost first; the last one is a folder when `is_folder`.
  bool matches(const std::vector<std::u32string>& names, bool is_folder) const;

 private:
  bool matches_first(const std::vector<std::u32string>& names, std::size_t count) const;

  std::vector<std::u32string> parts_;
  bool only_folders_ = false;
};

// A file is taken when an include fits it (or there is none) and no exclude does. Immutable; thread-safe.
class PathFilter {
 public:
  PathFilter() = default;
  PathFilter(std::vector<PathPattern> include, std::vector<PathPattern> exclude)
      : include_(std::move(include)), exclude_(std::move(exclude)) {}

  // Paths are relative to the folder, with slashes between names.
  bool takes_file(std::string_view path) const;
  // False when nothing below this folder can be taken, so that nobody need look there.
  bool enters(std::string_view folder) const;

 private:
  std::vector<PathPattern> include_;
  std::vector<PathPattern> exclude_;
};

}  // namespace hoptac
