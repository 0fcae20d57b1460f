#include "index/query_parser.h"

#include <algorithm>
#include <optional>

#include "index/query_lexer.h"
#include "ingest/text/normalise.h"
#include "ingest/text/tokens.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr int kRepairRounds = 12;  // a query may hold several faults; each round mends one

using NodeResult = tl::expected<QueryNode, QueryFault>;

QueryNode make_node(NodeKind kind, Span span) {
  QueryNode node;
  node.kind = kind;
  node.span = span;
  return node;
}

QueryNode make_group(NodeKind kind, std::vector<QueryNode> children) {
  if (children.size() == 1) return std::move(children[0]);
  QueryNode node = make_node(kind, {children.front().span.begin, children.back().span.end});
  node.children = std::move(children);
  return node;
}

// Words glued together are a phrase, except across a comma and its like: "nghiên cứu,đào tạo".
std::vector<std::vector<QueryWord>> glued_groups(std::string_view text) {
  std::vector<std::vector<QueryWord>> out(1);
  std::size_t begin = 0;
  const auto flush = [&](std::size_t end) {
    std::vector<QueryWord> words = query_words(text.substr(begin, end - begin));
    if (!words.empty()) out.back() = std::move(words), out.emplace_back();
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (std::string_view(",;!?|").find(text[i]) != std::string_view::npos) flush(i + 1);
  }
  flush(text.size());
  out.pop_back();
  return out;
}

// Too long a phrase or value in what was just parsed.
const QueryNode* long_phrase(const QueryNode& node) {
  if (node.words.size() > limits::kMaxPhraseWords) return &node;
  for (const QueryNode& child : node.children) {
    if (const QueryNode* found = long_phrase(child)) return found;
  }
  return nullptr;
}

bool is_word_like(const QueryNode& node) { return node.kind != NodeKind::kField && node.kind != NodeKind::kNot; }

class Parser {
 public:
  Parser(std::string_view query, const std::vector<QueryPiece>& pieces, bool any)
      : query_(query), pieces_(pieces), any_(any) {}

  NodeResult run() {
    if (at(PieceKind::kEnd)) return make_node(NodeKind::kAll, {});
    NodeResult node = parse_or();
    if (!node) return node;
    if (at(PieceKind::kClose)) return fault(now().span, "this parenthesis was never opened", "");
    return node;
  }

 private:
  const QueryPiece& now() const { return pieces_[next_]; }
  bool at(PieceKind kind) const { return now().kind == kind; }

  tl::unexpected<QueryFault> fault(Span place, std::string cause, std::string_view by) const {
    return tl::unexpected(QueryFault{place, std::move(cause), replace_place(query_, place, by)});
  }

  NodeResult parse_or() {
    std::vector<QueryNode> children;
    while (true) {
      NodeResult child = parse_and();
      if (!child) return child;
      children.push_back(std::move(*child));
      if (!at(PieceKind::kOr)) return make_group(NodeKind::kOr, std::move(children));
      if (auto missing = check_right_side()) return tl::unexpected(std::move(*missing));
    }
  }

  NodeResult parse_and() {
    std::vector<QueryNode> children;
    while (true) {
      if (auto missing = parse_sequence(children)) return tl::unexpected(std::move(*missing));
      if (!at(PieceKind::kAnd)) return make_group(NodeKind::kAnd, std::move(children));
      if (auto missing = check_right_side()) return tl::unexpected(std::move(*missing));
    }
  }

  // Consumes the operator at hand; a fault when nothing stands behind it.
  std::optional<QueryFault> check_right_side() {
    const QueryPiece& op = pieces_[next_++];
    if (starts_operand()) return std::nullopt;
    const std::string name(slice(query_, op.span));
    return fault(op.span, name + " has nothing on its right side", "").value();
  }

  bool starts_operand() const {
    return !at(PieceKind::kEnd) && !at(PieceKind::kClose) && !at(PieceKind::kAnd) && !at(PieceKind::kOr) &&
           !at(PieceKind::kNear);
  }

