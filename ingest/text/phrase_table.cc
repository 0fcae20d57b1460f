#include "ingest/text/phrase_table.h"

#include <algorithm>
#include <string>

namespace hoptac {
namespace {

// Marks between two words of one phrase: more of them in a row are an ornament or a border.
constexpr std::size_t kMaxPunctuation = 3;
// Words of a phrase whose borders are looked at; later ones count as this one.
constexpr std::size_t kMaxBorders = 63;

bool is_sentence_mark(const TokenStream& tokens, std::size_t i) {
  return tokens.is(i, ',') || tokens.is(i, ';') || tokens.is(i, ':') || tokens.is(i, '.') || tokens.is(i, '!') ||
         tokens.is(i, '?');
}

// Where a walk along the words of a text or phrase stands.
struct Walk {
  std::size_t at;             // token
  std::size_t words = 1;      // walked so far, that at `at` included
  std::uint64_t borders = 0;  // bit k: a sentence mark and a blank behind word k
  bool over_symbols = false;  // the phrase starts with punctuation: every token counts
  bool in_phrase = false;     // over a phrase of the table, whose words belong together whatever stands between
};

Walk start_walk(const TokenStream& tokens, std::size_t at, bool in_phrase) {
  Walk walk{at};
  walk.over_symbols = !tokens[at].word;
  walk.in_phrase = in_phrase;
  return walk;
}

// Goes to the next word over a little punctuation; false at the end of the text or at a wide gap.
bool advance(const TokenStream& tokens, Walk& walk) {
  bool border = false;
  const std::size_t limit = walk.in_phrase ? tokens.size() : walk.at + 1 + kMaxPunctuation;
  for (std::size_t i = walk.at + 1; i < tokens.size() && i <= limit; ++i) {
    if (tokens[i].gap == Gap::kWide && !walk.in_phrase) return false;
    border = border || (tokens[i].gap != Gap::kNone && i > walk.at + 1 && is_sentence_mark(tokens, i - 1));
    if (!tokens[i].word && !walk.over_symbols) continue;
    if (border) walk.borders |= std::uint64_t{1} << (walk.words < kMaxBorders ? walk.words : kMaxBorders);
    walk.at = i;
    ++walk.words;
    return true;
  }
  return false;
}

// The exact keys of the words of a walk, each with a blank behind.
std::string exact_words(const TokenStream& tokens, std::size_t first, const Walk& walk) {
  std::string words;
  for (std::size_t i = first; i <= walk.at; ++i) {
    if (tokens[i].word || walk.over_symbols) words.append(tokens.exact(i)) += ' ';
  }
  return words;
}

// Whether exact_words() of the walk are `words`.
bool same_words(const TokenStream& tokens, std::size_t first, const Walk& walk, std::string_view words) {
  for (std::size_t i = first; i <= walk.at; ++i) {
    if (!tokens[i].word && !walk.over_symbols) continue;
    const std::string_view key = tokens.exact(i);
    if (words.size() <= key.size() || words[key.size()] != ' ' || words.substr(0, key.size()) != key) return false;
    words.remove_prefix(key.size() + 1);
  }
  return words.empty();
}

}  // namespace

// A trie over folded words. Its edges are in one hash table and their words in one string, so that a
// look-up that fails, as most do, costs one probe.
struct PhraseTable::Node {
  struct Edge {
    std::uint32_t from;
    std::uint32_t hash;
    std::string_view word;
  };
  struct Slot {
    std::uint32_t from = 0;
    std::uint32_t to = 0;  // 0: the slot is free
    std::uint32_t hash = 0;
    std::uint32_t word_at = 0;
    std::uint16_t word_size = 0;
  };
  struct Entry {
    std::string exact;
    std::uint64_t borders;
    std::uint32_t value;
  };
  static constexpr std::size_t kFirstSlots = 64;

  std::vector<Slot> slots = std::vector<Slot>(kFirstSlots);
  std::string words;
  std::vector<std::vector<Entry>> entries = std::vector<std::vector<Entry>>(1);

  static Edge edge(std::uint32_t from, const TokenStream& tokens, std::size_t i) {
    return {from, tokens[i].folded_hash, tokens.folded(i)};
  }

  bool is(const Slot& slot, const Edge& edge) const {
    return slot.hash == edge.hash && slot.from == edge.from &&
           std::string_view(words).substr(slot.word_at, slot.word_size) == edge.word;
  }

  static std::size_t mix(std::uint32_t from, std::uint32_t hash) { return hash ^ (from * 0x9E3779B9U); }

  // The slot of an edge, or the free one where it belongs.
  std::size_t probe(const Edge& edge) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t i = mix(edge.from, edge.hash) & mask;
    while (slots[i].to != 0 && !is(slots[i], edge)) i = (i + 1) & mask;
    return i;
  }

