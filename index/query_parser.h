// The query language: text to tree. Never degrades silently: a query that is not sound is a fault
// with its place, its cause and a repaired query. The language is described in docs/query-language.md.
#pragma once

#include <string>
#include <string_view>

#include "index/query_ast.h"
#include "index/query_fault.h"
#include "src/base/result.h"

namespace hoptac {

struct ParseOptions {
  bool any = false;    // words side by side mean OR; fields and NOT stay conditions
  bool plain = false;  // words only, joined by OR; nothing is an operator
};

struct ParsedQuery {
  std::string text;  // the query as cleaned; spans of the tree point into it
  QueryNode root;
};

// kBadQuery as of query_fault.h. The empty query is kAll.
Result<ParsedQuery> parse_query(std::string_view query, const ParseOptions& options);

}  // namespace hoptac
