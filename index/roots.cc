#include "index/roots.h"

#include <algorithm>
#include <optional>

#include "src/base/file.h"

namespace hoptac {

bool is_inside(std::string_view path, std::string_view folder) {
  if (folder == "/") return true;
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool is_root_name(std::string_view name) {
  const auto bad = [](char c) { return c == '/' || static_cast<unsigned char>(c) < 0x20; };
  return !name.empty() && name != "." && name != ".." && std::none_of(name.begin(), name.end(), bad);
}

namespace {

// "sub/" of /a/press/sub below /a/press; "" for the folder itself.
std::string prefix_below(std::string_view folder, std::string_view below) {
  if (folder == below) return {};
  std::string rest(folder.substr(below == "/" ? 1 : below.size() + 1));
  return rest + "/";
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == 0 || slash == std::string::npos ? "/" : path.substr(0, slash);
}

// The known root that is nearest above `folder`.
const Roots::value_type* nearest_root(const Roots& roots, const std::string& folder) {
  const Roots::value_type* best = nullptr;
  for (const auto& root : roots) {
    if (is_inside(folder, root.second) && (best == nullptr || root.second.size() > best->second.size())) best = &root;
  }
  return best;
}

std::string free_name(const Roots& roots, const std::string& folder) {
  const std::string parent = base_name(folder_of(folder));
  const std::string base = (is_root_name(parent) ? parent + "-" : "") + base_name(folder);
  std::string name = base;
  for (int i = 2; roots.contains(name); ++i) name = base + "-" + std::to_string(i);
  return name;
}

Error name_clash(const std::string& name, const std::string& folder, const Roots& roots) {
  return {ErrorCode::kUsage, folder,
          "the name " + name + " is that of " + roots.at(name) + "; use: hoptac ingest '" + folder + "' --source " +
              free_name(roots, folder)};
}

struct Place {
  std::string location, folder;
  bool is_file = false;
};

Result<Place> place_of(const std::string& path) {
  const auto stat = stat_path(path);
  if (!stat) return fail(ErrorCode::kUsage, path, "no such file or folder: " + stat.error().detail);
  const std::string location = absolute_path(path);
  if (stat->kind == FileKind::kDirectory) return Place{location, location, false};
  return Place{location, folder_of(location), true};
}

// Adds the root to `roots` where it is new, and says its name.
Result<std::string> root_of(const Place& place, const std::string& source, Roots& roots) {
  const Roots::value_type* const nearest = nearest_root(roots, place.folder);
  if (source.empty() && nearest != nullptr) return nearest->first;
  std::string name = source.empty() ? base_name(place.folder) : source;
  if (!is_root_name(name)) {
    return fail(ErrorCode::kUsage, place.folder, "a source needs a name without '/': use --source NAME");
  }
  const auto known = roots.find(name);
  if (known == roots.end()) {
    roots.emplace(name, place.folder);
  } else if (!is_inside(place.folder, known->second)) {
    // Named on purpose while the old folder is gone: the root has moved.
    if (source.empty() || path_exists(known->second)) return fail(name_clash(name, place.folder, roots));
    known->second = place.folder;
  }
  return name;
}

// Adds the source to `roots`; one whose old folder is gone has moved.
Result<void> add_source(const Source& source, Roots& roots) {
  for (const auto& [name, folder] : roots) {
    if (name != source.name && folder == source.folder)
      return fail(ErrorCode::kUsage, folder,
                  "the index knows this folder as source " + name + "; name it so in the configuration too");
  }
  const auto known = roots.find(source.name);
  if (known == roots.end()) {
    roots.emplace(source.name, source.folder);
  } else if (known->second != source.folder) {
    if (path_exists(known->second))
      return fail(ErrorCode::kUsage, source.folder,
                  "the index knows the source " + source.name + " at " + known->second + ", which is still there");
    known->second = source.folder;
  }
  return {};
}

// The source that a path of the user's lies in.
Result<Target> target_in(const std::vector<Source>& sources, const std::string& path) {
  const auto place = place_of(path);
  if (!place) return fail(place.error());
  for (const Source& source : sources) {
    if (is_inside(place->folder, source.folder))
      return Target{source.name, place->location, prefix_below(place->folder, source.folder), place->is_file};
  }
  std::string names;
  for (const Source& source : sources) names += (names.empty() ? "" : ", ") + source.name + " = " + source.folder;
  return fail(ErrorCode::kUsage, path, "it lies in no source of the configuration: " + names);
}

}  // namespace

bool Target::covers(std::string_view path) const {
  const std::string head = root + "/" + prefix;
  if (!path.starts_with(head)) return false;
  return !is_file || path.substr(head.size()) == base_name(location);
}

Result<ResolvedTargets> resolve_targets(const std::vector<std::string>& paths, const std::string& source,
                                        const Roots& known) {
  if (!source.empty() && paths.size() > 1)
    return fail(ErrorCode::kUsage, source, "--source names the root of one path");
  std::vector<Place> places;
  for (const std::string& path : paths) {
    auto place = place_of(path);
    if (!place) return fail(std::move(place.error()));
    places.push_back(*std::move(place));
  }
  // Outer folders first, so that a path inside another of this run belongs to that one's root.
  std::stable_sort(places.begin(), places.end(),
                   [](const Place& a, const Place& b) { return a.folder.size() < b.folder.size(); });
  ResolvedTargets out{{}, known, {}};
  for (const Place& place : places) {
    const auto name = root_of(place, source, out.roots);
    if (!name) return fail(name.error());
    out.targets.push_back({*name, place.location, prefix_below(place.folder, out.roots.at(*name)), place.is_file});
  }
  return out;
}

Result<ResolvedTargets> resolve_sources(const std::vector<Source>& sources, const std::vector<std::string>& paths,
                                        const std::string& only, const Roots& known) {
  ResolvedTargets out{{}, known, {}};
  bool found = only.empty();
  for (const Source& source : sources) {
    if (auto added = add_source(source, out.roots); !added) return fail(std::move(added.error()));
    out.filters.emplace(source.name, source.filter);
    found = found || source.name == only;
    if (!paths.empty() || (!only.empty() && source.name != only)) continue;
    if (!path_exists(source.folder)) return fail(ErrorCode::kUsage, source.folder, "no such folder");
    out.targets.push_back({source.name, source.folder, {}, false});
  }
  if (!found) return fail(ErrorCode::kUsage, only, "the configuration has no source of this name");
  for (const std::string& path : paths) {
    auto target = target_in(sources, path);
    if (!target) return fail(std::move(target.error()));
    out.targets.push_back(*std::move(target));
  }
  return out;
}

bool is_taken(const LedgerRow& row, const Filters& filters) {
  const auto filter = filters.find(row.root);
  return filter == filters.end() ||
         filter->second.takes_file(std::string_view(row.path).substr(std::min(row.path.size(), row.root.size() + 1)));
}

SourceFile locate(const LedgerRow& row, const Roots& roots) {
  SourceFile file;
  file.root = row.root;
  file.path = row.path.substr(std::min(row.path.size(), row.root.size() + 1));
  const auto root = roots.find(row.root);
  if (root != roots.end()) file.location = join_path(root->second, file.path);
  return file;
}

}  // namespace hoptac
