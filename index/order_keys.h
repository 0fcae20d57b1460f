// Keys that sort as results do, ascending, each with the document's id as its end. Kept in slots, since a remote
// database sorts by nothing else.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// Newest first; `date` as sort_key() gives it, "" = none, comes last.
std::string date_order_key(std::string_view date, std::string_view id);
// By folded title; documents without one last.
std::string title_order_key(std::string_view title, std::string_view id);
// The id at the end of a key.
std::string id_of_order_key(std::string_view key);

}  // namespace hoptac
