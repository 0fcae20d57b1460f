#include "index/query_builder.h"

#include <algorithm>

#include "index/document_reader.h"
#include "index/match_spec.h"
#include "index/strict_text.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kTextReads = 100;  // to look at a document's text costs as much as so many postings

using Xapian::Query;

Query joined(Query::op op, const std::vector<Query>& parts) { return {op, parts.begin(), parts.end()}; }

bool has_marks(const QueryNode& node) {
  return std::any_of(node.words.begin(), node.words.end(), [](const QueryWord& word) { return word.marked; }) ||
         std::any_of(node.children.begin(), node.children.end(), has_marks);
}

bool is_group(const QueryNode& node) {
  return node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr || node.kind == NodeKind::kNot;
}

template <typename Test>
bool all_fields(const QueryNode& node, Test test) {
  if (node.kind == NodeKind::kField) return test(*node.field);
  if (!is_group(node)) return false;
  return std::all_of(node.children.begin(), node.children.end(),
                     [&](const QueryNode& child) { return all_fields(child, test); });
}

// Says something about one agreement, and nothing else.
bool is_agreement(const QueryNode& node) {
  return all_fields(node, [](const Field& f) { return f.agreement; });
}

// The register itself can answer it: agreement fields, and country and topic, which it has its own of.
bool is_registered(const QueryNode& node) {
  return all_fields(
      node, [](const Field& f) { return f.agreement || f.kind == FieldKind::kCountry || f.kind == FieldKind::kTopic; });
}

std::vector<const QueryWord*> adjacent_words(const std::vector<QueryNode>& children) {
  std::vector<const QueryWord*> out;
  for (const QueryNode& child : children) {
    if (child.kind == NodeKind::kWord && !child.strict) out.push_back(&child.words[0]);
  }
  return out;
}

// Equal for leaves that ask for the same.
std::string leaf_key(const QueryNode& node) {
  std::string out{static_cast<char>('a' + static_cast<int>(node.kind)), node.strict ? '=' : ' '};
  if (node.field != nullptr || is_group(node)) return out + print(node);
  for (const QueryWord& word : node.words) out.append(word.exact).append(" ");
  return out + std::to_string(node.distance);
}

// The leaves of a group: one that comes again weighs more and is read once.
class LeafList {
 public:
  // `make` gives the query when the key is new.
  template <typename Make>
  void add(std::string key, const Make& make) {
    const auto [at, fresh] = places_.try_emplace(std::move(key), parts_.size());
    if (fresh) parts_.emplace_back(make(), 0);
    ++parts_[at->second].second;
  }
  bool empty() const { return parts_.empty(); }

  std::vector<Query> take() const {
    std::vector<Query> out;
    for (const auto& [query, count] : parts_)
      out.push_back(count == 1 ? query : Query(Query::OP_SCALE_WEIGHT, query, static_cast<double>(count)));
    return out;
  }

 private:
  std::map<std::string, std::size_t> places_;
  std::vector<std::pair<Query, std::size_t>> parts_;
};

QueryNode and_of(const std::vector<const QueryNode*>& members) {
  QueryNode node;
  node.kind = members.empty() ? NodeKind::kAll : NodeKind::kAnd;
  for (const QueryNode* member : members) node.children.push_back(*member);
  return node;
}

// Any of many ids, which weigh nothing since they have no frequency in a document. As a synonym: an OR computes all its
// bounds again whenever one of its terms ends, that is at each document.
Query any_id(const std::vector<std::string>& terms) {
  return terms.empty() ? Query() : Query(Query::OP_SYNONYM, terms.begin(), terms.end());
}

Query any_term(const std::vector<std::string>& terms) {
  return terms.empty() ? Query() : unweighted(Query(Query::OP_OR, terms.begin(), terms.end()));
}

}  // namespace

