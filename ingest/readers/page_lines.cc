#include "ingest/readers/page_lines.h"

#include <algorithm>
#include <map>
#include <set>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// Lines at each end of a page that may be a running head or foot.
constexpr std::size_t kOuterLines = 3;
// On fewer pages a repeated line is more likely a repeated heading.
constexpr std::size_t kFewestPages = 3;

struct Page {
  std::vector<std::string_view> lines;  // from the first with text to the last
};

Page split(std::string_view text) {
  Page page;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (!page.lines.empty() || !trim(line).empty()) page.lines.push_back(line);
  }
  while (!page.lines.empty() && trim(page.lines.back()).empty()) page.lines.pop_back();
  return page;
}

// The same on every page but for the page's number: "Page 3 of 12" -> "Page # of #".
std::string key_of(std::string_view line) {
  std::string key;
  for (const char c : collapse_space(line)) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit) key += c;
    if (digit && !key.ends_with('#')) key += '#';
  }
  return key;
}

// "3", "- 3 -", "3/12": no letters, at least one digit, short.
bool is_page_number(std::string_view line) {
  line = trim(line);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool short_enough = line.size() <= 12 && std::count_if(line.begin(), line.end(), is_digit) <= 6;
  return short_enough && line.find_first_not_of("0123456789-–—/| .[]") == std::string_view::npos &&
         std::any_of(line.begin(), line.end(), is_digit);
}

enum class Side { kHead, kFoot };

// The i-th outer line counted from the edge.
std::string_view outer_line(const Page& page, Side side, std::size_t i) {
  return side == Side::kHead ? page.lines[i] : page.lines[page.lines.size() - 1 - i];
}

// Keys of lines that stand at that edge of most pages.
std::set<std::string> running_keys(const std::vector<Page>& pages, Side side) {
  std::map<std::string, std::size_t> counts;
  std::size_t filled = 0;
  for (const Page& page : pages) {
    if (!page.lines.empty()) ++filled;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < std::min(kOuterLines, page.lines.size()); ++i) {
      seen.insert(key_of(outer_line(page, side, i)));
    }
    for (const std::string& key : seen) ++counts[key];
  }
  std::set<std::string> out;
  for (const auto& [key, count] : counts) {
    if (!key.empty() && count >= kFewestPages && count * 2 > filled) out.insert(key);
  }
  return out;
}

// Running lines count from the edge inwards up to the first line that is none or to the gap that sets them
// apart from the text: a heading at the top of every page is no running head.
std::size_t running_lines(const Page& page, Side side, const std::set<std::string>& keys, std::size_t pages) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < std::min(kOuterLines, page.lines.size()); ++i) {
    const std::string_view line = outer_line(page, side, i);
    if (trim(line).empty()) break;
    if (!keys.contains(key_of(line)) && !(pages > 1 && is_page_number(line))) break;
    found = i + 1;
  }
  return found;
}

RawBlock block_of(const Page& page, std::size_t first, std::size_t last, BlockUse use) {
  RawBlock block{.use = use};
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) block.text += '\n';
    block.text += page.lines[i];
  }
  return block;
}

void add(std::vector<RawBlock>& out, RawBlock block, std::size_t page) {
  if (trim(block.text).empty()) return;
  block.page = static_cast<int>(page);
  out.push_back(std::move(block));
}

}  // namespace

std::vector<RawBlock> page_blocks(const std::vector<std::string>& texts) {
  std::vector<Page> pages;
  pages.reserve(texts.size());
  for (const std::string& text : texts) pages.push_back(split(text));
  const auto heads = running_keys(pages, Side::kHead);
  const auto feet = running_keys(pages, Side::kFoot);
  std::vector<RawBlock> out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const Page& page = pages[i];
    const std::size_t size = page.lines.size();
    const std::size_t head = running_lines(page, Side::kHead, heads, pages.size());
    const std::size_t foot = std::min(running_lines(page, Side::kFoot, feet, pages.size()), size - head);
    add(out, block_of(page, 0, head, BlockUse::kFurniture), i + 1);
    add(out, block_of(page, head, size - foot, BlockUse::kBody), i + 1);
    add(out, block_of(page, size - foot, size, BlockUse::kFurniture), i + 1);
  }
  return out;
}

}  // namespace hoptac
