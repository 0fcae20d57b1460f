#include "ingest/text/phrase_table.h"

#include <functional>
#include <string>
#include <utility>

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

struct Entry {
  std::string exact;
  std::uint64_t borders;
  std::uint32_t value;
};

struct Edge {
  std::uint32_t from;
  std::string_view word;
};

}  // namespace

// A trie over folded words. Its edges are in one hash table, so that a look-up that fails, as most do,
// costs one probe.
struct PhraseTable::Node {
  struct Slot {
    std::uint32_t from = 0;
    std::uint32_t to = 0;  // 0: the slot is free
    std::string word;
  };

  std::vector<Slot> slots = std::vector<Slot>(64);
  std::vector<std::vector<Entry>> entries = std::vector<std::vector<Entry>>(1);

  static std::size_t hash(const Edge& edge) {
    return std::hash<std::string_view>()(edge.word) + edge.from * 0x9E3779B97F4A7C15ULL;
  }

  // The slot of an edge, or the free one where it belongs.
  std::size_t probe(const Edge& edge) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t i = hash(edge) & mask;
    while (slots[i].to != 0 && (slots[i].from != edge.from || slots[i].word != edge.word)) i = (i + 1) & mask;
    return i;
  }

  // 0 when there is no such edge: nothing leads back to the root.
  std::uint32_t follow(const Edge& edge) const { return slots[probe(edge)].to; }

  // The values of the phrases that end at `node` and agree with the walk that led there.
  std::vector<std::uint32_t> accepted(std::uint32_t node, const TokenStream& tokens, std::size_t first,
                                      const Walk& walk, Marks marks) const {
    std::vector<std::uint32_t> values;
    if (entries[node].empty()) return values;
    const std::string exact = marks == Marks::kSame ? exact_words(tokens, first, walk) : std::string();
    for (const Entry& entry : entries[node]) {
      if ((walk.borders & ~entry.borders) != 0) continue;
      if (marks == Marks::kFolded || entry.exact == exact) values.push_back(entry.value);
    }
    return values;
  }

  std::uint32_t follow_or_add(const Edge& edge) {
    std::size_t i = probe(edge);
    if (slots[i].to != 0) return slots[i].to;
    if (entries.size() * 2 > slots.size()) {
      grow();
      i = probe(edge);
    }
    slots[i] = {edge.from, static_cast<std::uint32_t>(entries.size()), std::string(edge.word)};
    entries.emplace_back();
    return slots[i].to;
  }

  void grow() {
    std::vector<Slot> old(slots.size() * 2);
    old.swap(slots);
    for (Slot& slot : old) {
      if (slot.to != 0) slots[probe({slot.from, slot.word})] = std::move(slot);
    }
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
    node = root_->follow_or_add({node, tokens.folded(walk.at)});
  } while (advance(tokens, walk));
  root_->entries[node].push_back({exact_words(tokens, first, walk), walk.borders, value});
  ++size_;
}

std::vector<PhraseMatch> PhraseTable::find_all(const TokenStream& tokens, std::size_t at, Marks marks) const {
  std::vector<PhraseMatch> matches;
  if (at >= tokens.size()) return matches;
  Walk walk = start_walk(tokens, at, false);
  std::uint32_t node = 0;
  do {
    node = root_->follow({node, tokens.folded(walk.at)});
    if (node == 0) break;
    std::vector<std::uint32_t> found = root_->accepted(node, tokens, at, walk, marks);
    if (found.empty()) continue;
    matches.clear();
    for (const std::uint32_t value : found) matches.push_back({at, walk.at, value});
  } while (advance(tokens, walk));
  return matches;
}

std::optional<PhraseMatch> PhraseTable::find(const TokenStream& tokens, std::size_t at, Marks marks) const {
  const std::vector<PhraseMatch> matches = find_all(tokens, at, marks);
  if (matches.empty()) return {};
  return matches.front();
}

std::vector<std::uint32_t> PhraseTable::values(std::string_view phrase, Marks marks) const {
  const TokenStream tokens(phrase);
  if (tokens.size() == 0) return {};
  const std::size_t first = first_of_phrase(tokens);
  Walk walk = start_walk(tokens, first, true);
  std::uint32_t node = 0;
  do {
    node = root_->follow({node, tokens.folded(walk.at)});
    if (node == 0) return {};
  } while (advance(tokens, walk));
  return root_->accepted(node, tokens, first, walk, marks);
}

std::size_t PhraseTable::size() const { return size_; }

}  // namespace hoptac
