// What travels between hoptac and its reading worker, and what the cache keeps: documents, errors and hand-offs as
// bytes.
//
// Numbers have 8 bytes, least first; text is its length and its bytes. Both sides are the same program, but the worker
// may have been taken over by the file it reads: decoding trusts nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/containers/expand.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Raised whenever the bytes change; kept with what is stored for long.
inline constexpr int kFramesVersion = 1;

std::string encode_document(const RawDocument& document);
// Nothing when the bytes are no document.
std::optional<RawDocument> decode_document(std::string_view bytes);

std::string encode_error(const Error& error);
std::optional<Error> decode_error(std::string_view bytes);

// The end of a file.
struct ReadEnd {
  double cpu_seconds = 0;      // that the worker spent on it
  std::optional<Error> error;  // of the file as a whole
};
std::string encode_end(const ReadEnd& end);
std::optional<ReadEnd> decode_end(std::string_view bytes);

// A hand-off without its bytes, which stand behind it.
std::string encode_handoff(const Handoff& handoff);
// `bytes` of the result point into the argument.
std::optional<Handoff> decode_handoff(std::string_view bytes);

// What the worker is asked for; the file comes along as a descriptor.
struct ReadOrder {
  Format format = Format::kUnknown;
  std::string name;        // of the file, without folders
  std::uint64_t skip = 0;  // leaves of the file (members, nested ones too) that are not read again
};
std::string encode_order(const ReadOrder& order);
std::optional<ReadOrder> decode_order(std::string_view bytes);

}  // namespace hoptac
