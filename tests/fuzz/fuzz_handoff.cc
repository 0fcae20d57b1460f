// libFuzzer target: files that another program reads (rtf, doc, images), alone and in containers, on their way out of
// the reading worker; and the same bytes as frames of a worker that was taken over.
#include <optional>
#include <string>

#include "ingest/containers/expand.h"
#include "ingest/isolation/frames.h"
#include "tests/fuzz/read_any.h"

namespace hoptac::fuzz {
namespace {

// What was decoded is sent on or kept: encoded again it stays what it is.
template <typename Decode, typename Encode>
void check_frame(std::string_view bytes, const Decode& decode, const Encode& encode) {
  const auto value = decode(bytes);
  if (!value) return;
  const std::string once = encode(*value);
  const auto again = decode(once);
  require(again.has_value() && encode(*again) == once);
}

// The bytes arrive whole, with their place.
void check_handoff(const Handoff& handoff) {
  require(handoff.reason.code == ErrorCode::kNeedsReader || handoff.reason.code == ErrorCode::kNeedsOcr);
  require(!handoff.bytes.empty());
  const std::string frame = encode_handoff(handoff);
  const auto got = decode_handoff(frame);
  require(got.has_value() && got->bytes == handoff.bytes && got->format == handoff.format &&
          got->place.member == handoff.place.member && got->reason.code == handoff.reason.code);
}

}  // namespace
}  // namespace hoptac::fuzz

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace hoptac;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::check_frame(bytes, decode_document, encode_document);
  fuzz::check_frame(bytes, decode_error, encode_error);
  fuzz::check_frame(bytes, decode_end, encode_end);
  fuzz::check_frame(bytes, decode_handoff, encode_handoff);
  fuzz::check_frame(bytes, decode_order, encode_order);
  if (bytes.empty()) return 0;
  const ExpandSinks sinks{[](const Result<RawDocument>& document) {
                            fuzz::require(document.has_value() || !is_fatal(document.error().code));
                          },
                          fuzz::check_handoff,
                          {}};
  const auto read = expand_documents(detect_format(bytes, "a.rtf"), bytes, sinks, "a.rtf");
  fuzz::require(read.has_value() || !is_fatal(read.error().code));
  return 0;
}
