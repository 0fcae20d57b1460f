// Lines of one paragraph are put together again.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// Appends `next` to `line`, by a blank or over a hyphen at the line's end. U+2010 is a typesetter's. The hyphen stays
// between two Vietnamese syllables, before a capital, in a given name ("Ji-" + "hoon") and where `around`, the text
// near by, writes the word with it; else the halves of an English word are joined ("inter-" + "national").
void join_line(std::string& line, std::string_view next, std::string_view around);

}  // namespace hoptac
