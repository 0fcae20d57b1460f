// A parsed query: a tree that says what was asked, before anything is known about an index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/date_query.h"
#include "index/schema.h"
#include "src/model/span.h"

namespace hoptac {

enum class NodeKind : std::uint8_t {
  kAll,     // every document: the empty query
  kWord,    // words[0]
  kPhrase,  // words one behind the other; `quoted`, or glued together as in TP.HCM and 17/10/2022
  kPrefix,  // words that begin with words[0]
  kNear,    // words within `distance` of each other, any order
  kField,   // field:value
  kAnd,     // children
  kOr,      // children
  kNot,     // children[0]
};

struct QueryWord {
  std::string text;   // as written
  std::string exact;  // matching keys (ingest/text/normalise.h)
  std::string folded;
  bool marked = false;
  bool ascii = false;
  bool syllable = false;  // shape of a Vietnamese syllable
};

struct QueryNode {
  NodeKind kind = NodeKind::kAll;
  Span span;                     // of the query's text
  std::vector<QueryWord> words;  // of a field: those of its value
  bool quoted = false;
  bool strict = false;  // ="…": accents must agree
  bool prefix = false;  // kField: value ended in *
  int distance = 0;     // kNear
  const Field* field = nullptr;
  std::string value;                // kField: as written, without quotes
  std::optional<DateFilter> dates;  // kField of kind kDate and kInForce
  std::vector<QueryNode> children;
};

// The words of `text`, keyed.
std::vector<QueryWord> query_words(std::string_view text);

// One canonical line, every operator written out: `hợp AND tác AND NOT (type:mou OR "biên bản")`.
std::string print(const QueryNode& node);

}  // namespace hoptac