  // 0 when there is no such edge: nothing leads back to the root.
  std::uint32_t follow(const Edge& edge) const { return slots[probe(edge)].to; }

  std::uint32_t follow_or_add(const Edge& edge) {
    if (const std::uint32_t to = follow(edge)) return to;
    if (entries.size() * 2 > slots.size()) grow();
    const auto to = static_cast<std::uint32_t>(entries.size());
    slots[probe(edge)] = {edge.from, to, edge.hash, static_cast<std::uint32_t>(words.size()),
                          static_cast<std::uint16_t>(edge.word.size())};
    words += edge.word;
    entries.emplace_back();
    return to;
  }

  void grow() {
    std::vector<Slot> old(slots.size() * 2);
    old.swap(slots);
    for (const Slot& slot : old) {
      if (slot.to == 0) continue;
      slots[probe({slot.from, slot.hash, std::string_view(words).substr(slot.word_at, slot.word_size)})] = slot;
    }
  }

  // A phrase of the table and the words of a text that led to it.
  struct Path {
    const TokenStream& tokens;
    std::size_t first;
    Walk walk;
    std::uint32_t node = 0;
  };

  static bool agrees(const Entry& entry, const Path& path, Marks marks) {
    if ((path.walk.borders & ~entry.borders) != 0) return false;
    return marks == Marks::kFolded || same_words(path.tokens, path.first, path.walk, entry.exact);
  }

  bool accepts(const Path& path, Marks marks) const {
    const std::vector<Entry>& here = entries[path.node];
    return std::any_of(here.begin(), here.end(), [&](const Entry& entry) { return agrees(entry, path, marks); });
  }

  // The longest phrase at token `at`; node 0 when none.
  Path longest(const TokenStream& tokens, std::size_t at, Marks marks) const {
    Path best{tokens, at, {at}};
    if (at >= tokens.size()) return best;
    Path path{tokens, at, start_walk(tokens, at, false)};
    do {
      path.node = follow(edge(path.node, tokens, path.walk.at));
      if (path.node == 0) break;
      if (accepts(path, marks)) best.walk = path.walk, best.node = path.node;
    } while (advance(tokens, path.walk));
    return best;
  }
};

PhraseTable::PhraseTable() : root_(std::make_unique<Node>()) {}
PhraseTable::~PhraseTable() = default;
PhraseTable::PhraseTable(PhraseTable&&) noexcept = default;
PhraseTable& PhraseTable::operator=(PhraseTable&&) noexcept = default;

namespace {

// The first token of a phrase that counts: its first word, or its first mark when it has no word.
std::size_t first_of_phrase(const TokenStream& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].word) return i;
  }
  return 0;
}

}  // namespace

void PhraseTable::add(std::string_view phrase, std::uint32_t value) {
  const TokenStream tokens(phrase);
  if (tokens.size() == 0) return;
  const std::size_t first = first_of_phrase(tokens);
  Walk walk = start_walk(tokens, first, true);
  std::uint32_t node = 0;
  do {
    node = root_->follow_or_add(Node::edge(node, tokens, walk.at));
  } while (advance(tokens, walk));
  root_->entries[node].push_back({exact_words(tokens, first, walk), walk.borders, value});
  ++size_;
}

std::optional<PhraseMatch> PhraseTable::find(const TokenStream& tokens, std::size_t at, Marks marks) const {
  const Node::Path path = root_->longest(tokens, at, marks);
  for (const Node::Entry& entry : root_->entries[path.node]) {
    if (Node::agrees(entry, path, marks)) return PhraseMatch{at, path.walk.at, entry.value};
  }
  return {};
}

std::vector<PhraseMatch> PhraseTable::find_all(const TokenStream& tokens, std::size_t at, Marks marks) const {
  std::vector<PhraseMatch> matches;
  const Node::Path path = root_->longest(tokens, at, marks);
  for (const Node::Entry& entry : root_->entries[path.node]) {
    if (Node::agrees(entry, path, marks)) matches.push_back({at, path.walk.at, entry.value});
  }
  return matches;
}

std::vector<std::uint32_t> PhraseTable::values(std::string_view phrase, Marks marks) const {
  const TokenStream tokens(phrase);
  std::vector<std::uint32_t> found;
  if (tokens.size() == 0) return found;
  const std::size_t first = first_of_phrase(tokens);
  Node::Path path{tokens, first, start_walk(tokens, first, true)};
  do {
    path.node = root_->follow(Node::edge(path.node, tokens, path.walk.at));
    if (path.node == 0) return found;
  } while (advance(tokens, path.walk));
  for (const Node::Entry& entry : root_->entries[path.node]) {
    if (Node::agrees(entry, path, marks)) found.push_back(entry.value);
  }
  return found;
}

std::size_t PhraseTable::size() const { return size_; }

}  // namespace hoptac
