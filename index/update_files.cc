#include "index/update_files.h"

#include <algorithm>
#include <utility>

#include "src/base/file.h"

namespace hoptac {

Result<FileList> walk_targets(const ResolvedTargets& targets, const std::string& index_directory) {
  FileList list;
  const std::string left_out = absolute_path(index_directory);
  for (const Target& target : targets.targets) {
    const auto filter = targets.filters.find(target.root);
    auto walked = walk(target.location, target.root, target.prefix, left_out,
                       filter == targets.filters.end() ? PathFilter() : filter->second);
    if (!walked) return fail(std::move(walked.error()));
    list.files.reserve(list.files.size() + walked->files.size());
    for (SourceFile& file : walked->files) {
      std::string path = target.root + "/" + file.path;
      list.files.push_back({std::move(path), std::move(file)});
    }
    for (WalkProblem& problem : walked->problems) {
      list.problems.push_back({target.root + "/" + problem.path, std::move(problem.error)});
    }
  }
  sort_files(list);
  return list;
}

void sort_files(FileList& list) {
  const auto less = [](const SeenFile& a, const SeenFile& b) { return a.path < b.path; };
  // As a walk gives them, most often.
  if (!std::is_sorted(list.files.begin(), list.files.end(), less))
    std::sort(list.files.begin(), list.files.end(), less);
  const auto same = [](const SeenFile& a, const SeenFile& b) { return a.path == b.path; };
  list.files.erase(std::unique(list.files.begin(), list.files.end(), same), list.files.end());
}

std::optional<SeenFile> find_file(const LedgerEntry& entry, const Roots& roots, const Filters& filters) {
  if (!is_taken(entry.row, filters)) return std::nullopt;
  SeenFile out{entry.row.path, locate(entry.row, roots)};
  if (out.file.location.empty()) return std::nullopt;
  const auto stat = stat_path(out.file.location);
  if (!stat || stat->kind != FileKind::kFile) return std::nullopt;
  out.file.size = stat->size;
  out.file.mtime_ns = stat->mtime_ns;
  return out;
}

}  // namespace hoptac
