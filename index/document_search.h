// `search`: ranked documents with passages, facets and the reasons for an empty answer.
#pragma once

#include <memory>

#include "index/search_context.h"

namespace hoptac {

// One answered request whose hits are made when asked for. Uses Xapian and lets its exceptions through.
class DocumentSearch {
 public:
  // Both must outlive the search.
  static Result<DocumentSearch> run(const SearchContext& context, const SearchRequest& request);
  DocumentSearch(DocumentSearch&&) noexcept;
  ~DocumentSearch();

  std::size_t size() const;
  // Throws DatabaseModifiedError when a writer has overtaken the revision, DocNotFoundError when, reopened, the
  // database no longer holds the document.
  Result<Hit> hit(std::size_t i) const;
  // The answer without its hits.
  SearchResponse take_response();

 private:
  struct State;
  explicit DocumentSearch(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hoptac
