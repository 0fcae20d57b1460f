// What class, id, role and the like say about a part of a page.
#pragma once

#include <cstdint>
#include <string_view>

namespace hoptac {

// kWeak: furniture, unless the page's text is in it (themes wrap pages in "menu-open"); kStrong: furniture whatever is
// in it, but for the headline (comments and cookie notices may be longer than the article).
enum class FurnitureSign : std::uint8_t { kNone, kWeak, kStrong };

// Of a class or id value, in English or in Vietnamese without marks: "post-share", "mainMenu", "tin-lien-quan".
FurnitureSign sign_of_names(std::string_view names);
// Of an ARIA role; of an ARIA label in either language ("Bình luận dưới tên …", "Comment by …").
FurnitureSign sign_of_role(std::string_view role);
FurnitureSign sign_of_label(std::string_view label);
// By the title attribute, as LibreOffice marks the page header and footer of a text saved as HTML.
FurnitureSign sign_of_title(std::string_view title);

// sign_of_names(), from memory where it was asked before: sites use the same few names on all their pages. The memory
// is bounded, one a thread, and changes no answer.
FurnitureSign remembered_sign_of_names(std::string_view names);

}  // namespace hoptac
