// Answers questions from one index. Each request is answered from one revision of it; when the
// writer overtakes, the whole request starts again.
#pragma once

#include <memory>
#include <string>

#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

// Not thread-safe: one searcher per thread. Cheap to open.
class Searcher {
 public:
  // `authority_directory` may be "". kIndexMissing, kIndexTooNew, kIndexDamaged.
  static Result<Searcher> open(const std::string& index_directory, const std::string& authority_directory = {});
  Searcher(Searcher&&) noexcept;
  Searcher& operator=(Searcher&&) noexcept;
  ~Searcher();

  // kBadQuery: the detail holds the query with the place marked and a repair, several lines.
  Result<SearchResponse> search(const SearchRequest& request);
  Result<AgreementResponse> agreements(const AgreementRequest& request);
  Result<EntityResponse> entities(const EntityRequest& request);
  // kNotFound: the detail names the nearest ids.
  Result<StoredDocument> document(const std::string& id);
  // Parses only: {} when the query is sound. For validating a batch before it runs.
  Result<void> check(const SearchRequest& request);

  std::string generation() const;
  std::uint64_t revision() const;

 private:
  struct State;
  explicit Searcher(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hoptac
