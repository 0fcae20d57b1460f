#include "index/suggest.h"

#include <algorithm>
#include <functional>

#include "index/entities.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxConditions = 12;  // conditions taken away one by one
constexpr std::size_t kMaxNames = 20000;    // names of the index compared with an unknown one

void each_field(const QueryNode& node, const std::function<void(const QueryNode&)>& visit) {
  if (node.kind == NodeKind::kNot) return;
  if (node.kind == NodeKind::kField) visit(node);
  for (const QueryNode& child : node.children) each_field(child, visit);
}

bool is_name(const QueryNode& field) {
  const FieldKind kind = field.field->kind;
  return kind == FieldKind::kInstitution || kind == FieldKind::kPerson || kind == FieldKind::kCertification;
}

EntityType entity_type(const QueryNode& field) {
  if (field.field->kind == FieldKind::kPerson) return EntityType::kPerson;
  return field.field->kind == FieldKind::kInstitution ? EntityType::kInstitution : EntityType::kCertification;
}

std::string_view what_is_named(const QueryNode& field) {
  if (field.field->kind == FieldKind::kPerson) return "person";
  return field.field->kind == FieldKind::kInstitution ? "institution" : "certification";
}

std::vector<std::string> indexed_names(const SearchContext& context, EntityType type) {
  std::vector<std::string> out;
  each_entity(context.open.register_db, type, [&](const EntityEntry& entry) {
    out.push_back(entry.entity.name);
    out.insert(out.end(), entry.entity.aliases.begin(), entry.entity.aliases.end());
    return out.size() < kMaxNames;
  });
  return out;
}

// A name nobody knows, or one that the lists know and this index does not hold.
void analyse_name(const SearchContext& context, const QueryNode& field, Analysed& out) {
  const auto made = field_query(field, {context.authority, context.open.docs, context.open.identity.get()});
  if (!made || count_matches(context.open.docs, made->query) > 0) return;
  const std::string what(what_is_named(field));
  if (!made->reading.empty()) {
    const bool of_agreements = field.field != nullptr && field.field->agreement;
    out.notes.push_back(
        what + (of_agreements ? " known, but in no agreement of this index: " : " known, but not in this index: ") +
        made->reading[0]);
    return;
  }
  std::string note = "no " + what + " is called \"" + field.value + "\"";
  const auto near = nearest_names(field.value, indexed_names(context, entity_type(field)), 3);
  for (std::size_t i = 0; i < near.size(); ++i) note += (i == 0 ? "; near: " : ", ") + near[i];
  out.notes.push_back(std::move(note));
}

std::size_t count_of(QueryBuilder& builder, const SearchContext& context, const QueryNode& node, Target target) {
  const auto query = builder.build(node, target, Undated::kExclude);
  const Xapian::Database& db = target == Target::kDocs ? context.open.docs : context.open.register_db;
  return query ? count_matches(db, *query) : 0;
}

// Counts the query without each of its conditions.
void analyse_conditions(const SearchContext& context, const ParsedQuery& parsed, QueryBuilder& builder, Target target,
                        Analysed& out) {
  if (parsed.root.kind != NodeKind::kAnd) return;
  const std::size_t n = std::min(parsed.root.children.size(), kMaxConditions);
  for (std::size_t i = 0; i < n; ++i) {
    const QueryNode& condition = parsed.root.children[i];
    if (condition.kind != NodeKind::kField && condition.kind != NodeKind::kNot) continue;
    QueryNode rest = parsed.root;
    rest.children.erase(rest.children.begin() + static_cast<std::ptrdiff_t>(i));
    const std::size_t total = count_of(builder, context, rest, target);
    if (total > 0) out.suggestions.push_back({print(rest), total, "without " + print(condition)});
  }
}

bool is_word(const QueryNode& node) {
  return node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase || node.kind == NodeKind::kPrefix;
}

// The tree with its words side by side joined by OR; nothing when there are not two of them.
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

// Words that no document holds.
void analyse_words(const SearchContext& context, const QueryNode& root, Analysed& out) {
  std::string absent;
  for (const QueryNode& child : root.kind == NodeKind::kAnd ? root.children : std::vector<QueryNode>{root}) {
    if (child.kind != NodeKind::kWord) continue;
    if (context.open.docs.term_exists(make_term("", word_value(child.words[0].folded)))) continue;
    absent += (absent.empty() ? "" : ", ") + child.words[0].text;
  }
  if (!absent.empty()) out.notes.push_back("in no document: " + absent);
}

}  // namespace

std::vector<Suggestion> suggest_any(const SearchContext& context, const ParsedQuery& parsed,
                                    const BuildOptions& options, std::size_t total) {
  const auto node = any_of_words(parsed.root);
  if (!node || options.any || options.plain) return {};
  QueryBuilder builder(context.open, context.authority, parsed, options);
  const std::size_t count = count_of(builder, context, *node, Target::kDocs);
  if (count <= total) return {};
  return {{print(*node), count, "any of the words"}};
}

Analysed analyse_no_hits(const SearchContext& context, const ParsedQuery& parsed, const BuildOptions& options,
                         Target target, std::size_t undated) {
  Analysed out;
  QueryBuilder builder(context.open, context.authority, parsed, options);
  each_field(parsed.root, [&](const QueryNode& field) {
    if (is_name(field)) analyse_name(context, field, out);
  });
  if (target == Target::kDocs) analyse_words(context, parsed.root, out);
  analyse_conditions(context, parsed, builder, target, out);
  if (undated > 0) out.suggestions.push_back({print(parsed.root), undated, "undated included"});
  if (target == Target::kDocs) {
    for (Suggestion& any : suggest_any(context, parsed, options, 0)) out.suggestions.push_back(std::move(any));
  }
  return out;
}

}  // namespace hoptac
