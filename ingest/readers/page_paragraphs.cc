#include "ingest/readers/page_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "ingest/readers/page_runs.h"
#include "ingest/text/join_line.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// In heights of the letters, or of the usual step from line to line.
constexpr double kIndent = 0.8;
constexpr double kParagraphStep = 1.2;
constexpr double kHeadingStep = 1.5;
constexpr double kOtherSize = 0.1;
constexpr double kHeadingSize = 1.15;
constexpr double kNoteSize = 0.93;
// A heading is no longer than this.
constexpr std::size_t kHeadingBytes = 300;
constexpr std::size_t kLetterheadBytes = 80;
// No shorter text goes on over the end of a column or page.
constexpr std::size_t kOpenBytes = 40;
// A text of so many bytes that does not end in a full stop is no line of a form.
constexpr std::size_t kFullBytes = 120;

struct Line {
  const PageLine* line = nullptr;
  int page = 0;
  int section = 0;  // lines of one column of one page have the same
  bool running = false;
};

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  std::size_t pos = 0;
  next_code_point(text, pos);
  const std::string_view letter = text.substr(0, pos);
  return to_lower(letter) != letter;
}

bool starts_lower(std::string_view text) {
  if (text.empty()) return false;
  std::size_t pos = 0;
  const char32_t c = next_code_point(text, pos);
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000);
  return letter && !starts_upper(text);
}

bool ends_sentence(std::string_view text) {
  for (const std::string_view quote : {"\"", "”", "’", "»", ")"}) {
    if (text.ends_with(quote)) text.remove_suffix(quote.size());
  }
  return !text.empty() && std::string_view(".:;!?").find(text.back()) != std::string_view::npos;
}

std::string first_word(std::string_view text) { return std::string(text.substr(0, text.find(' '))); }

// The value that most weight stands behind.
double mode_of(const std::map<long, double>& weights) {
  long best = 0;
  double most = 0;
  for (const auto& [value, weight] : weights) {
    if (weight > most) most = weight, best = value;
  }
  return static_cast<double>(best) / 10;
}

long tenths(double value) { return std::lround(value * 10); }

// What a document's lines have in common.
struct Measures {
  double size = 0;  // of the letters of most text
  double step = 0;  // from line to line, of letters of that size
};

