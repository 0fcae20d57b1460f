// Takes documents out for good: the engine of `hoptac remove`.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/removed_list.h"
#include "src/base/result.h"

namespace hoptac {

struct RemoveRequest {
  std::string index_directory;
  std::vector<std::string> ids;  // of documents, of files (all their documents), as search and files print them
  std::string authority_directory;
  bool dry_run = false;
  double lock_timeout = 0;
};

enum class RemoveState : std::uint8_t {
  kRemoved,    // or would be
  kBefore,     // it was on the list already
  kDuplicate,  // of a file that is indexed: that one is to be named
  kUnknown,
  kReturned,  // undo: off the list
};
std::string_view remove_state_name(RemoveState state);

struct RemoveRow {
  std::string id;    // as asked for, or of another file of the same bytes
  std::string path;  // of the file, "" when unknown
  RemoveState state = RemoveState::kUnknown;
  std::size_t documents = 0;  // that leave the index
  std::string reason;         // "same bytes as ID", the nearest id, the keeper
};

struct RemoveReport {
  std::vector<RemoveRow> rows;
  std::size_t documents = 0;  // that left the index, or would
  std::string generation;     // new when documents left, and the only one then
};

// Documents leave the index, stored text and older generations included (purge.h); so do other files of the same bytes
// and what the cache has of them. They are put on a list (removed_list.h) that keeps them out of later runs, rebuilds
// too. Reports of past runs keep path and state alone. Corrections (overrides.tsv) are the user's own and stay.
// kIndexMissing, kIndexBusy, kIndexDamaged, kCannotWrite; ids that are unknown are rows.
Result<RemoveReport> remove_documents(const RemoveRequest& request);

// Takes ids off the list: the next ingest of their folders reads them again.
Result<RemoveReport> return_documents(const RemoveRequest& request);

// The list, sorted by id.
Result<std::vector<RemovedRow>> removed_rows(const std::string& index_directory);

}  // namespace hoptac
