// An index of shards (shard_list.h), open for reading: all their documents as one database, one register beside them.
// A shard that does not answer is left out and named, never silently.
#pragma once

#include <xapian.h>

#include <map>
#include <string>
#include <vector>

#include "index/generation.h"
#include "index/shard_list.h"
#include "src/base/result.h"

namespace hoptac {

struct OpenShard {
  ShardPlace place;
  Xapian::Database docs;
  std::string stamp;
  int schema = 0;
};

struct MissingShard {
  std::string name;
  std::string reason;
};

struct Shards {
  ShardList list;
  std::vector<OpenShard> open;
  std::vector<MissingShard> missing;
  std::map<std::string, MissingShard> lost;  // by name: those that failed while they were asked
  std::map<std::string, int> failures;       // by name
  std::int64_t opened_ns = 0;                // of the clock

  bool has_remote() const;
  // Those on this machine as one database; of no documents when there are none.
  Xapian::Database local_docs() const;
  // What a register is made from: the stamps of all shards in order; "" while one is missing.
  std::string stamp() const;
  // True when a register of this stamp was made from the shards that are open, and from as many as there are.
  bool are_of(const std::string& stamp) const;
};

// All shards that answer. kUsage for a faulty file, kIndexMissing when none answers or its file is gone, kIndexTooNew
// and kIndexDamaged when one cannot be read by this program.
Result<OpenGeneration> open_shards(const std::string& index_directory);
// Connects anew; those that were lost are tried again.
Result<void> reopen_shards(OpenGeneration& open);
// After `error`: connects anew, without the shard that it came from when that was too slow or has failed before.
// False when it came from none, or none is left.
bool leave_out_lost(OpenGeneration& open, const Xapian::Error& error);
// "shard 10.0.0.2:7400 is missing (reason): its documents are not in this answer".
std::vector<std::string> missing_notes(const OpenGeneration& open);
// kIndexMissing when a shard is missing; for what must be whole.
Result<void> require_all(const OpenGeneration& open);

}  // namespace hoptac
