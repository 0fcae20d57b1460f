// `ingest` without paths over an index of shards: its register made anew where the shards have changed.
#pragma once

#include "index/update.h"

namespace hoptac {

// kUsage with paths, a source or --rebuild: each shard is ingested by itself. kIndexMissing when a shard is missing.
Result<UpdateReport> register_shards(const UpdateOptions& options);

}  // namespace hoptac
