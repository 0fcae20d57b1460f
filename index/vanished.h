// Files of the ledger that are gone from where a run has looked, and which of them may leave the index. Pure.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/ledger.h"
#include "index/roots.h"
#include "index/update.h"
#include "index/update_files.h"

namespace hoptac {

struct VanishedFile {
  std::string path;  // ROOT/relative path
  std::string root;
  std::string hash;  // "" when nothing was ever read there: a folder or FIFO, a link that led nowhere
  std::string format;
  std::string why;    // "no longer there", "left out by the configuration"
  bool held = false;  // the index has its text: indexed, or a duplicate of a file that is
};

struct VanishedFiles {
  std::vector<VanishedFile> files;            // sorted by path, unique
  std::map<std::string, std::size_t> known;   // by root: the files that are held, gone ones included
  std::map<std::string, std::string> places;  // by root: the folder to name in messages
  std::set<std::string> empty;                // roots of which a named folder has no file at all any more
};

// Only below the targets, and not below what the walk could not look into (`list.problems`).
VanishedFiles find_vanished(const Ledger& ledger, const FileList& list, const ResolvedTargets& looked);

// What becomes of one vanished file.
struct VanishedFate {
  const VanishedFile* file = nullptr;
  bool removed = false;
  std::string reason;  // why it is gone, "moved to ID", …
};

struct VanishedVerdict {
  std::vector<VanishedFate> fates;              // in the order of the files
  std::vector<UnconfirmedRemoval> unconfirmed;  // roots of which nothing is removed
};

// A removal needs `prune` when more than a tenth of the root's held files would be lost, or a named folder is empty:
// the folder may be one whose disk is not there. Lost is a file whose bytes are not held under another path. Whoever
// finds the same bytes elsewhere loses no text by the removal: a renamed folder is moved, not lost, and of a thousand
// copies the index has but one document, which stays while one copy does. So this holds for any number of copies on
// either side, and needs no pairing of old and new. What was said beside the file (sidecar) goes with it, as it does
// when the sidecar alone is deleted.
// `kept_as` tells where the index has the text of a held file beside it ("moved to ID"), after this run has looked at
// all files that are there; "" = nowhere.
using KeptAs = std::function<std::string(const VanishedFile& file)>;
VanishedVerdict judge_vanished(const VanishedFiles& vanished, bool prune, const KeptAs& kept_as);

}  // namespace hoptac
