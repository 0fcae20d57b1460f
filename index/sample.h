// A sample of the documents that have some terms: all of them where they are few, else those of a part of all documents
// that is told by a hash of their ids. So it is the same however the documents are spread over databases, and costs
// the same however many there are. Uses Xapian and lets its exceptions through.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "index/terms.h"

namespace hoptac {

// The terms by which a document is in samples (prefix::kSample): it is in half of those that twice as many are in.
std::vector<std::string> sample_terms(std::string_view id);

// Documents with all `terms`, among about `wanted` (between half of it and all of it) of those that have the rarest.
Xapian::Query sample_of(const Terms& index, const std::vector<std::string>& terms, std::size_t wanted);
// `query` among about `wanted` of `frequency` documents.
Xapian::Query sample_of(const Terms& index, const Xapian::Query& query, Xapian::doccount frequency, std::size_t wanted);

// Xapian's ids of the first matches by document id, at most `limit`.
std::vector<Xapian::docid> first_by_id(const Xapian::Database& docs, const Xapian::Query& query, std::size_t limit);

}  // namespace hoptac
