// The part of QueryBuilder that tells what became of a query.
#include "index/concepts.h"
#include "index/query_builder.h"

namespace hoptac {
namespace {

std::string counted(std::size_t n, Target target) {
  const std::string what = target == Target::kDocs ? " document" : " agreement";
  return std::to_string(n) + what + (n == 1 ? "" : "s");
}

std::string frequency(const Terms& terms, std::string_view prefix, std::string_view value) {
  return std::to_string(terms.frequency(make_term(prefix, value)));
}

}  // namespace

Result<std::vector<std::string>> QueryBuilder::explain(Target target) {
  std::vector<std::string> out;
  undated_ = Undated::kExclude;
  fault_.reset();
  budget_.refill();
  explained_.clear();
  explain_node(parsed_.root, target, 0, out);
  // What was answered is not refused because its parts take too long to count one by one.
  if (fault_) out.push_back("… the rest is not counted: " + fault_->cause);
  return out;
}

// How one word, name or value was read, for the end of its line.
std::string QueryBuilder::reading_of(const QueryNode& node, Target target) {
  if (node.kind == NodeKind::kField && !node.dates) {
    const auto made = field_query(node, {authority_, terms(target), open_.identity.get()});
    std::string out;
    if (!made) return out;
    for (const std::string& reading : made->reading) out += (out.empty() ? " = " : ", ") + reading;
    return out + (made->known ? "" : " (unknown name)");
  }
  if (node.kind == NodeKind::kWord && node.words[0].marked) {
    const QueryWord& word = node.words[0];
    return ", same marks " + frequency(open_.terms, prefix::kExact, word.exact) + ", without marks " +
           frequency(open_.terms, prefix::kUnmarked, word.folded);
  }
  if (node.kind == NodeKind::kWord && is_meant_unmarked(node.words[0], words_))
    return ", without marks " + frequency(open_.terms, prefix::kUnmarked, node.words[0].folded) + " come first";
  if (node.kind != NodeKind::kWord || !words_.stems || !node.words[0].ascii) return {};
  const std::string stem = stem_of(node.words[0].folded);
  return stem.empty() ? std::string() : ", with stem " + stem;
}

void QueryBuilder::explain_node(const QueryNode& node, Target target, std::size_t depth,
                                std::vector<std::string>& out) {
  if (!explained_.insert(print(node)).second) return;
  const Xapian::Query query = target == Target::kDocs ? docs_node(node) : register_node(node);
  if (fault_) return;
  const std::string indent(depth * 2, ' ');
  out.push_back(indent + print(node) + ": " + counted(count_matches(db(target), query), target) +
                reading_of(node, target));
  for (const QueryNode& child : node.children) {
    if (!fault_) explain_node(child, target, depth + 1, out);
  }
  if (options_.expand && !options_.plain && target == Target::kDocs) explain_names(node, depth, out);
}

// The names among the words of a group, as with_concepts() takes them: a word that stands alone is a group of one.
void QueryBuilder::explain_names(const QueryNode& node, std::size_t depth, std::vector<std::string>& out) const {
  const bool group = node.kind == NodeKind::kAnd || node.kind == NodeKind::kOr;
  const bool alone = depth == 0 && (node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase);
  if (!group && !alone && node.kind != NodeKind::kNot) return;
  const std::vector<QueryNode> words = alone ? std::vector<QueryNode>{node} : node.children;
  for (const Concept& found : find_concepts(words, authority_, open_.identity.get())) {
    if (!takes(found, node.kind == NodeKind::kOr ? Xapian::Query::OP_OR : Xapian::Query::OP_AND)) continue;
    std::string line = std::string(depth * 2, ' ') + "  name " + found.label;
    for (const std::vector<QueryWord>& name : found.names) {
      line += line.ends_with(")") ? ", also as " : " | ";
      for (std::size_t i = 0; i < name.size(); ++i) line += (i == 0 ? "" : " ") + name[i].text;
    }
    out.push_back(std::move(line));
  }
}

}  // namespace hoptac
