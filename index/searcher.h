// Answers questions from one index. Each request is answered from one revision of it; when the
// writer overtakes, the whole request starts again.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

// What to do when a shard of the index does not answer: say so in the answer, or fail with kIndexMissing.
enum class MissingShards { kTell, kRefuse };

// Not thread-safe: one searcher per thread. Cheap to open.
class Searcher {
 public:
  // `authority_directory` may be "". kIndexMissing, kIndexTooNew, kIndexDamaged.
  static Result<Searcher> open(const std::string& index_directory, const std::string& authority_directory = {},
                               MissingShards missing = MissingShards::kTell);
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  // kBadQuery: the detail holds the query with the place marked and a repair, several lines.
  Result<SearchResponse> search(const SearchRequest& request);
  // The same, the hits one by one in their order, so that memory does not grow with their texts; `sink` gives false
  // to end. The order and the counts are of one revision. When the writer overtakes on the way, the documents that
  // follow are read as they are now, and those that are gone are left out: a note says so. The response has no hits.
  using HitSink = std::function<bool(const Hit& hit)>;
  Result<SearchResponse> stream(const SearchRequest& request, const HitSink& sink);
  Result<AgreementResponse> agreements(const AgreementRequest& request);
  Result<EntityResponse> entities(const EntityRequest& request);
  // How a query that someone has begun to type may go on; a few milliseconds, whatever the index.
  Result<CompletionResponse> complete(const CompletionRequest& request);
  // kNotFound: the detail names the nearest ids.
  Result<StoredDocument> document(const std::string& id);
  // Parses only: {} when the query is sound. For validating a batch before it runs.
  Result<void> check(const SearchRequest& request);

  // Names of the shards that the last answer was made without, and a sentence on each.
  std::vector<std::string> missing_shards() const;
  std::vector<std::string> missing_notes() const;

  std::string generation() const;
  std::uint64_t revision() const;

 private:
  struct State;
  explicit Searcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hoptac
