#include "index/query_lexer.h"

#include <array>
#include <charconv>
#include <optional>

#include "ingest/text/tokens.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr int kNearDefault = 10;
constexpr int kNearLargest = 100;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool has_word(std::string_view text) {
  const TokenStream tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].word) return true;
  }
  return false;
}

// "institution", "bên", "in-force": letters with dashes or underscores.
bool is_field_shaped(std::string_view name) {
  if (name.empty() || name.front() == '-' || name.front() == '_') return false;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    const bool letter = u >= 0x80 || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z');
    if (!letter && c != '-' && c != '_') return false;
  }
  return true;
}

std::string field_advice(std::string_view name) {
  std::vector<std::string> names;
  for (const Field& f : fields()) {
    names.emplace_back(f.name);
    for (const std::string_view alias : split(f.aliases, '|')) {
      if (!alias.empty()) names.emplace_back(alias);
    }
  }
  const std::vector<std::string> near = nearest_names(name, names, 3);
  std::string out = "there is no field \"" + std::string(name) + "\"";
  for (std::size_t i = 0; i < near.size(); ++i) out += (i == 0 ? "; did you mean " : ", ") + near[i] + ":";
  if (!near.empty()) return out + " ?";
  out += "; fields are";
  for (const Field& f : fields()) out += " " + std::string(f.name);
  return out;
}

class Cutter {
 public:
  explicit Cutter(std::string_view query) : query_(query) {}

  tl::expected<std::vector<QueryPiece>, QueryFault> run() {
    while (pos_ < query_.size() && !fault_) step();
    if (fault_) return tl::unexpected(std::move(*fault_));
    add(PieceKind::kEnd, query_.size(), query_.size());
    return std::move(pieces_);
  }

 private:
  void step() {
    const char c = query_[pos_];
    if (is_blank(c)) {
      ++pos_;
    } else if (c == '(' || c == ')') {
      add(c == '(' ? PieceKind::kOpen : PieceKind::kClose, pos_, pos_ + 1);
      ++pos_;
    } else if (quote_length(query_, pos_) != 0) {
      quoted(pos_);
    } else if (c == '-' && !behind_field() && followed_by_text(pos_ + 1)) {
      minus();
    } else if (c == '=' && pos_ + 1 < query_.size() && quote_length(query_, pos_ + 1) != 0) {
      const std::size_t at = pos_++;
      quoted(at);
    } else {
      chunk();
    }
  }

  QueryPiece& add(PieceKind kind, std::size_t begin, std::size_t end) {
    QueryPiece piece;
    piece.kind = kind;
    piece.span = piece.text = span(begin, end);
    return pieces_.emplace_back(piece);
  }

  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool behind_field() const { return !pieces_.empty() && pieces_.back().kind == PieceKind::kField; }
  bool followed_by_text(std::size_t pos) const { return pos < query_.size() && !is_blank(query_[pos]); }

  void fail(Span place, std::string cause, std::string repaired) {
    fault_ = QueryFault{place, std::move(cause), std::move(repaired)};
  }
  // Fault whose repair puts `by` in its place.
  void fail_with(Span place, std::string cause, std::string_view by) {
    fail(place, std::move(cause), replace_place(query_, place, by));
  }

  void minus() {
    if (query_[pos_ + 1] == '-')
      return fail_with(span(pos_, pos_ + 2), "two dashes: an option stands before the query, NOT is a single dash", "");
    add(PieceKind::kNot, pos_, pos_ + 1);
    ++pos_;
  }

  void quoted(std::size_t begin) {
    const std::size_t from = pos_ + quote_length(query_, pos_);
    std::size_t to = from;
    while (to < query_.size() && quote_length(query_, to) == 0) ++to;
    if (to >= query_.size())
      return fail(span(begin, from), "this quote is never closed", std::string(trim(query_)) + "\"");
    const std::size_t end = to + quote_length(query_, to);
    const std::string_view inside = query_.substr(from, to - from);
    if (!has_word(inside)) return fail_with(span(begin, end), "no word between these quotes", "");
    if (const std::size_t star = inside.find('*'); star != std::string_view::npos)
      return fail_with(span(from + star, from + star + 1), "an asterisk cannot stand between quotes", "");
    pos_ = end;
    QueryPiece& piece = add(PieceKind::kQuoted, begin, end);
    piece.text = span(from, to);
    piece.strict = begin < from && query_[begin] == '=';
    if (end < query_.size() && query_[end] == '~') slack(end);
  }

  // "a b"~5 of other programs.
  void slack(std::size_t tilde) {
    std::size_t end = tilde + 1;
    while (end < query_.size() && query_[end] >= '0' && query_[end] <= '9') ++end;
    fail_with(span(tilde, end), "\"…\"~n is not known here; words near each other are written: a NEAR/5 b", "");
  }

  std::size_t chunk_end() const {
    std::size_t end = pos_;
    while (end < query_.size() && !is_blank(query_[end]) && query_[end] != '(' && query_[end] != ')' &&
           quote_length(query_, end) == 0)
      ++end;
    return end;
  }

