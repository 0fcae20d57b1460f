#include "ingest/ocr/ocr_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "ingest/readers/page_paragraphs.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr double kPointsPerInch = 72;
// What tesseract takes for a word with less confidence is a speck or a rule.
constexpr double kNoWord = 0.1;

// Columns: level page block paragraph line word left top width height confidence text.
struct Row {
  std::array<double, 11> numbers{};
  std::string_view text;
  enum { kLevel, kPage, kBlock, kParagraph, kLine, kWord, kLeft, kTop, kWidth, kHeight, kConfidence };
};

std::optional<Row> parse_row(std::string_view line) {
  Row row;
  for (double& number : row.numbers) {
    const std::string_view cell = line.substr(0, line.find('\t'));
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size() || cell.size() == line.size()) return std::nullopt;
    line.remove_prefix(cell.size() + 1);
  }
  row.text = line;
  return row;
}

Box box_of(const Row& row, double scale) {
  const double x = row.numbers[Row::kLeft] * scale;
  const double y = row.numbers[Row::kTop] * scale;
  return {x, y, x + row.numbers[Row::kWidth] * scale, y + row.numbers[Row::kHeight] * scale};
}

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

enum Level { kPageLevel = 1, kLineLevel = 4, kWordLevel = 5 };

class Parser {
 public:
  Parser(int first, double dpi) : first_(first), scale_(kPointsPerInch / std::max(dpi, 1.0)) {}

  void take(const Row& row) {
    switch (static_cast<int>(row.numbers[Row::kLevel])) {
      case kPageLevel:
        pages_.push_back({first_ + static_cast<int>(pages_.size()), {}, 0, 0, {}});
        pages_.back().words.width = row.numbers[Row::kWidth] * scale_;
        pages_.back().words.height = row.numbers[Row::kHeight] * scale_;
        break;
      case kLineLevel:
        line_ = box_of(row, scale_);
        break;
      case kWordLevel:
        take_word(row);
        break;
      default:
        break;
    }
  }

  std::vector<OcrPage> finish() {
    for (OcrPage& page : pages_) {
      if (page.letters > 0) page.confidence /= static_cast<double>(page.letters);
      level(page);
    }
    return std::move(pages_);
  }

 private:
  // A word is as high as its line: its own box says which letters it has.
  void take_word(const Row& row) {
    const double confidence = row.numbers[Row::kConfidence] / 100;
    if (pages_.empty() || confidence < kNoWord || row.text.find_first_not_of(" \r") == std::string_view::npos) return;
    OcrPage& page = pages_.back();
    PageWord word{std::string(row.text), box_of(row, scale_), true};
    word.box.y0 = line_.y0;
    word.box.y1 = line_.y1;
    const std::size_t n = letters(row.text);
    page.letters += n;
    page.confidence += confidence * static_cast<double>(n);
    page.words.words.push_back(std::move(word));
  }

  // All lines get one height, around their middles.
  static void level(OcrPage& page) {
    std::vector<double> heights;
    for (const PageWord& word : page.words.words) heights.push_back(word.box.height());
    if (heights.empty()) return;
    std::nth_element(heights.begin(), heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2), heights.end());
    const double half = heights[heights.size() / 2] / 2;
    for (PageWord& word : page.words.words) {
      const double middle = word.box.middle();
      word.box.y0 = middle - half;
      word.box.y1 = middle + half;
    }
  }

  int first_;
  double scale_;
  std::vector<OcrPage> pages_;
  Box line_;
};

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }

}  // namespace

std::vector<OcrPage> parse_ocr(std::string_view tsv, int first, double dpi) {
  Parser parser(first, dpi);
  while (!tsv.empty()) {
    const std::string_view line = tsv.substr(0, tsv.find('\n'));
    if (const auto row = parse_row(line)) parser.take(*row);
    tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
  }
  return parser.finish();
}

std::vector<RawBlock> ocr_blocks(const std::vector<OcrPage>& pages) {
  std::vector<LaidPage> laid;
  std::vector<double> sizes;
  for (const OcrPage& page : pages) {
    laid.push_back({page.words.height, lay_out(page.words)});
    for (const PageLine& line : laid.back().lines) sizes.push_back(line.size);
  }
  if (sizes.empty()) return {};
  std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
  for (LaidPage& page : laid) {
    for (PageLine& line : page.lines) line.size = sizes[sizes.size() / 2];
  }
  std::vector<RawBlock> blocks = page_blocks(laid);
  for (RawBlock& block : blocks) block.page = pages[static_cast<std::size_t>(block.page - 1)].number;
  return blocks;
}

std::vector<std::string> ocr_warnings(const std::vector<OcrPage>& pages) {
  std::vector<std::string> out;
  for (const OcrPage& page : pages) {
    const std::string name = "page " + std::to_string(page.number) + ": ";
    if (!page.lost.empty()) out.push_back(name + "not read by OCR: " + page.lost);
    if (page.letters == 0 || page.confidence >= kLegible) continue;
    out.push_back(name + "hardly legible (OCR confidence " + percent(page.confidence) + ")");
  }
  return out;
}

double ocr_confidence(const std::vector<OcrPage>& pages) {
  double sum = 0;
  std::size_t count = 0;
  for (const OcrPage& page : pages) {
    sum += page.confidence * static_cast<double>(page.letters);
    count += page.letters;
  }
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

}  // namespace hoptac
