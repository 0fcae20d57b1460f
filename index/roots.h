// From the paths that the user named to named roots: which root a path belongs to, and where in it.
#pragma once

#include <string>
#include <vector>

#include "index/ledger.h"
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
};

// Finds the root of each path. A path inside a known root keeps that root; else the root is `source`,
// or named after the folder (a file counts as if its folder were named). kUsage when a path does not
// exist, when two folders would have one name (the detail holds the --source command to use), or
// when `source` is no good name or given for several paths.
Result<ResolvedTargets> resolve_targets(const std::vector<std::string>& paths, const std::string& source,
                                        const Roots& known);

// Where a file of the ledger is now: its root's folder and the rest of the path.
SourceFile locate(const LedgerRow& row, const Roots& roots);

}  // namespace hoptac
