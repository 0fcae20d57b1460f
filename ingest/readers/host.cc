#include "ingest/readers/host.h"

#include "ingest/readers/raw_document.h"

namespace hoptac {

std::string host_of(std::string_view url) {
  const std::size_t start = url.find("//");
  if (start == std::string_view::npos || (start > 0 && url[start - 1] != ':')) return {};
  url.remove_prefix(start + 2);
  std::string host = ascii_lower(url.substr(0, url.find_first_of("/?#:")));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace hoptac