  // Terms side by side, added to `out`.
  std::optional<QueryFault> parse_sequence(std::vector<QueryNode>& out) {
    if (!starts_operand()) return missing_operand();
    std::vector<QueryNode> words;
    while (starts_operand()) {
      NodeResult node = parse_unary();
      if (!node) return std::move(node.error());
      const bool loose = any_ && is_word_like(*node);
      // (a b) c is one AND group; a comma glued between words makes no group of its own either.
      if (node->kind == NodeKind::kAnd && (flat_ || !any_)) {
        std::move(node->children.begin(), node->children.end(), std::back_inserter(loose ? words : out));
      } else {
        (loose ? words : out).push_back(std::move(*node));
      }
      flat_ = false;
      if (at(PieceKind::kNear)) return stray_near();
    }
    if (!words.empty()) out.insert(out.begin(), make_group(NodeKind::kOr, std::move(words)));
    return std::nullopt;
  }

  std::optional<QueryFault> missing_operand() const {
    if (at(PieceKind::kClose) && next_ > 0 && pieces_[next_ - 1].kind == PieceKind::kOpen) {
      const Span both{pieces_[next_ - 1].span.begin, now().span.end};
      return fault(both, "nothing between these parentheses", "").value();
    }
    if (at(PieceKind::kClose)) return fault(now().span, "this parenthesis was never opened", "").value();
    if (at(PieceKind::kEnd)) {
      const Span last = next_ > 0 ? pieces_[next_ - 1].span : now().span;
      return fault(last, "something is missing behind this", "").value();
    }
    return fault(now().span, std::string(slice(query_, now().span)) + " has nothing on its left side", as_word(now()))
        .value();
  }

  // What an operator becomes in a repair: nothing, or the word in small letters where nothing else is left.
  std::string as_word(const QueryPiece& op) const {
    return trim(query_).size() == op.span.size() ? to_lower(slice(query_, op.span)) : std::string();
  }

  QueryFault stray_near() const { return fault(now().span, "NEAR joins single words: a NEAR/5 b", "AND").value(); }

  NodeResult parse_unary() {
    if (!at(PieceKind::kNot)) return parse_primary();
    const QueryPiece& op = pieces_[next_++];
    if (!starts_operand()) return fault(op.span, "nothing stands behind this NOT", as_word(op));
    if (++depth_ > limits::kMaxQueryDepth) return too_deep(op.span);
    NodeResult child = parse_unary();
    --depth_;
    if (!child) return child;
    flat_ = false;
    QueryNode node = make_node(NodeKind::kNot, {op.span.begin, child->span.end});
    node.children.push_back(std::move(*child));
    return node;
  }

  tl::unexpected<QueryFault> too_deep(Span place) const {
    return tl::unexpected(QueryFault{
        place, "nested too deeply: at most " + std::to_string(limits::kMaxQueryDepth) + " parentheses and NOTs", {}});
  }

  static QueryFault too_long(const QueryNode& phrase) {
    return {phrase.span,
            "a phrase of " + std::to_string(phrase.words.size()) + " words: at most " +
                std::to_string(limits::kMaxPhraseWords) + " may stand in quotes or glued together",
            {}};
  }

  NodeResult parse_primary() {
    const Span place = now().span;
    NodeResult node = primary();
    if (!node) return node;
    if ((nodes_ += std::max<std::size_t>(node->words.size(), 1)) > limits::kMaxQueryNodes)
      return tl::unexpected(QueryFault{
          place, "too many parts: at most " + std::to_string(limits::kMaxQueryNodes) + " words and values", {}});
    if (const QueryNode* phrase = long_phrase(*node)) return tl::unexpected(too_long(*phrase));
    return node;
  }

  NodeResult primary() {
    switch (now().kind) {
      case PieceKind::kOpen:
        return parse_parenthesis();
      case PieceKind::kField:
        return parse_field();
      case PieceKind::kQuoted:
        return field_ != nullptr ? field_value() : quoted();
      default:
        return field_ != nullptr ? field_value() : parse_near();
    }
  }

