// Tree to Xapian::Query, for documents and for the register.
//
// Fields of one agreement (Field::agreement) that stand in one AND group are asked of the register
// together, and bind the documents by id: `party:A signed:2022` is one agreement, not two.
// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h).
#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "index/concepts.h"
#include "index/field_query.h"
#include "index/generation.h"
#include "index/query_budget.h"
#include "index/query_parser.h"
#include "index/word_query.h"

namespace hoptac {

struct BuildOptions {
  bool expand = true;
  bool any = false;  // names in words side by side joined by OR
  bool furniture = false;
  bool plain = false;  // no names, no fields: stems and accents only
};

class QueryBuilder {
 public:
  // All must outlive the builder.
  QueryBuilder(const OpenGeneration& open, const Authority& authority, const ParsedQuery& parsed,
               const BuildOptions& options);

  // kBadQuery for a value that can never match. `undated`: what a date filter does with records that
  // have no date of its role.
  Result<Xapian::Query> build(Target target, Undated undated);
  // The same for a part of the tree.
  Result<Xapian::Query> build(const QueryNode& node, Target target, Undated undated);

  // Of the last build(): the weight that words side by side add to a match (rank.h); empty when there are none.
  Xapian::Query neighbours() const;

  // What each part became and how many records it matches, as an indented tree.
  Result<std::vector<std::string>> explain(Target target);

  // True when some part gives weight; else the order is by date.
  bool is_ranked() const { return ranked(parsed_.root); }
  // True when the tree holds a date filter outside of NOT.
  bool is_dated() const { return dated(parsed_.root); }
  // With `plain`: the most frequent words that were left out to keep within the budget.
  std::size_t left_out() const { return left_out_; }

 private:
  const Xapian::Database& db(Target target) const { return target == Target::kDocs ? open_.docs : open_.register_db; }
  const Terms& terms(Target target) const { return target == Target::kDocs ? open_.terms : open_.register_terms; }

  Xapian::Query docs_node(const QueryNode& node);
  Xapian::Query docs_leaf(const QueryNode& node);
  Xapian::Query text_leaf(const QueryNode& node);
  // What make() gives, made once for a key. Its reading is charged each time.
  struct Made {
    Xapian::Query query;
    std::uint64_t reads = 0;
  };
  template <typename Make>
  Xapian::Query made_once(std::string key, const QueryNode& node, const Make& make);
  void charge(const QueryNode& node, std::uint64_t reads);
  std::vector<QueryNode> affordable(const std::vector<QueryNode>& words);
  Xapian::Query docs_and(const std::vector<QueryNode>& children);
  Xapian::Query docs_or(const std::vector<QueryNode>& children);
  Xapian::Query docs_agreements(const std::vector<const QueryNode*>& members);
  Xapian::Query register_node(const QueryNode& node);
  Xapian::Query register_and(const std::vector<QueryNode>& children);
  Xapian::Query of_documents(const QueryNode& node);
  // Documents with an agreement to which all of these apply.
  Xapian::Query documents_of(const std::vector<QueryNode>& agreements);
  Xapian::Query field(const QueryNode& node, Target target);
  Xapian::Query make_field(const QueryNode& node, Target target);
  Xapian::Query excluded(const QueryNode& child, Target target);
  Xapian::Query strict(const QueryNode& node);
  // True when a term of its own answers a strict word, without a text being read.
  bool is_strict_term(const QueryNode& node) const;
  // Refuses what strict() would refuse in the end, before the first text is read; `seen` are the keys met so far.
  void check_strict(const QueryNode& node, std::set<std::string>& seen);
  Xapian::Query prefix(const QueryNode& node);
  Xapian::Query with_concepts(const std::vector<QueryNode>& children, Xapian::Query::op op);
  // Words that OR joins are no name of several words, unless all words are joined so.
  bool takes(const Concept& found, Xapian::Query::op op) const {
    return op != Xapian::Query::OP_OR || options_.any || found.first == found.last;
  }
  void note_neighbours(const std::vector<QueryNode>& children);
  Xapian::Query name_phrase(const std::vector<QueryWord>& words) const;
  void explain_node(const QueryNode& node, Target target, std::size_t depth, std::vector<std::string>& out);
  void explain_names(const QueryNode& node, std::size_t depth, std::vector<std::string>& out) const;
  std::string reading_of(const QueryNode& node, Target target);

  static bool ranked(const QueryNode& node);
  static bool dated(const QueryNode& node);

  const OpenGeneration& open_;
  const Authority& authority_;
  const ParsedQuery& parsed_;
  BuildOptions options_;
  WordOptions words_;
  Undated undated_ = Undated::kExclude;
  std::vector<Xapian::Query> neighbours_;
  QueryBudget budget_;
  std::map<std::string, Made> made_;
  std::set<std::string> explained_;
  std::size_t left_out_ = 0;
  std::optional<QueryFault> fault_;  // the first one met; what is built then means nothing
};

// How many of the matches have each value of the slot. Works over remote databases, which have no streams of values.
std::map<std::string, std::size_t> count_values(const Xapian::Database& db, const Xapian::Query& query, Slot slot);

// Exact number of matches.
std::size_t count_matches(const Xapian::Database& db, const Xapian::Query& query);
// The different values of `slot` among the matches.
std::vector<std::string> values_of_matches(const Xapian::Database& db, const Xapian::Query& query, Slot slot);

}  // namespace hoptac