QueryBuilder::QueryBuilder(const OpenGeneration& open, const Authority& authority, const ParsedQuery& parsed,
                           const BuildOptions& options)
    : open_(open),
      authority_(authority),
      parsed_(parsed),
      options_(options),
      words_{stems_allowed(parsed.root, options.expand), options.furniture,
             has_marks(parsed.root) ? &open.terms : nullptr},
      budget_(open.docs.get_doccount()) {}

Result<Query> QueryBuilder::build(Target target, Undated undated) { return build(parsed_.root, target, undated); }

Result<Query> QueryBuilder::build(const QueryNode& node, Target target, Undated undated) {
  undated_ = undated;
  fault_.reset();
  neighbours_.clear();
  std::set<std::string> strict;
  budget_.refill();
  check_strict(node, strict);
  if (fault_) return fail(to_error(parsed_.text, *fault_));
  budget_.refill();
  Query query = target == Target::kDocs ? docs_node(node) : register_node(node);
  if (fault_) return fail(to_error(parsed_.text, *fault_));
  return query;
}

Query QueryBuilder::docs_node(const QueryNode& node) {
  switch (node.kind) {
    case NodeKind::kAll:
      return Query::MatchAll;
    case NodeKind::kAnd:
      return docs_and(node.children);
    case NodeKind::kOr:
      return docs_or(node.children);
    case NodeKind::kNot:
      return {Query::OP_AND_NOT, unweighted(Query::MatchAll), excluded(node.children[0], Target::kDocs)};
    case NodeKind::kField:
      return node.field->agreement ? docs_agreements({&node}) : field(node, Target::kDocs);
    default:
      return with_concepts({node}, Query::OP_AND);
  }
}

template <typename Make>
Query QueryBuilder::made_once(std::string key, const QueryNode& node, const Make& make) {
  if (fault_) return {};
  key += static_cast<char>('0' + static_cast<int>(undated_));
  const auto known = made_.find(key);
  if (known != made_.end()) {
    charge(node, known->second.reads);
    return known->second.query;
  }
  Made made{make(), 0};
  made.reads = postings_of(open_.terms, made.query);
  charge(node, made.reads);
  if (fault_) return {};
  return made_.emplace(std::move(key), std::move(made)).first->second.query;
}

void QueryBuilder::charge(const QueryNode& node, std::uint64_t reads) {
  if (!budget_.spend(reads) && !fault_) fault_ = QueryFault{node.span, QueryBudget::cause(), {}};
}

Query QueryBuilder::docs_leaf(const QueryNode& node) {
  if (is_group(node) || node.kind == NodeKind::kField || node.kind == NodeKind::kAll) return docs_node(node);
  return made_once(leaf_key(node), node, [&] { return text_leaf(node); });
}

Query QueryBuilder::text_leaf(const QueryNode& node) {
  if (node.strict) return strict(node);
  if (node.kind == NodeKind::kWord) return word_query(node.words[0], words_);
  if (node.kind == NodeKind::kPhrase) return phrase_query(node.words, words_);
  if (node.kind == NodeKind::kNear) return near_query(node);
  return prefix(node);
}

// Nothing is guessed about what is not wanted: undated records stay.
Query QueryBuilder::excluded(const QueryNode& child, Target target) {
  const Undated kept = undated_;
  const std::size_t wanted = neighbours_.size();
  undated_ = Undated::kExclude;
  Query query = target == Target::kDocs ? docs_node(child) : register_node(child);
  undated_ = kept;
  neighbours_.resize(wanted);
  return query;
}