  NodeResult parse_parenthesis() {
    const QueryPiece& open = pieces_[next_++];
    if (++depth_ > limits::kMaxQueryDepth) return too_deep(open.span);
    NodeResult inside = parse_or();
    --depth_;
    if (!inside) return inside;
    flat_ = false;
    if (!at(PieceKind::kClose))
      return tl::unexpected(QueryFault{open.span, "this parenthesis is never closed", std::string(trim(query_)) + ")"});
    ++next_;
    return inside;
  }

  NodeResult parse_field() {
    const QueryPiece& name = pieces_[next_++];
    if (field_ != nullptr) return fault(name.span, "a field cannot stand inside the value of another", "");
    if (!at(PieceKind::kOpen) && !at(PieceKind::kText) && !at(PieceKind::kQuoted))
      return fault(name.span, "this field has no value", "");
    field_ = name.field;
    field_begin_ = name.span.begin;
    NodeResult node = parse_primary();
    field_ = nullptr;
    return node;
  }

  NodeResult field_value() {
    const QueryPiece& piece = pieces_[next_++];
    QueryNode node = make_node(NodeKind::kField, piece.span);
    node.span.begin = std::min(field_begin_, piece.span.begin);
    node.field = field_;
    node.value = std::string(trim(slice(query_, piece.text)));
    node.quoted = piece.kind == PieceKind::kQuoted;
    node.prefix = piece.prefix;
    node.words = query_words(node.value);
    if (piece.strict)
      return fault({piece.span.begin, piece.span.begin + 1}, "= is for words of the text, not for fields", "");
    if (field_->kind == FieldKind::kDate || field_->kind == FieldKind::kInForce) {
      if (auto bad = read_dates(node, piece)) return tl::unexpected(std::move(*bad));
    }
    if (node.words.empty()) return fault(node.span, "this field has no value", "");
    return node;
  }

  std::optional<QueryFault> read_dates(QueryNode& node, const QueryPiece& piece) const {
    auto dates = parse_date_filter(node.value);
    if (dates && !node.prefix) {
      node.dates = *dates;
      return std::nullopt;
    }
    if (node.prefix) return fault(piece.span, "a date takes no asterisk", node.value).value();
    const DateFault& bad = dates.error();
    const Span place{piece.text.begin + bad.place.begin, piece.text.begin + bad.place.end};
    const Span whole = bad.repair.empty() ? node.span : piece.span;
    return QueryFault{place, bad.cause, replace_place(query_, whole, bad.repair)};
  }

  NodeResult quoted() {
    const QueryPiece& piece = pieces_[next_++];
    if (at(PieceKind::kNear)) return stray_near_fault();
    QueryNode node = make_node(NodeKind::kPhrase, piece.span);
    node.words = query_words(slice(query_, piece.text));
    node.quoted = true;
    node.strict = piece.strict;
    return node;
  }

  tl::unexpected<QueryFault> stray_near_fault() const { return tl::unexpected(stray_near()); }

  // Words of one chunk, and what NEAR ties to it.
  NodeResult parse_near() {
    NodeResult left = chunk();
    if (!left || !at(PieceKind::kNear)) return left;
    std::vector<QueryNode> pairs;
    while (at(PieceKind::kNear)) {
      const QueryPiece& op = pieces_[next_++];
      if (!at(PieceKind::kText)) {
        if (!starts_operand()) return fault(op.span, "NEAR has nothing on its right side", "");
        return fault(op.span, "NEAR joins single words: a NEAR/5 b", "AND");
      }
      NodeResult right = chunk();
      if (!right) return right;
      if (left->kind != NodeKind::kWord || right->kind != NodeKind::kWord)
        return fault(op.span, "NEAR joins single words: a NEAR/5 b", "AND");
      QueryNode pair = make_node(NodeKind::kNear, {left->span.begin, right->span.end});
      pair.words = {left->words[0], right->words[0]};
      pair.distance = op.distance;
      pairs.push_back(std::move(pair));
      left = std::move(right);
    }
    return make_group(NodeKind::kAnd, std::move(pairs));
  }

