#include "ingest/text/tokens.h"

#include <algorithm>
#include <array>

#include "ingest/text/chars.h"
#include "ingest/text/keys.h"
#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

bool is_ascii_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_ascii_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

bool belongs_to_word(CharClass kind) {
  return kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kMark;
}

bool ascii_syllable(std::string_view lower) {
  if (lower.size() > kMaxSyllableLetters) return false;
  char32_t letters[kMaxSyllableLetters];
  std::copy(lower.begin(), lower.end(), letters);
  return parse_syllable({letters, lower.size()}).has_value();
}

// FNV-1a: keys are a few bytes long.
std::uint32_t hash_of(std::string_view key) {
  std::uint32_t hash = 0x811C9DC5U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193U;
  return hash;
}

// Slots, a power of two: more than the different words of a page.
constexpr std::size_t kRememberedWords = 512;

// Two blanks or less are a space between words.
constexpr int kWideBlanks = 3;

struct Counts {
  std::uint32_t letters = 0;
  std::uint32_t upper = 0;
  bool only_digits = true;
  bool first_upper = false;

  void letter(bool is_upper) {
    if (letters == 0) first_upper = is_upper;
    ++letters;
    upper += is_upper ? 1 : 0;
    only_digits = false;
  }
};

}  // namespace

// Cuts a text into tokens, one left-to-right scan.
class TokenStream::Builder {
 public:
  explicit Builder(TokenStream& stream) : stream_(stream), text_(stream.text_), table_(CharTable::get()) {
    stream.tokens_.reserve(text_.size() / 5 + 1);
    stream.arena_.reserve(text_.size() + text_.size() / 4);
  }

  void run() {
    while (skip_blanks()) {
      take_token();
      stream_.tokens_.back().folded_hash = hash_of(stream_.folded(stream_.size() - 1));
    }
  }

 private:
  // Moves to the next visible code point; false at the end. Sets gap_.
  bool skip_blanks();
  void count_blank(CharClass kind, int& blanks);
  void take_token();
  void take_word();
  void take_symbol(char32_t c, bool word);
  Token& start_token(std::size_t begin);
  // Both scan a word from pos_; the first stops at the first byte that is no ASCII letter or digit.
  void scan_ascii(Counts& counts);
  std::size_t scan_unicode(Counts& counts);
  void add_keys(Token& token, const Counts& counts);
  void add_unicode_keys(Token& token, std::string_view word);

  TokenStream& stream_;
  std::string_view text_;
  const CharTable& table_;
  KeyMaker keys_;
  // By hash of the surface, the last token with it, plus one: words come again, and then share their keys.
  std::array<std::uint32_t, kRememberedWords> remembered_{};
  std::size_t pos_ = 0;
  Gap gap_ = Gap::kNone;
};

void TokenStream::Builder::count_blank(CharClass kind, int& blanks) {
  if (kind == CharClass::kLine) {
    gap_ = Gap::kLine;
  } else if (kind == CharClass::kTab) {
    blanks += kWideBlanks;
  } else if (kind == CharClass::kBlank) {
    ++blanks;
  }
}

bool TokenStream::Builder::skip_blanks() {
  gap_ = Gap::kNone;
  int blanks = 0;
  while (pos_ < text_.size()) {
    std::size_t next = pos_;
    const CharClass kind = table_[next_code_point(text_, next)].kind;
    const bool blank = kind == CharClass::kBlank || kind == CharClass::kTab || kind == CharClass::kLine;
    if (!blank && kind != CharClass::kIgnorable) break;
    count_blank(kind, blanks);
    pos_ = next;
  }
  if (gap_ == Gap::kNone && blanks > 0) gap_ = blanks >= kWideBlanks ? Gap::kWide : Gap::kSpace;
  return pos_ < text_.size();
}

void TokenStream::Builder::take_token() {
  std::size_t next = pos_;
  const char32_t c = next_code_point(text_, next);
  const CharClass kind = table_[c].kind;
  if (belongs_to_word(kind)) {
    take_word();
  } else {
    take_symbol(c, kind == CharClass::kIdeograph);
  }
}

Token& TokenStream::Builder::start_token(std::size_t begin) {
  Token& token = stream_.tokens_.emplace_back();
  token.begin = static_cast<std::uint32_t>(begin);
  token.key_at = static_cast<std::uint32_t>(stream_.arena_.size());
  token.gap = gap_;
  return token;
}

