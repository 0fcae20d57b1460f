#include "ingest/text/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/text/chars.h"
#include "ingest/text/keys.h"
#include "ingest/text/syllable.h"
#include "ingest/text/word_hash.h"
#include "ingest/text/word_memo.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

bool belongs_to_word(CharClass kind) {
  return kind == CharClass::kLetter || kind == CharClass::kDigit || kind == CharClass::kMark;
}

bool ascii_syllable(std::string_view lower) {
  if (lower.size() > kMaxSyllableLetters) return false;
  char32_t letters[kMaxSyllableLetters];
  std::copy(lower.begin(), lower.end(), letters);
  return parse_syllable({letters, lower.size()}).has_value();
}

// Slots, powers of two: more than the different words of a page, and enough for a phrase.
constexpr std::size_t kRememberedWords = 1024;
constexpr std::size_t kRememberedOfPhrase = 32;
constexpr std::size_t kPhraseBytes = 256;

// What one byte of ASCII is, for scans that leave everything else to the table of code points.
enum Ascii : std::uint8_t { kOther, kDigit, kLower, kUpper };
constexpr auto kAscii = [] {
  std::array<Ascii, 256> kinds{};
  for (std::size_t c = '0'; c <= '9'; ++c) kinds[c] = kDigit;
  for (std::size_t c = 'a'; c <= 'z'; ++c) kinds[c] = kLower;
  for (std::size_t c = 'A'; c <= 'Z'; ++c) kinds[c] = kUpper;
  return kinds;
}();

Ascii ascii_kind(char c) { return kAscii[static_cast<unsigned char>(c)]; }

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

// Counts the letters of a word of ASCII; false when it holds anything else.
bool count_ascii(std::string_view word, Counts& counts) {
  for (const char c : word) {
    const Ascii kind = ascii_kind(c);
    if (kind == kOther) return false;
    if (kind != kDigit) counts.letter(kind == kUpper);
  }
  return true;
}

void count_unicode(const CharTable& table, std::string_view word, Counts& counts) {
  for (std::size_t at = 0; at < word.size();) {
    const CharInfo info = table[next_code_point(word, at)];
    if (info.kind == CharClass::kLetter) counts.letter(info.upper);
    if (info.kind == CharClass::kMark) counts.only_digits = false;
  }
}

}  // namespace

// Cuts a text into tokens, one left-to-right scan.
class TokenStream::Builder {
 public:
  explicit Builder(TokenStream& stream) : stream_(stream), text_(stream.text_), table_(CharTable::get()) {
    stream.tokens_.reserve(text_.size() / 5 + 1);
    stream.arena_.reserve(text_.size() / 2 + kPhraseBytes);
    slots_ = text_.size() <= kPhraseBytes ? kRememberedOfPhrase : kRememberedWords;
    std::fill_n(remembered_.begin(), slots_, 0);
  }

  void run() {
    while (skip_blanks()) take_token();
  }

 private:
  // Moves to the next visible code point; false at the end. Sets gap_.
  bool skip_blanks();
  void count_blank(CharClass kind, int& blanks);
  void take_token();
  void take_word();
  void take_symbol(char32_t c, bool word);
  Token& start_token(std::size_t begin);
  // The end of the last visible code point of the word at pos_; moves pos_ behind it.
  std::size_t scan_word();
  std::size_t scan_unicode();
  // Counts the letters of the token's word and makes its keys.
  void look_at(Token& token);
  void add_keys(Token& token, bool has_upper);
  void add_hashes(Token& token);
  // As look_at(), from the memo when it knows the word.
  void recall(Token& token, std::string_view word, std::uint64_t hash);

