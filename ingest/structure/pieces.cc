#include "ingest/structure/pieces.h"

#include <algorithm>

#include "ingest/structure/unwrap.h"
#include "ingest/text/join_line.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Shorter texts come twice by chance.
constexpr std::size_t kMinGluedBytes = 24;
// One blank before a line is a slip.
constexpr std::size_t kMinIndent = 2;

std::string_view cut_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::size_t code_points(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (c & 0xC0) != 0x80;
  return n;
}

// The lines of a cleaned raw block; empty ones left out and told by `gap`; no more than `most`. An indent is part of a
// line's width, but not of a page's, where it centres.
std::vector<RawLine> split_lines(std::string_view text, bool layout, std::size_t most = limits::kMaxLines) {
  std::vector<RawLine> lines;
  bool gap = true;
  while (!text.empty() && lines.size() < most) {
    const std::size_t end = text.find('\n');
    const std::string_view line = cut_blanks(text.substr(0, end));
    if (line.empty()) {
      gap = true;
    } else {
      const auto blanks = static_cast<std::size_t>(line.data() - text.data());
      const std::size_t indent = layout || blanks < kMinIndent ? 0 : blanks;
      lines.push_back({line, code_points(line) + indent, gap});
      gap = false;
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

BlockKind line_kind(std::string_view line, BlockKind raw) {
  if (raw != BlockKind::kParagraph) return raw;
  if (line.size() > 1 && line.front() == '|' && line.back() == '|') return BlockKind::kTableRow;
  for (const std::string_view mark : {"- ", "+ ", "* ", "• ", "▪ ", "· ", "● ", "– "}) {
    if (line.starts_with(mark)) return BlockKind::kListItem;
  }
  return raw;
}

bool starts_upper(std::string_view text) {
  if (text.empty()) return false;
  std::size_t pos = 0;
  next_code_point(text, pos);
  const std::string_view letter = text.substr(0, pos);
  return static_cast<unsigned char>(letter[0]) < 0xE2 && to_lower(letter) != letter;
}

bool ends_sentence(std::string_view text) {
  return !text.empty() && std::string_view(".!?").find(text.back()) != std::string_view::npos;
}

// True when `rest` begins a new sentence behind `copy`, rather than going on with it.
bool is_new_sentence(std::string_view copy, std::string_view rest) {
  return starts_upper(rest) || (rest.starts_with(' ') && ends_sentence(copy) && starts_upper(cut_blanks(rest)));
}

// Where the second copy of the text's own beginning stands ("Caption A Caption A The story …"); 0 when nowhere.
std::size_t second_copy(std::string_view text) {
  if (text.size() < 2 * kMinGluedBytes) return 0;
  const std::size_t at = text.find(utf8_prefix(text, kMinGluedBytes), kMinGluedBytes);
  if (at == std::string_view::npos) return 0;
  const std::string_view first = cut_blanks(text.substr(0, at));
  if (at - first.size() > 2) return 0;  // two columns
  if (!text.substr(at).starts_with(first)) return 0;
  const std::string_view rest = text.substr(at + first.size());
  return rest.empty() || is_new_sentence(first, rest) ? at : 0;
}

// "date 2025-09-30 …": a stamp that crawlers put before the first word. Its size, 0 when there is none.
std::size_t crawler_stamp(std::string_view text) {
  if (!text.starts_with("date ") && !text.starts_with("DATE ")) return 0;
  const std::size_t end = std::min(text.find(' ', 5), text.size());
  const std::string_view date = text.substr(5, end - 5);
  if (date.size() != 7 && date.size() != 10) return 0;
  for (std::size_t i = 0; i < date.size(); ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? date[i] != '-' : date[i] < '0' || date[i] > '9') return 0;
  }
  return end;
}

// A raw block, cleaned. Its lines point into `text`, so it must not move once they are there.
struct RawText {
  const RawBlock* block = nullptr;
  std::string text;
  std::vector<RawLine> lines;
};

std::vector<RawLine> lines_of(const std::vector<RawText>& texts) {
  std::vector<RawLine> all;
  for (const RawText& text : texts) all.insert(all.end(), text.lines.begin(), text.lines.end());
  return all;
}

// The neighbourhood of a line, where a word is looked for that a hyphen divides: so much for every byte of the line,
// that all looks together grow with the text and not with its square.
std::string_view around(std::string_view text, std::string_view line) {
  constexpr std::size_t kReachOfByte = 512;
  const auto at = static_cast<std::size_t>(line.data() - text.data());
  const std::size_t reach = kReachOfByte * line.size();
  const std::size_t begin = at - std::min(at, reach);
  return text.substr(begin, at - begin + reach);
}

// Puts the lines of a text together; `headline` of them are one.
void join_lines(RawText& raw, WrapWidth width, std::size_t headline) {
  std::string out;
  const std::vector<RawLine>& lines = raw.lines;
  Paragraph paragraph;
  for (std::size_t i = 0; i < lines.size();) {
    paragraph.start(lines[i]);
    if (i > 0) out += lines[i].gap ? "\n\n" : "\n";
    std::string joined(lines[i].text);
    std::size_t next = i + 1;
    for (; next < lines.size(); ++next) {
      const bool same =
          i == 0 && headline > 1 ? next < headline : paragraph.continues(lines[next - 1], lines[next], width);
      if (!same) break;
      paragraph.add(lines[next]);
      join_line(joined, lines[next].text, around(raw.text, lines[next].text));
    }
    out += joined;
    i = next;
  }
  raw.text = std::move(out);
  raw.lines = split_lines(raw.text, false);
}

void join_lines(std::vector<RawText>& texts, WrapWidth width, std::size_t headline) {
  for (RawText& text : texts) {
    if (text.lines.empty()) continue;
    join_lines(text, width, headline);
    headline = 1;
  }
}

// Text that was wrapped twice (a mail quoted in a mail) shows its first width when the second is undone.
void unwrap(std::vector<RawText>& texts, bool layout) {
  const std::vector<RawLine> all = lines_of(texts);
  const WrapWidth width = layout ? layout_width(all) : detect_wrap(all);
  join_lines(texts, width, layout ? headline_lines(all, width) : 1);
  if (layout || width.columns == 0) return;
  const WrapWidth before = detect_wrap(lines_of(texts));
  if (before.columns > 0) join_lines(texts, before, 1);
}

class Splitter {
 public:
  Pieces run(const RawDocument& raw) {
    std::vector<RawText> texts;
    for (const RawBlock& block : raw.blocks) texts.push_back({&block, clean_text(block.text), {}});
    const bool layout = raw.format == Format::kPdf;
    take_lines(texts, layout);
    unwrap(texts, layout);
    for (const RawText& text : texts) {
      for (const RawLine& line : text.lines) {
        const BlockKind kind = line_kind(line.text, text.block->kind);
        add_text({kind, text.block->use, text.block->page, line.gap, std::string(line.text)});
      }
    }
    return std::move(pieces_);
  }

 private:
  void take_lines(std::vector<RawText>& texts, bool layout) {
    std::size_t room = limits::kMaxLines;
    for (RawText& text : texts) {
      text.lines = split_lines(text.text, layout, room + 1);
      if (text.lines.size() > room) {
        text.lines.resize(room);
        pieces_.cut = "after " + std::to_string(limits::kMaxLines) + " lines";
      }
      room -= text.lines.size();
    }
  }

  void add_text(Piece piece) {
    if (pieces_.items.empty()) {
      if (const std::size_t stamp = crawler_stamp(piece.text)) split_off(piece, stamp);
    } else {
      const std::string& before = pieces_.items.back().text;
      const std::string_view rest = std::string_view(piece.text).substr(std::min(before.size(), piece.text.size()));
      if (before.size() >= kMinGluedBytes && piece.text.starts_with(before) && is_new_sentence(before, rest)) {
        split_off(piece, before.size());
      }
    }
    if (const std::size_t copy = second_copy(piece.text)) {
      const std::size_t size = cut_blanks(std::string_view(piece.text).substr(0, copy)).size();
      split_off(piece, copy);
      if (piece.text.size() > size) split_off(piece, size);
    }
    add(std::move(piece));
  }

  // Adds the first `size` bytes as a piece and leaves the rest in `piece`.
  void split_off(Piece& piece, std::size_t size) {
    Piece head = piece;
    head.text = std::string(cut_blanks(std::string_view(piece.text).substr(0, size)));
    piece.text = std::string(cut_blanks(std::string_view(piece.text).substr(size)));
    piece.gap = false;
    add(std::move(head));
  }

  void add(Piece piece) {
    if (full_ || piece.text.empty()) return;
    if (pieces_.items.size() == limits::kMaxParagraphs) {
      full_ = true;
      pieces_.cut = "after " + std::to_string(limits::kMaxParagraphs) + " paragraphs";
      return;
    }
    const std::size_t room = limits::kMaxTextBytes - std::min(bytes_, limits::kMaxTextBytes);
    if (piece.text.size() > room) {
      full_ = true;
      pieces_.cut = "at " + std::to_string(limits::kMaxTextBytes) + " bytes";
      piece.text = std::string(cut_blanks(utf8_prefix(piece.text, room)));
      if (piece.text.empty()) return;
    }
    bytes_ += piece.text.size() + 1;
    pieces_.items.push_back(std::move(piece));
  }

  Pieces pieces_;
  bool full_ = false;
  std::size_t bytes_ = 0;  // of the text so far, with a line feed behind every piece
};

}  // namespace

Pieces split_pieces(const RawDocument& raw) { return Splitter().run(raw); }

}  // namespace hoptac
