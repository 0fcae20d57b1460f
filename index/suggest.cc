#include "index/suggest.h"

#include <algorithm>
#include <functional>

#include "index/did_you_mean.h"
#include "index/query_fault.h"
#include "index/raw_keys.h"
#include "index/written_form.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kFewHits = 3;         // at most so many: the count of any of the words is offered
constexpr std::size_t kMaxConditions = 12;  // conditions taken away one by one
constexpr std::size_t kNearNames = 3;
constexpr std::size_t kMaxApart = 40;  // words of a phrase that are asked for apart
constexpr std::size_t kMaxBearers = 6;
constexpr std::size_t kMaxAbsent = 12;  // words named as in no document

void add_all(std::vector<Suggestion>& out, std::vector<Suggestion> more) {
  for (Suggestion& one : more) {
    const auto same = [&](const Suggestion& other) { return other.query == one.query; };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(one));
  }
}

void each_wanted(const QueryNode& node, const std::function<void(const QueryNode&)>& visit) {
  if (node.kind == NodeKind::kNot) return;
  visit(node);
  for (const QueryNode& child : node.children) each_wanted(child, visit);
}

bool is_name(const QueryNode& node) {
  if (node.kind != NodeKind::kField) return false;
  const FieldKind kind = node.field->kind;
  return kind == FieldKind::kInstitution || kind == FieldKind::kPerson || kind == FieldKind::kCertification;
}

std::string_view what_is_named(const QueryNode& field) {
  if (field.field->kind == FieldKind::kPerson) return "person";
  return field.field->kind == FieldKind::kInstitution ? "institution" : "certification";
}

// Names of the lists, for comparing with an unknown one.
std::vector<std::string> listed_names(const Authority& authority, FieldKind kind) {
  std::vector<std::string> out;
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) out.insert(out.end(), row.names.begin(), row.names.end());
  };
  if (kind == FieldKind::kInstitution) add(authority.institutions());
  if (kind == FieldKind::kCertification) add(authority.certifications());
  return out;
}

// A name nobody knows, or one that the lists know and this index does not hold.
void analyse_name(const Inquiry& inquiry, const QueryNode& field, Analysed& out) {
  const SearchContext& context = inquiry.context;
  const auto made = field_query(field, {context.authority, context.open.terms, context.open.identity.get()});
  if (!made || count_matches(context.open.docs, made->query) > 0) return;
  const std::string what(what_is_named(field));
  if (!made->reading.empty()) {
    out.notes.push_back(
        what +
        (field.field->agreement ? " known, but in no agreement of this index: " : " known, but not in this index: ") +
        made->reading[0]);
    return;
  }
  std::string note = "no " + what + " is called \"" + field.value + "\"";
  if (!out.suggestions.empty()) return out.notes.push_back(std::move(note));
  const auto near = nearest_names(field.value, listed_names(context.authority, field.field->kind), kNearNames);
  for (std::size_t i = 0; i < near.size(); ++i) note += (i == 0 ? "; known: " : ", ") + near[i];
  out.notes.push_back(std::move(note));
}

// Counts the query without each of its conditions.
void without_conditions(const Inquiry& inquiry, Analysed& out) {
  const QueryNode& root = inquiry.parsed.root;
  if (root.kind != NodeKind::kAnd) return;
  const std::size_t n = std::min(root.children.size(), kMaxConditions);
  for (std::size_t i = 0; i < n; ++i) {
    const QueryNode& condition = root.children[i];
    if (condition.kind != NodeKind::kField && condition.kind != NodeKind::kNot) continue;
    QueryNode rest = root;
    rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(i));
    const std::size_t total = count_of(inquiry, rest);
    if (total > 0) out.suggestions.push_back({print(rest), total, "without " + print(condition)});
  }
}

// The words of a phrase or of NEAR anywhere in the text.
QueryNode words_apart(const QueryNode& node) {
  QueryNode out;
  out.kind = NodeKind::kAnd;
  out.span = node.span;
  for (const QueryWord& word : node.words) {
    QueryNode one;
    one.kind = NodeKind::kWord;
    one.words = {word};
    out.children.push_back(std::move(one));
  }
  return out;
}

// The tree with every node that `change` knows replaced; false when there was none.
bool change_nodes(QueryNode& node, const std::function<bool(QueryNode&)>& change) {
  if (node.kind == NodeKind::kNot) return false;
  if (change(node)) return true;
  bool changed = false;
  for (QueryNode& child : node.children) changed = change_nodes(child, change) || changed;
  return changed;
}

// False when the changed query finds nothing either.
bool loosened(const Inquiry& inquiry, const std::string& reason, const std::function<bool(QueryNode&)>& change,
              Analysed& out) {
  QueryNode root = inquiry.parsed.root;
  if (!change_nodes(root, change)) return false;
  const std::size_t total = count_of(inquiry, root);
  if (total > 0) add_all(out.suggestions, {{print(root), total, reason}});
  return total > 0;
}

bool unstrict(QueryNode& node) {
  if (!node.strict) return false;
  node.strict = false;
  node.quoted = node.words.size() > 1;
  if (node.words.size() == 1) node.kind = NodeKind::kWord;
  return true;
}

bool part_words(QueryNode& node) {
  if ((node.kind != NodeKind::kPhrase && node.kind != NodeKind::kNear) || node.words.size() < 2) return false;
  if (node.words.size() > kMaxApart) return false;
  node = words_apart(node);
  return true;
}

