#include "index/query_ast.h"

#include "ingest/text/tokens.h"

namespace hoptac {
namespace {

std::string joined_words(const QueryNode& node, std::string_view between) {
  std::string out;
  for (const QueryWord& word : node.words) out.append(out.empty() ? "" : between).append(word.text);
  return out;
}

std::string print_field(const QueryNode& node) {
  const std::string value = node.dates ? to_text(*node.dates) : node.value;
  const bool quote = node.quoted || value.find(' ') != std::string::npos;
  const std::string mark = quote ? "\"" : "";
  return std::string(node.field->name) + ":" + mark + value + mark + (node.prefix ? "*" : "");
}

std::string print_group(const QueryNode& node, std::string_view between) {
  std::string out;
  for (const QueryNode& child : node.children) {
    const bool nested = child.kind == NodeKind::kAnd || child.kind == NodeKind::kOr;
    out.append(out.empty() ? "" : between).append(nested ? "(" + print(child) + ")" : print(child));
  }
  return out;
}

}  // namespace

std::vector<QueryWord> query_words(std::string_view text) {
  const TokenStream tokens(text);
  std::vector<QueryWord> out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (!t.word) continue;
    out.push_back({std::string(tokens.surface(i)), std::string(tokens.exact(i)), std::string(tokens.folded(i)),
                   t.marked, t.ascii, t.syllable});
  }
  return out;
}

std::string print(const QueryNode& node) {
  const std::string strict = node.strict ? "=" : "";
  switch (node.kind) {
    case NodeKind::kAll:
      return "everything";
    case NodeKind::kWord:
      return strict + node.words[0].text;
    case NodeKind::kPhrase:
      return strict + "\"" + joined_words(node, " ") + "\"";
    case NodeKind::kPrefix:
      return node.words[0].text + "*";
    case NodeKind::kNear:
      return joined_words(node, " NEAR/" + std::to_string(node.distance) + " ");
    case NodeKind::kField:
      return print_field(node);
    case NodeKind::kAnd:
      return print_group(node, " AND ");
    case NodeKind::kOr:
      return print_group(node, " OR ");
    case NodeKind::kNot:
      return "NOT " + print_group(node, "");
  }
  return {};
}

}  // namespace hoptac
