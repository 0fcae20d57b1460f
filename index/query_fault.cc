#include "index/query_fault.h"

#include <algorithm>

#include "ingest/text/normalise.h"
#include "ingest/text/width.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kWindowBefore = 60;  // bytes of the query shown on both sides of the place
constexpr std::size_t kWindowAfter = 40;
constexpr std::string_view kIndent = "  ";

std::size_t boundary_at_or_before(std::string_view text, std::size_t pos) {
  while (pos > 0 && !is_boundary(text, pos)) --pos;
  return pos;
}

// The part of the query that is shown, with line feeds made blanks, and the place inside it.
struct Shown {
  std::string text;
  Span place;
};

Shown window(std::string_view query, Span place) {
  const std::size_t begin =
      place.begin <= kWindowBefore ? 0 : boundary_at_or_before(query, place.begin - kWindowBefore);
  const std::size_t wanted_end = std::max<std::size_t>(place.begin + kWindowAfter, begin + 100);
  const std::size_t end = wanted_end >= query.size() ? query.size() : boundary_at_or_before(query, wanted_end);
  Shown out{begin == 0 ? "" : "…", {}};
  const std::size_t shift = out.text.size();
  out.text += query.substr(begin, end - begin);
  for (char& c : out.text) c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  const auto clip = [&](std::size_t at) {
    return static_cast<std::uint32_t>(std::clamp(at, begin, end) - begin + shift);
  };
  out.place = {clip(place.begin), clip(place.end)};
  if (end < query.size()) out.text += "…";
  return out;
}

std::string carets(const Shown& shown) {
  const std::string_view text = shown.text;
  const std::size_t before = display_width(text.substr(0, shown.place.begin));
  const std::size_t under = display_width(slice(text, shown.place));
  return std::string(before, ' ') + std::string(std::max<std::size_t>(under, 1), '^');
}

// Insertions, deletions, replacements and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

Error to_error(std::string_view query, const QueryFault& fault) {
  const Shown shown = window(query, fault.place);
  std::string detail =
      "\n" + std::string(kIndent) + shown.text + "\n" + std::string(kIndent) + carets(shown) + "\n" + fault.cause;
  if (!fault.repaired.empty()) detail += "\nTry: " + fault.repaired;
  return {ErrorCode::kBadQuery, {}, std::move(detail)};
}

std::string replace_place(std::string_view query, Span place, std::string_view by) {
  std::string_view before = query.substr(0, place.begin);
  std::string_view after = query.substr(place.end);
  if (by.empty() && (before.empty() || before.back() == ' ' || before.back() == '('))
    while (!after.empty() && after.front() == ' ') after.remove_prefix(1);
  std::string out = std::string(before).append(by).append(after);
  return std::string(trim(out));
}

std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& candidates,
                                       std::size_t limit) {
  const std::string folded = fold_phrase(name.substr(0, 64));
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const std::string& candidate : candidates) {
    const std::string key = fold_phrase(candidate);
    const bool begins = folded.size() >= 2 && key.starts_with(folded);
    const std::size_t distance = begins ? 1 : edit_distance(folded, key);
    if (distance * 3 <= std::max(folded.size(), key.size())) ranked.emplace_back(distance, candidate);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> out;
  for (auto& [distance, candidate] : ranked) {
    if (out.size() < limit) out.push_back(std::move(candidate));
  }
  return out;
}

}  // namespace hoptac
