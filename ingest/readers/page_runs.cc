#include "ingest/readers/page_runs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// In heights of a line. A gap as wide as this parts columns; a mark or a label reaches further.
constexpr double kWideGap = 0.9;
constexpr double kMarkGap = 4;
constexpr double kLabelGap = 12;
// A gap that parts cells when it is well above the usual space.
constexpr double kCellGap = 0.5;
constexpr double kUsualSpace = 0.2;
// A space narrower than this within a word is none.
constexpr double kNoSpace = 0.15;
// So many single letters side by side are a word set with wide spaces.
constexpr std::size_t kSpacedLetters = 4;

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

// Two boxes stand on one line.
bool same_line(const Box& a, const Box& b) {
  const double overlap = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  return overlap > 0.6 * std::min(a.height(), b.height());
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The raised number of a note behind a word or a full stop: no part of the text. Behind a single letter it is a power.
bool is_note_mark(const PageWord& before, const PageWord& mark) {
  if (before.space_after || !is_digits(mark.text) || mark.text.size() > 2 || letters(before.text) < 3) return false;
  const double height = before.box.height();
  return mark.box.height() < 0.7 * height && mark.box.middle() < before.box.middle() - 0.1 * height;
}

class RunMaker {
 public:
  std::vector<PageRun> run(const std::vector<PageWord>& words) {
    for (std::size_t begin = 0; begin < words.size();) {
      std::size_t end = begin + 1;
      while (end < words.size() && is_near(words[end - 1], words[end])) ++end;
      split(words, begin, end);
      begin = end;
    }
    return std::move(runs_);
  }

 private:
  static double gap(const PageWord& before, const PageWord& next) { return next.box.x0 - before.box.x1; }

  static bool is_near(const PageWord& before, const PageWord& next) {
    const double height = std::min(before.box.height(), next.box.height());
    return same_line(before.box, next.box) && gap(before, next) < kWideGap * height &&
           gap(before, next) > -0.5 * height;
  }

  // A gap much wider than the other spaces of its line parts cells.
  void split(const std::vector<PageWord>& words, std::size_t begin, std::size_t end) {
    std::vector<double> spaces;
    for (std::size_t i = begin; i + 1 < end; ++i) {
      if (words[i].space_after) spaces.push_back(gap(words[i], words[i + 1]));
    }
    const double height = words[begin].box.height();
    double usual = kUsualSpace * height;
    if (spaces.size() > 2) {
      std::nth_element(spaces.begin(), spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 2), spaces.end());
      usual = std::max(usual, spaces[spaces.size() / 2]);
    }
    for (std::size_t i = begin; i < end;) {
      std::size_t next = i + 1;
      while (next < end && gap(words[next - 1], words[next]) < std::max(kCellGap * height, 2.5 * usual)) ++next;
      add(words, i, next);
      i = next;
    }
  }

  // A line of single letters: the wider gaps part its words.
  static double letter_gap(const std::vector<PageWord>& words, std::size_t begin, std::size_t end) {
    std::size_t single = 0;
    for (std::size_t i = begin; i < end; ++i) single += letters(words[i].text) == 1 && !is_digits(words[i].text);
    if (single < kSpacedLetters || 10 * single < 8 * (end - begin)) return 0;
    std::vector<double> gaps;
    for (std::size_t i = begin; i + 1 < end; ++i) gaps.push_back(gap(words[i], words[i + 1]));
    std::sort(gaps.begin(), gaps.end());
    const double usual = gaps[gaps.size() / 4];
    return 1.6 * std::max(usual, 0.5);
  }

  void add(const std::vector<PageWord>& words, std::size_t begin, std::size_t end) {
    PageRun run;
    const double spaced = letter_gap(words, begin, end);
    double widest = -1;
    for (std::size_t i = begin; i < end; ++i) {
      const PageWord& word = words[i];
      if (i > begin && is_note_mark(words[i - 1], word)) {
        continue;
      }
      bool space = false;
      if (i > begin) {
        const double width = gap(words[i - 1], word);
        space = spaced > 0 ? width > spaced : words[i - 1].space_after || width > kNoSpace * word.box.height();
      }
      if (space) run.text += ' ';
      if (space || i == begin) ++run.words;
      run.text += word.text;
      run.box.add(word.box);
      if (run.words == 1) run.first = word.box.x1 - words[begin].box.x0;
      if (word.box.width() > widest) widest = word.box.width(), run.size = word.box.height();
    }
    runs_.push_back(std::move(run));
  }

  std::vector<PageRun> runs_;
};

