// What a TokenStream found out about a word, kept for the next text: most words of a text stood in the ones before.
//
// A cache, nothing more: what it returns is what making the token anew would give. One for each thread, of fixed size.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace hoptac {

// `Looks` is what is kept beside the matching keys of the word.
template <typename Looks>
class WordMemo {
 public:
  // Bytes of a word and of its keys: longer ones are rare and not kept. An entry fills a cache line.
  static constexpr std::size_t kMaxWord = 18;
  static constexpr std::size_t kMaxKeys = 62 - kMaxWord - sizeof(Looks);

  struct alignas(64) Entry {
    Looks looks;
    std::uint8_t word_size = 0;  // 0: empty
    std::uint8_t keys_size = 0;
    std::array<char, kMaxWord> word;
    std::array<char, kMaxKeys> keys;

    bool is(std::string_view other) const {
      return other.size() == word_size && std::memcmp(other.data(), word.data(), word_size) == 0;
    }
    std::string_view all_keys() const { return {keys.data(), keys_size}; }
    void set(std::string_view new_word, std::string_view new_keys, const Looks& new_looks) {
      if (new_word.size() > kMaxWord || new_keys.size() > kMaxKeys) return;
      looks = new_looks;
      word_size = static_cast<std::uint8_t>(new_word.size());
      keys_size = static_cast<std::uint8_t>(new_keys.size());
      std::memcpy(word.data(), new_word.data(), new_word.size());
      std::memcpy(keys.data(), new_keys.data(), new_keys.size());
    }
  };
  static_assert(sizeof(Entry) == 64);

  static WordMemo& of_thread() {
    thread_local WordMemo memo;
    return memo;
  }

  // The place of all words with this hash; a new word takes it over.
  Entry& at(std::uint64_t hash) { return entries_[hash & (kEntries - 1)]; }

 private:
  static constexpr std::size_t kEntries = 4096;
  std::vector<Entry> entries_ = std::vector<Entry>(kEntries);
};

}  // namespace hoptac
