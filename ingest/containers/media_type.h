// What bytes are that a server or a mail program names by a media type.
#pragma once

#include <string_view>

#include "src/model/document.h"

namespace hoptac {

// The bytes decide, then the type (lower case), then the name where the type says nothing ("application/octet-stream").
// kUnknown for what is no document of its own: pictures, scripts, styles, data for programs.
Format format_of_media(std::string_view type, std::string_view bytes, std::string_view name);

}  // namespace hoptac
