// Which files lie below the paths that the user named.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ingest/path_filter.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

struct WalkProblem {
  std::string path;  // relative to the root
  Error error;
};

struct WalkResult {
  std::vector<SourceFile> files;      // sorted by path (bytes); sidecars are not among them
  std::vector<WalkProblem> problems;  // unreadable directories, loops, dangling links
};

// Files below `folder`, or `folder` itself when it is a file. Hidden entries (.git) are left out,
// links to files are followed, links to directories too unless that visits one twice. FIFOs, sockets
// and devices are problems, never opened. `folder` gives SourceFile::location; `root` the root's name;
// `prefix` is put before each relative path ("" or "sub/"); `left_out` is the absolute path of a folder that is passed
// over (the index itself), or "". What `filter` leaves out, matched with the prefix, is not seen, not even as a
// problem.
Result<WalkResult> walk(const std::string& folder, const std::string& root, const std::string& prefix,
                        const std::string& left_out = {}, const PathFilter& filter = {});

}  // namespace hoptac
