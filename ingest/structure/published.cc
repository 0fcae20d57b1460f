#include "ingest/structure/published.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ingest/facts/dates.h"
#include "ingest/structure/date_run.h"
#include "ingest/structure/stamp.h"

namespace hoptac {
namespace {

// Blocks above and below the headline that may hold its stamp.
constexpr std::size_t kAboveBlocks = 2;
constexpr std::size_t kBelowBlocks = 6;
// Body blocks that may start with the dateline, and first blocks of a text without headline.
constexpr std::size_t kDatelineBlocks = 12;
constexpr std::size_t kLongParagraph = 40;
// A short line with a date at the foot ("VNA 05/03/2024").
constexpr std::size_t kFootBlocks = 2;
constexpr std::size_t kFootWords = 5;
constexpr std::size_t kFootBylineWords = 10;  // "Editors: Internal Comms Team – 30/06/2024"
// First and last blocks that may hold a periodical's number.
constexpr std::size_t kIssueBlocks = 5;

// Best evidence first.
enum Evidence : std::size_t {
  kLabelledNear,  // a labelled stamp near the headline
  kBareNear,      // a date alone there
  kLabelledFar,
  kBehindTitle,
  kWeekdayNear,  // with a weekday, without a clock: often the day of rendering
  kInDateline,
  kUpdate,
  kBareFoot,
  kIssueMonth,
  kCrawler,
  kEvidences
};

struct Found {
  std::string iso;
  Span span;
};

class Dater {
 public:
  Dater(const Draft& draft, const Boilerplate& phrases, const Headline& headline)
      : draft_(draft), phrases_(phrases), headline_(headline) {}

  Publication run() {
    look_at_stamps();
    look_at_datelines();
    look_behind_title();
    look_at_issues();
    look_at_crawler();
    for (const Found& found : found_) {
      if (found.iso.empty()) continue;
      return {found.iso, "text", found.span, place_};
    }
    return {"", "", {}, place_};
  }

 private:
  bool has_title() const { return headline_.first < headline_.last; }

  void note(Evidence kind, const std::string& iso, Span span) {
    if (found_[kind].iso.empty()) found_[kind] = {iso, span};
  }

  // Blocks from a little above the title to the first long paragraph below it.
  bool is_near_title(std::size_t block) const {
    const std::size_t title = has_title() ? headline_.first : 0;
    if (block + kAboveBlocks < title || block > headline_.last + kBelowBlocks) return false;
    for (std::size_t i = headline_.last; i < block; ++i) {
      if (draft_.is_body(i) && draft_.blocks[i].words > 2 * kLongParagraph) return false;
    }
    return true;
  }

  void look_at_stamps() {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      if (!may_hold_stamp(i) || (has_title() && i >= headline_.first && i < headline_.last)) continue;
      const auto stamp = read_stamp(draft_, phrases_, i);
      if (!stamp || (!stamp->label.is(kStamp) && announces_event(draft_, phrases_, i))) continue;
      if (stamp->label.is(kStamp)) {
        note(is_near_title(i) ? kLabelledNear : kLabelledFar, stamp->iso, stamp->span);
      } else if (stamp->label.is(kUpdated)) {
        note(kUpdate, stamp->iso, stamp->span);
      } else if (is_near_title(i) && !is_masthead(i, *stamp)) {
        note(stamp->weekday && !stamp->clock ? kWeekdayNear : kBareNear, stamp->iso, stamp->span);
      } else if (i + kFootBlocks >= draft_.blocks.size() && is_short_foot(i, stamp->clock) &&
                 !draft_.slice_of(i).ends_with('.')) {
        note(kBareFoot, stamp->iso, stamp->span);
      }
    }
  }

  // Body, and a credit beside the headline: "Source: X  08:11 2019/5/31".
  bool may_hold_stamp(std::size_t block) const {
    if (draft_.is_body(block)) return true;
    return is_credit(block) && (is_near_title(block) || block + kFootBlocks >= draft_.blocks.size());
  }

  bool is_credit(std::size_t block) const {
    const auto lead = draft_.lead(phrases_, block);
    return lead && lead->is(kCredit);
  }

