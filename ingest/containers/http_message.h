// An HTTP response as a crawler kept it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/containers/container.h"
#include "ingest/containers/header_fields.h"
#include "src/base/result.h"

namespace hoptac {

struct HttpResponse {
  int status = 0;
  HeaderFields fields;
  std::size_t body_at = 0;  // in the message
};
// From the head of a message; nothing when it is none.
std::optional<HttpResponse> parse_http_response(std::string_view message);

// The body without its transfer coding (chunked) and content coding (gzip, deflate); headers that do not fit the bytes
// count as left over from the crawl. The view is of `body` or of `storage`. What is unpacked is taken from `budget`.
// kNeedsReader for other codings, kDamaged, kTooLarge.
Result<std::string_view> http_payload(const HttpResponse& response, std::string_view body, std::string& storage,
                                      ExpansionBudget& budget);

}  // namespace hoptac
