// The charset that an HTML file declares for itself.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// From <meta charset>, <meta http-equiv=content-type content="…charset=…"> or <?xml encoding=…?> within
// the first kilobytes; "" when there is none.
std::string declared_charset(std::string_view html);

}  // namespace hoptac
