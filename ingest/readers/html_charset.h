// The charset that an HTML file declares for itself.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// From <meta charset>, <meta http-equiv=content-type content="…charset=…"> or <?xml encoding=…?> within the first 1024
// bytes, comments left out; UTF-16 means UTF-8 there, as the HTML standard has it. "" when there is none. A BOM comes
// before it (decode()), and so does the header of a container that knows one.
std::string declared_charset(std::string_view html);

}  // namespace hoptac
