#include "ingest/readers/page_layout.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "ingest/readers/page_runs.h"

namespace hoptac {

void Box::add(const Box& other) {
  x0 = std::min(x0, other.x0), y0 = std::min(y0, other.y0);
  x1 = std::max(x1, other.x1), y1 = std::max(y1, other.y1);
}

namespace {

// Columns in columns are rare; a hostile page has no more.
constexpr int kMaxDepth = 6;
// In heights of a line: white space below which lines belong together, and the space left for a signature.
constexpr double kNearLines = 1.2;
constexpr double kSignatureSpace = 12;
// White space that several lines share.
constexpr double kGutter = 0.4;
// A gap on one line alone that parts its halves.
constexpr double kOneLine = 2.5;
// Lines stand closer in a cell than rows do.
constexpr double kRowGap = 1.25;
// Fewer lines are no column of running text.
constexpr std::size_t kColumnLines = 4;
// A right column may begin so many lines above the left one.
constexpr std::size_t kHangingLines = 12;
// Rows of a table have no more lines, taken together.
constexpr std::size_t kRowLines = 4;
// More lines than a page has.
constexpr std::size_t kMaxRegionLines = 1000;

using Runs = std::vector<PageRun>;

struct Interval {
  double begin = 0, end = 0;
};
using Intervals = std::vector<Interval>;

constexpr double kFar = 1e9;

// Runs that overlap in height: a line, or lines side by side that do not stand level.
struct Band {
  std::size_t begin = 0, end = 0;  // of the sorted runs
  Box box;
};

double core_top(const PageRun& run) { return run.box.y0 + run.box.height() / 5; }
double core_bottom(const PageRun& run) { return run.box.y1 - run.box.height() / 5; }

// White space of a band from left to right, with what is outside.
Intervals white_space(const Runs& runs, const Band& band) {
  Intervals taken;
  for (std::size_t i = band.begin; i < band.end; ++i) taken.push_back({runs[i].box.x0, runs[i].box.x1});
  std::sort(taken.begin(), taken.end(), [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  Intervals out;
  double at = -kFar;
  for (const Interval& t : taken) {
    if (t.begin > at) out.push_back({at, t.begin});
    at = std::max(at, t.end);
  }
  out.push_back({at, kFar});
  return out;
}

Intervals intersect(const Intervals& a, const Intervals& b, double least) {
  Intervals out;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    const Interval both{std::max(a[i].begin, b[k].begin), std::min(a[i].end, b[k].end)};
    if (both.end - both.begin >= least) out.push_back(both);
    (a[i].end < b[k].end ? i : k)++;
  }
  return out;
}

// Bands that share gutters.
struct Region {
  std::size_t begin = 0, end = 0;  // of the bands
  Intervals gutters;
};

enum class Shape { kColumns, kRows };

class Layout {
 public:
  std::vector<PageLine> run(Runs runs) {
    arrange(std::move(runs), {0, 0}, 0);
    return std::move(lines_);
  }

 private:
  static std::vector<Band> find_bands(Runs& runs) {
    std::sort(runs.begin(), runs.end(), [](const PageRun& a, const PageRun& b) { return core_top(a) < core_top(b); });
    std::vector<Band> bands;
    double bottom = -kFar;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      if (bands.empty() || core_top(runs[i]) > bottom) bands.push_back({i, i, {}});
      bands.back().end = i + 1;
      bands.back().box.add(runs[i].box);
      bottom = std::max(bottom, core_bottom(runs[i]));
    }
    return bands;
  }

  // The lines of these runs in reading order. `column`: its borders, equal when the page is the column.
  void arrange(Runs runs, Interval column, int depth) {
    const std::vector<Band> bands = find_bands(runs);
    for (std::size_t i = 0; i < bands.size();) {
      const Region region = depth < kMaxDepth ? find_region(runs, bands, i) : Region{i, i + 1, {}};
      if (region.gutters.empty()) {
        add_lines(runs, bands[i], column);
        i = i + 1;
      } else {
        add_region(runs, bands, region, column, depth);
        i = region.end;
      }
    }
  }

  // The region that begins here, if one does: with the first lines of a right column that begins above the left one.
  static Region find_region(const Runs& runs, const std::vector<Band>& bands, std::size_t first) {
    Region region = grow(runs, bands, first);
    if (!region.gutters.empty()) return region;
    std::size_t next = first + 1;
    const std::size_t last = std::min(bands.size(), first + kHangingLines);
    while (next < last && white_space(runs, bands[next]).size() < 3) ++next;
    if (next >= last) return region;
    Region columns = grow(runs, bands, next);
    for (std::size_t i = next; i-- > first && !columns.gutters.empty();) {
      const double height = runs[bands[i].begin].box.height();
      const Intervals gutters = intersect(columns.gutters, white_space(runs, bands[i]), kGutter * height);
      const bool near = bands[i + 1].box.y0 - bands[i].box.y1 < kNearLines * height;
      if (!near || gutters.size() < columns.gutters.size() || side_of(runs[bands[i].begin], gutters) == 0)
        return region;
      columns.gutters = gutters;
    }
    const std::vector<Column> all = columns_of(runs, bands, columns);
    if (columns.gutters.empty() || !std::all_of(all.begin(), all.end(), is_running)) return region;
    columns.begin = first;
    return columns;
  }

  // The gutters from band `first` on, and how far they reach.
  static Region grow(const Runs& runs, const std::vector<Band>& bands, std::size_t first) {
    Region region{first, first + 1, inner(white_space(runs, bands[first]))};
    Intervals gutters = region.gutters;
    const std::size_t last = std::min(bands.size(), first + kMaxRegionLines);
    for (std::size_t i = first + 1; i < last && !gutters.empty(); ++i) {
      const double height = runs[bands[i].begin].box.height();
      gutters = intersect(gutters, white_space(runs, bands[i]), kGutter * height);
      const bool several = sides(runs, bands[i], gutters) > 1;
      const double space = bands[i].box.y0 - bands[i - 1].box.y1;
      const bool far = several && !is_full(runs, bands[i]);
      if (gutters.empty() || space > (far ? kSignatureSpace : kNearLines) * height) break;
      if (several) region.end = i + 1, region.gutters = gutters;
    }
    add_rest(runs, bands, region);
    return region;
  }

  // Text fills the line, as it does in columns; names under signatures do not.
  static bool is_full(const Runs& runs, const Band& band) {
    double width = 0;
    for (std::size_t i = band.begin; i < band.end; ++i) width += runs[i].box.width();
    return width > 0.8 * band.box.width();
  }

  // Lines on one side behind the last common one: the rest of a longer column, or of a cell.
  static void add_rest(const Runs& runs, const std::vector<Band>& bands, Region& region) {
    if (region.gutters.empty()) return;
    const double usual = usual_space(runs, bands, region);
    while (region.end < bands.size()) {
      const Band& next = bands[region.end];
      const double height = runs[next.begin].box.height();
      const Intervals gutters = intersect(region.gutters, white_space(runs, next), kGutter * height);
      const bool apart = next.box.y0 - bands[region.end - 1].box.y1 > usual + 0.3 * height;
      if (apart || gutters.size() < region.gutters.size() || sides(runs, next, gutters) > 1) return;
      region.gutters = gutters;
      ++region.end;
    }
  }

  // The least white space between lines of a region.
  static double usual_space(const Runs& runs, const std::vector<Band>& bands, const Region& region) {
    double least = kFar;
    for (std::size_t i = region.begin + 1; i < region.end; ++i) {
      least = std::min(least, bands[i].box.y0 - bands[i - 1].box.y1);
    }
    return least == kFar ? runs[bands[region.begin].begin].box.height() / 2 : least;
  }

  static Intervals inner(const Intervals& white) {
    if (white.size() < 3) return {};
    return {white.begin() + 1, white.end() - 1};
  }

  static std::size_t side_of(const PageRun& run, const Intervals& gutters) {
    std::size_t side = 0;
    while (side < gutters.size() && run.box.x0 >= gutters[side].begin) ++side;
    return side;
  }

  // On how many sides of the gutters a band has runs.
  static std::size_t sides(const Runs& runs, const Band& band, const Intervals& gutters) {
    std::vector<bool> seen(gutters.size() + 1);
    for (std::size_t i = band.begin; i < band.end; ++i) seen[side_of(runs[i], gutters)] = true;
    return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
  }

  // What the shape of a region is told from.
  struct Column {
    Box box;
    std::size_t lines = 0, words = 0, full = 0, digits = 0;
    std::vector<const PageRun*> runs;
  };

  static std::vector<Column> columns_of(const Runs& runs, const std::vector<Band>& bands, const Region& region) {
    std::vector<Column> out(region.gutters.size() + 1);
    for (std::size_t i = bands[region.begin].begin; i < bands[region.end - 1].end; ++i) {
      Column& column = out[side_of(runs[i], region.gutters)];
      column.box.add(runs[i].box);
      column.runs.push_back(&runs[i]);
    }
    for (Column& column : out) {
      for (const PageRun* run : column.runs) {
        ++column.lines;
        column.words += run->words;
        column.full += run->box.width() > 0.7 * column.box.width();
        column.digits += !run->text.empty() && run->text.find_first_not_of("0123456789./-–") == std::string::npos;
      }
    }
    return out;
  }

  // Running text in columns: many lines, most of them full, several words in each.
  static bool is_running(const Column& column) {
    return column.lines >= kColumnLines && 2 * column.full >= column.lines && column.words >= 3 * column.lines;
  }

  // Steps from line to line: the least and the usual one.
  struct Steps {
    double least = kFar, usual = 0;
  };

  static Steps steps_of(const std::vector<Band>& bands, const Region& region) {
    std::vector<double> steps;
    for (std::size_t i = region.begin + 1; i < region.end; ++i) {
      steps.push_back(bands[i].box.middle() - bands[i - 1].box.middle());
    }
    if (steps.empty()) return {};
    std::sort(steps.begin(), steps.end());
    return {steps.front(), steps[steps.size() / 2]};
  }

  // How often all columns begin anew at the same height behind a step wider than `step`.
  static std::size_t rows(const Runs& runs, const std::vector<Band>& bands, const Region& region, double step) {
    std::size_t out = 1;
    for (std::size_t i = region.begin + 1; i < region.end; ++i) {
      const bool apart = bands[i].box.middle() - bands[i - 1].box.middle() > step;
      out += apart && sides(runs, bands[i], region.gutters) == region.gutters.size() + 1;
    }
    return out;
  }

  static bool has_signature_space(const std::vector<Band>& bands, const Region& region) {
    double most = 0;
    for (std::size_t i = region.begin + 1; i < region.end; ++i) {
      most = std::max(most, (bands[i].box.y0 - bands[i - 1].box.y1) / bands[i].box.height());
    }
    return most > 1.5;
  }

  static bool is_aligned(const Column& column) {
    const double slack = column.runs.front()->size / 2;
    std::size_t left = 0;
    for (const PageRun* run : column.runs) left += run->box.x0 < column.box.x0 + slack;
    return 4 * left >= 3 * column.runs.size();
  }

  static Shape shape_of(const Runs& runs, const std::vector<Band>& bands, const Region& region) {
    const std::vector<Column> columns = columns_of(runs, bands, region);
    const auto running = static_cast<std::size_t>(std::count_if(columns.begin(), columns.end(), is_running));
    const std::size_t height = region.end - region.begin;
    const Steps steps = steps_of(bands, region);
    if (running == columns.size()) {
      const std::size_t count = rows(runs, bands, region, kRowGap * steps.usual);
      return count < 3 || kRowLines * count < height ? Shape::kColumns : Shape::kRows;
    }
    if (height == 1) return Shape::kColumns;
    if (columns.size() > 2) return Shape::kRows;
    if (has_signature_space(bands, region)) return Shape::kColumns;
    const double line = runs[bands[region.begin].begin].box.height();
    const std::size_t count = rows(runs, bands, region, std::min(kRowGap * steps.least, 1.3 * line));
    const Column& first = columns.front();
    if (10 * first.digits >= 6 * first.lines && count >= 2) return Shape::kRows;
    const bool aligned = is_aligned(columns[0]) && is_aligned(columns[1]);
    const bool level = height >= 3 && columns[0].lines == height && columns[1].lines == height;
    return aligned && (level || count >= 3) ? Shape::kRows : Shape::kColumns;
  }

  // Pieces of one line that stand too near each other for columns.
  static bool is_one_line(const Runs& runs, const std::vector<Band>& bands, const Region& region) {
    if (region.end - region.begin > 1) return false;
    const double height = bands[region.begin].box.height();
    double line = 0;
    for (std::size_t i = bands[region.begin].begin; i < bands[region.begin].end; ++i) {
      line = std::max(line, runs[i].box.height());
    }
    if (height > 1.5 * line) return false;
    return std::all_of(region.gutters.begin(), region.gutters.end(),
                       [&](const Interval& gutter) { return gutter.end - gutter.begin < kOneLine * height; });
  }

  void add_region(const Runs& runs, const std::vector<Band>& bands, const Region& region, Interval own, int depth) {
    if (is_one_line(runs, bands, region)) {
      add_one_line(runs, bands[region.begin], own);
      return;
    }
    if (shape_of(runs, bands, region) == Shape::kRows) {
      add_rows(runs, bands, region);
      return;
    }
    std::vector<Runs> columns(region.gutters.size() + 1);
    for (std::size_t i = bands[region.begin].begin; i < bands[region.end - 1].end; ++i) {
      columns[side_of(runs[i], region.gutters)].push_back(runs[i]);
    }
    for (Runs& column : columns) {
      if (column.empty()) continue;
      Box box;
      for (const PageRun& run : column) box.add(run.box);
      ++region_;
      arrange(std::move(column), {box.x0, box.x1}, depth + 1);
    }
    ++region_;
  }

  // One row of cells for each group of bands that stand close and do not begin a new first cell.
  void add_rows(const Runs& runs, const std::vector<Band>& bands, const Region& region) {
    const double least = steps_of(bands, region).least;
    ++region_;
    for (std::size_t i = region.begin; i < region.end;) {
      std::size_t next = i + 1;
      while (next < region.end && is_same_row(runs, bands, region, next, least)) ++next;
      add_row(runs, bands[i].begin, bands[next - 1].end, region.gutters);
      i = next;
    }
    ++region_;
  }

  static bool is_same_row(const Runs& runs, const std::vector<Band>& bands, const Region& region, std::size_t at,
                          double least) {
    const Band& band = bands[at];
    const std::size_t filled = sides(runs, band, region.gutters);
    if (filled == region.gutters.size() + 1) return false;
    const double step = band.box.middle() - bands[at - 1].box.middle();
    bool first = false;
    for (std::size_t i = band.begin; i < band.end; ++i) first = first || side_of(runs[i], region.gutters) == 0;
    const double height = runs[band.begin].box.height();
    return step < std::max(kRowGap * least, 1.3 * height) && (!first || step < kRowGap * least);
  }

  void add_row(const Runs& runs, std::size_t begin, std::size_t end, const Intervals& gutters) {
    std::vector<std::vector<const PageRun*>> cells(gutters.size() + 1);
    PageLine line;
    line.row = true;
    line.region = region_;
    for (std::size_t i = begin; i < end; ++i) {
      cells[side_of(runs[i], gutters)].push_back(&runs[i]);
      line.box.add(runs[i].box);
      line.size = std::max(line.size, runs[i].size);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line.text += " | ";
      std::sort(cells[i].begin(), cells[i].end(), [](const PageRun* a, const PageRun* b) {
        return std::pair(a->box.y0, a->box.x0) < std::pair(b->box.y0, b->box.x0);
      });
      for (std::size_t k = 0; k < cells[i].size(); ++k) line.text += (k > 0 ? " " : "") + cells[i][k]->text;
    }
    lines_.push_back(std::move(line));
  }

  void add_one_line(const Runs& runs, const Band& band, Interval column) {
    std::vector<PageRun> sorted(runs.begin() + static_cast<std::ptrdiff_t>(band.begin),
                                runs.begin() + static_cast<std::ptrdiff_t>(band.end));
    std::sort(sorted.begin(), sorted.end(), [](const PageRun& a, const PageRun& b) { return a.box.x0 < b.box.x0; });
    PageRun all = sorted.front();
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      all.text += " " + sorted[i].text;
      all.box.add(sorted[i].box);
      all.size = std::max(all.size, sorted[i].size);
    }
    add_lines({all}, {0, 1, all.box}, column);
  }

  // Lines of a band without gutters, from above.
  void add_lines(const Runs& runs, const Band& band, Interval column) {
    std::vector<const PageRun*> sorted;
    for (std::size_t i = band.begin; i < band.end; ++i) sorted.push_back(&runs[i]);
    std::sort(sorted.begin(), sorted.end(), [](const PageRun* a, const PageRun* b) {
      return std::pair(a->box.y0, a->box.x0) < std::pair(b->box.y0, b->box.x0);
    });
    for (const PageRun* run : sorted) {
      PageLine line;
      line.text = run->text;
      line.box = run->box;
      line.size = run->size;
      line.first = run->first;
      line.item = run->item;
      line.left = column.begin;
      line.right = column.end;
      line.region = region_;
      lines_.push_back(std::move(line));
    }
  }

  std::vector<PageLine> lines_;
  int region_ = 0;
};

}  // namespace

std::vector<PageLine> lay_out(const WordPage& page) { return Layout().run(find_runs(page)); }

}  // namespace hoptac