// Runs on one line that the layout set apart, but that one reads as one: a list mark and its text, a label and its
// value ("Địa chỉ   : 15 …").
bool belongs(const PageRun& left, const PageRun& right) {
  const double height = std::max(left.box.height(), right.box.height());
  const double gap = right.box.x0 - left.box.x1;
  if (gap < -0.5 * height) return false;
  if (gap < kNoSpace * std::min(left.box.height(), right.box.height())) return true;
  if (is_list_mark(left.text)) return gap < kMarkGap * height;
  const bool label = right.text.starts_with(':') || (left.text.ends_with(':') && !right.text.ends_with(':'));
  return label && gap < kLabelGap * height;
}

void join(PageRun& left, PageRun&& right) {
  if (is_list_mark(left.text)) {
    left.item = true;
    left.size = right.size;
  } else if (right.box.width() > left.box.width()) {
    left.size = right.size;
  }
  const bool narrow = right.box.x0 - left.box.x1 < kNoSpace * right.box.height();
  left.text += (narrow ? "" : " ") + right.text;
  left.box.add(right.box);
  left.words += right.words;
}

// Joins neighbours on a line; runs are sorted by lines, then from left to right.
std::vector<PageRun> join_neighbours(std::vector<PageRun> runs) {
  std::vector<PageRun> out;
  std::sort(runs.begin(), runs.end(), [](const PageRun& a, const PageRun& b) { return a.box.x0 < b.box.x0; });
  std::stable_sort(runs.begin(), runs.end(),
                   [](const PageRun& a, const PageRun& b) { return a.box.middle() < b.box.middle(); });
  for (PageRun& run : runs) {
    // Those of one line may differ in height: the few before are looked at.
    PageRun* found = nullptr;
    constexpr std::size_t kLooks = 24;
    for (std::size_t i = 0; i < std::min(kLooks, out.size()) && found == nullptr; ++i) {
      PageRun& before = out[out.size() - 1 - i];
      if (!same_line(before.box, run.box)) continue;
      if (belongs(before, run)) {
        join(before, std::move(run));
        found = &before;
      } else if (belongs(run, before)) {
        join(run, std::move(before));
        before = std::move(run);
        found = &before;
      }
    }
    if (found == nullptr) out.push_back(std::move(run));
  }
  return out;
}

}  // namespace

bool is_list_mark(const std::string& text) {
  constexpr std::string_view kBullets[] = {"•", "▪", "●", "○", "■", "□", "◦", "·", "-",
                                           "–", "—", "+", "*", "►", "➢", "✓", "❖", "o"};
  if (std::find(std::begin(kBullets), std::end(kBullets), text) != std::end(kBullets)) return true;
  std::size_t pos = 0;
  if (text.empty()) return false;
  const char32_t first = next_code_point(text, pos);
  if (pos == text.size()) return first >= 0xE000 && first <= 0xF8FF;
  if (letters(text) > 6 || (text.back() != '.' && text.back() != ')')) return false;
  const std::string_view inner =
      std::string_view(text).substr(text.front() == '(', text.size() - 1 - (text.front() == '('));
  const auto is_inner = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
  const bool number = !inner.empty() && std::all_of(inner.begin(), inner.end(), is_inner);
  const bool roman = !inner.empty() && inner.find_first_not_of("ivxIVX") == std::string_view::npos;
  return number || roman || letters(inner) == 1;
}

std::vector<PageRun> find_runs(const WordPage& page) { return join_neighbours(RunMaker().run(page.words)); }

}  // namespace hoptac
