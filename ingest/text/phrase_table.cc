#include "ingest/text/phrase_table.h"

#include <algorithm>
#include <string>

#include "ingest/text/phrase_walk.h"

namespace hoptac {
namespace {

// The exact keys of the words of a walk, each with a blank behind.
std::string exact_words(const TokenStream& tokens, std::size_t first, const PhraseWalk& walk) {
  std::string words;
  for (std::size_t i = first; i <= walk.at; ++i) {
    if (tokens[i].word || walk.over_symbols) words.append(tokens.exact(i)) += ' ';
  }
  return words;
}

// Whether exact_words() of the walk are `words`.
bool same_words(const TokenStream& tokens, std::size_t first, const PhraseWalk& walk, std::string_view words) {
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
struct PhraseTable::Trie {
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
  // A phrase; those of one node are a list.
  struct Entry {
    std::uint64_t borders = 0;
    std::uint32_t node = 0;
    std::uint32_t exact_at = 0;
    std::uint32_t exact_size = 0;
    std::uint32_t value = 0;
    std::uint32_t next = kNone;
    bool marked = false;  // a word with accents in it
  };
  struct Node {
    std::uint32_t first = kNone;  // entry
    std::uint32_t last = kNone;
  };
  static constexpr std::size_t kFirstSlots = 64;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::vector<Slot> slots = std::vector<Slot>(kFirstSlots);
  std::string words;
  std::vector<Node> nodes = std::vector<Node>(1);
  std::vector<Entry> entries;

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
    if (nodes.size() * 2 > slots.size()) grow();
    const auto to = static_cast<std::uint32_t>(nodes.size());
    slots[probe(edge)] = {edge.from, to, edge.hash, static_cast<std::uint32_t>(words.size()),
                          static_cast<std::uint16_t>(edge.word.size())};
    words += edge.word;
    nodes.emplace_back();
    return to;
  }

  void grow() {
    std::vector<Slot> old(slots.size() * 2);
    old.swap(slots);
    const std::size_t mask = slots.size() - 1;
    for (const Slot& slot : old) {
      if (slot.to == 0) continue;
      std::size_t i = mix(slot.from, slot.hash) & mask;
      while (slots[i].to != 0) i = (i + 1) & mask;
      slots[i] = slot;
    }
  }

  void add_entry(Entry entry, const std::string& exact) {
    entry.exact_at = static_cast<std::uint32_t>(words.size());
    entry.exact_size = static_cast<std::uint32_t>(exact.size());
    words += exact;
    const auto at = static_cast<std::uint32_t>(entries.size());
    entries.push_back(entry);
    Node& node = nodes[entry.node];
    (node.first == kNone ? node.first : entries[node.last].next) = at;
    node.last = at;
  }

  // A phrase of the table and the words of a text that led to it.
  struct Path {
    const TokenStream& tokens;
    std::size_t first;
    Marks marks;
    PhraseWalk walk;
    std::uint32_t node = 0;
    bool marked = false;  // a word with accents on the way
  };

  // Goes along the edge for the token where the walk stands; false when there is none.
  bool follow(Path& path) const {
    path.node = follow(edge(path.node, path.tokens, path.walk.at));
    path.marked = path.marked || path.tokens[path.walk.at].marked;
    return path.node != 0;
  }

  bool agrees(const Entry& entry, const Path& path) const {
    if ((path.walk.borders & ~entry.borders) != 0) return false;
    if (path.marks == Marks::kFolded || (!entry.marked && !path.marked)) return true;
    return entry.marked == path.marked && same_words(path.tokens, path.first, path.walk,
                                                     std::string_view(words).substr(entry.exact_at, entry.exact_size));
  }

  // The first entry from `at` on, in the list of its node, that agrees with the path; kNone when none.
  std::uint32_t next_entry(std::uint32_t at, const Path& path) const {
    while (at != kNone && !agrees(entries[at], path)) at = entries[at].next;
    return at;
  }

  // Hands the values of the path's node that agree with it to `take`.
  template <typename Take>
  void for_each_value(const Path& path, Take take) const {
    for (std::uint32_t at = next_entry(nodes[path.node].first, path); at != kNone;
         at = next_entry(entries[at].next, path)) {
      take(entries[at].value);
    }
  }

  // The longest phrase at the token where `path` begins, as a path that ends there; node 0 when none.
  // `entry` is its first that agrees.
  Path longest(Path path, std::uint32_t& entry) const {
    Path best = path;
    entry = kNone;
    do {
      if (!follow(path)) break;
      const std::uint32_t found = next_entry(nodes[path.node].first, path);
      if (found == kNone) continue;
      best.walk = path.walk;
      best.node = path.node;
      best.marked = path.marked;
      entry = found;
    } while (path.walk.advance(path.tokens));
    return best;
  }
};

void PhraseTable::FirstWords::add(std::uint32_t hash) {
  // Sixteen bits a phrase: one look-up in twenty goes on in vain at most.
  constexpr std::size_t kPhrasesPerWord = 4;
  hashes_.push_back(hash);
  set(hash);
  if (hashes_.size() <= bits_.size() * kPhrasesPerWord) return;
  bits_.assign(bits_.size() * 2, 0);
  mask_ = static_cast<std::uint32_t>(bits_.size() - 1);
  for (const std::uint32_t known : hashes_) set(known);
}

PhraseTable::PhraseTable() : trie_(std::make_unique<Trie>()) {}
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
  exact_.add(tokens[first].exact_hash);
  folded_.add(tokens[first].folded_hash);
  PhraseWalk walk(tokens, first, true);
  std::uint32_t node = 0;
  bool marked = false;
  do {
    node = trie_->follow_or_add(Trie::edge(node, tokens, walk.at));
    marked = marked || tokens[walk.at].marked;
  } while (walk.advance(tokens));
  Trie::Entry entry;
  entry.node = node;
  entry.borders = walk.borders;
  entry.value = value;
  entry.marked = marked;
  trie_->add_entry(entry, exact_words(tokens, first, walk));
}

std::size_t PhraseTable::size() const { return trie_->entries.size(); }

void PhraseTable::for_each(const std::function<void(const PhraseKeys&)>& take) const {
  std::vector<const Trie::Slot*> edge_to(trie_->nodes.size());
  for (const Trie::Slot& slot : trie_->slots) edge_to[slot.to] = &slot;
  PhraseKeys keys;
  for (const Trie::Entry& entry : trie_->entries) {
    keys.exact.clear();
    const std::string_view words = trie_->words;
    for (std::string_view rest = words.substr(entry.exact_at, entry.exact_size); !rest.empty();) {
      keys.exact.push_back(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(keys.exact.back().size() + 1);
    }
    keys.folded.clear();
    for (std::uint32_t node = entry.node; node != 0; node = edge_to[node]->from) {
      keys.folded.push_back(words.substr(edge_to[node]->word_at, edge_to[node]->word_size));
    }
    std::reverse(keys.folded.begin(), keys.folded.end());
    keys.borders = entry.borders;
    keys.value = entry.value;
    take(keys);
  }
}

std::optional<PhraseMatch> PhraseTable::find_unmarked(const TokenStream& tokens, std::size_t at, Marks marks) const {
  if (!may_start(tokens, at, marks)) return std::nullopt;
  std::uint32_t entry = Trie::kNone;
  const Trie::Path path = trie_->longest({tokens, at, marks, PhraseWalk(tokens, at, false)}, entry);
  if (entry == Trie::kNone) return std::nullopt;
  return PhraseMatch{at, path.walk.at, trie_->entries[entry].value};
}

std::vector<PhraseMatch> PhraseTable::find_all(const TokenStream& tokens, std::size_t at, Marks marks) const {
  std::vector<PhraseMatch> matches;
  if (!may_start(tokens, at, marks)) return matches;
  std::uint32_t entry = Trie::kNone;
  const Trie::Path path = trie_->longest({tokens, at, marks, PhraseWalk(tokens, at, false)}, entry);
  trie_->for_each_value(path, [&](std::uint32_t value) { matches.push_back({at, path.walk.at, value}); });
  return matches;
}

std::vector<std::uint32_t> PhraseTable::values(std::string_view phrase, Marks marks) const {
  const TokenStream tokens(phrase);
  std::vector<std::uint32_t> found;
  if (tokens.size() == 0) return found;
  const std::size_t first = first_of_phrase(tokens);
  Trie::Path path{tokens, first, marks, PhraseWalk(tokens, first, true)};
  do {
    if (!trie_->follow(path)) return found;
  } while (path.walk.advance(tokens));
  trie_->for_each_value(path, [&](std::uint32_t value) { found.push_back(value); });
  return found;
}

}  // namespace hoptac
