#include "index/vanished.h"

#include <algorithm>
#include <utility>

#include "src/base/limits.h"

namespace hoptac {
namespace {

using Paths = std::set<std::string, std::less<>>;

// True for a path that is a problem of the walk, or lies below one: nobody could look there.
bool is_hidden(std::string_view path, const Paths& problems) {
  for (std::size_t end = path.size(); end != std::string_view::npos; end = path.rfind('/', end - 1)) {
    if (problems.contains(path.substr(0, end))) return true;
    if (end == 0) break;
  }
  return false;
}

bool is_held(const LedgerRow& row) {
  return !row.hash.empty() && (row.documents > 0 || row.state == FileState::kDuplicate);
}

// Calls `visit` for the rows whose paths begin so.
template <typename Visit>
void each_row(const Ledger& ledger, const std::string& head, const Visit& visit) {
  for (auto row = ledger.lower_bound(head); row != ledger.end() && row->first.starts_with(head); ++row) {
    visit(row->first, row->second.row);
  }
}

bool has_any(const FileList& list, const std::string& head) {
  const auto at = std::lower_bound(list.files.begin(), list.files.end(), head,
                                   [](const SeenFile& f, const std::string& wanted) { return f.path < wanted; });
  return at != list.files.end() && at->path.starts_with(head);
}

std::size_t count_held(const Ledger& ledger, const std::string& root) {
  std::size_t held = 0;
  each_row(ledger, root + "/", [&held](const std::string&, const LedgerRow& row) { held += is_held(row) ? 1U : 0U; });
  return held;
}

struct Loss {
  std::size_t lost = 0;
  std::string why;  // needs confirmation, "" = none
};

std::string why_not(const VanishedFiles& vanished, const std::string& root, std::size_t lost) {
  if (lost == 0) return {};
  if (vanished.empty.contains(root)) return "the folder is empty; perhaps its disk is not there";
  if (lost * limits::kVanishedShare <= vanished.known.at(root)) return {};
  return "more than one in " + std::to_string(limits::kVanishedShare);
}

}  // namespace

VanishedFiles find_vanished(const Ledger& ledger, const FileList& list, const ResolvedTargets& looked) {
  Paths problems;
  for (const WalkProblem& p : list.problems) problems.insert(p.path);
  VanishedFiles out;
  for (const Target& target : looked.targets) {
    if (target.is_file) continue;  // one that is not there is a wrong argument
    const std::size_t before = out.files.size();
    const std::string head = target.root + "/" + target.prefix;
    auto seen = list.files.begin();  // of the first file that is not before the row
    each_row(ledger, head, [&](const std::string& path, const LedgerRow& row) {
      while (seen != list.files.end() && seen->path < path) ++seen;
      if ((seen != list.files.end() && seen->path == path) || is_hidden(path, problems)) return;
      const char* const why = is_taken(row, looked.filters) ? "no longer there" : "left out by the configuration";
      out.files.push_back({path, row.root, row.hash, row.format, why, is_held(row)});
    });
    if (out.files.size() == before) continue;
    if (!has_any(list, head)) out.empty.insert(target.root);
    if (!out.known.contains(target.root)) out.known.emplace(target.root, count_held(ledger, target.root));
    out.places[target.root] = looked.roots.at(target.root);
  }
  const auto by_path = [](const VanishedFile& a, const VanishedFile& b) { return a.path < b.path; };
  const auto same = [](const VanishedFile& a, const VanishedFile& b) { return a.path == b.path; };
  std::sort(out.files.begin(), out.files.end(), by_path);
  out.files.erase(std::unique(out.files.begin(), out.files.end(), same), out.files.end());
  return out;
}

VanishedVerdict judge_vanished(const VanishedFiles& vanished, bool prune, const KeptAs& kept_as) {
  std::vector<std::string> found;  // beside vanished.files
  std::map<std::string, Loss> roots;
  for (const VanishedFile& file : vanished.files) {
    found.push_back(file.held ? kept_as(file) : std::string());
    if (file.held && found.back().empty()) ++roots[file.root].lost;
  }
  VanishedVerdict out;
  for (auto& [root, loss] : roots) {
    loss.why = prune ? std::string() : why_not(vanished, root, loss.lost);
    if (loss.why.empty()) continue;
    out.unconfirmed.push_back({root, vanished.places.at(root), loss.lost, vanished.known.at(root), loss.why});
  }
  const auto stays = [&](const VanishedFile& f) { return roots.contains(f.root) && !roots.at(f.root).why.empty(); };
  // A file that stays may be a duplicate of one, of another root, that would go: its text would go along.
  std::set<std::string> needed;
  for (std::size_t i = 0; i < vanished.files.size(); ++i) {
    const VanishedFile& file = vanished.files[i];
    if (file.held && found[i].empty() && stays(file)) needed.insert(file.hash);
  }
  for (std::size_t i = 0; i < vanished.files.size(); ++i) {
    const VanishedFile& file = vanished.files[i];
    if (!found[i].empty()) {
      out.fates.push_back({&file, true, std::move(found[i])});
    } else if (stays(file)) {
      out.fates.push_back({&file, false, file.why + "; --prune removes it"});
    } else if (file.held && needed.contains(file.hash)) {
      out.fates.push_back({&file, false, file.why + "; stays for a file of the same bytes that stays"});
    } else {
      out.fates.push_back({&file, true, file.why});
    }
  }
  return out;
}

}  // namespace hoptac
