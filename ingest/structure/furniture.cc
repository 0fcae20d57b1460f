#include "ingest/structure/furniture.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/structure/stamp.h"

namespace hoptac {
namespace {

// A notice ("To book an appointment, …") may be a long sentence; the other kinds are lines.
constexpr std::size_t kMaxNoticeWords = 60;
constexpr std::size_t kMaxCreditWords = 12;
constexpr std::size_t kMaxTeaserWords = 25;
constexpr std::size_t kMaxMenuCellWords = 6;

class Marker {
 public:
  Marker(Draft& draft, const Boilerplate& phrases) : draft_(draft), phrases_(phrases) {}

  void run() {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      if (!draft_.is_body(i)) continue;
      if (is_copyright(i)) split_stamp(i);
      if (is_furniture(i)) mark(i);
    }
    mark_vertical_menus();
    mark_contents();
    mark_sections();
  }

 private:
  void mark(std::size_t block) { draft_.blocks[block].block.use = BlockUse::kFurniture; }
  const Token& token(std::size_t at) const { return draft_.tokens[at]; }
  TokenRange tokens(std::size_t block) const { return draft_.blocks[block].tokens; }

  bool is_furniture(std::size_t block) const {
    if (draft_.blocks[block].words > kMaxNoticeWords) return false;
    if (draft_.blocks[block].words == 0 || is_image_stub(block)) return true;
    if (is_copyright(block) || is_address(block)) return true;
    const auto lead = draft_.lead(phrases_, block);
    const bool line = is_widget_line(block) || is_menu_line(block) ||
                      (lead && (is_notice(block, *lead) || is_breadcrumb(block, *lead) || is_credit(block, *lead) ||
                                is_link(block, *lead)));
    return line && !read_stamp(draft_, phrases_, block);
  }

  // "![](a.jpg)", "IMG_6852": no words for people. Hyphenated file names may hide a person and stay.
  bool is_image_stub(std::size_t block) const {
    const std::string_view text = draft_.slice_of(block);
    if (text.starts_with("![")) return true;
    if (text.find(' ') != std::string_view::npos || draft_.blocks[block].words > 3) return false;
    for (const std::string_view end : {".jpg", ".jpeg", ".png", ".gif", ".webp", ".JPG", ".PNG"}) {
      if (text.ends_with(end)) return true;
    }
    return text.starts_with("IMG_") || text.starts_with("DSC_");
  }

  // The page's own address, as print versions have it in a line of its own.
  bool is_address(std::size_t block) const {
    const std::string_view text = draft_.slice_of(block);
    return (text.starts_with("http://") || text.starts_with("https://")) && text.find(' ') == std::string_view::npos;
  }

  bool is_copyright(std::size_t block) const {
    const std::string_view text = draft_.slice_of(block);
    return text.starts_with("©") || text.starts_with("(C) ") || text.starts_with("(c) ");
  }

  // "© 2024 A. All rights reserved. Last updated: 30-04-2024": the stamp becomes a line of its own.
  void split_stamp(std::size_t block) {
    const auto stamp = read_stamp(draft_, phrases_, block);
    if (stamp && stamp->label.kinds != 0) draft_.split(block, stamp->first);
  }

  bool is_notice(std::size_t block, const PhraseHit& lead) const {
    return lead.is(kNotice) && draft_.blocks[block].block.kind != BlockKind::kTableRow;
  }

  bool is_arrow(std::size_t at) const {
    const std::string_view mark = draft_.tokens.surface(at);
    return mark == "›" || mark == "»" || mark == "→" || mark == "/" || mark == ">" || mark == "|" || mark == "❯" ||
           mark == "\\";
  }

  // "Trang chủ / Tin tức", "GIỚI THIỆU › Các mốc phát triển".
  bool is_breadcrumb(std::size_t block, const PhraseHit& lead) const {
    const std::size_t behind = lead.last + 1;
    if (behind >= tokens(block).end) return lead.is(kRoot);
    const std::string_view mark = draft_.tokens.surface(behind);
    if (lead.is(kRoot) && is_arrow(behind)) return true;
    return lead.is(kMenu) && (mark == "›" || mark == "»" || mark == "❯");
  }

  bool is_credit(std::size_t block, const PhraseHit& lead) const {
    return lead.is(kCredit) && draft_.tokens.is(lead.last + 1, ':') && draft_.blocks[block].words <= kMaxCreditWords;
  }

  // ">> Xem thêm: Gói tầm soát …", "Read more".
  bool is_link(std::size_t block, const PhraseHit& lead) const {
    if (!lead.is(kMore) || draft_.blocks[block].words > kMaxTeaserWords) return false;
    const std::string_view first = draft_.tokens.surface(tokens(block).begin);
    return draft_.whole(phrases_, block) || draft_.tokens.is(lead.last + 1, ':') || first == ">" || first == "»" ||
           first == "→" || first == "[";
  }

  // Share bars, counters, switches: nothing but widgets, numbers and single letters.
  bool is_widget_line(std::size_t block) const {
    if (draft_.blocks[block].block.kind == BlockKind::kTableRow) return false;
    bool widget = false;
    for (std::size_t at = tokens(block).begin; at < tokens(block).end; ++at) {
      if (!token(at).word || token(at).number) continue;
      const auto hit = draft_.find(phrases_, block, at);
      if (hit && (hit->kinds & (kWidget | kMenu)) != 0) {
        widget = widget || hit->is(kWidget);
        at = hit->last;
      } else if (token(at).end - token(at).begin > 1) {
        return false;
      }
    }
    return widget;
  }

