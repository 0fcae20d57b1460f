#include "ingest/text/shared_trie.h"

#include <algorithm>

#include "ingest/text/word_hash.h"

namespace hoptac {

std::uint32_t SharedTrie::store(std::string_view word) {
  const auto at = static_cast<std::uint32_t>(words_.size());
  words_ += word;
  return at;
}

std::uint32_t SharedTrie::add_node() {
  nodes_.emplace_back();
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

std::uint32_t SharedTrie::first_or_add(std::string_view word) {
  const std::uint32_t hash = word_hash(word);
  if (const std::uint32_t node = first(hash, word)) return node;
  if (++first_words_ * 2 > firsts_.size()) grow_firsts();
  First& slot = firsts_[probe(hash, word)];
  slot.node = add_node();
  slot.hash = hash;
  slot.word_at = store(word);
  slot.word_size = static_cast<std::uint16_t>(word.size());
  std::copy_n(word.data(), std::min(word.size(), slot.head.size()), slot.head.data());
  begins_[hash >> 6U & kBeginsMask] |= std::uint64_t{1} << (hash & 63U);
  return slot.node;
}

std::uint32_t SharedTrie::child_or_add(std::uint32_t from, std::string_view word) {
  const std::uint32_t hash = word_hash(word);
  if (const std::uint32_t to = child(from, hash, word)) return to;
  if (nodes_.size() * 2 > edges_.size()) grow_edges();
  const std::uint32_t to = add_node();
  nodes_[from].has_children = true;
  edges_[probe(from, hash, word)] = {from, to, hash, store(word), static_cast<std::uint16_t>(word.size())};
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

// Sorts the ends by node, counting, and closes the list of nodes with one that has none.
void SharedTrie::freeze() {
  std::vector<std::uint32_t> next(nodes_.size() + 1);
  for (const auto& [node, end] : added_) ++next[node + 1];
  nodes_.emplace_back();
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (node > 0) next[node] += next[node - 1];
    nodes_[node].ends = next[node];
  }
  ends_.resize(added_.size());
  for (const auto& [node, end] : added_) ends_[next[node]++] = end;
  std::vector<std::pair<std::uint32_t, End>>().swap(added_);
}

}  // namespace hoptac
