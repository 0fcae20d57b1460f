#include "ingest/structure/draft.h"

namespace hoptac {
namespace {

void fill_tokens(const TokenStream& tokens, std::size_t& at, DraftBlock& block) {
  block.tokens.begin = at;
  block.words = 0;
  bool marked = false;
  for (; at < tokens.size() && tokens[at].begin < block.block.span.end; ++at) {
    block.words += tokens[at].word;
    marked = marked || tokens[at].marked;
  }
  block.tokens.end = at;
  if (!marked) block.marks = Marks::kFolded;
}

}  // namespace

Draft::Draft(const std::vector<Piece>& pieces) {
  std::size_t size = 0;
  for (const Piece& piece : pieces) size += piece.text.size() + 1;
  text.reserve(size);
  blocks.reserve(pieces.size());
  for (const Piece& piece : pieces) {
    if (!text.empty()) text += '\n';
    DraftBlock block;
    block.block.kind = piece.kind;
    block.block.use = piece.use;
    block.block.page = piece.page;
    block.block.span.begin = static_cast<std::uint32_t>(text.size());
    text += piece.text;
    block.block.span.end = static_cast<std::uint32_t>(text.size());
    block.gap = piece.gap;
    blocks.push_back(block);
  }
  tokens = TokenStream(text);
  std::size_t at = 0;
  for (DraftBlock& block : blocks) fill_tokens(tokens, at, block);
}

void Draft::split(std::size_t block, std::size_t at) {
  DraftBlock& head = blocks[block];
  const std::uint32_t begin = tokens[at].begin;
  if (at <= head.tokens.begin || at >= head.tokens.end || text[begin - 1] != ' ' || tokens[at - 1].end + 1 != begin)
    return;
  text[begin - 1] = '\n';
  tokens.break_line_before(at);
  DraftBlock tail = head;
  tail.block.span.begin = begin;
  tail.gap = false;
  head.block.span.end = tokens[at - 1].end;
  std::size_t next = head.tokens.begin;
  fill_tokens(tokens, next, head);
  fill_tokens(tokens, next, tail);
  blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(block) + 1, tail);
}

std::optional<PhraseHit> Draft::find(const Boilerplate& phrases, std::size_t block, std::size_t at) const {
  const auto hit = phrases.find(tokens, at, blocks[block].marks);
  if (hit && hit->last >= blocks[block].tokens.end) return std::nullopt;
  return hit;
}

std::size_t Draft::first_word(std::size_t block) const {
  std::size_t at = blocks[block].tokens.begin;
  while (at < blocks[block].tokens.end && !tokens[at].word) ++at;
  return at;
}

std::optional<PhraseHit> Draft::lead(const Boilerplate& phrases, std::size_t block) const {
  const std::size_t at = first_word(block);
  if (at == blocks[block].tokens.end) return std::nullopt;
  return find(phrases, block, at);
}

std::optional<PhraseHit> Draft::whole(const Boilerplate& phrases, std::size_t block) const {
  const auto hit = lead(phrases, block);
  if (!hit) return std::nullopt;
  for (std::size_t at = hit->last + 1; at < blocks[block].tokens.end; ++at) {
    if (tokens[at].word) return std::nullopt;
  }
  return hit;
}

std::string Draft::key(std::size_t block) const {
  std::string key;
  for (std::size_t at = blocks[block].tokens.begin; at < blocks[block].tokens.end; ++at) {
    if (!tokens[at].word || (key.empty() && tokens[at].number)) continue;
    if (!key.empty()) key += ' ';
    key += tokens.exact(at);
  }
  return key;
}

bool Draft::all_caps(std::size_t block) const {
  std::size_t caps = 0;
  std::size_t words = 0;
  for (std::size_t at = blocks[block].tokens.begin; at < blocks[block].tokens.end; ++at) {
    const Token& token = tokens[at];
    if (!token.word || token.number || token.end - token.begin < 2) continue;
    ++words;
    caps += token.caps;
  }
  return words >= 2 && 10 * caps >= 9 * words;
}

}  // namespace hoptac
