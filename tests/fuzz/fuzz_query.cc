// libFuzzer: any bytes as a query parse or fail with a place; a repair is sound; a tree prints.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "index/query_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query(reinterpret_cast<const char*>(data), size);
  for (const bool any : {false, true}) {
    const auto parsed = hoptac::parse_query(query, {.any = any});
    if (!parsed) {
      const std::size_t at = parsed.error().detail.find("\nTry: ");
      if (at != std::string::npos && !hoptac::parse_query(parsed.error().detail.substr(at + 6), {.any = any}))
        std::abort();
    } else if (hoptac::print(parsed->root).empty()) {
      std::abort();
    }
  }
  static_cast<void>(hoptac::parse_query(query, {.plain = true}));
  return 0;
}
