#include "ingest/text/normalise.h"
namespace hoptac {
std::string clean_text(std::string_view text) { return std::string(text); }
std::string normalise_word(std::string_view word) { return std::string(word); }
std::string fold_word(std::string_view word) { return std::string(word); }
std::string normalise_phrase(std::string_view text) { return std::string(text); }
std::string fold_phrase(std::string_view text) { return std::string(text); }
std::string to_lower(std::string_view text) { return std::string(text); }
std::string to_title_case(std::string_view text) { return std::string(text); }
}  // namespace hoptac
