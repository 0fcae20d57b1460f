// The phrases of many tables in one trie, so that a walk along a text finds those of all tables at once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/text/phrase_hits.h"
#include "ingest/text/phrase_table.h"
#include "ingest/text/phrase_walk.h"

namespace hoptac {

// What begins at one token: the longest phrase of each table.
struct SharedFinds {
  std::uint64_t tables = 0;                 // bits of those that have one
  std::array<PhraseHits::Hit, 64> longest;  // by number of the table
};

// Built by add(), then freeze(); immutable after that.
class SharedTrie {
 public:
  // `words` are the keys of a phrase, of the kind that the trie is asked for; `table` is below 64.
  void add(const std::vector<std::string_view>& words, std::uint64_t borders, std::uint32_t value, unsigned table);
  void freeze();

  // Whether a phrase may begin with a word of this hash: most words are in no table.
  bool may_begin(std::uint32_t hash) const { return (begins_[hash >> 6U & kBeginsMask] >> (hash & 63U) & 1U) != 0; }
  // What begins at the token, into `finds`; false when nothing does. `Key` gives a token's key and its hash.
  template <typename Key>
  bool find(const TokenStream& tokens, std::size_t at, SharedFinds& finds) const {
    finds.tables = 0;
    const First& slot = firsts_[probe(Key::hash(tokens, at), Key::word(tokens, at))];
    if (slot.node == 0) return false;
    PhraseWalk walk(tokens, at, false);
    const Node* node = &slot.here;
    take(*node, walk, finds);
    while (node->next_words != 0 && walk.advance(tokens)) {
      const std::uint32_t hash = Key::hash(tokens, walk.at);
      if ((node->next_words & next_word_bit(hash)) == 0) break;
      const std::uint32_t to = child(*node, hash, Key::word(tokens, walk.at));
      if (to == 0) break;
      node = &nodes_[to];
      take(*node, walk, finds);
    }
    return finds.tables != 0;
  }

 private:
  struct Node {
    std::uint64_t next_words = 0;     // next_word_bit() of each child: most texts go on with another word
    std::uint32_t ends = 0;           // the phrases that end here, in ends_ …
    std::uint32_t ends_stop = 0;      // … up to this one
    std::uint32_t children = 0;       // its slots in children_ begin here
    std::uint32_t children_mask = 0;  // number of slots - 1
    std::uint32_t word_at = 0;        // that leads here, in words_
    std::uint16_t word_size = 0;
  };
  struct End {
    std::uint64_t borders;
    std::uint32_t value;
    std::uint32_t table;
  };
  // A first word stands in its slot where it fits, with its node: one cache line a look-up.
  struct alignas(64) First {
    Node here;
    std::uint32_t node = 0;  // 0: the slot is free
    std::uint32_t hash = 0;
    std::array<char, 24> head{};  // of the word
  };
  // A child of a node. The slots of one node stand together: whatever follows a frequent word is looked up nearby.
  struct Child {
    std::uint32_t hash = 0;
    std::uint32_t to = 0;  // 0: the slot is free
  };
  // The same before freeze(), when the number of children is not known: those of all nodes in one table.
  struct Edge {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    std::uint32_t hash = 0;
  };

  static std::uint64_t next_word_bit(std::uint32_t hash) { return std::uint64_t{1} << (hash >> 26U); }
  static std::size_t mix(std::uint32_t hash) { return hash ^ (hash >> 15U); }
  static std::size_t mix(std::uint32_t from, std::uint32_t hash) { return hash ^ (from * 0x9E3779B9U); }

  std::string_view word(const Node& node) const { return {words_.data() + node.word_at, node.word_size}; }
  bool is(const First& slot, std::uint32_t hash, std::string_view word) const {
    if (slot.hash != hash || slot.here.word_size != word.size()) return false;
    const char* held = word.size() <= slot.head.size() ? slot.head.data() : words_.data() + slot.here.word_at;
    return std::string_view(held, word.size()) == word;
  }
  // The slot of a word, or the free one where it belongs.
  std::size_t probe(std::uint32_t hash, std::string_view word) const {
    const std::size_t mask = firsts_.size() - 1;
    std::size_t i = mix(hash) & mask;
    while (firsts_[i].node != 0 && !is(firsts_[i], hash, word)) i = (i + 1) & mask;
    return i;
  }
  // Its number, or 0 when there is no such child: nothing leads back to the root.
  std::uint32_t child(const Node& node, std::uint32_t hash, std::string_view word) const {
    for (std::size_t i = mix(hash);; ++i) {
      const Child& slot = children_[node.children + (i & node.children_mask)];
      if (slot.to == 0 || (slot.hash == hash && this->word(nodes_[slot.to]) == word)) return slot.to;
    }
  }

  // Notes the phrases that end at the node where the walk stands; of several values of a table the first added.
  void take(const Node& node, const PhraseWalk& walk, SharedFinds& finds) const {
    std::uint64_t here = 0;
    for (std::uint32_t i = node.ends; i < node.ends_stop; ++i) {
      const End& end = ends_[i];
      const std::uint64_t bit = std::uint64_t{1} << end.table;
      if ((walk.borders & ~end.borders) != 0 || (here & bit) != 0) continue;
      here |= bit;
      finds.longest[end.table] = {static_cast<std::uint32_t>(walk.at), end.value};
    }
    finds.tables |= here;
  }

  std::uint32_t first_or_add(std::string_view word);
  std::uint32_t child_or_add(std::uint32_t from, std::string_view word);
  std::uint32_t add_node(std::string_view word);
  std::size_t probe(std::uint32_t from, std::uint32_t hash, std::string_view word) const;
  void grow_firsts();
  void grow_edges();
  void place_ends();
  void place_children();

  static constexpr std::uint32_t kBeginsMask = 1023;
  std::array<std::uint64_t, kBeginsMask + 1> begins_{};
  std::vector<First> firsts_ = std::vector<First>(64);
  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Child> children_;
  std::vector<End> ends_;  // in the order of nodes, those of one in the order of adding
  std::string words_;
  // Until freeze():
  std::vector<Edge> edges_ = std::vector<Edge>(64);
  std::size_t first_words_ = 0;
  std::vector<std::pair<std::uint32_t, End>> added_;  // node and end
};

}  // namespace hoptac
