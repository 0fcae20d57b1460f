#include "ingest/readers/table_row.h"

#include <algorithm>
#include <iterator>
#include <optional>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// A row longer than this is no row of data.
constexpr std::size_t kMaxRowBytes = 2000;

bool is_plain(const RawBlock& block) {
  return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem;
}

bool is_data_row(const Cells& cells) {
  std::size_t filled = 0;
  std::size_t several = 0;
  std::size_t bytes = 0;
  std::optional<BlockUse> use;  // a menu beside a text is no row
  for (const auto& cell : cells) {
    if (!cell.empty()) ++filled;
    if (cell.size() > 1) ++several;
    for (const RawBlock& b : cell) {
      bytes += b.text.size();
      if (!is_plain(b) || b.use != use.value_or(b.use)) return false;
      use = b.use;
    }
  }
  const bool columns = filled == 2 && several == 2;  // a letterhead or signatures side by side
  return filled >= 2 && !columns && bytes <= kMaxRowBytes;
}

std::string joined(const Cells& cells) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += " | ";
    std::string cell;
    for (const RawBlock& b : cells[i]) cell += b.text + ' ';
    out += collapse_space(cell);
  }
  return out;
}

}  // namespace

void add_row(Cells&& cells, std::vector<RawBlock>& out) {
  if (!is_data_row(cells)) {
    for (auto& cell : cells) std::move(cell.begin(), cell.end(), std::back_inserter(out));
    return;
  }
  const auto first = std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
  out.push_back({.kind = BlockKind::kTableRow, .use = first->front().use, .text = joined(cells)});
}

}  // namespace hoptac
