// Which files a run looks at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/ledger.h"
#include "index/roots.h"
#include "ingest/walk.h"

namespace hoptac {

struct SeenFile {
  std::string path;  // ROOT/relative path
  SourceFile file;
};

struct FileList {
  std::vector<SeenFile> files;        // sorted by path, unique
  std::vector<WalkProblem> problems;  // paths are ROOT/relative path
};

// All files below the targets that the filters take, but those of the index itself, should it lie there.
Result<FileList> walk_targets(const ResolvedTargets& targets, const std::string& index_directory);
// Sorts and drops files that two targets share.
void sort_files(FileList& list);
// A file of the ledger as it is now; nothing when it is gone, or left out by the filters, which is the same to a run.
std::optional<SeenFile> find_file(const LedgerEntry& entry, const Roots& roots, const Filters& filters);

}  // namespace hoptac
