#include "ingest/text/shared_trie.h"

#include <algorithm>
#include <bit>

#include "ingest/text/word_hash.h"

namespace hoptac {

std::uint32_t SharedTrie::add_node(std::string_view word) {
  Node node;
  node.word_at = static_cast<std::uint32_t>(words_.size());
  node.word_size = static_cast<std::uint16_t>(word.size());
  words_ += word;
  nodes_.push_back(node);
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t SharedTrie::first_or_add(std::string_view word) {
  const std::uint32_t hash = word_hash(word);
  if (const std::uint32_t node = firsts_[probe(hash, word)].node) return node;
  if (++first_words_ * 2 > firsts_.size()) grow_firsts();
  First& slot = firsts_[probe(hash, word)];
  slot.node = add_node(word);
  slot.here = nodes_[slot.node];
  slot.hash = hash;
  std::copy_n(word.data(), std::min(word.size(), slot.head.size()), slot.head.data());
  begins_[hash >> 6U & kBeginsMask] |= std::uint64_t{1} << (hash & 63U);
  return slot.node;
}

// The slot of an edge, or the free one where it belongs.
std::size_t SharedTrie::probe(std::uint32_t from, std::uint32_t hash, std::string_view word) const {
  const auto is = [&](const Edge& slot) {
    return slot.hash == hash && slot.from == from && this->word(nodes_[slot.to]) == word;
  };
  const std::size_t mask = edges_.size() - 1;
  std::size_t i = mix(from, hash) & mask;
  while (edges_[i].to != 0 && !is(edges_[i])) i = (i + 1) & mask;
  return i;
}

std::uint32_t SharedTrie::child_or_add(std::uint32_t from, std::string_view word) {
  const std::uint32_t hash = word_hash(word);
  if (const std::uint32_t to = edges_[probe(from, hash, word)].to) return to;
  if (nodes_.size() * 2 > edges_.size()) grow_edges();
  const std::uint32_t to = add_node(word);
  edges_[probe(from, hash, word)] = {from, to, hash};
  return to;
}

void SharedTrie::grow_firsts() {
  std::vector<First> old(firsts_.size() * 2);
  old.swap(firsts_);
  const std::size_t mask = firsts_.size() - 1;
  for (const First& slot : old) {
    if (slot.node == 0) continue;
    std::size_t i = mix(slot.hash) & mask;
    while (firsts_[i].node != 0) i = (i + 1) & mask;
    firsts_[i] = slot;
  }
}

void SharedTrie::grow_edges() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  const std::size_t mask = edges_.size() - 1;
  for (const Edge& edge : old) {
    if (edge.to == 0) continue;
    std::size_t i = mix(edge.from, edge.hash) & mask;
    while (edges_[i].to != 0) i = (i + 1) & mask;
    edges_[i] = edge;
  }
}

void SharedTrie::add(const std::vector<std::string_view>& words, std::uint64_t borders, std::uint32_t value,
                     unsigned table) {
  std::uint32_t node = first_or_add(words.front());
  for (std::size_t i = 1; i < words.size(); ++i) node = child_or_add(node, words[i]);
  added_.push_back({node, {borders, value, table}});
}

// Sorts the ends by node, counting.
void SharedTrie::place_ends() {
  for (const auto& [node, end] : added_) ++nodes_[node].ends_stop;
  std::uint32_t next = 0;
  for (Node& node : nodes_) {
    node.ends = next;
    next += node.ends_stop;
    node.ends_stop = node.ends;  // moves on with each end placed
  }
  ends_.resize(added_.size());
  for (const auto& [node, end] : added_) ends_[nodes_[node].ends_stop++] = end;
  std::vector<std::pair<std::uint32_t, End>>().swap(added_);
}

// Gives each node slots for its children, at most half full.
void SharedTrie::place_children() {
  std::vector<std::uint32_t> count(nodes_.size());
  for (const Edge& edge : edges_) count[edge.from] += edge.to != 0 ? 1U : 0U;
  std::uint32_t next = 0;
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (count[i] == 0) continue;
    nodes_[i].children = next;
    nodes_[i].children_mask = std::bit_ceil(2 * count[i]) - 1;
    next += nodes_[i].children_mask + 1;
  }
  children_.resize(next);
  for (const Edge& edge : edges_) {
    if (edge.to == 0) continue;
    Node& from = nodes_[edge.from];
    std::size_t i = mix(edge.hash);
    while (children_[from.children + (i & from.children_mask)].to != 0) ++i;
    children_[from.children + (i & from.children_mask)] = {edge.hash, edge.to};
    from.next_words |= next_word_bit(edge.hash);
  }
  std::vector<Edge>().swap(edges_);
}

void SharedTrie::freeze() {
  place_ends();
  place_children();
  for (First& slot : firsts_) slot.here = nodes_[slot.node];
}

}  // namespace hoptac
