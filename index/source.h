// Named folders of a configuration file, and which files of them a run takes.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "ingest/path_filter.h"

namespace hoptac {

// A named root as a configuration file has it.
struct Source {
  std::string name;
  std::string folder;  // absolute
  PathFilter filter;
};

// Which files of a root are taken, by its name; a root without one is taken whole.
using Filters = std::map<std::string, PathFilter, std::less<>>;

// What can be the name of a root: the first part of every document id.
bool is_root_name(std::string_view name);
// True when `path` is `folder` or lies below it; both absolute.
bool is_inside(std::string_view path, std::string_view folder);

}  // namespace hoptac
