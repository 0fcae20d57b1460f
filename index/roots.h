// From the paths that the user named to named roots: which root a path belongs to, and where in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/ledger.h"
#include "index/source.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// One place to look at.
struct Target {
  std::string root;
  std::string location;  // absolute: a folder, or a file
  std::string prefix;    // of location below the root's folder: "", "sub/"; of a file: its folder's
  bool is_file = false;

  // True when the ledger path lies in it.
  bool covers(std::string_view path) const;
};

struct ResolvedTargets {
  std::vector<Target> targets;
  Roots roots;  // the known ones and the new ones
  Filters filters;
};

// Finds the root of each path. A path inside a known root keeps that root; else the root is `source`,
// or named after the folder (a file counts as if its folder were named). kUsage when a path does not
// exist, when two folders would have one name (the detail holds the --source command to use), or
// when `source` is no good name or given for several paths.
Result<ResolvedTargets> resolve_targets(const std::vector<std::string>& paths, const std::string& source,
                                        const Roots& known);

// The sources of a configuration, or only that named `only`; with `paths`, only what of these lies in them. kUsage when
// a path lies in no source, when there is no source `only`, or when the index knows the name of one at a folder that is
// still there, or its folder by another name.
Result<ResolvedTargets> resolve_sources(const std::vector<Source>& sources, const std::vector<std::string>& paths,
                                        const std::string& only, const Roots& known);

// False when the filter of its root leaves the file out.
bool is_taken(const LedgerRow& row, const Filters& filters);

// Where a file of the ledger is now: its root's folder and the rest of the path.
SourceFile locate(const LedgerRow& row, const Roots& roots);

}  // namespace hoptac
