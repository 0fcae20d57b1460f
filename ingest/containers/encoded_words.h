// RFC 2047: "=?UTF-8?B?…?=" in headers and file names. GMime's own decoder stops at the padding of a word when another
// one follows, as most mail programs write long subjects.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// Words of one charset that follow each other may share a letter. What cannot be decoded stays as it is.
std::string decode_words(std::string_view text);

}  // namespace hoptac