  void chunk() {
    const std::size_t end = chunk_end();
    const std::string_view word = query_.substr(pos_, end - pos_);
    if (behind_field()) return text(pos_, end);
    if (operator_word(word)) return;
    if (field_name(word)) return;
    const bool strict = word.size() > 1 && word.front() == '=' && has_word(word.substr(1));
    const std::size_t count = pieces_.size();
    text(pos_ + (strict ? 1 : 0), end);
    if (strict && pieces_.size() > count) {
      pieces_.back().strict = true;
      --pieces_.back().span.begin;
    }
  }

  bool operator_word(std::string_view word) {
    const Span place = span(pos_, pos_ + word.size());
    PieceKind kind = PieceKind::kEnd;
    if (word == "AND") kind = PieceKind::kAnd;
    if (word == "OR") kind = PieceKind::kOr;
    if (word == "NOT") kind = PieceKind::kNot;
    if (word == "NEAR" || word.starts_with("NEAR/")) kind = PieceKind::kNear;
    if (word == "&&" || word == "||") {
      fail_with(place, "this operator is written " + std::string(word == "&&" ? "AND" : "OR"),
                word == "&&" ? "AND" : "OR");
      return true;
    }
    if (kind == PieceKind::kEnd) return false;
    QueryPiece& piece = add(kind, place.begin, place.end);
    if (kind == PieceKind::kNear) piece.distance = near_distance(word, place);
    pos_ = place.end;
    return true;
  }

  int near_distance(std::string_view word, Span place) {
    if (word.size() == 4) return kNearDefault;
    const std::string_view digits = word.substr(5);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc{} && end == digits.data() + digits.size() && value >= 1 && value <= kNearLargest)
      return value;
    fail_with(place, "NEAR takes a number of words from 1 to " + std::to_string(kNearLargest), "NEAR/10");
    return 0;
  }

  // `name:value`. A colon after digits, before a blank or in a URL is text.
  bool field_name(std::string_view word) {
    const std::size_t colon = word.find(':');
    const bool quote_or_open = colon + 1 == word.size() && pos_ + word.size() < query_.size() &&
                               !is_blank(query_[pos_ + word.size()]) && query_[pos_ + word.size()] != ')';
    if (colon == std::string_view::npos || (colon + 1 == word.size() && !quote_or_open)) return false;
    const std::string_view name = word.substr(0, colon);
    if (!is_field_shaped(name) || word.substr(colon + 1).starts_with("//")) return false;
    const Span place = span(pos_, pos_ + colon);
    const Field* field = find_field(name);
    if (field == nullptr) {
      unknown_field(name, place);
      return true;
    }
    QueryPiece& piece = add(PieceKind::kField, place.begin, place.end + 1);
    piece.field = field;
    pos_ = place.end + 1;
    return true;
  }

  void unknown_field(std::string_view name, Span place) {
    std::vector<std::string> names;
    for (const Field& f : fields()) names.emplace_back(f.name);
    const std::vector<std::string> near = nearest_names(name, names, 1);
    const Span with_colon{place.begin, place.end + 1};
    if (near.empty()) return fail_with(with_colon, field_advice(name), std::string(name) + " ");
    fail_with(place, field_advice(name), near[0]);
  }

  // A run of text that may end in an asterisk.
  void text(std::size_t begin, std::size_t end) {
    std::size_t stop = end;
    const std::string_view word = query_.substr(begin, end - begin);
    const std::size_t star = word.find('*');
    if (star != std::string_view::npos) {
      if (!check_star(begin, word, star)) return;
      stop = begin + star;
    }
    if (!check_boost(begin, word)) return;
    pos_ = end;
    if (!behind_field() && !has_word(query_.substr(begin, stop - begin))) return;
    QueryPiece& piece = add(PieceKind::kText, begin, end);
    piece.text = span(begin, stop);
    piece.prefix = stop != end;
  }

  bool check_star(std::size_t begin, std::string_view word, std::size_t star) {
    const Span place = span(begin + star, begin + star + 1);
    if (!has_word(word.substr(0, star))) {
      fail_with(place, "an asterisk stands behind the first letters of a word: hop*", "");
      return false;
    }
    if (star + 1 == word.size()) return true;
    fail_with(span(begin + star, begin + word.size()), "an asterisk stands at the end of a word only", "*");
    return false;
  }

  // word^2 of other programs.
  bool check_boost(std::size_t begin, std::string_view word) {
    const std::size_t hat = word.find('^');
    if (hat == std::string_view::npos || hat + 1 >= word.size() || word[hat + 1] < '0' || word[hat + 1] > '9')
      return true;
    fail_with(span(begin + hat, begin + word.size()), "weights (^) are not known here", "");
    return false;
  }

  std::string_view query_;
  std::size_t pos_ = 0;
  std::vector<QueryPiece> pieces_;
  std::optional<QueryFault> fault_;
};

}  // namespace

std::size_t quote_length(std::string_view text, std::size_t pos) {
  constexpr std::array<std::string_view, 8> kQuotes{"\"", "“", "”", "„", "‟", "«", "»", "＂"};
  for (const std::string_view quote : kQuotes) {
    if (text.substr(pos).starts_with(quote)) return quote.size();
  }
  return 0;
}

tl::expected<std::vector<QueryPiece>, QueryFault> cut_query(std::string_view query) { return Cutter(query).run(); }

}  // namespace hoptac
