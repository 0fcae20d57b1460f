// Opens the index that a command asks, and says what its shards lack.
#pragma once

#include <string_view>

#include "index/searcher.h"
#include "src/app/options.h"
#include "src/base/json_fwd.h"

namespace hoptac {

Result<Searcher> open_searcher(const Options& options);
// The `meta` object of its answers, with `missing_shards` where some are missing.
Json meta_json(std::string_view query, const Searcher& searcher);
// Missing shards on stderr, for answers that have no notes of their own.
void tell_missing(const Searcher& searcher);

}  // namespace hoptac
