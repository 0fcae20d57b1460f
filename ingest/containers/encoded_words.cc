#include "ingest/containers/encoded_words.h"

#include <optional>

#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"

namespace hoptac {
namespace {

int base64_digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) continue;
    bits = (bits << 6U | static_cast<unsigned>(digit)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return out;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string from_quoted(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '=' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (escape) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '_' ? ' ' : text[i];
    }
  }
  return out;
}

struct Word {
  std::string charset;
  std::string bytes;
  std::size_t size = 0;  // as written
};

// At the beginning of `text`.
std::optional<Word> parse_word(std::string_view text) {
  constexpr std::size_t kMaxCharset = 64;
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t behind_charset = text.substr(0, kMaxCharset).find('?', 2);
  if (behind_charset == std::string_view::npos || behind_charset + 2 >= text.size() ||
      text[behind_charset + 2] != '?') {
    return std::nullopt;
  }
  const std::size_t begin = behind_charset + 3;
  const std::size_t end = text.find("?=", begin);
  const char coding = text[behind_charset + 1];
  const bool base64 = coding == 'B' || coding == 'b';
  if (end == std::string_view::npos || (!base64 && coding != 'Q' && coding != 'q')) return std::nullopt;
  const std::string_view charset = text.substr(2, behind_charset - 2);
  const std::string_view content = text.substr(begin, end - begin);
  return Word{ascii_lower(charset.substr(0, charset.find('*'))), base64 ? from_base64(content) : from_quoted(content),
              end + 2};
}

// Words that were read but not written yet: more bytes of the same charset may follow.
class Pending {
 public:
  explicit Pending(std::string& out) : out_(out) {}

  void add(Word word, std::string_view source) {
    if (word.charset != charset_) flush();
    charset_ = std::move(word.charset);
    bytes_ += word.bytes;
    source_ += source;
  }

  void flush() {
    if (source_.empty()) return;
    const auto decoded = decode(bytes_, charset_);
    out_ += decoded ? decoded->text : bytes_.empty() ? std::string() : source_;
    bytes_.clear();
    source_.clear();
  }
  bool empty() const { return source_.empty(); }

 private:
  std::string& out_;
  std::string charset_;
  std::string bytes_;
  std::string source_;
};

}  // namespace

std::string decode_words(std::string_view text) {
  std::string out;
  Pending pending(out);
  while (!text.empty()) {
    if (auto word = parse_word(text)) {
      const std::size_t size = word->size;
      pending.add(*std::move(word), text.substr(0, size));
      text.remove_prefix(size);
      continue;
    }
    const std::size_t next = text.find("=?", text.starts_with("=?") ? 2 : 0);
    const std::string_view plain = text.substr(0, next);
    text.remove_prefix(plain.size());
    // Blanks between two words belong to neither.
    if (!pending.empty() && trim(plain).empty() && parse_word(text)) continue;
    pending.flush();
    out += plain;
  }
  pending.flush();
  return out;
}

}  // namespace hoptac
