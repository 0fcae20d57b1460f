#include <algorithm>
#include <optional>
#include <vector>

#include "ingest/readers/list_labels.h"
#include "ingest/readers/markdown_inline.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/text.h"
#include "ingest/text/decode.h"

namespace hoptac {
namespace {

// Lines of the text, walked one by one.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  std::string_view peek() const { return rest_.substr(0, rest_.find('\n')); }
  std::string_view next() {
    const std::string_view line = peek();
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    return line;
  }
  // The text from the current line on.
  std::string_view rest() const { return rest_; }
  void skip(std::size_t bytes) { rest_.remove_prefix(std::min(rest_.size(), bytes)); }

 private:
  std::string_view rest_;
};

std::string_view unquoted(std::string_view value) {
  value = trim(value);
  const bool quoted =
      value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front();
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// "key: value" lines between two "---"; nested values are passed over.
void read_front_matter(Lines& lines, RawMetadata& metadata) {
  if (trim(lines.peek()) != "---") return;
  const std::size_t end = lines.rest().find("\n---", 3);
  if (end == std::string_view::npos) return;
  Lines block(lines.rest().substr(4, end - std::min<std::size_t>(end, 3)));
  lines.skip(end + 1);
  lines.next();
  while (!block.done()) {
    const std::string_view line = block.next();
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || is_ascii_space(line.front())) continue;
    const std::string key = ascii_lower(trim(line.substr(0, colon)));
    const std::string value(unquoted(line.substr(colon + 1)));
    if (key.empty() || value.empty()) continue;
    std::string* field = key == "title"                          ? &metadata.title
                         : key == "date" || key == "published"   ? &metadata.published
                         : key == "lang" || key == "language"    ? &metadata.language
                         : key == "url" || key == "canonical"    ? &metadata.url
                         : key == "publisher" || key == "source" ? &metadata.publisher
                                                                 : nullptr;
    if (field != nullptr) {
      *field = value;
    } else {
      metadata.other.emplace_back(key, value);
    }
  }
}

// All of one character, spaces between them allowed, three or more: "---", "* * *".
bool is_rule(std::string_view line, std::string_view characters) {
  std::size_t count = 0;
  for (const char c : line) {
    if (c == ' ') continue;
    if (c != line.front() || characters.find(c) == std::string_view::npos) return false;
    ++count;
  }
  return count >= 3;
}

// Bytes of "- ", "12. " or "3) " at the front; 0 when there is none.
std::size_t list_mark(std::string_view line) {
  std::size_t i = 0;
  while (i < line.size() && i < 9 && line[i] >= '0' && line[i] <= '9') ++i;
  const bool mark = i < line.size() &&
                    (i == 0 ? line[i] == '-' || line[i] == '*' || line[i] == '+' : line[i] == '.' || line[i] == ')');
  return mark && i + 1 < line.size() && line[i + 1] == ' ' ? i + 2 : 0;
}

// Bytes of "## " at the front; 0 when there is none.
std::size_t heading_mark(std::string_view line) {
  const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
  return hashes >= 1 && hashes <= 6 && hashes < line.size() && line[hashes] == ' ' ? hashes + 1 : 0;
}

bool is_table_line(std::string_view line) {
  return line.starts_with('|') && line.find('|', 1) != std::string_view::npos;
}

bool is_table_rule(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find_first_not_of("|-: ") == std::string_view::npos;
}

// "[name]: address" and "[^1]:" — the first is an address only, the second a footnote that stays.
bool is_definition(std::string_view line) {
  return line.starts_with('[') && !line.starts_with("[^") && line.find("]:") != std::string_view::npos &&
         line.find("]:") < 100;
}

// Columns of blank at the front.
std::size_t indent_of(std::string_view line) {
  constexpr std::size_t kTab = 4;
  std::size_t columns = 0;
  for (std::size_t i = 0; i < line.size() && (line[i] == ' ' || line[i] == '\t'); ++i) {
    columns += line[i] == '\t' ? kTab : 1;
  }
  return columns;
}

// The least by which the text of an item stands further in than its mark.
constexpr std::size_t kItemIndent = 2;

class MarkdownReader {
 public:
  explicit MarkdownReader(RawDocument& document) : document_(document) {}

  void read(Lines& lines) {
    while (!lines.done()) {
      const std::string_view whole = lines.next();
      const std::string_view line = trim(whole);
      indent_ = indent_of(whole);
      if (fence_.empty() ? !open_fence(line) : !close_fence(line)) read_line(line);
    }
    flush();
  }

 private:
  struct List {
    std::size_t indent;
    std::optional<int> number;  // of its last item; none for bullets
  };

  bool open_fence(std::string_view line) {
    if (!line.starts_with("```") && !line.starts_with("~~~")) return false;
    flush();
    leave_lists();
    fence_ = line.substr(0, 3);
    return true;
  }

