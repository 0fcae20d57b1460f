// A query asked anew in other words: the text rewritten, and counted with the engine that answers it.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/query_builder.h"
#include "index/search_context.h"

namespace hoptac {

// One query that was asked, and of what.
struct Inquiry {
  const SearchContext& context;
  const ParsedQuery& parsed;
  const BuildOptions& options;
  Target target;
};

const Xapian::Database& database_of(const Inquiry& inquiry);

// Matches of a part of the query or of another tree made of its nodes; 0 when it is faulty.
std::size_t count_of(const Inquiry& inquiry, const QueryNode& node);
// The tree of another text, asked with the same options; nothing when it is faulty.
std::optional<ParsedQuery> reparsed(const Inquiry& inquiry, const std::string& query);
// Matches of another text.
std::size_t count_of(const Inquiry& inquiry, const std::string& query);

// The tree with its words side by side joined by OR; nothing when there are not two of them.
std::optional<QueryNode> any_of_words(const QueryNode& root);

// A word of the query: where in the index it is looked for, and whether anything is there.
struct AskedWord {
  QueryWord word;
  std::string_view prefix;  // of its terms: "" for words of the text
  Xapian::doccount frequency = 0;
  bool absent = false;
};

// The words outside of NOT, each once: of the text, of titles, roles and places, and with `names` of names that
// nobody bears (which must be counted to be known).
std::vector<AskedWord> asked_words(const Inquiry& inquiry, bool names);

// Words of a query that is looked at word by word.
inline constexpr std::size_t kMaxRespelt = 12;

// Documents with a word.
Xapian::doccount frequency_of(const Inquiry& inquiry, std::string_view prefix, std::string_view folded);

// `query` with words replaced, by their surface; names of fields are left alone, a value that becomes several
// words is quoted.
std::string respelt(std::string_view query, const std::map<std::string, std::string>& words);

}  // namespace hoptac
