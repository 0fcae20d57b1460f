#include "src/app/passage_address.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kAround = 600;  // bytes shown on each side, at most

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

tl::unexpected<Error> wrong(std::string_view address, const std::string& why) {
  return fail(ErrorCode::kUsage, {}, fmt::format("--at {}: {}", address, why));
}

Result<Span> block_span(const Document& document, std::string_view address) {
  const auto index = number(address.substr(1));
  if (!index) return wrong(address, "a block is written #3");
  if (document.blocks.empty()) return wrong(address, "the document has no blocks");
  if (*index >= document.blocks.size())
    return wrong(address, fmt::format("the document has blocks #0 to #{}", document.blocks.size() - 1));
  return document.blocks[*index].span;
}

// The border between two words that is nearest to `at` on the way to `to`.
std::uint32_t at_blank(std::string_view text, std::size_t at, std::size_t to) {
  const auto is_border = [&](std::size_t i) {
    return i == 0 || i == text.size() || text[i - 1] == ' ' || text[i - 1] == '\n';
  };
  while (at != to && !is_border(at)) at < to ? ++at : --at;
  return static_cast<std::uint32_t>(at);
}

}  // namespace

Result<Span> read_address(const Document& document, std::string_view address) {
  if (address.starts_with('#')) return block_span(document, address);
  std::string_view range = address;
  if (const std::size_t bytes = range.find("bytes "); bytes != std::string_view::npos) range.remove_prefix(bytes + 6);
  const std::size_t middle = std::min(range.find_first_of("-:"), range.size());
  const auto begin = number(range.substr(0, middle));
  const auto end = middle == range.size() ? std::nullopt : number(range.substr(middle + 1));
  if (!begin || !end) return wrong(address, "a place is written 120-245 (bytes of the text), or #3 (a block)");
  if (*end <= *begin) return wrong(address, "the end must lie behind the beginning");
  if (*end > document.text.size()) return wrong(address, fmt::format("the text has {} bytes", document.text.size()));
  for (const std::uint32_t at : {*begin, *end}) {
    if (!is_boundary(document.text, at)) return wrong(address, fmt::format("byte {} lies inside a letter", at));
  }
  return Span{*begin, *end};
}

std::size_t block_of(const Document& document, Span passage) {
  const auto found = std::find_if(document.blocks.begin(), document.blocks.end(),
                                  [&](const Block& block) { return block.span.end > passage.begin; });
  return static_cast<std::size_t>(found - document.blocks.begin());
}

Span surroundings(const Document& document, Span passage) {
  const std::vector<Block>& blocks = document.blocks;
  Span out{0, static_cast<std::uint32_t>(document.text.size())};
  const std::size_t first = block_of(document, passage);
  std::size_t last = first;
  while (last + 1 < blocks.size() && blocks[last + 1].span.begin < passage.end) ++last;
  if (first > 0 && first < blocks.size()) out.begin = std::min(blocks[first - 1].span.begin, passage.begin);
  if (last + 1 < blocks.size()) out.end = std::max(blocks[last + 1].span.end, passage.end);
  if (passage.begin > out.begin + kAround) out.begin = at_blank(document.text, passage.begin - kAround, passage.begin);
  if (out.end > passage.end + kAround) out.end = at_blank(document.text, passage.end + kAround, passage.end);
  return out;
}

}  // namespace hoptac