  NodeResult chunk() {
    const QueryPiece& piece = pieces_[next_++];
    std::vector<QueryNode> out;
    for (std::vector<QueryWord>& words : glued_groups(slice(query_, piece.text))) {
      QueryNode node = make_node(words.size() == 1 ? NodeKind::kWord : NodeKind::kPhrase, piece.span);
      node.words = std::move(words);
      node.strict = piece.strict;
      out.push_back(std::move(node));
    }
    if (out.size() > 1) nodes_ += out.size();
    if (piece.prefix) make_prefix(out);
    flat_ = out.size() > 1;
    return make_group(NodeKind::kAnd, std::move(out));
  }

  // The last word of a chunk with an asterisk becomes a prefix of its own.
  static void make_prefix(std::vector<QueryNode>& nodes) {
    QueryNode prefix = make_node(NodeKind::kPrefix, nodes.back().span);
    prefix.words = {nodes.back().words.back()};
    nodes.back().words.pop_back();
    if (nodes.back().words.empty())
      nodes.pop_back();
    else if (nodes.back().words.size() == 1)
      nodes.back().kind = NodeKind::kWord;
    nodes.push_back(std::move(prefix));
  }

  std::string_view query_;
  const std::vector<QueryPiece>& pieces_;
  bool any_;
  std::size_t next_ = 0;
  std::size_t depth_ = 0;
  std::size_t nodes_ = 0;
  bool flat_ = false;  // the node just made is a chunk that a comma divides
  const Field* field_ = nullptr;
  std::uint32_t field_begin_ = 0;
};

NodeResult parse_once(std::string_view query, bool any) {
  auto pieces = cut_query(query);
  if (!pieces) return tl::unexpected(std::move(pieces.error()));
  if (pieces->size() == 1 && !trim(query).empty())
    return tl::unexpected(QueryFault{{0, static_cast<std::uint32_t>(query.size())}, "no word to search for", {}});
  return Parser(query, *pieces, any).run();
}

// A repair may leave another fault behind: mends those too, or gives up.
std::string sound_repair(std::string repaired, bool any) {
  for (int round = 0; round < kRepairRounds && !repaired.empty(); ++round) {
    NodeResult again = parse_once(repaired, any);
    if (again) return again->kind == NodeKind::kAll ? std::string() : repaired;
    if (again.error().repaired == repaired) return {};
    repaired = std::move(again.error().repaired);
  }
  return {};
}

QueryNode plain_words(std::string_view query) {
  std::vector<QueryNode> nodes;
  for (QueryWord& word : query_words(query)) {
    QueryNode node = make_node(NodeKind::kWord, {0, static_cast<std::uint32_t>(query.size())});
    node.words.push_back(std::move(word));
    nodes.push_back(std::move(node));
  }
  return nodes.empty() ? make_node(NodeKind::kAll, {}) : make_group(NodeKind::kOr, std::move(nodes));
}

}  // namespace

Result<ParsedQuery> parse_query(std::string_view query, const ParseOptions& options) {
  if (query.size() > limits::kMaxQueryBytes)
    return fail(ErrorCode::kBadQuery, {},
                "a query has at most " + std::to_string(limits::kMaxQueryBytes) + " bytes, this one has " +
                    std::to_string(query.size()));
  ParsedQuery out{clean_text(query), {}};
  std::replace_if(
      out.text.begin(), out.text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  if (options.plain) {
    out.root = plain_words(out.text);
    return out;
  }
  NodeResult node = parse_once(out.text, options.any);
  if (!node) {
    node.error().repaired = sound_repair(std::move(node.error().repaired), options.any);
    return fail(to_error(out.text, node.error()));
  }
  out.root = std::move(*node);
  return out;
}

}  // namespace hoptac
