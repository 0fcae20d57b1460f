#include "ingest/ocr/ocr_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "ingest/ocr/letter_size.h"
#include "ingest/readers/page_paragraphs.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr double kPointsPerInch = 72;
// What tesseract takes for a word with less confidence is a speck or a rule.
constexpr double kNoWord = 0.1;
// Type that is larger than most of the page by this is so on purpose; estimates of single words are some 10 % off.
constexpr double kLargeType = 1.2;
constexpr std::size_t kTellingLetters = 6;
// Lines below each other of so nearly the same size are of one.
constexpr double kSameType = 0.15;

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

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
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
        places_.emplace_back();
        break;
      case kLineLevel:
        line_ = box_of(row, scale_);
        ++lines_;
        break;
      case kWordLevel:
        take_word(row);
        break;
      default:
        break;
    }
  }

  std::vector<OcrPage> finish() {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      OcrPage& page = pages_[i];
      if (page.letters > 0) page.confidence /= static_cast<double>(page.letters);
      level(page, places_[i]);
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
    places_.back().push_back({lines_, type_size(row.text, word.box.height())});
    word.box.y0 = line_.y0;
    word.box.y1 = line_.y1;
    const std::size_t n = letters(row.text);
    page.letters += n;
    page.confidence += confidence * static_cast<double>(n);
    page.words.words.push_back(std::move(word));
  }

  struct Place {
    std::size_t line = 0;
    double size = 0;  // of type; 0 where the word does not tell
  };

  // All lines get one height, around their middles, but those of clearly larger type.
  static void level(OcrPage& page, const std::vector<Place>& places) {
    std::vector<double> heights, sizes;
    for (const PageWord& word : page.words.words) heights.push_back(word.box.height());
    for (const Place& place : places) sizes.push_back(place.size);
    const double height = median(std::move(heights)), size = median(std::move(sizes));
    for (std::size_t first = 0; first < places.size();) {
      std::size_t end = first, told = 0;
      std::vector<double> line;
      for (; end < places.size() && places[end].line == places[first].line; ++end) {
        line.push_back(places[end].size);
        told += letters(page.words.words[end].text);
      }
      const double ratio = size > 0 && told >= kTellingLetters ? median(std::move(line)) / size : 1;
      const double half = height / 2 * (ratio >= kLargeType ? ratio : 1);
      for (; first < end; ++first) {
        Box& box = page.words.words[first].box;
        const double middle = box.middle();
        box.y0 = middle - half;
        box.y1 = middle + half;
      }
    }
  }

  int first_;
  double scale_;
  std::vector<OcrPage> pages_;
  std::vector<std::vector<Place>> places_;  // of each page's words
  std::size_t lines_ = 0;
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
  const double common = sizes[sizes.size() / 2];
  for (LaidPage& page : laid) {
    double above = common;
    for (PageLine& line : page.lines) {
      if (line.size < kLargeType * common) line.size = common;
      const bool same = above > common && line.size > common && std::abs(line.size - above) < kSameType * above;
      above = line.size = same ? above : line.size;
    }
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
