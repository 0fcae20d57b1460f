#include "ingest/readers/html_names.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// Whole words of class and id values; sorted.
constexpr std::array kStrongWords{"breadcrumb"sv, "breadcrumbs"sv, "comment"sv, "comments"sv, "consent"sv,
                                  "cookie"sv,     "cookies"sv,     "disqus"sv,  "gdpr"sv,     "onetrust"sv,
                                  "respond"sv,    "sharebar"sv,    "toc"sv};
constexpr std::array kWeakWords{
    "ad"sv,         "ads"sv,       "advert"sv,      "advertisement"sv, "banner"sv,   "btn"sv,      "button"sv,
    "copyright"sv,  "cta"sv,       "dropdown"sv,    "footer"sv,        "hotline"sv,  "keywords"sv, "login"sv,
    "masthead"sv,   "megamenu"sv,  "menu"sv,        "modal"sv,         "nav"sv,      "navbar"sv,   "navigation"sv,
    "newsletter"sv, "offcanvas"sv, "pager"sv,       "pagination"sv,    "paging"sv,   "paywall"sv,  "popup"sv,
    "promo"sv,      "recommend"sv, "recommended"sv, "related"sv,       "share"sv,    "sharing"sv,  "sidebar"sv,
    "sitemap"sv,    "social"sv,    "sponsored"sv,   "subscribe"sv,     "tagcloud"sv, "tags"sv,     "taxonomy"sv,
    "teasers"sv,    "toolbar"sv,   "tools"sv,       "topbar"sv,        "trending"sv, "weather"sv};
static_assert(std::is_sorted(kStrongWords.begin(), kStrongWords.end()));
static_assert(std::is_sorted(kWeakWords.begin(), kWeakWords.end()));

// Vietnamese ones stand in many spellings ("tin-lien-quan", "tinLienQuan"): looked for with the marks left out.
constexpr std::array kParts{"lienquan"sv,      "chiase"sv,   "docthem"sv,   "xemthem"sv,      "tinkhac"sv,
                            "tinmoi"sv,        "docnhieu"sv, "quangcao"sv,  "breadcrumb"sv,   "menuchinh"sv,
                            "cungchuyenmuc"sv, "xemnhieu"sv, "tinnoibat"sv, "cungchuyende"sv, "luotxem"sv,
                            "duongdan"sv,      "cochu"sv,    "thamdo"sv,    "danhmuc"sv,      "tukhoa"sv};
constexpr std::size_t kShortestPart = 5;
constexpr std::array kStrongParts{"binhluan"sv, "quangcao"sv};

constexpr std::array kWeakRoles{"banner"sv, "contentinfo"sv, "search"sv, "complementary"sv, "menu"sv,    "menubar"sv,
                                "alert"sv,  "toolbar"sv,     "button"sv, "textbox"sv,       "tablist"sv, "tooltip"sv};
constexpr std::array kStrongRoles{"navigation"sv, "dialog"sv, "alertdialog"sv};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Places where no part can begin cost a look at their letter.
template <std::size_t N>
bool has_part(const std::array<std::string_view, N>& list, std::string_view letters) {
  std::uint32_t begins = 0;
  for (const std::string_view part : list) begins |= 1U << static_cast<unsigned>(part[0] - 'a');
  for (std::size_t i = 0; i + kShortestPart <= letters.size(); ++i) {
    if ((begins >> static_cast<unsigned>(letters[i] - 'a') & 1U) == 0) continue;
    const std::string_view rest = letters.substr(i);
    if (std::any_of(list.begin(), list.end(), [&](std::string_view part) { return rest.starts_with(part); })) {
      return true;
    }
  }
  return false;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

FurnitureSign sign_of_word(std::string_view word) {
  if (std::binary_search(kStrongWords.begin(), kStrongWords.end(), word)) return FurnitureSign::kStrong;
  return std::binary_search(kWeakWords.begin(), kWeakWords.end(), word) ? FurnitureSign::kWeak : FurnitureSign::kNone;
}

}  // namespace

// Words are letters between other characters or capitals: "site-header mainMenu" has four.
FurnitureSign sign_of_names(std::string_view names) {
  std::string letters;
  std::size_t word = 0;
  FurnitureSign sign = FurnitureSign::kNone;
  const auto end_word = [&] {
    if (word < letters.size()) sign = std::max(sign, sign_of_word(std::string_view(letters).substr(word)));
    word = letters.size();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (is_upper(names[i]) && i > 0 && is_lower(names[i - 1])) end_word();
    if (is_lower(names[i]) || is_upper(names[i])) {
      letters += static_cast<char>(names[i] | 0x20);
    } else {
      end_word();
    }
  }
  end_word();
  if (has_part(kStrongParts, letters)) return FurnitureSign::kStrong;
  return has_part(kParts, letters) ? std::max(sign, FurnitureSign::kWeak) : sign;
}

FurnitureSign sign_of_role(std::string_view role) {
  const std::string lower = ascii_lower(role);
  if (contains(kStrongRoles, lower)) return FurnitureSign::kStrong;
  return contains(kWeakRoles, lower) ? FurnitureSign::kWeak : FurnitureSign::kNone;
}

FurnitureSign sign_of_label(std::string_view label) {
  constexpr std::array kComments{"Bình luận dưới tên"sv, "Phản hồi của"sv, "Comment by"sv, "Reply by"sv};
  const bool comment =
      std::any_of(kComments.begin(), kComments.end(), [&](std::string_view start) { return label.starts_with(start); });
  return comment ? FurnitureSign::kStrong : FurnitureSign::kNone;
}

FurnitureSign sign_of_title(std::string_view title) {
  return title == "header" || title == "footer" ? FurnitureSign::kStrong : FurnitureSign::kNone;
}

FurnitureSign remembered_sign_of_names(std::string_view names) {
  struct Slot {
    std::string names;
    FurnitureSign sign = FurnitureSign::kNone;
  };
  constexpr std::size_t kLongest = 100;
  thread_local std::array<Slot, 1024> memory;
  if (names.empty()) return FurnitureSign::kNone;
  if (names.size() > kLongest) return sign_of_names(names);
  Slot& slot = memory[std::hash<std::string_view>()(names) % memory.size()];
  if (slot.names != names) slot = {std::string(names), sign_of_names(names)};
  return slot.sign;
}

}  // namespace hoptac
