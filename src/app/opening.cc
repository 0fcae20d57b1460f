#include "src/app/opening.h"

#include "src/app/output.h"
#include "src/base/json.h"

namespace hoptac {

Result<Searcher> open_searcher(const Options& options) {
  return Searcher::open(options.common.index, options.common.authority,
                        options.common.all_shards ? MissingShards::kRefuse : MissingShards::kTell);
}

Json meta_json(std::string_view query, const Searcher& searcher) {
  Json out = meta_json(query, searcher.generation());
  if (const auto missing = searcher.missing_shards(); !missing.empty()) out["missing_shards"] = missing;
  return out;
}

void tell_missing(const Searcher& searcher) {
  for (const std::string& note : searcher.missing_notes()) write_err("note: " + note + "\n");
}

}  // namespace hoptac
