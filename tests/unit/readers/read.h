// Reads bytes with one reader and prints what came out, a line a block, for comparison.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/readers/reader.h"

namespace hoptac::test {

struct Read {
  std::vector<RawDocument> documents;
  std::vector<Error> errors;  // of records
  Result<void> status;        // of the file
};

inline Read read(Format format, std::string_view bytes) {
  Read out;
  out.status = read_documents(format, bytes, [&](Result<RawDocument> d) {
    if (d) {
      out.documents.push_back(std::move(*d));
    } else {
      out.errors.push_back(std::move(d.error()));
    }
  });
  return out;
}

// "P:text" (P paragraph, T title, H heading, L list item, C caption, R table row; lower case: furniture).
inline std::string print(const RawBlock& block) {
  constexpr std::string_view kBody = "PTHLCR";
  constexpr std::string_view kFurniture = "pthlcr";
  const auto kind = static_cast<std::size_t>(block.kind);
  return std::string(1, (block.use == BlockUse::kFurniture ? kFurniture : kBody)[kind]) + ":" + block.text;
}

inline std::vector<std::string> print(const RawDocument& document) {
  std::vector<std::string> out;
  for (const RawBlock& b : document.blocks) out.push_back(print(b));
  return out;
}

// The blocks of the only document; the error's name when there is none.
inline std::vector<std::string> blocks(Format format, std::string_view bytes) {
  const Read r = read(format, bytes);
  if (!r.status) return {std::string(code_name(r.status.error().code))};
  return r.documents.size() == 1 ? print(r.documents.front()) : std::vector<std::string>{"not one document"};
}

}  // namespace hoptac::test
