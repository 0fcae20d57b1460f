// What is wrong with a query, where, and how it would be right.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "src/base/error.h"
#include "src/model/span.h"

namespace hoptac {

struct QueryFault {
  Span place;            // bytes of the query; empty = at that point
  std::string cause;     // for people, without a full stop
  std::string repaired;  // the whole query, made sound; "" when there is no sensible one
};

// kBadQuery with a detail of several lines: the query (a window of it when long), carets under the
// place, counted in terminal cells, the cause, and the repaired query.
Error to_error(std::string_view query, const QueryFault& fault);

// `query` with `place` replaced; blanks at the seam collapsed.
std::string replace_place(std::string_view query, Span place, std::string_view by);

// The candidates within a third of their length of edits to `name`, nearest first; at most `limit`.
// All are compared as folded keys.
std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& candidates,
                                       std::size_t limit);

}  // namespace hoptac