Query QueryBuilder::docs_and(const std::vector<QueryNode>& children) {
  std::vector<const QueryNode*> agreements;
  std::vector<QueryNode> wanted;
  LeafList unwanted;
  const bool positive = std::any_of(children.begin(), children.end(), [](const QueryNode& child) {
    return child.kind != NodeKind::kNot && is_agreement(child);
  });
  for (const QueryNode& child : children) {
    if (positive && is_agreement(child)) {
      agreements.push_back(&child);
    } else if (child.kind == NodeKind::kNot) {
      unwanted.add(leaf_key(child), [&] { return excluded(child.children[0], Target::kDocs); });
    } else {
      wanted.push_back(child);
    }
  }
  std::vector<Query> parts;
  if (!wanted.empty()) parts.push_back(with_concepts(wanted, Query::OP_AND)), note_neighbours(wanted);
  if (!agreements.empty()) parts.push_back(docs_agreements(agreements));
  if (parts.empty()) parts.push_back(unweighted(Query::MatchAll));
  const Query query = joined(Query::OP_AND, parts);
  return unwanted.empty() ? query : Query(Query::OP_AND_NOT, query, joined(Query::OP_OR, unwanted.take()));
}

void QueryBuilder::note_neighbours(const std::vector<QueryNode>& children) {
  Query query = adjacency(open_.terms, adjacent_words(children));
  if (!query.empty()) neighbours_.push_back(std::move(query));
}

Query QueryBuilder::neighbours() const { return {Query::OP_OR, neighbours_.begin(), neighbours_.end()}; }

Query QueryBuilder::docs_or(const std::vector<QueryNode>& children) {
  const Query query = with_concepts(options_.plain ? affordable(children) : children, Query::OP_OR);
  if (options_.any || options_.plain) note_neighbours(children);
  return query;
}

// Of pasted text that would cost too much the rarest words, in their order.
std::vector<QueryNode> QueryBuilder::affordable(const std::vector<QueryNode>& words) {
  std::map<std::string, std::uint64_t> reads;
  for (const QueryNode& word : words) {
    auto [it, fresh] = reads.try_emplace(leaf_key(word));
    if (fresh) it->second = postings_of(open_.terms, text_leaf(word));
  }
  std::vector<std::pair<std::uint64_t, std::string>> rarest;
  for (const auto& [key, cost] : reads) rarest.emplace_back(cost, key);
  std::sort(rarest.begin(), rarest.end());
  std::uint64_t left = budget_.left();
  std::size_t kept = 0;
  while (kept < rarest.size() && rarest[kept].first <= left) left -= rarest[kept++].first;
  left_out_ = rarest.size() - kept;
  if (left_out_ == 0) return words;
  for (std::size_t i = kept; i < rarest.size(); ++i) reads.erase(rarest[i].second);
  std::vector<QueryNode> out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out),
               [&](const QueryNode& word) { return reads.contains(leaf_key(word)); });
  return out;
}

// One field alone is posted by the documents themselves; several must meet in one agreement.
Query QueryBuilder::docs_agreements(const std::vector<const QueryNode*>& members) {
  const QueryNode& first = *members.front();
  if (members.size() == 1 && first.kind == NodeKind::kField && first.field->kind != FieldKind::kInForce)
    return field(first, Target::kDocs);
  std::vector<QueryNode> children;
  for (const QueryNode* member : members) children.push_back(*member);
  std::string key;
  for (const QueryNode& child : children) key += print(child) + "\n";
  return made_once(std::move(key), first, [&] { return documents_of(children); });
}

Query QueryBuilder::documents_of(const std::vector<QueryNode>& agreements) {
  charge(agreements.front(), open_.register_db.get_doccount());
  const Query tellings = register_and(agreements);
  if (fault_) return {};
  std::vector<std::string> terms;
  for (const std::string& id : values_of_matches(open_.register_db, tellings, Slot::kDocument))
    terms.push_back(id_term(id));
  return any_id(terms);
}

Query QueryBuilder::field(const QueryNode& node, Target target) {
  const std::string key = (target == Target::kDocs ? "d" : "r") + leaf_key(node);
  return made_once(key, node, [&] { return make_field(node, target); });
}

