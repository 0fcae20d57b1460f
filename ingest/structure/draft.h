// A document in the making: its final text, its blocks and their tokens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/structure/boilerplate.h"
#include "ingest/structure/pieces.h"
#include "ingest/text/segment.h"
#include "ingest/text/tokens.h"
#include "src/model/document.h"

namespace hoptac {

struct DraftBlock {
  Block block;
  TokenRange tokens;
  std::size_t words = 0;
  bool gap = false;            // a blank line stands before it
  Marks marks = Marks::kSame;  // how phrases are looked up in it: folded when it has no accents at all
};

// Stays where it is made: `tokens` points into `text`.
struct Draft {
  explicit Draft(const std::vector<Piece>& pieces);
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  // Makes the block's text from token `at` on a block of its own; one blank must stand before that token.
  // Offsets and tokens stay as they are.
  void split(std::size_t block, std::size_t at);

  std::string_view slice_of(std::size_t block) const { return slice(text, blocks[block].block.span); }
  bool is_body(std::size_t block) const { return blocks[block].block.use == BlockUse::kBody; }
  // The phrase at token `at` of a block, nothing when it leaves the block.
  std::optional<PhraseHit> find(const Boilerplate& phrases, std::size_t block, std::size_t at) const;
  // The phrase that fills the block but for punctuation at its ends ("Tin liên quan:", ">> Xem thêm").
  std::optional<PhraseHit> whole(const Boilerplate& phrases, std::size_t block) const;
  // The phrase at the block's first word.
  std::optional<PhraseHit> lead(const Boilerplate& phrases, std::size_t block) const;
  // The block's first word; its end when it has none.
  std::size_t first_word(std::size_t block) const;
  // Words of the block, normalised, numbers and list marks at its start left out: equal for equal texts.
  std::string key(std::size_t block) const;
  // Two words or more, nearly all of them in capitals.
  bool all_caps(std::size_t block) const;

  std::string text;
  TokenStream tokens;
  std::vector<DraftBlock> blocks;
};

}  // namespace hoptac
