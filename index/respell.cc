#include "index/respell.h"

#include <algorithm>

#include "index/match_spec.h"
#include "ingest/text/tokens.h"

namespace hoptac {
namespace {

bool is_word(const QueryNode& node) {
  return node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase || node.kind == NodeKind::kPrefix;
}

// Gathers the words of a tree.
class WordCollector {
 public:
  WordCollector(const Inquiry& inquiry, bool names)
      : inquiry_(inquiry), names_(names), stems_(stems_allowed(inquiry.parsed.root, inquiry.options.expand)) {}

  void visit(const QueryNode& node) {
    if (node.kind == NodeKind::kNot) return;
    if (node.kind == NodeKind::kField) return field(node);
    if (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase || node.kind == NodeKind::kNear)
      add(node.words, {}, stems_ && node.kind == NodeKind::kWord);
    for (const QueryNode& child : node.children) visit(child);
  }

  std::vector<AskedWord> take() { return std::move(words_); }

 private:
  const Xapian::Database& docs() const { return inquiry_.context.open.docs; }
  const Terms& terms() const { return inquiry_.context.open.terms; }

  void add(const std::vector<QueryWord>& words, std::string_view prefix, bool stems) {
    for (const QueryWord& word : words) {
      const auto same = [&](const AskedWord& other) { return other.word.text == word.text && other.prefix == prefix; };
      if (std::any_of(words_.begin(), words_.end(), same)) continue;
      AskedWord asked{word, prefix, terms().frequency(make_term(prefix, word_value(word.folded))), false};
      asked.absent = asked.frequency == 0 && !(stems && word.ascii && has_stem(word.folded));
      words_.push_back(std::move(asked));
    }
  }

  bool has_stem(const std::string& folded) const {
    const std::string stem = stem_of(folded);
    return terms().exists(make_term(prefix::kStem, stem.empty() ? folded : stem)) ||
           (!stem.empty() && terms().exists(make_term("", stem)));
  }

  void field(const QueryNode& node) {
    const Field& f = *node.field;
    if (node.prefix) return;
    if (f.kind == FieldKind::kWords) {
      if (f.prefix == prefix::kTitle || f.prefix == prefix::kRole || f.prefix == prefix::kPlace)
        add(node.words, f.prefix, false);
      return;
    }
    if (!names_ || (f.kind != FieldKind::kInstitution && f.kind != FieldKind::kPerson)) return;
    const auto made = field_query(node, {inquiry_.context.authority, terms(), inquiry_.context.open.identity.get()});
    if (made && made->reading.empty() && count_matches(docs(), made->query) == 0) add(node.words, f.word_prefix, false);
  }

  const Inquiry& inquiry_;
  bool names_;
  bool stems_;
  std::vector<AskedWord> words_;
};

}  // namespace

const Xapian::Database& database_of(const Inquiry& inquiry) {
  return inquiry.target == Target::kDocs ? inquiry.context.open.docs : inquiry.context.open.register_db;
}

std::size_t count_of(const Inquiry& inquiry, const QueryNode& node) {
  QueryBuilder builder(inquiry.context.open, inquiry.context.authority, inquiry.parsed, inquiry.options);
  const auto query = builder.build(node, inquiry.target, Undated::kExclude);
  return query ? count_matches(database_of(inquiry), *query) : 0;
}

std::optional<ParsedQuery> reparsed(const Inquiry& inquiry, const std::string& query) {
  auto parsed = parse_query(query, {.any = inquiry.options.any, .plain = inquiry.options.plain});
  if (!parsed) return std::nullopt;
  return std::move(*parsed);
}

std::size_t count_of(const Inquiry& inquiry, const std::string& query) {
  const auto parsed = reparsed(inquiry, query);
  return parsed ? count_of({inquiry.context, *parsed, inquiry.options, inquiry.target}, parsed->root) : 0;
}

std::optional<QueryNode> any_of_words(const QueryNode& root) {
  if (root.kind != NodeKind::kAnd) return std::nullopt;
  QueryNode words;
  words.kind = NodeKind::kOr;
  QueryNode out = root;
  out.children.clear();
  for (const QueryNode& child : root.children) (is_word(child) ? words : out).children.push_back(child);
  if (words.children.size() < 2) return std::nullopt;
  if (out.children.empty()) return words;
  out.children.insert(out.children.begin(), std::move(words));
  return out;
}

std::vector<AskedWord> asked_words(const Inquiry& inquiry, bool names) {
  WordCollector collector(inquiry, names);
  collector.visit(inquiry.parsed.root);
  return collector.take();
}

Xapian::doccount frequency_of(const Inquiry& inquiry, std::string_view prefix, std::string_view folded) {
  return inquiry.context.open.terms.frequency(make_term(prefix, word_value(folded)));
}

std::string respelt(std::string_view query, const std::map<std::string, std::string>& words) {
  const TokenStream tokens(query);
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto found = words.find(std::string(tokens.surface(i)));
    const bool field_name = tokens.is(i + 1, ':') && tokens[i + 1].gap == Gap::kNone;
    if (found == words.end() || field_name) continue;
    const bool value = i > 0 && tokens.is(i - 1, ':') && tokens[i].gap == Gap::kNone;
    const std::string_view quote = value && found->second.find(' ') != std::string::npos ? "\"" : "";
    out.append(query.substr(at, tokens[i].begin - at)).append(quote).append(found->second).append(quote);
    at = tokens[i].end;
  }
  return out.append(query.substr(at));
}

}  // namespace hoptac
