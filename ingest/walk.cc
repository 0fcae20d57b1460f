#include "ingest/walk.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::string_view kSidecarEnd = ".meta.json";
constexpr std::string_view kNeverOpened = "a FIFO, socket or device; never opened";

// A link to a directory, put off until every real directory has been visited: so the path under
// which a file is known does not depend on how the links are named.
struct DirectoryLink {
  std::string path;      // relative
  std::string location;  // absolute
  int depth = 0;
};

class Walker {
 public:
  Walker(std::string root, std::string left_out, const PathFilter& filter, WalkResult& result)
      : root_(std::move(root)), left_out_(std::move(left_out)), filter_(filter), result_(result) {}

  Result<void> start(const std::string& folder, const std::string& prefix, const FileStat& stat) {
    visited_.insert({stat.device, stat.inode});
    auto entries = list_directory(folder);
    if (!entries) return fail(std::move(entries.error()));
    visit(*entries, prefix, folder, 0);
    follow_links();
    return {};
  }

  void add_file(const std::string& path, const std::string& location, const FileStat& stat, bool is_alone = false) {
    if (!filter_.takes_file(path)) return;
    result_.files.push_back({root_, path, location, stat.size, stat.mtime_ns, is_alone});
  }

  // What is no folder, and would be read if it could.
  void add_unreadable(const std::string& path, std::string detail) {
    if (filter_.takes_file(path)) problem(path, ErrorCode::kUnreadable, std::move(detail));
  }

 private:
  void problem(const std::string& path, ErrorCode code, std::string detail) {
    result_.problems.push_back({path, Error{code, path, std::move(detail)}});
  }

  void visit(const std::vector<DirEntry>& entries, const std::string& prefix, const std::string& location, int depth) {
    if (depth == 0) result_.files.reserve(entries.size());
    const bool has_sidecars =
        std::any_of(entries.begin(), entries.end(), [](const DirEntry& e) { return e.name.ends_with(kSidecarEnd); });
    for (const DirEntry& entry : entries) {
      if (entry.name.front() == '.' || is_sidecar(entry, entries)) continue;
      const std::string path = prefix + entry.name;
      const std::string place = join_path(location, entry.name);
      if (place == left_out_) continue;
      switch (entry.stat.kind) {
        case FileKind::kFile:
          add_file(path, place, entry.stat, !has_sidecars);
          break;
        case FileKind::kDirectory:
          descend(path, place, entry.stat, depth + 1);
          break;
        case FileKind::kSymlink:
          visit_link(path, place, depth + 1);
          break;
        case FileKind::kOther:
          add_unreadable(path, std::string(kNeverOpened));
          break;
      }
    }
  }

  // NAME.meta.json beside NAME; without NAME it is a file like any other.
  static bool is_sidecar(const DirEntry& entry, const std::vector<DirEntry>& entries) {
    const std::string_view name = entry.name;
    if (!name.ends_with(kSidecarEnd)) return false;
    const std::string_view owner = name.substr(0, name.size() - kSidecarEnd.size());
    const auto at = std::lower_bound(entries.begin(), entries.end(), owner,
                                     [](const DirEntry& e, std::string_view wanted) { return e.name < wanted; });
    return at != entries.end() && at->name == owner && at->stat.kind != FileKind::kDirectory;
  }

  void descend(const std::string& path, const std::string& location, const FileStat& stat, int depth) {
    if (!filter_.enters(path)) return;
    if (depth > limits::kMaxWalkDepth) {
      problem(path, ErrorCode::kTooLarge,
              "folders nested more than " + std::to_string(limits::kMaxWalkDepth) + " deep");
      return;
    }
    if (!visited_.insert({stat.device, stat.inode}).second) {
      problem(path, ErrorCode::kUnreadable, "leads to a folder that was visited already (a loop or a second link)");
      return;
    }
    auto entries = list_directory(location);
    if (!entries) {
      problem(path, ErrorCode::kUnreadable, entries.error().detail);
      return;
    }
    visit(*entries, path + "/", location, depth);
  }

  void visit_link(const std::string& path, const std::string& location, int depth) {
    const auto target = stat_path(location);
    if (!target) {
      add_unreadable(path, "the link leads nowhere: " + target.error().detail);
    } else if (target->kind == FileKind::kDirectory) {
      links_.push_back({path, location, depth});
    } else if (target->kind == FileKind::kFile) {
      add_file(path, location, *target);
    } else {
      add_unreadable(path, "a link to a FIFO, socket or device; never opened");
    }
  }

  void follow_links() {
    while (!links_.empty()) {
      std::vector<DirectoryLink> round;
      round.swap(links_);
      std::sort(round.begin(), round.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
      for (const DirectoryLink& link : round) {
        if (const auto stat = stat_path(link.location)) descend(link.path, link.location, *stat, link.depth);
      }
    }
  }

  std::string root_;
  std::string left_out_;
  const PathFilter& filter_;
  WalkResult& result_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> visited_;  // device and inode of directories
  std::vector<DirectoryLink> links_;
};

}  // namespace

Result<WalkResult> walk(const std::string& folder, const std::string& root, const std::string& prefix,
                        const std::string& left_out, const PathFilter& filter) {
  const auto stat = stat_path(folder);
  if (!stat) return fail(stat.error());
  WalkResult result;
  Walker walker(root, left_out, filter, result);
  if (stat->kind == FileKind::kDirectory) {
    if (auto walked = walker.start(folder, prefix, *stat); !walked) return fail(std::move(walked.error()));
  } else if (stat->kind == FileKind::kFile) {
    walker.add_file(prefix + base_name(folder), folder, *stat);
  } else {
    walker.add_unreadable(prefix + base_name(folder), std::string(kNeverOpened));
  }
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  std::sort(result.files.begin(), result.files.end(), by_path);
  std::sort(result.problems.begin(), result.problems.end(), by_path);
  return result;
}

}  // namespace hoptac
