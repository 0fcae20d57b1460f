// A set of phrases, each with a value, looked up at a token: longest match first.
//
// One table for trigger words, honorifics, roles, institution names, … A phrase is split and
// keyed like any text (tokens.h), so that case, tone placement, quotes and dashes do not matter.
// Punctuation inside a phrase is optional on both sides ("TP.HCM" = "TP HCM", "Y - Dược" =
// "Y Dược"), except that a match never crosses a wide gap, or sentence punctuation (, ; : . ! ?)
// followed by a blank that the phrase does not have.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "ingest/text/tokens.h"

namespace hoptac {

enum class Marks : std::uint8_t {
  kSame,    // accents must agree: the rule for text that is written with accents
  kFolded,  // accents do not matter: for text or queries typed without
};

struct PhraseMatch {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  std::uint32_t value = 0;
};

// Build with add(), then freeze implicitly by use: find() is const and thread-safe.
class PhraseTable {
 public:
  PhraseTable();
  ~PhraseTable();
  PhraseTable(PhraseTable&&) noexcept;
  PhraseTable& operator=(PhraseTable&&) noexcept;

  // Several values may share a phrase; all are kept, in the order of adding.
  void add(std::string_view phrase, std::uint32_t value);
  // The longest phrase that starts at token `at`; of several values the first added.
  std::optional<PhraseMatch> find(const TokenStream& tokens, std::size_t at, Marks marks) const;
  // All values of the longest phrase that starts at `at` (empty when none).
  std::vector<PhraseMatch> find_all(const TokenStream& tokens, std::size_t at, Marks marks) const;
  // All values of exactly this phrase.
  std::vector<std::uint32_t> values(std::string_view phrase, Marks marks) const;
  std::size_t size() const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::size_t size_ = 0;
};

}  // namespace hoptac