  TokenStream& stream_;
  std::string_view text_;
  const CharTable& table_;
  KeyMaker keys_;
  WordMemo<WordLooks>& memo_ = WordMemo<WordLooks>::of_thread();
  // By hash of the surface, the last token with it, plus one: words come again, and then share their keys.
  std::array<std::uint32_t, kRememberedWords> remembered_;
  std::size_t slots_ = 0;
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
  if (pos_ + 1 < text_.size() && text_[pos_] == ' ' && ascii_kind(text_[pos_ + 1]) != kOther) {
    gap_ = Gap::kSpace;  // as nearly always
    ++pos_;
    return true;
  }
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
  if (ascii_kind(text_[pos_]) != kOther) return take_word();
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

std::size_t TokenStream::Builder::scan_unicode() {
  std::size_t end = pos_;
  while (pos_ < text_.size()) {
    std::size_t next = pos_;
    const CharClass kind = table_[next_code_point(text_, next)].kind;
    if (!belongs_to_word(kind) && kind != CharClass::kIgnorable) break;
    pos_ = next;
    if (kind != CharClass::kIgnorable) end = pos_;
  }
  return end;
}

std::size_t TokenStream::Builder::scan_word() {
  while (pos_ < text_.size() && ascii_kind(text_[pos_]) != kOther) ++pos_;
  return pos_ == text_.size() || static_cast<unsigned char>(text_[pos_]) < 0x80 ? pos_ : scan_unicode();
}

namespace {

// Eight bytes at each end tell most words apart. The upper bits are the good ones.
std::uint64_t surface_hash(std::string_view word) {
  std::uint64_t head = 0;
  std::uint64_t tail = 0;
  const std::size_t size = std::min(word.size(), sizeof head);
  std::memcpy(&head, word.data(), size);
  std::memcpy(&tail, word.data() + word.size() - size, size);
  return (head ^ (tail << 23U | tail >> 41U) ^ word.size()) * 0x9E3779B97F4A7C15U;
}

}  // namespace

void TokenStream::Builder::recall(Token& token, std::string_view word, std::uint64_t hash) {
  auto& entry = memo_.at(hash >> 48U);
  if (!entry.is(word)) {
    look_at(token);
    entry.set(word, std::string_view(stream_.arena_).substr(token.key_at), token);
    return;
  }
  static_cast<WordLooks&>(token) = entry.looks;
  stream_.arena_ += entry.all_keys();
}

void TokenStream::Builder::take_word() {
  Token& token = start_token(pos_);
  const std::size_t end = scan_word();
  const std::string_view word = text_.substr(token.begin, end - token.begin);
  const std::uint64_t hash = surface_hash(word);
  std::uint32_t& slot = remembered_[(hash >> 40U) & (slots_ - 1)];
  if (slot != 0 && stream_.surface(slot - 1) == word) {
    const std::uint32_t begin = token.begin;
    token = stream_.tokens_[slot - 1];
    token.begin = begin;
    token.end = static_cast<std::uint32_t>(end);
    token.gap = gap_;
    return;
  }
  token.end = static_cast<std::uint32_t>(end);
  recall(token, word, hash);
  slot = static_cast<std::uint32_t>(stream_.tokens_.size());
}

void TokenStream::Builder::look_at(Token& token) {
  const std::string_view word = stream_.surface(stream_.tokens_.size() - 1);
  Counts counts;
  token.ascii = count_ascii(word, counts);
  if (!token.ascii) {
    counts = {};
    count_unicode(table_, word, counts);
  }
  token.word = true;
  token.number = counts.only_digits;
  token.upper = counts.first_upper;
  token.caps = counts.letters >= 2 && counts.upper == counts.letters;
  add_keys(token, counts.upper > 0);
}

void TokenStream::Builder::add_keys(Token& token, bool has_upper) {
  const std::string_view word = text_.substr(token.begin, token.end - token.begin);
  std::string& arena = stream_.arena_;
  if (token.ascii) {
    const std::string_view source = word.substr(0, kMaxKeySource);
    arena += source;
    for (std::size_t i = token.key_at; has_upper && i < arena.size(); ++i) {
      if (ascii_kind(arena[i]) == kUpper) arena[i] = static_cast<char>(arena[i] | 0x20);
    }
    token.exact_size = token.folded_size = static_cast<std::uint16_t>(source.size());
    token.syllable = !token.number && ascii_syllable(std::string_view(arena).substr(token.key_at));
  } else {
    const WordKeys keys = keys_.append(word, arena);
    token.exact_size = keys.exact_size;
    token.folded_size = keys.folded_size;
    token.marked = keys.marked;
    token.syllable = keys.syllable;
  }
  add_hashes(token);
}

void TokenStream::Builder::add_hashes(Token& token) {
  const std::size_t i = stream_.tokens_.size() - 1;
  token.exact_hash = word_hash(stream_.exact(i));
  token.folded_hash = token.marked ? word_hash(stream_.folded(i)) : token.exact_hash;
}

// An ideograph is a word of one code point: its marks (voicing of kana) go with it.
void TokenStream::Builder::take_symbol(char32_t c, bool word) {
  Token& token = start_token(pos_);
  next_code_point(text_, pos_);
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
    add_keys(token, false);
    return;
  }
  const char32_t key = table_[c].lower;
  append_utf8(stream_.arena_, key != 0 ? key : c);
  token.exact_size = token.folded_size = static_cast<std::uint16_t>(stream_.arena_.size() - token.key_at);
  if (token.exact_size == 1) token.mark = stream_.arena_.back();
  token.ascii = c < 0x80;
  add_hashes(token);
}

TokenStream::TokenStream(std::string_view text) : text_(text) { Builder(*this).run(); }

std::size_t TokenStream::at_offset(std::uint32_t offset) const {
  const auto at = std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                                   [](const Token& token, std::uint32_t value) { return token.begin < value; });
  return static_cast<std::size_t>(at - tokens_.begin());
}

}  // namespace hoptac