Query QueryBuilder::make_field(const QueryNode& node, Target target) {
  const FieldContext context{authority_, terms(target), open_.identity.get()};
  if (node.dates) return date_query(node, context, undated_);
  auto made = field_query(node, context);
  if (made) return made->query;
  if (!fault_) {
    fault_ = std::move(made.error());
    fault_->repaired = replace_place(parsed_.text, node.span, fault_->repaired);
  }
  return {};
}

Query QueryBuilder::register_node(const QueryNode& node) {
  if (node.kind == NodeKind::kAll) return Query::MatchAll;
  if (node.kind == NodeKind::kAnd) return register_and(node.children);
  if (node.kind == NodeKind::kNot && is_registered(node))
    return {Query::OP_AND_NOT, Query::MatchAll, excluded(node.children[0], Target::kRegister)};
  if (node.kind == NodeKind::kOr) {
    std::vector<Query> parts;
    for (const QueryNode& child : node.children) parts.push_back(register_node(child));
    return joined(Query::OP_OR, parts);
  }
  return is_registered(node) ? field(node, Target::kRegister) : of_documents(node);
}

Query QueryBuilder::register_and(const std::vector<QueryNode>& children) {
  std::vector<Query> parts;
  std::vector<Query> unwanted;
  std::vector<const QueryNode*> others;
  for (const QueryNode& child : children) {
    if (!is_registered(child)) {
      others.push_back(&child);
    } else if (child.kind == NodeKind::kNot) {
      unwanted.push_back(excluded(child.children[0], Target::kRegister));
    } else {
      parts.push_back(register_node(child));
    }
  }
  if (!others.empty()) parts.push_back(of_documents(and_of(others)));
  if (parts.empty()) parts.push_back(Query::MatchAll);
  const Query query = joined(Query::OP_AND, parts);
  return unwanted.empty() ? query : Query(Query::OP_AND_NOT, query, joined(Query::OP_OR, unwanted));
}

// Tellings of the documents that match `node`.
Query QueryBuilder::of_documents(const QueryNode& node) {
  const Query query = docs_node(node);
  if (fault_) return {};
  std::vector<std::string> terms;
  for (const std::string& id : values_of_matches(open_.docs, query, Slot::kId)) terms.push_back(document_term(id));
  return any_id(terms);
}

// A single word with marks is a term of its own.
bool QueryBuilder::is_strict_term(const QueryNode& node) const {
  const QueryWord& first = node.words.front();
  return node.words.size() == 1 && first.marked && word_value(first.exact) == first.exact && !options_.furniture;
}

void QueryBuilder::check_strict(const QueryNode& node, std::set<std::string>& seen) {
  if (fault_) return;
  if (node.strict && !is_strict_term(node) && seen.insert(leaf_key(node)).second) {
    charge(node, postings_of(open_.terms, strict_candidates(node.words)));
    if (seen.size() > limits::kMaxStrictPhrases && !fault_)
      fault_ = QueryFault{node.span,
                          "more than " + std::to_string(limits::kMaxStrictPhrases) +
                              " different strict words and phrases: leave = away where accents need not agree",
                          {}};
  }
  for (const QueryNode& child : node.children) check_strict(child, seen);
}

Query QueryBuilder::strict(const QueryNode& node) {
  const Query candidates = strict_candidates(node.words);
  if (is_strict_term(node)) return candidates;
  charge(node, postings_of(open_.terms, candidates));
  if (fault_) return {};
  Xapian::Enquire enquire(open_.docs);
  enquire.set_query(candidates);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  std::vector<std::string> with, without;
  const Xapian::MSet found = enquire.get_mset(0, open_.docs.get_doccount());
  charge(node, found.size() * kTextReads);
  if (fault_) return {};
  const StrictText wanted(node.words, options_.furniture);
  DocumentReader reader(open_, {found.begin(), found.end()});  // the MSet would keep each document
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Xapian::Document document = reader.read(i);
    (wanted.is_in(document.get_data()) ? with : without).push_back(id_term(document.get_value(slot_number(Slot::kId))));
  }
  // Each term of an OR costs memory: the shorter list.
  if (without.size() < with.size())
    return without.empty() ? candidates : Query(Query::OP_AND_NOT, candidates, any_term(without));
  return {Query::OP_AND, candidates, any_term(with)};
}

