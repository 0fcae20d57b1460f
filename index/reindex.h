// Facts derived anew from the texts that the index keeps: after rules or authority lists have changed, or when the
// sources are gone. The engine of `hoptac reindex`.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

struct FactChange;  // index/fact_changes.h

struct LostDocument {
  std::string path;  // of its file; "" when that is not known
  std::string id;    // "" for what a file has lost altogether
  std::string reason;
};

struct ReindexReport {
  std::size_t documents = 0;           // made anew
  std::size_t changed = 0;             // of them, with other facts than before; only when `diff`
  std::size_t added = 0, removed = 0;  // facts; only when `diff`
  std::size_t agreements = 0;          // in the index, afterwards
  std::vector<LostDocument> lost;      // by damage
  std::string generation;              // current afterwards
  std::uint64_t revision = 0;
  double seconds = 0;
  bool interrupted = false;
};

struct ReindexEvent {
  // Each document in turn; kCommitted in place only; kPublished with a new generation only.
  enum class Kind : std::uint8_t { kWaiting, kStarted, kDocument, kCommitted, kPublished } kind = Kind::kDocument;
  std::size_t done = 0, total = 0;  // documents
  std::string detail;               // kWaiting: who holds the lock; kDocument: id; kPublished: generation
  const std::vector<std::string>* committed = nullptr;  // kCommitted: ids that are on disk now
};

struct ReindexOptions {
  std::string index_directory;
  std::string where;  // a query: only what it finds, in place; "" = all, into a new generation
  bool diff = false;
  bool dry_run = false;
  double lock_timeout = 0;
  std::string authority_directory;
  std::function<void(const ReindexEvent&)> on_event;                                             // may be empty
  std::function<void(const std::string& id, const std::vector<FactChange>& changes)> on_change;  // with `diff`
  const std::atomic<bool>* stop = nullptr;
};

// Without `where` all goes into a new generation, published at the end: interrupted or failed, the index is as it was;
// the one before is kept for roll_back(). Ledger rows, roots and other metadata go over, corrections stay. A damaged
// generation goes over as far as it can be read. With `where` documents are replaced in batches; those committed stay.
// kBadQuery, kIndexBusy, kIndexMissing, kIndexTooNew, kIndexDamaged (nothing can be read, or of an older program),
// kCannotWrite.
Result<ReindexReport> reindex(const ReindexOptions& options);

}  // namespace hoptac
