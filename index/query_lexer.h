// Cuts a query into its pieces. Knows quotes, operators and field names; nothing of nesting.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "index/query_fault.h"
#include "index/schema.h"
#include "src/base/result.h"

namespace hoptac {

enum class PieceKind : std::uint8_t { kText, kQuoted, kOpen, kClose, kAnd, kOr, kNot, kNear, kField, kEnd };

struct QueryPiece {
  PieceKind kind = PieceKind::kEnd;
  Span span;  // of the query, quotes and marks included
  Span text;  // kText, kQuoted: the text itself
  bool strict = false;
  bool prefix = false;           // kText: an asterisk behind it
  int distance = 0;              // kNear
  const Field* field = nullptr;  // kField: its value is the next piece
};

// Pieces of `query`, closed by a kEnd. Text without a word ("–", "&") is left out.
// `query` is clean_text(); at most limits::kMaxQueryBytes.
tl::expected<std::vector<QueryPiece>, QueryFault> cut_query(std::string_view query);

// Length of a double quote of any style at `pos`; 0 when there is none.
std::size_t quote_length(std::string_view text, std::size_t pos);

}  // namespace hoptac