void TokenStream::Builder::scan_ascii(Counts& counts) {
  for (; pos_ < text_.size(); ++pos_) {
    const char c = text_[pos_];
    if (is_ascii_lower(c) || is_ascii_upper(c)) {
      counts.letter(is_ascii_upper(c));
    } else if (!is_ascii_digit(c)) {
      return;
    }
  }
}

// Returns the end of the last visible code point of the word.
std::size_t TokenStream::Builder::scan_unicode(Counts& counts) {
  std::size_t end = pos_;
  while (pos_ < text_.size()) {
    std::size_t next = pos_;
    const CharInfo info = table_[next_code_point(text_, next)];
    if (!belongs_to_word(info.kind) && info.kind != CharClass::kIgnorable) break;
    if (info.kind == CharClass::kLetter) counts.letter(info.upper);
    if (info.kind == CharClass::kMark) counts.only_digits = false;
    pos_ = next;
    if (info.kind != CharClass::kIgnorable) end = pos_;
  }
  return end;
}

void TokenStream::Builder::take_word() {
  Token& token = start_token(pos_);
  Counts counts;
  scan_ascii(counts);
  std::size_t end = pos_;
  token.ascii = pos_ == text_.size() || static_cast<unsigned char>(text_[pos_]) < 0x80;
  if (!token.ascii) {
    const std::size_t ascii_end = pos_;
    end = scan_unicode(counts);
    token.ascii = end == ascii_end;
  }
  token.end = static_cast<std::uint32_t>(end);
  token.word = true;
  token.number = counts.only_digits;
  token.upper = counts.first_upper;
  token.caps = counts.letters >= 2 && counts.upper == counts.letters;
  add_keys(token, counts);
}

void TokenStream::Builder::add_keys(Token& token, const Counts& counts) {
  const std::string_view word = text_.substr(token.begin, token.end - token.begin);
  std::string& arena = stream_.arena_;
  if (!token.ascii) {
    add_unicode_keys(token, word);
    return;
  }
  const std::string_view source = word.substr(0, kMaxKeySource);
  arena += source;
  if (counts.upper > 0) {
    for (std::size_t i = token.key_at; i < arena.size(); ++i) {
      if (is_ascii_upper(arena[i])) arena[i] = static_cast<char>(arena[i] | 0x20);
    }
  }
  token.exact_size = token.folded_size = static_cast<std::uint16_t>(source.size());
  token.syllable = !token.number && ascii_syllable(std::string_view(arena).substr(token.key_at));
}

void TokenStream::Builder::add_unicode_keys(Token& token, std::string_view word) {
  std::uint32_t& slot = remembered_[hash_of(word.substr(0, kMaxKeySource)) % kRememberedWords];
  if (slot != 0 && stream_.surface(slot - 1) == word) {
    const Token& same = stream_.tokens_[slot - 1];
    token.key_at = same.key_at;
    token.exact_size = same.exact_size;
    token.folded_size = same.folded_size;
    token.marked = same.marked;
    token.syllable = same.syllable;
    return;
  }
  const WordKeys keys = keys_.append(word, stream_.arena_);
  token.exact_size = keys.exact_size;
  token.folded_size = keys.folded_size;
  token.marked = keys.marked;
  token.syllable = keys.syllable;
  slot = static_cast<std::uint32_t>(stream_.tokens_.size());
}

// An ideograph is a word of one code point: its marks (voicing of kana) go with it.
void TokenStream::Builder::take_symbol(char32_t c, bool word) {
  Token& token = start_token(pos_);
  next_code_point(text_, pos_);
  Counts unused;
  if (word) {
    while (pos_ < text_.size()) {
      std::size_t next = pos_;
      if (table_[next_code_point(text_, next)].kind != CharClass::kMark) break;
      pos_ = next;
    }
  }
  token.end = static_cast<std::uint32_t>(pos_);
  token.word = word;
  if (word) {
    add_keys(token, unused);
    return;
  }
  const char32_t key = table_[c].lower;
  append_utf8(stream_.arena_, key != 0 ? key : c);
  token.exact_size = token.folded_size = static_cast<std::uint16_t>(stream_.arena_.size() - token.key_at);
  token.ascii = c < 0x80;
}

TokenStream::TokenStream(std::string_view text) : text_(text) { Builder(*this).run(); }

std::size_t TokenStream::at_offset(std::uint32_t offset) const {
  const auto at = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                   [](const Token& token, std::uint32_t value) { return token.begin < value; });
  return static_cast<std::size_t>(at - tokens_.begin());
}

}  // namespace hoptac
