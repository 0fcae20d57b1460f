// The searcher's answers for eyes, and TREC run lines.
#pragma once

#include <string>

#include "src/app/terminal.h"
#include "src/model/search.h"

namespace hoptac {

std::string search_text(const SearchResponse& response, const SearchRequest& request, const TextStyle& style);
std::string agreements_text(const AgreementResponse& response, const AgreementRequest& request, const TextStyle& style);
// Notes and suggestions as lines for stderr, where stdout is for rows.
std::string advice_lines(const std::vector<std::string>& notes, const std::vector<Suggestion>& suggestions);
// "id Q0 document rank score hoptac", with its line feed.
std::string trec_line(std::string_view query_id, const Hit& hit, std::size_t rank);
// Blanks, control characters and "%" as %XX, as a TREC run and a batch file want ids.
std::string percent_encode_id(std::string_view id);
// `text` with the marked spans brought out; neighbouring marks become one.
std::string highlight_text(std::string_view text, const std::vector<Span>& marks, const TextStyle& style);
// "1–10 of 37, next: --offset 10".
std::string paging_line(std::size_t offset, std::size_t shown, std::size_t total, const TextStyle& style);

}  // namespace hoptac
