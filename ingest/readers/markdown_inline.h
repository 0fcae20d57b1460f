// Markdown inside a paragraph.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

// The words of a paragraph without emphasis, code and link marks, HTML tags and escapes. Links leave their text,
// pictures theirs in `captions` (empty ones nothing). Unmatched marks stay as they are.
std::string strip_inline(std::string_view text, std::vector<std::string>& captions);

}  // namespace hoptac
