#include "index/passages.h"

#include <algorithm>
#include <set>

#include "ingest/text/segment.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::uint32_t kStampBytes = 60;  // a block this short with the publication date holds nothing else

struct Candidate {
  std::size_t block = 0;
  std::vector<Mark> marks;  // offsets in the block
  std::size_t distinct = 0;
};

std::size_t distinct_groups(const std::vector<Mark>& marks, Span within) {
  std::set<std::uint32_t> groups;
  for (const Mark& mark : marks) {
    if (within.contains(mark.span)) groups.insert(mark.group);
  }
  return groups.size();
}

bool is_shown(const Document& document, const Block& block, const PassageOptions& options) {
  if (block.span.empty() || block.span.end > document.text.size()) return false;
  if (block.use != BlockUse::kBody) return options.furniture;
  // The title is shown above, the date line beside it.
  const bool stamp = !document.published_span.empty() && block.span.contains(document.published_span) &&
                     block.span.size() <= kStampBytes;
  return block.span != document.title_span && !stamp;
}

std::vector<Candidate> candidates(const Document& document, const Highlighter& highlighter,
                                  const PassageOptions& options) {
  std::vector<Candidate> out;
  std::vector<std::vector<Mark>> marks;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!is_shown(document, block, options)) continue;
    out.push_back({i, {}, 0});
    marks.push_back(highlighter.find(slice(document.text, block.span)));
  }
  keep_best_tiers(marks);
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].marks = std::move(marks[i]);
    out[i].distinct = distinct_groups(out[i].marks, {0, document.blocks[out[i].block].span.size()});
  }
  return out;
}

// Sentences of a block, in bytes of the block; one longer than a passage is cut between words.
std::vector<Span> pieces(std::string_view text) {
  const TokenStream tokens(text);
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

// The run of pieces of about kPassageBytes with most different query words.
Span best_window(std::string_view text, const std::vector<Mark>& marks) {
  const std::vector<Span> parts = pieces(text);
  Span best{0, static_cast<std::uint32_t>(utf8_prefix(text, kPassageBytes).size())};
  std::size_t best_score = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t last = i;
    while (last + 1 < parts.size() && parts[last + 1].end - parts[i].begin <= kPassageBytes) ++last;
    const Span window{parts[i].begin, parts[last].end};
    const std::size_t score = 1 + distinct_groups(marks, window);
    if (score > best_score) best = window, best_score = score;
  }
  return best;
}

Passage make_passage(const Document& document, const Candidate& candidate) {
  const Block& block = document.blocks[candidate.block];
  const Span window = best_window(slice(document.text, block.span), candidate.marks);
  Passage out;
  out.block = candidate.block;
  out.page = block.page;
  out.span = {block.span.begin + window.begin, block.span.begin + window.end};
  out.text = std::string(slice(document.text, out.span));
  for (const Mark& mark : candidate.marks) {
    if (window.contains(mark.span)) out.marks.push_back({mark.span.begin - window.begin, mark.span.end - window.begin});
  }
  return out;
}

}  // namespace

std::vector<Passage> cut_passages(const Document& document, const Highlighter& highlighter,
                                  const PassageOptions& options) {
  std::vector<Candidate> found = candidates(document, highlighter, options);
  const auto better = [&](const Candidate& a, const Candidate& b) {
    const bool a_body = document.blocks[a.block].use == BlockUse::kBody;
    const bool b_body = document.blocks[b.block].use == BlockUse::kBody;
    if (a_body != b_body) return a_body;
    return a.distinct != b.distinct ? a.distinct > b.distinct : a.block < b.block;
  };
  std::stable_sort(found.begin(), found.end(), better);
  const bool any = std::any_of(found.begin(), found.end(), [](const Candidate& c) { return c.distinct > 0; });
  std::vector<Passage> out;
  for (const Candidate& candidate : found) {
    if (out.size() == (any ? options.count : std::min<std::size_t>(options.count, 1))) break;
    if (!any || candidate.distinct > 0) out.push_back(make_passage(document, candidate));
  }
  return out;
}

}  // namespace hoptac
