// What the parts of the searcher share, and the questions they answer. They use Xapian and let its
// exceptions through: searcher.cc guards them and restarts whole requests.
#pragma once

#include <string>

#include "index/closed_values.h"
#include "index/generation.h"
#include "ingest/authority/authority.h"
#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

struct SearchContext {
  std::string index_directory;
  OpenGeneration open;
  Authority authority;
  ClosedValues closed_values;
};

// What is not as it should be, said in answers.
void add_state_notes(const SearchContext& context, std::vector<std::string>& notes);

Result<SearchResponse> search_documents(const SearchContext& context, const SearchRequest& request);
Result<AgreementResponse> search_agreements(const SearchContext& context, const AgreementRequest& request);
Result<EntityResponse> list_entities(const SearchContext& context, const EntityRequest& request);
Result<StoredDocument> stored_document(const SearchContext& context, const std::string& id);
Result<CompletionResponse> complete(const SearchContext& context, const CompletionRequest& request);
Result<void> check_query(const SearchContext& context, const SearchRequest& request);

}  // namespace hoptac
