#include "ingest/readers/markdown_inline.h"

#include <algorithm>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

constexpr std::string_view kEscapable = R"(\`*_{}[]()#+-.!|<>~")";
// Brackets are matched only this far, so that a page of "[" costs no more than its length times this.
constexpr std::size_t kMaxLinkBytes = 2000;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Position of the bracket that closes the one at `open`, or npos.
std::size_t closing(std::string_view text, std::size_t open, char left, char right) {
  int depth = 0;
  const std::size_t end = std::min(text.size(), open + kMaxLinkBytes);
  for (std::size_t i = open; i < end; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == left) {
      ++depth;
    } else if (text[i] == right && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

class Stripper {
 public:
  Stripper(std::string_view text, std::vector<std::string>& captions, int depth)
      : text_(text), captions_(captions), depth_(depth) {}

  std::string run() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  // Links in links in links: beyond this they stay as written.
  static constexpr int kMaxDepth = 8;

  void step() {
    const char c = text_[at_];
    const char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (c == '\\' && next != '\0' && kEscapable.find(next) != std::string_view::npos) {
      out_ += next;
      at_ += 2;
    } else if (c == '!' && next == '[' && picture()) {
    } else if (c == '[' && link()) {
    } else if (c == '<' && tag()) {
    } else if (is_emphasis(c)) {
      ++at_;
    } else {
      out_ += c;
      ++at_;
    }
  }

  // A * or _ that touches a word on one side only is a mark: "2 * 3" and "snake_case" keep theirs.
  bool is_emphasis(char c) const {
    if (c == '`') return true;
    if (c != '*' && c != '_' && !(c == '~' && touches_twin())) return false;
    std::size_t first = at_;
    std::size_t last = at_;
    while (first > 0 && text_[first - 1] == c) --first;
    while (last + 1 < text_.size() && text_[last + 1] == c) ++last;
    const bool left = first > 0 && !is_ascii_space(text_[first - 1]);
    const bool right = last + 1 < text_.size() && !is_ascii_space(text_[last + 1]);
    const bool inside_word = left && right && is_word(text_[first - 1]) && is_word(text_[last + 1]);
    if (c == '_' && inside_word) return false;
    return (left || right) && !only_rule(first, last);
  }

  bool touches_twin() const {
    return (at_ > 0 && text_[at_ - 1] == '~') || (at_ + 1 < text_.size() && text_[at_ + 1] == '~');
  }

  // "____" to be filled in by hand.
  bool only_rule(std::size_t first, std::size_t last) const { return last - first >= 3; }

  // The end of "(address)" or "[name]" behind a link text; the text's own end when there is neither.
  std::size_t target_end(std::size_t after) const {
    if (after >= text_.size()) return after;
    const bool round = text_[after] == '(';
    if (!round && text_[after] != '[') return after;
    const std::size_t end = closing(text_, after, round ? '(' : '[', round ? ')' : ']');
    return end == std::string_view::npos ? after : end + 1;
  }

  bool picture() {
    const std::size_t close = closing(text_, at_ + 1, '[', ']');
    if (close == std::string_view::npos) return false;
    const std::size_t end = target_end(close + 1);
    if (end == close + 1) return false;
    std::string alt = collapse_space(text_.substr(at_ + 2, close - at_ - 2));
    if (!alt.empty()) captions_.push_back(std::move(alt));
    at_ = end;
    return true;
  }

  bool link() {
    const std::size_t close = closing(text_, at_, '[', ']');
    if (close == std::string_view::npos || depth_ >= kMaxDepth) return false;
    const std::size_t end = target_end(close + 1);
    if (end == close + 1) return false;
    out_ += Stripper(text_.substr(at_ + 1, close - at_ - 1), captions_, depth_ + 1).run();
    at_ = end;
    return true;
  }

  // <b>, </b>, <!-- --> go; <https://…> and <a@b.c> leave their address; "a < b" stays.
  bool tag() {
    const std::size_t close = text_.substr(at_, kMaxLinkBytes).find('>');
    if (close == std::string_view::npos || close < 2) return false;
    const std::string_view inside = text_.substr(at_ + 1, close - 1);
    const bool address = inside.find(' ') == std::string_view::npos &&
                         (inside.find("://") != std::string_view::npos || inside.find('@') != std::string_view::npos);
    const char first = inside.front();
    if (!address && first != '/' && first != '!' && !(is_word(first) && static_cast<unsigned char>(first) < 0x80)) {
      return false;
    }
    if (address) out_ += inside;
    if (ascii_lower(inside).starts_with("br")) out_ += '\n';
    at_ += close + 1;
    return true;
  }

  std::string_view text_;
  std::vector<std::string>& captions_;
  int depth_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string strip_inline(std::string_view text, std::vector<std::string>& captions) {
  return Stripper(text, captions, 0).run();
}

}  // namespace hoptac
