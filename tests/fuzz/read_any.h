// Runs one reader and checks what holds for every input.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string_view>

#include "ingest/readers/reader.h"
#include "src/base/limits.h"

namespace hoptac::fuzz {

inline void require(bool fine) {
  if (!fine) std::abort();
}

// A document has text, within the bound; an error of one document never ends the run.
inline void read_any(Format format, const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto status = read_documents(format, bytes, [](const Result<RawDocument>& document) {
    if (!document) return require(!is_fatal(document.error().code));
    std::size_t total = 0;
    for (const RawBlock& block : document->blocks) {
      require(!block.text.empty());
      total += block.text.size();
    }
    require(total > 0 && total <= limits::kMaxTextBytes);
  });
  if (!status) require(!is_fatal(status.error().code));
  detect_format(bytes, "a");
}

}  // namespace hoptac::fuzz