// "hospx*" -> "hosp*", the longest beginning that some word has.
bool shorten_beginning(const Inquiry& inquiry, QueryNode& node) {
  if (node.kind != NodeKind::kPrefix) return false;
  const Terms& terms = inquiry.context.open.terms;
  QueryWord& word = node.words[0];
  bool changed = false;
  while (!word.folded.empty() && terms_beginning(terms, word.folded, 0).empty()) {
    std::size_t end = word.folded.size() - 1;
    while (end > 0 && !is_boundary(word.folded, end)) --end;
    word.folded.resize(end);
    word.text = word.exact = word.folded;
    changed = true;
  }
  return changed && !word.folded.empty();
}

void loosen_text(const Inquiry& inquiry, Analysed& out) {
  if (!loosened(inquiry, "any accents", unstrict, out)) loosened(inquiry, "words apart", part_words, out);
  loosened(
      inquiry, "a shorter beginning", [&](QueryNode& n) { return shorten_beginning(inquiry, n); }, out);
}

void note_bearers(const std::string& name, const std::vector<std::string>& bearers, Analysed& out) {
  if (bearers.size() < 2) return;
  std::string note = "several institutions are called \"" + name + "\": ";
  for (std::size_t i = 0; i < bearers.size() && i < kMaxBearers; ++i) note += (i == 0 ? "" : ", ") + bearers[i];
  out.notes.push_back(std::move(note));
}

// A name that several institutions bear, in a field or in plain words.
void note_namesakes(const Inquiry& inquiry, const QueryNode& node, Analysed& out) {
  const SearchContext& context = inquiry.context;
  if (is_name(node) && node.field->kind == FieldKind::kInstitution) {
    const auto made = field_query(node, {context.authority, context.open.terms, context.open.identity.get()});
    return made ? note_bearers(node.value, made->reading, out) : void();
  }
  const bool names = inquiry.options.expand && !inquiry.options.plain;
  if (node.kind == NodeKind::kWord && !node.strict && !node.words[0].syllable && names) {
    std::vector<std::string> bearers;
    for (const std::uint32_t row : context.authority.institutions_named(node.words[0].text))
      bearers.push_back(label_of(context.authority.institutions()[row]));
    return note_bearers(node.words[0].text, bearers, out);
  }
  const bool group = node.kind == NodeKind::kAnd || (node.kind == NodeKind::kOr && inquiry.options.any);
  if (!group || !names) return;
  for (const Concept& found : find_concepts(node.children, context.authority, context.open.identity.get())) {
    std::string name;
    for (std::size_t i = found.first; i <= found.last; ++i) name += (name.empty() ? "" : " ") + print(node.children[i]);
    note_bearers(name, found.bearers, out);
  }
}

// Words that no document holds.
void note_absent(const std::vector<AskedWord>& words, Analysed& out) {
  std::string absent;
  std::size_t count = 0;
  for (const AskedWord& word : words) {
    if (!word.absent || !word.prefix.empty() || ++count > kMaxAbsent) continue;
    absent += (absent.empty() ? "" : ", ") + word.word.text;
  }
  if (count > kMaxAbsent) absent += " and " + std::to_string(count - kMaxAbsent) + " more";
  if (!absent.empty()) out.notes.push_back("in no document: " + absent);
}

std::vector<Suggestion> any_word(const Inquiry& inquiry, std::size_t total) {
  const auto node = any_of_words(inquiry.parsed.root);
  if (!node || inquiry.options.any || inquiry.options.plain) return {};
  const std::size_t count = count_of(inquiry, *node);
  if (count <= total) return {};
  return {{print(*node), count, "any of the words"}};
}

// What each part finds alone, when nothing better can be said.
std::string parts_alone(const Inquiry& inquiry) {
  const bool docs = inquiry.target == Target::kDocs;
  const std::string all = std::to_string(database_of(inquiry).get_doccount()) + (docs ? " documents" : " agreements");
  if (database_of(inquiry).get_doccount() == 0) return docs ? "the index is empty" : "the index holds no agreements";
  const QueryNode& root = inquiry.parsed.root;
  std::string out;
  const bool group = root.kind == NodeKind::kAnd || root.kind == NodeKind::kOr;
  const std::size_t n = group ? std::min(root.children.size(), kMaxConditions) : 0;
  for (std::size_t i = 0; i < n; ++i) {
    const QueryNode& part = root.children[i];
    out += (i == 0 ? "" : ", ") + print(part) + " " + std::to_string(count_of(inquiry, part));
  }
  return (n == 0 ? "none of " + all + " is " + print(root) : "of " + all + ", alone: " + out);
}

void analyse_nothing(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t undated, Analysed& out) {
  each_wanted(inquiry.parsed.root, [&](const QueryNode& node) {
    if (is_name(node)) analyse_name(inquiry, node, out);
  });
  note_absent(words, out);
  loosen_text(inquiry, out);
  without_conditions(inquiry, out);
  if (undated > 0) out.suggestions.push_back({print(inquiry.parsed.root), undated, "undated included"});
}

}  // namespace

Analysed advise(const Inquiry& inquiry, std::size_t total, std::size_t undated) {
  Analysed out;
  const std::vector<AskedWord> words = asked_words(inquiry, total == 0);
  each_wanted(inquiry.parsed.root, [&](const QueryNode& node) { note_namesakes(inquiry, node, out); });
  const std::size_t namesakes = out.notes.size();
  if (total == 0) out.suggestions = decoded_keys(inquiry, words);
  if (out.suggestions.empty()) out.suggestions = respellings(inquiry, words, total);
  if (total > 0) add_all(out.suggestions, other_accents(inquiry, words, total));
  if (total == 0) analyse_nothing(inquiry, words, undated, out);
  if (total <= kFewHits) add_all(out.suggestions, any_word(inquiry, total));
  if (total == 0 && out.notes.size() == namesakes && out.suggestions.empty()) out.notes.push_back(parts_alone(inquiry));
  return out;
}

}  // namespace hoptac
