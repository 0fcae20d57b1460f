// Documents that took long to read, kept by the hash of the file that they came from.
#pragma once

#include <functional>
#include <optional>

#include "ingest/cache/text_cache.h"
#include "ingest/readers/reader.h"
#include "src/base/result.h"

namespace hoptac {

// The document kept under `key`. `cache` may be nullptr.
std::optional<RawDocument> find_document(TextCache* cache, const CacheKey& key);

// Keeps it, if it can; what cannot be kept is read again.
void keep_document(TextCache* cache, const CacheKey& key, const RawDocument& document);

// Hands over the document kept under `key`, else those that `read` hands over; kept is what came as one document and
// without an error. `cache` may be nullptr: nothing is kept. Errors are those of `read`; a full disk costs the cache
// only.
Result<void> read_through(TextCache* cache, const CacheKey& key, const DocumentSink& sink,
                          const std::function<Result<void>(const DocumentSink&)>& read);

}  // namespace hoptac