  bool close_fence(std::string_view line) {
    if (line.starts_with(fence_)) {
      flush();
      fence_ = {};
    } else {
      paragraph_.append(line).append("\n");
    }
    return true;
  }

  void read_line(std::string_view line) {
    while (line.starts_with('>')) line = trim(line.substr(1));
    if (line.empty()) return flush();
    if (const std::size_t mark = heading_mark(line); mark > 0) return heading(line.substr(mark));
    if (!paragraph_.empty() && kind_ == BlockKind::kParagraph && is_rule(line, "=-") && line.find(' ') == line.npos) {
      kind_ = BlockKind::kHeading;  // underlined
      return flush();
    }
    if (is_rule(line, "-*_")) return rule();
    if (is_table_line(line)) return table_row(line);
    if (is_definition(line)) return flush();
    if (const std::size_t mark = list_mark(line); mark > 0) {
      flush();
      kind_ = BlockKind::kListItem;
      label_ = label_of(line.substr(0, mark));
      line = trim(line.substr(mark));
    } else if (paragraph_.empty()) {
      leave_lists();
    }
    paragraph_.append(line).append(" ");
  }

  // A line as far in as the text of an item belongs to the item.
  void leave_lists() {
    while (!lists_.empty() && indent_ < lists_.back().indent + kItemIndent) lists_.pop_back();
  }

  // The list that the item of this line is in.
  List& list_at_hand() {
    while (!lists_.empty() && indent_ < lists_.back().indent) lists_.pop_back();
    if (lists_.empty() || indent_ >= lists_.back().indent + kItemIndent) lists_.push_back({indent_, {}});
    return lists_.back();
  }

  // "2." for "2. ", and for "1. " behind item 1: Markdown counts where the author has not. "" for bullets.
  std::string label_of(std::string_view mark) {
    std::optional<int>& last = list_at_hand().number;
    const std::optional<int> typed = list_number(mark.substr(0, mark.size() - 2));
    last = last && typed && *typed <= *last ? *last + 1 : typed;
    return last ? std::to_string(*last) + mark[mark.size() - 2] : std::string();
  }

  void rule() {
    flush();
    leave_lists();
  }

  void heading(std::string_view text) {
    flush();
    leave_lists();
    while (!text.empty() && (text.back() == '#' || text.back() == ' ')) text.remove_suffix(1);
    kind_ = BlockKind::kHeading;
    paragraph_ = text;
    flush();
  }

  void table_row(std::string_view line) {
    flush();
    leave_lists();
    if (is_table_rule(line)) return;
    line.remove_prefix(1);
    if (line.ends_with('|')) line.remove_suffix(1);
    std::string row;
    std::vector<std::string> captions;
    for (bool first = true; !line.empty() || first; first = false) {
      const std::string_view cell = line.substr(0, line.find('|'));
      line.remove_prefix(std::min(line.size(), cell.size() + 1));
      row.append(first ? "" : " | ").append(trim(strip_inline(trim(cell), captions)));
    }
    const bool filled = row.find_first_not_of("| ") != std::string::npos;
    if (filled) add_block(document_, {.kind = BlockKind::kTableRow, .text = std::move(row)});
    add_captions(captions);
  }

  void add_captions(std::vector<std::string>& captions) {
    for (std::string& c : captions) add_block(document_, {.kind = BlockKind::kCaption, .text = std::move(c)});
  }

  void flush() {
    std::vector<std::string> captions;
    std::string text = fence_.empty() ? strip_inline(paragraph_, captions) : paragraph_;
    if (!trim(text).empty()) add_block(document_, {.kind = kind_, .text = with_label(label_, trim(text))});
    add_captions(captions);
    paragraph_.clear();
    label_.clear();
    kind_ = BlockKind::kParagraph;
  }

  RawDocument& document_;
  std::string paragraph_;
  std::string label_;        // of the list item at hand
  std::size_t indent_ = 0;   // of the line at hand
  std::vector<List> lists_;  // that are open, each further in than the one before
  BlockKind kind_ = BlockKind::kParagraph;
  std::string_view fence_;  // "```" or "~~~" while inside one
};

}  // namespace

Result<void> read_markdown(std::string_view bytes, const DocumentSink& sink) {
  auto decoded = decode(bytes);
  if (!decoded) return fail(std::move(decoded.error()));
  RawDocument document;
  document.format = Format::kMarkdown;
  document.encoding = std::move(decoded->encoding);
  document.encoding_confidence = decoded->confidence;
  Lines lines(decoded->text);
  read_front_matter(lines, document.metadata);
  MarkdownReader(document).read(lines);
  if (!has_text(document)) return fail(ErrorCode::kEmpty);
  bound_text(document);
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
