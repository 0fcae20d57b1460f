#include "index/passages.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "ingest/text/segment.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::uint32_t kStampBytes = 60;  // a block this short with the publication date holds nothing else
constexpr std::size_t kGreedy = 8;         // passages chosen for what those before do not show
constexpr double kShownBefore = 0.3;       // worth of a query word that a passage before shows
constexpr double kSideBySide = 0.2;        // of two different query words side by side
constexpr double kAside = 0.001;           // furniture comes after the body

// A run of sentences of a block that could be a passage.
struct Window {
  std::size_t block = 0;
  Span span;  // of the block
  std::size_t first_mark = 0, end_mark = 0;
};

struct MarkedBlock {
  std::size_t block = 0;
  std::vector<Span> pieces;  // sentences, of the block
  std::vector<Mark> marks;   // of the block
};

bool is_shown(const Document& document, const Block& block, const PassageOptions& options) {
  if (block.span.empty() || block.span.end > document.text.size()) return false;
  if (block.use != BlockUse::kBody) return options.furniture;
  // The title is shown above, the date line beside it.
  const bool stamp = !document.published_span.empty() && block.span.contains(document.published_span) &&
                     block.span.size() <= kStampBytes;
  return block.span != document.title_span && !stamp;
}

// Sentences, in bytes of the block; one longer than a passage is cut between words.
std::vector<Span> pieces(const TokenStream& tokens) {
  std::vector<Span> out;
  for (const TokenRange range : sentences(tokens, {0, tokens.size()})) {
    std::size_t first = range.begin;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (i > first && tokens[i].end - tokens[first].begin > kPassageBytes) {
        out.push_back(tokens.cover(first, i - 1));
        first = i;
      }
    }
    if (first < range.end) out.push_back(tokens.cover(first, range.end - 1));
  }
  return out;
}

// The blocks that are shown and hold a match.
std::vector<MarkedBlock> marked_blocks(const Document& document, const Highlighter& highlighter,
                                       const PassageOptions& options) {
  std::vector<MarkedBlock> out;
  std::vector<std::vector<Mark>> marks;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!is_shown(document, block, options)) continue;
    const TokenStream tokens(slice(document.text, block.span));
    std::vector<Mark> found = highlighter.find(tokens);
    if (found.empty()) continue;
    out.push_back({i, pieces(tokens), {}});
    marks.push_back(std::move(found));
  }
  keep_best_tiers(marks);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].marks = std::move(marks[i]);
  return out;
}

// A word longer than two passages is cut, and then not marked.
Span bounded(std::string_view text, Span span) {
  const std::string_view kept = utf8_prefix(slice(text, span), 2 * kPassageBytes);
  return {span.begin, span.begin + static_cast<std::uint32_t>(kept.size())};
}

// For each sentence the longest run from it that is no longer than a passage; runs without a mark are left out.
void add_windows(std::string_view text, const MarkedBlock& block, std::vector<Window>& out) {
  const std::vector<Span>& parts = block.pieces;
  std::size_t last = 0, first_mark = 0, end_mark = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    last = std::max(last, i);
    while (last + 1 < parts.size() && parts[last + 1].end - parts[i].begin <= kPassageBytes) ++last;
    const Span span = bounded(text, {parts[i].begin, parts[last].end});
    while (first_mark < block.marks.size() && block.marks[first_mark].span.begin < span.begin) ++first_mark;
    end_mark = std::max(end_mark, first_mark);
    while (end_mark < block.marks.size() && block.marks[end_mark].span.end <= span.end) ++end_mark;
    if (first_mark < end_mark) out.push_back({block.block, span, first_mark, end_mark});
  }
}

// Chooses windows by what they show of the query.
class Chooser {
 public:
  Chooser(const Document& document, const std::vector<MarkedBlock>& blocks) : document_(document) {
    for (const MarkedBlock& block : blocks) {
      marks_.emplace(block.block, &block.marks);
      add_windows(slice(document.text, document.blocks[block.block].span), block, windows_);
    }
  }

  std::vector<Window> choose(std::size_t count) {
    std::vector<Window> out;
    while (out.size() < std::min(count, kGreedy) && !windows_.empty()) out.push_back(take_best());
    std::vector<std::pair<double, std::size_t>> rest;
    for (std::size_t i = 0; i < windows_.size() && out.size() < count; ++i) rest.emplace_back(-score(windows_[i]), i);
    std::sort(rest.begin(), rest.end());
    for (const auto& [unused, i] : rest) {
      if (out.size() < count && is_free(windows_[i])) out.push_back(windows_[i]), hold(windows_[i]);
    }
    return out;
  }