class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<LaidPage>& pages) : pages_(pages) {}

  std::vector<RawBlock> run() {
    gather(pages_);
    measure();
    mark_letterhead();
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t end = paragraph_end(i);
      add(i, end);
      i = end;
    }
    std::move(notes_.begin(), notes_.end(), std::back_inserter(blocks_));
    return std::move(blocks_);
  }

 private:
  void gather(const std::vector<LaidPage>& pages) {
    const auto running = find_running_lines(pages);
    int section = 0;
    for (std::size_t p = 0; p < pages.size(); ++p) {
      for (std::size_t i = 0; i < pages[p].lines.size(); ++i) {
        const PageLine& line = pages[p].lines[i];
        if (i == 0 || line.region != pages[p].lines[i - 1].region) ++section;
        lines_.push_back({&line, static_cast<int>(p + 1), section, running[p][i]});
      }
    }
  }

  // A short line alone above the title, at the top of the first page: the running head of a single page.
  void mark_letterhead() {
    if (lines_.size() < 3 || pages_.front().lines.empty()) return;
    Line& first = lines_[0];
    const std::string& text = first.line->text;
    const bool apt = text.size() <= kLetterheadBytes && text.find_first_of("0123456789") == std::string::npos &&
                     !ends_sentence(text) && !first.line->row && first.line->box.y1 < pages_.front().height / 8;
    if (apt && !is_heading_size(first) && is_heading_size(lines_[1])) first.running = true;
  }

  bool is_text(const Line& l) const { return !l.running && !l.line->row; }

  void measure() {
    std::map<long, double> sizes;
    for (const Line& l : lines_) {
      if (is_text(l)) sizes[tenths(l.line->size)] += static_cast<double>(l.line->text.size());
    }
    measures_.size = mode_of(sizes);
    measure_page();
    std::map<long, double> steps;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      const Line& before = lines_[i - 1];
      const Line& next = lines_[i];
      if (!is_text(before) || !is_text(next) || before.section != next.section) continue;
      if (std::abs(next.line->size - measures_.size) > 0.5 || is_short(before, next)) continue;
      const double step = next.line->box.middle() - before.line->box.middle();
      if (step > 0 && step < 4 * measures_.size) steps[std::lround(step * 2) * 5] += 1;
    }
    measures_.step = steps.empty() ? 1.25 * measures_.size : mode_of(steps);
  }

  // Borders of text that stands in no column: the outermost that several lines share.
  void measure_page() {
    std::vector<double> lefts, rights;
    for (const Line& l : lines_) {
      if (!is_text(l) || l.line->left != l.line->right) continue;
      lefts.push_back(l.line->box.x0);
      rights.push_back(l.line->box.x1);
    }
    std::sort(lefts.begin(), lefts.end());
    std::sort(rights.begin(), rights.end(), std::greater<>());
    left_ = shared_border(lefts);
    right_ = shared_border(rights);
  }

  double shared_border(const std::vector<double>& sorted) const {
    if (sorted.empty()) return 0;
    const std::size_t wanted = std::max<std::size_t>(2, sorted.size() / 20);
    for (std::size_t i = 0; i + wanted - 1 < sorted.size(); ++i) {
      if (std::abs(sorted[i] - sorted[i + wanted - 1]) < measures_.size) return sorted[i];
    }
    return sorted.front();
  }

  bool in_column(const Line& l) const { return l.line->left != l.line->right; }
  double left(const Line& l) const { return in_column(l) ? l.line->left : left_; }
  double right(const Line& l) const { return in_column(l) ? l.line->right : right_; }

  // The next line's first word would have had room: the line ends because something else begins.
  bool is_short(const Line& before, const Line& next) const {
    const double size = next.line->size;
    if (is_centred(before)) {
      return before.line->box.width() + 0.3 * size + next.line->first < right(before) - left(before) - 0.3 * size;
    }
    return before.line->box.x1 + 0.3 * size + next.line->first < right(before) - 0.3 * size;
  }

  bool is_centred(const Line& l) const {
    const double middle = (left(l) + right(l)) / 2;
    const double own = (l.line->box.x0 + l.line->box.x1) / 2;
    return std::abs(middle - own) < l.line->size && l.line->box.x0 > left(l) + l.line->size;
  }

  bool is_heading_size(const Line& l) const { return l.line->size > kHeadingSize * measures_.size; }

  static bool has_mark(const Line& l) { return l.line->item || is_list_mark(first_word(l.line->text)); }

  // A mark in front of a line begins an entry, unless it is a word at the start of a line by chance ("17." of a date).
  bool begins_entry(const Line& before, const Line& next) const {
    if (!has_mark(next)) return false;
    if (next.line->item) return true;
    const std::string mark = first_word(next.line->text);
    const bool number = mark.back() == '.' || mark.back() == ')';
    return number ? ends_sentence(before.line->text) || is_short(before, next)
                  : starts_upper(next.line->text) || ends_sentence(before.line->text) || is_short(before, next);
  }

  // Whether `next` goes on with the paragraph that began at `first` and has `before` as its last line so far.
  bool goes_on(const Line& first, const Line& before, const Line& next) const {
    if (before.section != next.section || before.running != next.running) return false;
    if (before.line->row || next.line->row || next.running) return false;
    const double size = std::max(before.line->size, next.line->size);
    if (std::abs(before.line->size - next.line->size) > kOtherSize * size) return false;
    const double step = next.line->box.middle() - before.line->box.middle();
    const double usual = measures_.step * std::max(1.0, next.line->size / measures_.size);
    const double most = is_heading_size(next) ? kHeadingStep : kParagraphStep;
    if (step > most * usual || begins_entry(before, next)) return false;
    const bool level = step < 0.3 * size;  // parts of one line that the layout set apart
    if (level) return next.line->box.x0 - before.line->box.x1 < 3 * size;
    if (is_heading_size(before) && is_centred(next)) return true;
    if (is_centred(before) && is_centred(next)) return !is_short(before, next);
    if (is_short(before, next)) return false;
    return !is_indented(first, before, next);
  }

  // The first line of a paragraph is set in; an entry's lines are set in behind its mark.
  bool is_indented(const Line& first, const Line& before, const Line& next) const {
    const double indent = kIndent * next.line->size;
    const double x = next.line->box.x0;
    if (&first == &before) {
      return !has_mark(first) && x > before.line->box.x0 + indent && starts_upper(next.line->text);
    }
    return x > before.line->box.x0 + indent;
  }

  std::size_t paragraph_end(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < lines_.size() && goes_on(lines_[begin], lines_[end - 1], lines_[end])) ++end;
    return end;
  }

  BlockKind kind_of(std::size_t begin, std::size_t end, const std::string& text) const {
    const Line& first = lines_[begin];
    if (first.line->row) return BlockKind::kTableRow;
    const bool large = is_heading_size(first) && text.size() <= kHeadingBytes && end - begin <= 4;
    if (large && !first.running) return BlockKind::kHeading;
    return BlockKind::kParagraph;
  }

  void add(std::size_t begin, std::size_t end) {
    const Line& first = lines_[begin];
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
      const std::string& line = lines_[i].line->text;
      if (i == begin) {
        text = line;
      } else {
        join_line(text, line, text);
      }
    }
    if (trim(text).empty()) return;
    RawBlock block{.kind = kind_of(begin, end, text),
                   .use = first.running ? BlockUse::kFurniture : BlockUse::kBody,
                   .text = std::move(text),
                   .page = first.page};
    if (block.kind == BlockKind::kParagraph) cut_bullet(block);
    const bool note = first.line->size < kNoteSize * measures_.size && !first.running;
    if (note && cut_note_mark(block.text)) {
      notes_.push_back(std::move(block));
      return;
    }
    if (continues_page(begin, block)) {
      join_line(blocks_[*last_].text, block.text, blocks_[*last_].text);
      last_line_ = end - 1;
      return;
    }
    blocks_.push_back(std::move(block));
    if (first.running || (note && last_)) return;
    last_ = blocks_.size() - 1;
    last_line_ = end - 1;
  }

  // The rest of a paragraph that the end of a column or page cut in two; notes at the foot of the page stand between.
  bool continues_page(std::size_t begin, const RawBlock& block) const {
    if (!last_ || block.use != BlockUse::kBody || block.kind != BlockKind::kParagraph) return false;
    const Line& before = lines_[last_line_];
    const Line& next = lines_[begin];
    const RawBlock& open = blocks_[*last_];
    if (open.kind != BlockKind::kParagraph && open.kind != BlockKind::kListItem) return false;
    if (before.section == next.section || open.text.size() < kOpenBytes) return false;
    if (next.page - before.page > 1 || next.line->box.y0 > before.line->box.y0) return false;
    if (std::abs(before.line->size - next.line->size) > kOtherSize * next.line->size) return false;
    if (has_mark(next) || ends_sentence(open.text) || is_short(before, next)) return false;
    if (starts_lower(block.text) || open.text.ends_with('-')) return true;
    return next.page > before.page && !is_centred(before) && !is_centred(next) && open.text.size() > kFullBytes;
  }

  // "1 The term …" at the foot of a page: its number in the text is left out too. True for a note.
  static bool cut_note_mark(std::string& text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits > 2 || digits == std::string::npos || text[digits] != ' ') return false;
    if (!starts_upper(std::string_view(text).substr(digits + 1))) return false;
    text.erase(0, digits + 1);
    return true;
  }

  // A bullet is no text.
  static void cut_bullet(RawBlock& block) {
    const std::string mark = first_word(block.text);
    if (!is_list_mark(mark) || mark.size() == block.text.size()) return;
    const bool typed = (mark[0] & 0x80) == 0 || mark == "–" || mark == "—";
    if (typed && mark != "-" && mark != "–" && mark != "+" && mark != "*") return;
    block.kind = BlockKind::kListItem;
    if (!typed) block.text.erase(0, mark.size() + 1);
  }

  const std::vector<LaidPage>& pages_;
  std::vector<Line> lines_;
  Measures measures_;
  double left_ = 0, right_ = 0;
  std::vector<RawBlock> blocks_;
  std::vector<RawBlock> notes_;      // at the end of the document, as in other formats
  std::optional<std::size_t> last_;  // the last body block that may go on
  std::size_t last_line_ = 0;        // its last line
};

}  // namespace

std::vector<RawBlock> page_blocks(const std::vector<LaidPage>& pages) { return Paragraphs(pages).run(); }

}  // namespace hoptac
