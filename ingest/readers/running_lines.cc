#include "ingest/readers/running_lines.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// Lines at each end of a page that may be a running head or foot.
constexpr std::size_t kOuterLines = 4;
// The part of a page's height at each end where such a line stands on a document of two pages, and a page number.
constexpr double kMargin = 0.12;
// On fewer pages a repeated line is more likely a repeated heading.
constexpr std::size_t kFewestPages = 3;
// White space, in heights of a line, that parts a running line from the text.
constexpr double kGap = 0.8;
// A line at the same place differs by less, in points.
constexpr double kSamePlace = 4;

enum class Side { kHead, kFoot };

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

// Indexes of the lines of a page from above.
std::vector<std::size_t> from_above(const LaidPage& page) {
  std::vector<std::size_t> out(page.lines.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = i;
  std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    return page.lines[a].box.middle() < page.lines[b].box.middle();
  });
  return out;
}

struct Outer {
  std::string key;
  double place = 0;  // from the page's edge
  bool margin = false;
};

class Finder {
 public:
  explicit Finder(const std::vector<LaidPage>& pages) : pages_(pages) {
    for (const LaidPage& page : pages) {
      order_.push_back(from_above(page));
      filled_ += !page.lines.empty();
    }
    for (const Side side : {Side::kHead, Side::kFoot}) count(side);
  }

  std::vector<std::vector<bool>> run() const {
    std::vector<std::vector<bool>> out;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      out.emplace_back(pages_[i].lines.size());
      for (const Side side : {Side::kHead, Side::kFoot}) mark(i, side, out.back());
    }
    return out;
  }

 private:
  // The i-th line counted from the edge.
  std::size_t outer_line(std::size_t page, Side side, std::size_t i) const {
    const std::vector<std::size_t>& order = order_[page];
    return side == Side::kHead ? order[i] : order[order.size() - 1 - i];
  }

  Outer look(std::size_t page, Side side, std::size_t i) const {
    const LaidPage& p = pages_[page];
    const PageLine& line = p.lines[outer_line(page, side, i)];
    const double middle = line.box.middle();
    const double place = side == Side::kHead ? middle : p.height - middle;
    return {key_of(line.text), place, place < kMargin * p.height};
  }

  void count(Side side) {
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      std::set<std::string> seen;
      for (std::size_t i = 0; i < std::min(kOuterLines, order_[page].size()); ++i) {
        Outer outer = look(page, side, i);
        if (outer.key.empty() || !seen.insert(outer.key).second) continue;
        places_[side][outer.key].push_back(std::move(outer));
      }
    }
  }

  // So many other pages have the line at this place.
  bool is_running(Side side, const Outer& line) const {
    const auto found = places_.at(side).find(line.key);
    if (found == places_.at(side).end()) return false;
    const auto same =
        static_cast<std::size_t>(std::count_if(found->second.begin(), found->second.end(), [&](const Outer& other) {
          return std::abs(other.place - line.place) < kSamePlace;
        }));
    // Left and right pages may have heads of their own.
    if (same >= kFewestPages && same * 3 >= filled_) return true;
    return same == 2 && filled_ <= 3 && line.margin;
  }

  bool is_number(std::size_t page, std::size_t line, const Outer& outer) const {
    const std::string& text = pages_[page].lines[line].text;
    if (!is_page_number(text)) return false;
    return outer.margin && (pages_.size() > 1 || trim(text) == "1");
  }

  bool is_apart(std::size_t page, std::size_t a, std::size_t b) const {
    const Box& upper = pages_[page].lines[a].box.y0 < pages_[page].lines[b].box.y0 ? pages_[page].lines[a].box
                                                                                   : pages_[page].lines[b].box;
    const Box& lower = &upper == &pages_[page].lines[a].box ? pages_[page].lines[b].box : pages_[page].lines[a].box;
    return lower.y0 - upper.y1 > kGap * std::min(upper.height(), lower.height());
  }

  // "Bulletin – 1" at the foot, well below the text: what a single page cannot show by its return.
  bool is_numbered_foot(std::size_t page, Side side, std::size_t i, const Outer& outer) const {
    if (side != Side::kFoot || i != 0 || !outer.margin || order_[page].size() < 2) return false;
    const PageLine& line = pages_[page].lines[outer_line(page, side, 0)];
    const PageLine& above = pages_[page].lines[outer_line(page, side, 1)];
    if (line.box.y0 - above.box.y1 < 1.5 * line.size) return false;
    const std::string number = std::to_string(page + 1);
    const std::string_view text = trim(line.text);
    return text.ends_with(" " + number) || text.starts_with(number + " ") ||
           text.ends_with(" " + number + "/" + number);
  }

  // From the edge inwards up to the first line that is none, or to the gap that sets them apart from the text: a
  // heading at the top of every page is no running head.
  void mark(std::size_t page, Side side, std::vector<bool>& out) const {
    for (std::size_t i = 0; i < std::min(kOuterLines, order_[page].size()); ++i) {
      const std::size_t line = outer_line(page, side, i);
      const Outer outer = look(page, side, i);
      if (i > 0 && is_apart(page, line, outer_line(page, side, i - 1))) return;
      const bool running =
          is_running(side, outer) || is_number(page, line, outer) || is_numbered_foot(page, side, i, outer);
      if (!running) return;
      out[line] = true;
    }
  }

  const std::vector<LaidPage>& pages_;
  std::vector<std::vector<std::size_t>> order_;
  std::size_t filled_ = 0;
  std::map<Side, std::map<std::string, std::vector<Outer>>> places_{{Side::kHead, {}}, {Side::kFoot, {}}};
};

}  // namespace

std::vector<std::vector<bool>> find_running_lines(const std::vector<LaidPage>& pages) { return Finder(pages).run(); }

}  // namespace hoptac