  // Longer ones are no row of signatures' days.
  bool is_short_foot(std::size_t block, bool clock) const {
    const bool byline = clock || is_credit(block);  // "Report written by the organising committee, 30 March 2023"
    if (draft_.blocks[block].words <= (byline ? kFootBylineWords : kFootWords)) return true;
    const TokenRange tokens = draft_.blocks[block].tokens;
    bool dash = false;
    for (std::size_t t = tokens.begin + 1; t < tokens.end; ++t) {
      if (draft_.tokens[t].gap == Gap::kWide) return false;
      dash = dash || (draft_.tokens.is(t, '-') && draft_.tokens[t].gap != Gap::kNone);
    }
    return dash && draft_.blocks[block].words <= kFootBylineWords;
  }

  // With its clock, right above the headline, a weekday's line is the stamp of the story.
  bool is_masthead(std::size_t block, const Stamp& stamp) const {
    if (!stamp.weekday || !has_title() || block >= headline_.first) return false;
    return !stamp.clock || block + 1 != headline_.first;
  }

  void look_at_datelines() {
    std::size_t seen = 0;
    for (std::size_t i = 0; i < draft_.blocks.size() && seen < kDatelineBlocks; ++i) {
      if (!draft_.is_body(i) || (has_title() && i >= headline_.first && i < headline_.last)) continue;
      ++seen;
      const auto line = read_dateline(draft_, phrases_, i);
      if (!line) continue;
      if (place_.empty()) place_ = std::string(slice(draft_.text, line->place));
      if (!line->iso.empty()) note(kInDateline, line->iso, line->date);
    }
  }

  // "Bulletin No. 7 (July 2019)" at the head or foot.
  void look_at_issues() {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      const bool edge = i < kIssueBlocks || i + kIssueBlocks >= draft_.blocks.size();
      if (!edge || !draft_.is_body(i)) continue;
      if (const auto issue = read_issue(draft_, phrases_, i)) note(kIssueMonth, issue->iso, issue->span);
    }
  }

  // "… ĐẠT CHUẨN QUỐC TẾ (19.12.2023)": behind the title or its short form above.
  void look_behind_title() {
    if (!has_title()) return;
    for (std::size_t i = headline_.last; i > 0 && i + kAboveBlocks > headline_.first; --i) look_in_brackets(i - 1);
  }

  void look_in_brackets(std::size_t block) {
    const std::string_view text = draft_.slice_of(block);
    const std::size_t open = text.rfind('(');
    if (!draft_.is_body(block) || open == std::string_view::npos || text.back() != ')') return;
    const Span span = draft_.blocks[block].block.span;
    const std::size_t at = draft_.tokens.at_offset(span.begin + static_cast<std::uint32_t>(open));
    const auto run = find_date_run(draft_, phrases_, block, at);
    if (run && !run->iso.empty()) note(kBehindTitle, run->iso, draft_.tokens.cover(run->first, run->last));
  }

  bool starts_with_crawler_word() const {
    const std::string_view text = draft_.slice_of(0);
    return text.starts_with("date ") || text.starts_with("DATE ");
  }

  // "date 2025-09-30", split off by pieces.cc.
  void look_at_crawler() {
    if (draft_.blocks.empty() || !starts_with_crawler_word()) return;
    const Span span{draft_.blocks[0].block.span.begin + 5, draft_.blocks[0].block.span.end};
    const std::string iso = parse_stamp(slice(draft_.text, span));
    if (!iso.empty() && draft_.blocks[0].words <= 4) note(kCrawler, iso, span);
  }

  const Draft& draft_;
  const Boilerplate& phrases_;
  const Headline& headline_;
  std::array<Found, kEvidences> found_;
  std::string place_;
};

}  // namespace

Publication find_publication(const Draft& draft, const Boilerplate& phrases, const RawMetadata& metadata,
                             const Headline& headline) {
  Publication publication = Dater(draft, phrases, headline).run();
  const std::string stated = metadata.published.empty() ? std::string() : parse_stamp(metadata.published);
  if (stated.empty()) return publication;
  // The stamp of the text that says the same day stays a stamp: it is no date of what the text tells.
  const Span span = publication.iso == stated ? publication.span : Span();
  return {stated, metadata.from_sidecar ? "sidecar" : "metadata", span, publication.place};
}

}  // namespace hoptac
