#include "index/match_spec.h"

#include <algorithm>

#include "index/concepts.h"

namespace hoptac {
namespace {

class Collector {
 public:
  Collector(const Authority& authority, bool expand, bool stems)
      : authority_(authority), expand_(expand), stems_(stems) {}

  void visit(const QueryNode& node) {
    switch (node.kind) {
      case NodeKind::kAll:
      case NodeKind::kNot:
        return;
      case NodeKind::kAnd:
      case NodeKind::kOr:
        return group(node);
      case NodeKind::kNear:
        return add({node.words, false, false, false, next_++, static_cast<std::size_t>(node.distance)});
      case NodeKind::kField:
        return field(node);
      default:
        return leaf(node);
    }
  }

  // A root that is a single word is a group of one.
  void concepts(const std::vector<QueryNode>& children) {
    if (!expand_) return;
    for (const Concept& found : find_concepts(children, authority_)) {
      for (const std::vector<QueryWord>& name : found.names) add({name, false, false, false, next_});
      ++next_;
    }
  }

  std::vector<MatchTerm> take() { return std::move(terms_); }

 private:
  void add(MatchTerm term) { terms_.push_back(std::move(term)); }

  void leaf(const QueryNode& node) {
    add({node.words, node.strict, node.kind == NodeKind::kPrefix, stems_ && node.kind == NodeKind::kWord, next_++});
  }

  void group(const QueryNode& node) {
    for (const QueryNode& child : node.children) visit(child);
    concepts(node.children);
  }

  void field(const QueryNode& node) {
    const FieldKind kind = node.field->kind;
    const bool named = kind == FieldKind::kInstitution || kind == FieldKind::kPerson ||
                       kind == FieldKind::kCertification || node.field->prefix == prefix::kTitle;
    if (!named || node.words.empty()) return;
    add({node.words, false, false, false, next_});
    if (kind == FieldKind::kInstitution) {
      for (const std::vector<QueryWord>& name : institution_names(node, authority_))
        add({name, false, false, false, next_});
    }
    ++next_;
  }

  const Authority& authority_;
  bool expand_;
  bool stems_;
  std::uint32_t next_ = 0;
  std::vector<MatchTerm> terms_;
};

// Words that say something about the language: no numbers, nothing quoted.
void collect_words(const QueryNode& node, std::vector<const QueryWord*>& out, bool& vietnamese) {
  if (node.kind == NodeKind::kField) {
    vietnamese = vietnamese || (node.field->prefix == prefix::kLanguage && node.value == "vi");
    return;
  }
  for (const QueryNode& child : node.children) collect_words(child, out, vietnamese);
  for (const QueryWord& word : node.words) {
    const bool number =
        std::all_of(word.folded.begin(), word.folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!number) out.push_back(&word);
  }
}

}  // namespace

std::vector<MatchTerm> match_terms(const QueryNode& root, const Authority& authority, bool expand) {
  Collector collector(authority, expand, stems_allowed(root, expand));
  collector.visit(root);
  if (root.kind == NodeKind::kWord || root.kind == NodeKind::kPhrase) collector.concepts({root});
  return collector.take();
}

bool stems_allowed(const QueryNode& root, bool expand) {
  std::vector<const QueryWord*> words;
  bool vietnamese = false;
  collect_words(root, words, vietnamese);
  const auto syllable = [](const QueryWord* word) { return word->syllable; };
  return expand && !vietnamese && !std::all_of(words.begin(), words.end(), syllable);
}

}  // namespace hoptac