Query QueryBuilder::prefix(const QueryNode& node) {
  const auto terms = terms_beginning(open_.terms, node.words[0].folded, limits::kMaxPrefixExpansion);
  if (terms.size() <= limits::kMaxPrefixExpansion) return any_of(terms);
  if (!fault_) {
    fault_ = QueryFault{
        node.span,
        "more than " + std::to_string(limits::kMaxPrefixExpansion) + " words begin with these letters: add some",
        replace_place(parsed_.text, node.span, node.words[0].text)};
  }
  return {};
}

Query QueryBuilder::name_phrase(const std::vector<QueryWord>& words) const {
  return phrase_query(words, {false, options_.furniture});
}

// The children joined by `op`, where a run that is a name is satisfied by any form of the name.
Query QueryBuilder::with_concepts(const std::vector<QueryNode>& children, Query::op op) {
  std::vector<Concept> concepts;
  if (options_.expand && !options_.plain) concepts = find_concepts(children, authority_, open_.identity.get());
  LeafList parts;
  std::size_t next = 0;
  const auto leaves_until = [&](std::size_t end, LeafList& out) {
    for (; next < end && !fault_; ++next) out.add(leaf_key(children[next]), [&] { return docs_leaf(children[next]); });
  };
  for (const Concept& found : concepts) {
    if (!takes(found, op)) continue;
    leaves_until(found.first, parts);
    LeafList run;
    leaves_until(found.last + 1, run);
    std::vector<Query> ways{joined(op, run.take())};
    parts.add("name " + found.label, [&] {
      for (const std::vector<QueryWord>& name : found.names) {
        charge(children[found.first], rarest_postings(open_.terms, open_.docs.get_doccount(), name));
        ways.push_back(name_phrase(name));
      }
      ways.push_back(any_term(found.terms));
      return joined(Query::OP_OR, ways);
    });
  }
  leaves_until(children.size(), parts);
  return joined(op, parts.take());
}

bool QueryBuilder::ranked(const QueryNode& node) {
  if (node.kind == NodeKind::kField) return node.field->prefix == prefix::kTitle;
  if (node.kind == NodeKind::kAll || node.kind == NodeKind::kNot) return false;
  if (!is_group(node)) return true;
  return std::any_of(node.children.begin(), node.children.end(), ranked);
}

bool QueryBuilder::dated(const QueryNode& node) {
  if (node.kind == NodeKind::kNot) return false;
  return node.dates.has_value() || std::any_of(node.children.begin(), node.children.end(), dated);
}

std::size_t count_matches(const Xapian::Database& db, const Query& query) {
  if (query.empty() || db.get_doccount() == 0) return 0;
  Xapian::Enquire enquire(db);
  enquire.set_query(query);
  // Not BoolWeight, which makes an OR of every synonym (see any_id).
  enquire.set_weighting_scheme(Xapian::CoordWeight());
  return enquire.get_mset(0, 0, db.get_doccount()).get_matches_estimated();
}

std::map<std::string, std::size_t> count_values(const Xapian::Database& db, const Query& query, Slot slot) {
  std::map<std::string, std::size_t> out;
  if (query.empty() || db.get_doccount() == 0) return out;
  Xapian::Enquire enquire(db);
  Xapian::ValueCountMatchSpy spy(slot_number(slot));
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, db.get_doccount());
  for (auto it = spy.values_begin(); it != spy.values_end(); ++it) out.emplace(*it, it.get_termfreq());
  return out;
}

std::vector<std::string> values_of_matches(const Xapian::Database& db, const Query& query, Slot slot) {
  std::vector<std::string> out;
  for (const auto& [value, count] : count_values(db, query, slot)) out.push_back(value);
  return out;
}

}  // namespace hoptac