  bool is_cell_border(std::size_t at) const {
    const std::string_view mark = draft_.tokens.surface(at);
    return !token(at).word && (is_arrow(at) || mark == "•" || mark == "·" || mark == ":" || mark == "–");
  }

  // Three cells or more, all short, most of them items of menus.
  bool is_menu_line(std::size_t block) const {
    if (draft_.blocks[block].block.kind == BlockKind::kTableRow) return false;
    std::size_t cells = 0;
    std::size_t known = 0;
    const std::size_t end = tokens(block).end;
    for (std::size_t at = tokens(block).begin; at < end;) {
      if (is_cell_border(at)) {
        ++at;
        continue;
      }
      const auto hit = token(at).word ? draft_.find(phrases_, block, at) : std::nullopt;
      ++cells;
      known += hit && (hit->kinds & (kMenu | kRoot | kWidget)) != 0;
      std::size_t words = 0;
      do {
        words += token(at).word;
        ++at;
      } while (at < end && !is_cell_border(at) && token(at).gap != Gap::kWide);
      if (words > kMaxMenuCellWords) return false;
    }
    return cells >= 3 && 2 * known >= cells;
  }

  // Menus printed an item a line: four or more, one of them the way home.
  void mark_vertical_menus() {
    for (std::size_t i = 0; i < draft_.blocks.size();) {
      std::size_t end = i;
      bool root = false;
      for (; end < draft_.blocks.size(); ++end) {
        const auto hit = draft_.blocks[end].words <= kMaxMenuCellWords ? draft_.whole(phrases_, end) : std::nullopt;
        if (!hit || (hit->kinds & (kMenu | kRoot | kWidget)) == 0) break;
        root = root || hit->is(kRoot);
      }
      if (root && end - i >= 4) {
        for (std::size_t k = i; k < end; ++k) mark(k);
      }
      i = end + 1;
    }
  }

  // The label of a table of contents, and the entries under it that come again as headings.
  void mark_contents() {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      if (!draft_.is_body(i) || draft_.blocks[i].words > kMaxMenuCellWords) continue;
      const auto hit = draft_.whole(phrases_, i);
      if (!hit || !hit->is(kContents)) continue;
      mark(i);
      mark_entries(i + 1);
      break;
    }
  }

  // Entries: short lines whose words stand again further down; the first that does not ends the table.
  void mark_entries(std::size_t first) {
    std::unordered_map<std::string, std::size_t> last_place;
    for (std::size_t k = first; k < draft_.blocks.size(); ++k) {
      if (draft_.blocks[k].words <= kMaxTeaserWords) last_place[draft_.key(k)] = k;
    }
    for (std::size_t k = first; k < draft_.blocks.size() && draft_.blocks[k].words <= kMaxTeaserWords; ++k) {
      if (last_place[draft_.key(k)] == k) return;
      mark(k);
    }
  }

  void mark_sections() {
    for (std::size_t i = 0; i < draft_.blocks.size(); ++i) {
      if (!draft_.is_body(i) || draft_.blocks[i].words > kMaxMenuCellWords + 2) continue;
      const auto hit = draft_.whole(phrases_, i);
      if (!hit || !hit->is(kSection)) continue;
      const std::size_t end = section_end(i);
      for (std::size_t k = i; k < end; ++k) {
        if (draft_.is_body(k)) mark(k);
      }
      i = end - 1;
    }
  }

  // Teasers are short lines; a longer text is one only while a "See more" follows. Where body text resumes the
  // section ends. Above the story only the lines right under the heading are meant.
  std::size_t section_end(std::size_t heading) const {
    std::size_t end = heading + 1;
    if (!story_before(heading)) {
      while (end < draft_.blocks.size() && !draft_.blocks[end].gap && !is_long(end)) ++end;
      return end;
    }
    bool pending = false;  // a longer text that may be a teaser's
    for (std::size_t k = end; k < draft_.blocks.size(); ++k) {
      if (is_long(k)) {
        if (pending) break;
        pending = true;
        continue;
      }
      const auto hit = draft_.lead(phrases_, k);
      if (hit && hit->is(kMore)) pending = false;
      if (!pending) end = k + 1;
    }
    return end;
  }

  bool is_long(std::size_t block) const { return draft_.blocks[block].words > kMaxTeaserWords; }

  bool story_before(std::size_t block) const {
    for (std::size_t i = 0; i < block; ++i) {
      if (draft_.is_body(i) && is_long(i)) return true;
    }
    return false;
  }

  Draft& draft_;
  const Boilerplate& phrases_;
};

// Words that a text must have to be a repeat next to its first copy, and anywhere.
constexpr std::size_t kMinNeighbourWords = 4;
constexpr std::size_t kMinFarWords = 10;
constexpr std::size_t kNeighbourBlocks = 3;

}  // namespace

void mark_furniture(Draft& draft, const Boilerplate& phrases) { Marker(draft, phrases).run(); }

void mark_repeats(Draft& draft, std::size_t title) {
  std::unordered_map<std::string, std::size_t> seen;
  if (title < draft.blocks.size()) seen.emplace(draft.key(title), title);
  for (std::size_t i = 0; i < draft.blocks.size(); ++i) {
    DraftBlock& block = draft.blocks[i];
    if (block.block.use != BlockUse::kBody || i == title || block.block.kind == BlockKind::kTableRow) continue;
    if (block.words < kMinNeighbourWords) continue;
    const auto [place, is_new] = seen.emplace(draft.key(i), i);
    if (is_new) continue;
    const bool near = i - std::min(i, place->second) <= kNeighbourBlocks || i < title;
    if (near || place->second == title || block.words >= kMinFarWords) block.block.use = BlockUse::kRepeat;
    place->second = i;
  }
}

}  // namespace hoptac
