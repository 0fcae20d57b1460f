// Lines of one paragraph are put together again.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// Ends of lines are looked at a byte at a time: any letter beyond ASCII counts as one there.
bool is_line_letter(char c);
// A small letter; quotes, bullets and dashes (U+2000 ...) are none.
bool starts_lower(std::string_view text);

// Appends `next` to `line`, by a blank or over a hyphen at the line's end. U+2010 is a typesetter's. The hyphen stays
// between two Vietnamese syllables, before a capital, in a given name ("Ji-" + "hoon") and where `around`, the text
// near by, writes the word with it; else the halves of an English word are joined ("inter-" + "national").
void join_line(std::string& line, std::string_view next, std::string_view around);

}  // namespace hoptac
