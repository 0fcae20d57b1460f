#include "ingest/text/phrase_filter.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "ingest/text/word_hash.h"

namespace hoptac {
namespace {

std::uint32_t pair_hash(std::uint32_t first, std::uint32_t second) { return (first * 0x9E3779B9U) ^ second; }

std::size_t mix(std::uint32_t hash) { return hash ^ (hash >> 15U); }

std::size_t slots_for(std::size_t entries) {
  std::size_t slots = 64;
  while (slots < 2 * entries) slots *= 2;
  return slots;
}

const PhraseWord& form_of(const PhraseStart& start, Marks marks) {
  return marks == Marks::kSame ? start.exact : start.folded;
}

// Aborts on a mistake of the program: a table's bit is its place, and there are no more places than bits.
std::vector<const PhraseTable*> numbered(std::vector<const PhraseTable*> tables) {
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (i >= 64 || tables[i]->bit() != std::uint64_t{1} << i) std::abort();
  }
  return tables;
}

}  // namespace

PhraseFilter::Words::Words(const std::vector<const PhraseTable*>& tables, Marks marks) {
  std::size_t longer = 0;
  for (const PhraseTable* table : tables) {
    for (const PhraseStart& start : table->starts()) longer += start.more ? 1 : 0;
  }
  pairs_.resize(slots_for(longer));
  add_words(tables, marks);
  add_values(tables, marks);
}

void PhraseFilter::Words::add_words(const std::vector<const PhraseTable*>& tables, Marks marks) {
  for (const PhraseTable* table : tables) {
    for (const PhraseStart& start : table->starts()) {
      const PhraseWord& form = form_of(start, marks);
      Slot& slot = slot_for(form.first);
      (start.more ? slot.more : slot.whole) |= table->bit();
      if (start.more) add_pair(pair_hash(slot.hash, form.second), table->bit());
    }
  }
}

// Backwards, so that of several values the first added stays.
void PhraseFilter::Words::add_values(const std::vector<const PhraseTable*>& tables, Marks marks) {
  std::uint32_t next = 0;
  for (Slot& slot : slots_) {
    slot.values_at = next;
    next += static_cast<std::uint32_t>(std::popcount(slot.whole));
  }
  values_.resize(next);
  for (const PhraseTable* table : tables) {
    for (auto start = table->starts().rbegin(); start != table->starts().rend(); ++start) {
      if (start->more) continue;
      const Slot& slot = slot_for(form_of(*start, marks).first);
      values_[value_at(slot, table->bit())] = start->value;
    }
  }
}

PhraseFilter::Slot& PhraseFilter::Words::slot_for(std::string_view word) {
  const std::uint32_t hash = word_hash(word);
  if (Slot& known = slots_[probe(hash, word)]; known.taken) return known;
  if (++used_ * 2 > slots_.size()) grow();
  return fill(slots_[probe(hash, word)], hash, word);
}

void PhraseFilter::Words::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (!slot.taken) continue;
    const std::size_t mask = slots_.size() - 1;
    std::size_t i = mix(slot.hash) & mask;
    while (slots_[i].taken) i = (i + 1) & mask;
    slots_[i] = slot;
  }
}

PhraseFilter::Slot& PhraseFilter::Words::fill(Slot& slot, std::uint32_t hash, std::string_view word) {
  slot.hash = hash;
  slot.word_at = static_cast<std::uint32_t>(words_.size());
  slot.word_size = static_cast<std::uint16_t>(word.size());
  slot.taken = true;
  std::copy_n(word.data(), std::min(word.size(), slot.head.size()), slot.head.data());
  words_ += word;
  seen_[hash >> 6U & kSeenMask] |= std::uint64_t{1} << (hash & 63U);
  return slot;
}

std::size_t PhraseFilter::Words::probe(std::uint32_t hash, std::string_view word) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = mix(hash) & mask;
  while (slots_[i].taken && !is(slots_[i], hash, word)) i = (i + 1) & mask;
  return i;
}

bool PhraseFilter::Words::is(const Slot& slot, std::uint32_t hash, std::string_view word) const {
  if (slot.hash != hash || slot.word_size != word.size()) return false;
  if (word.size() <= slot.head.size()) return std::memcmp(word.data(), slot.head.data(), word.size()) == 0;
  return std::string_view(words_).substr(slot.word_at, slot.word_size) == word;
}

const PhraseFilter::Slot* PhraseFilter::Words::find(std::uint32_t hash, std::string_view word) const {
  if (!may_hold(hash)) return nullptr;
  const Slot& slot = slots_[probe(hash, word)];
  return slot.taken ? &slot : nullptr;
}

std::size_t PhraseFilter::Words::value_at(const Slot& slot, std::uint64_t bit) {
  return slot.values_at + static_cast<std::size_t>(std::popcount(slot.whole & (bit - 1)));
}

std::size_t PhraseFilter::Words::probe_pair(std::uint32_t hash) const {
  const std::size_t mask = pairs_.size() - 1;
  std::size_t i = mix(hash) & mask;
  while (pairs_[i].tables != 0 && pairs_[i].hash != hash) i = (i + 1) & mask;
  return i;
}

void PhraseFilter::Words::add_pair(std::uint32_t hash, std::uint64_t table) {
  Pair& pair = pairs_[probe_pair(hash)];
  pair.hash = hash;
  pair.tables |= table;
}

std::uint64_t PhraseFilter::Words::pairs(std::uint32_t first, std::uint32_t second) const {
  return pairs_[probe_pair(pair_hash(first, second))].tables;
}

PhraseFilter::PhraseFilter(std::vector<const PhraseTable*> tables)
    : tables_(numbered(std::move(tables))), exact_(tables_, Marks::kSame), folded_(tables_, Marks::kFolded) {}

void PhraseFilter::mark(TokenStream& tokens, Marks marks) const {
  const Words& words = marks == Marks::kSame ? exact_ : folded_;
  const auto hash = [&](std::size_t i) { return marks == Marks::kSame ? tokens[i].exact_hash : tokens[i].folded_hash; };
  PhraseHits hits(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Slot* first = words.find(hash(i), marks == Marks::kSame ? tokens.exact(i) : tokens.folded(i));
    if (first == nullptr) continue;
    std::uint64_t longer = 0;
    if (first->more != 0) {
      const std::size_t next = next_of_phrase(tokens, i);
      if (next < tokens.size()) longer = first->more & words.pairs(hash(i), hash(next));
    }
    std::uint32_t value_at = first->values_at;
    for (std::uint64_t rest = first->whole | longer; rest != 0; rest &= rest - 1) {
      const std::uint64_t bit = rest & (~rest + 1);
      const std::uint32_t whole_at = (first->whole & bit) != 0 ? value_at++ : value_at;
      if ((longer & bit) == 0) {
        hits.add(i, bit, {static_cast<std::uint32_t>(i), words.value(whole_at)});
      } else if (const auto match = tables_[static_cast<std::size_t>(std::countr_zero(bit))]->find(tokens, i, marks)) {
        hits.add(i, bit, {static_cast<std::uint32_t>(match->last), match->value});
      }
    }
  }
  tokens.set_phrases(std::move(hits), marks);
}

}  // namespace hoptac
