// Combining marks in the order that composes.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// NFC of `text`, after putting circumflex and breve before the tone: Unicode keeps e + acute + circumflex
// apart (both marks are of class 230), people mean ế.
std::u32string compose(std::u32string_view text);

}  // namespace hoptac