 private:
  double score(const Window& window) const {
    const std::vector<Mark>& marks = *marks_.at(window.block);
    std::unordered_set<std::uint32_t> groups;
    double out = 0;
    for (std::size_t i = window.first_mark; i < window.end_mark; ++i) {
      if (groups.insert(marks[i].group).second) out += shown_.contains(marks[i].group) ? kShownBefore : 1;
      const bool beside = i > window.first_mark && marks[i].group != marks[i - 1].group &&
                          marks[i].span.begin <= marks[i - 1].span.end + 1;
      if (beside && groups.size() > 1 && pairs_seen(marks, window, i)) out += kSideBySide;
    }
    return document_.blocks[window.block].use == BlockUse::kBody ? out : out * kAside;
  }

  // Counts a neighbourhood once: the same two words again show nothing new.
  static bool pairs_seen(const std::vector<Mark>& marks, const Window& window, std::size_t i) {
    for (std::size_t k = window.first_mark + 1; k < i; ++k) {
      if (marks[k].group == marks[i].group && marks[k - 1].group == marks[i - 1].group) return false;
    }
    return true;
  }

  Window take_best() {
    std::size_t best = 0;
    double best_score = -1;
    for (std::size_t i = 0; i < windows_.size(); ++i) {
      const double its = score(windows_[i]);
      if (its > best_score) best = i, best_score = its;
    }
    const Window out = windows_[best];
    hold(out);
    for (std::size_t i = out.first_mark; i < out.end_mark; ++i) shown_.insert((*marks_.at(out.block))[i].group);
    std::erase_if(windows_, [&](const Window& window) { return !is_free(window); });
    return out;
  }

  void hold(const Window& window) { held_[window.block].emplace(window.span.begin, window.span.end); }

  bool is_free(const Window& window) const {
    const auto block = held_.find(window.block);
    if (block == held_.end()) return true;
    const auto behind = block->second.lower_bound(window.span.end);
    return behind == block->second.begin() || std::prev(behind)->second <= window.span.begin;
  }

  const Document& document_;
  std::map<std::size_t, const std::vector<Mark>*> marks_;
  std::vector<Window> windows_;
  std::unordered_set<std::uint32_t> shown_;                             // groups of the passages chosen
  std::map<std::size_t, std::map<std::uint32_t, std::uint32_t>> held_;  // block -> what is taken of it
};

Passage make_passage(const Document& document, std::size_t index, Span window) {
  const Block& block = document.blocks[index];
  Passage out;
  out.block = index;
  out.page = block.page;
  out.span = {block.span.begin + window.begin, block.span.begin + window.end};
  out.text = std::string(slice(document.text, out.span));
  return out;
}

// Without any match: the first sentences of the first block.
std::vector<Passage> beginning(const Document& document, const PassageOptions& options) {
  for (const bool body : {true, false}) {
    for (std::size_t i = 0; i < document.blocks.size() && options.count > 0; ++i) {
      const Block& block = document.blocks[i];
      if (!is_shown(document, block, options) || (block.use == BlockUse::kBody) != body) continue;
      const std::string_view text = slice(document.text, block.span);
      const std::vector<Span> parts = pieces(TokenStream(utf8_prefix(text, 4 * kPassageBytes)));
      if (parts.empty()) return {make_passage(document, i, bounded(text, {0, block.span.size()}))};
      std::size_t last = 0;
      while (last + 1 < parts.size() && parts[last + 1].end - parts[0].begin <= kPassageBytes) ++last;
      return {make_passage(document, i, bounded(text, {parts[0].begin, parts[last].end}))};
    }
  }
  return {};
}

}  // namespace

std::vector<Passage> cut_passages(const Document& document, const Highlighter& highlighter,
                                  const PassageOptions& options) {
  const std::vector<MarkedBlock> blocks = marked_blocks(document, highlighter, options);
  std::map<std::size_t, const MarkedBlock*> by_index;
  for (const MarkedBlock& block : blocks) by_index.emplace(block.block, &block);
  std::vector<Passage> out;
  for (const Window& window : Chooser(document, blocks).choose(options.count)) {
    Passage passage = make_passage(document, window.block, window.span);
    for (std::size_t i = window.first_mark; i < window.end_mark; ++i) {
      const Span mark = by_index.at(window.block)->marks[i].span;
      passage.marks.push_back({mark.begin - window.span.begin, mark.end - window.span.begin});
    }
    out.push_back(std::move(passage));
  }
  return out.empty() ? beginning(document, options) : out;
}

}  // namespace hoptac
