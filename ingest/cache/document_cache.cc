#include "ingest/cache/document_cache.h"

#include <cstddef>
#include <string>
#include <utility>

#include "ingest/isolation/frames.h"

namespace hoptac {

namespace {

CacheKey versioned(const CacheKey& key) {
  return {key.content,
          key.made_by + ", readers " + std::to_string(kReaderVersion) + ", form " + std::to_string(kFramesVersion)};
}

}  // namespace

std::optional<RawDocument> find_document(TextCache* cache, const CacheKey& key) {
  const auto kept = cache == nullptr ? std::nullopt : cache->find(versioned(key));
  return kept ? decode_document(*kept) : std::nullopt;
}

void keep_document(TextCache* cache, const CacheKey& key, const RawDocument& document) {
  if (cache != nullptr) static_cast<void>(cache->keep(versioned(key), encode_document(document)));
}

Result<void> read_through(TextCache* cache, const CacheKey& key, const DocumentSink& sink,
                          const std::function<Result<void>(const DocumentSink&)>& read) {
  if (cache == nullptr) return read(sink);
  if (auto document = find_document(cache, key)) {
    sink(*std::move(document));
    return {};
  }
  std::optional<RawDocument> first;
  std::size_t seen = 0;
  auto done = read([&](Result<RawDocument> document) {
    if (++seen == 1 && document) first = *document;
    sink(std::move(document));
  });
  if (done && seen == 1 && first) keep_document(cache, key, *first);
  return done;
}

}  // namespace hoptac
