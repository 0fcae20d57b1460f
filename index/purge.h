// New generations made from one that is there: without certain documents, of which none of its files holds a byte any
// more; or changed otherwise.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "index/corrections.h"
#include "index/generation.h"
#include "ingest/authority/authority.h"
#include "src/base/result.h"

namespace hoptac {

struct Purge {
  std::vector<std::string> ids;                               // documents to leave out
  std::vector<std::pair<std::string, std::string>> metadata;  // of docs, to be set
};

// Makes and publishes it; all generations before it are deleted, so that rollback() cannot bring the documents back.
// Readers that have one open keep it until they end. On an error nothing has changed. A crash behind the publication
// leaves an old generation that the next writer deletes (mark_alone()). Takes up to twice the room of the documents on
// the way. Two compactions: deleted entries stay in the free blocks of a database, and Xapian cannot leave any out
// while it compacts. REQUIRES: the lock, no open writer.
Result<Generation> purge(const Generation& from, const Purge& purge, const Authority& authority,
                         const Corrections& corrections);

// Makes and publishes a copy of a generation that `change` has worked on, with a register of its own; the one before
// stays for rollback(). On an error nothing has changed. REQUIRES: the lock, no open writer.
Result<Generation> copy_generation(const Generation& from,
                                   const std::function<Result<void>(const Generation& copy)>& change,
                                   const Authority& authority, const Corrections& corrections);

}  // namespace hoptac
