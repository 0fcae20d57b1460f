#include "ingest/text/keys.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "ingest/text/marks.h"
#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr char32_t kEth = 0xF0;
constexpr char32_t kDWithTail = 0x256;
constexpr char32_t kDBar = 0x111;

struct LookAlike {
  char32_t from;
  char32_t to;
};
// Lower-case Greek and Cyrillic letters drawn like Latin ones.
constexpr LookAlike kLookAlikes[] = {{0x3B1, 'a'}, {0x3BD, 'v'}, {0x3BF, 'o'}, {0x3C1, 'p'}, {0x430, 'a'},
                                     {0x435, 'e'}, {0x43E, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'},
                                     {0x445, 'x'}, {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}};

char32_t latin_of(char32_t c) {
  for (const LookAlike& pair : kLookAlikes) {
    if (pair.from == c) return pair.to;
  }
  return c;
}

bool is_latin(char32_t c) { return c < 0x250 || (c >= 0x1E00 && c < 0x1F00); }
bool is_greek_or_cyrillic(char32_t c) { return c >= 0x370 && c < 0x530; }

// Letters that may stand for others: worth a look at the whole word.
bool is_suspicious(char32_t c) { return c == kEth || c == kDWithTail || is_greek_or_cyrillic(c); }

// Collects a key on the stack, so that the arena grows once for it.
class Utf8Buffer {
 public:
  explicit Utf8Buffer(std::string& out) : out_(out) {}
  ~Utf8Buffer() { flush(); }
  Utf8Buffer(const Utf8Buffer&) = delete;
  Utf8Buffer& operator=(const Utf8Buffer&) = delete;

  void put(char32_t c) {
    if (c >= 0x80 || size_ == sizeof bytes_) flush();
    if (c < 0x80) {
      bytes_[size_++] = static_cast<char>(c);
    } else {
      append_utf8(out_, c);
    }
  }
  void flush() {
    out_.append(bytes_, size_);
    size_ = 0;
  }

 private:
  std::string& out_;
  std::size_t size_ = 0;
  char bytes_[32];
};

}  // namespace

KeyMaker::KeyMaker() : table_(CharTable::get()) {}

// One table look-up a letter; false when a letter needs ICU.
bool KeyMaker::fold_simple(std::string_view word) {
  letters_.resize(word.size());
  char32_t* to = letters_.data();
  bool suspicious = false;
  bool same = true;
  for (std::size_t at = 0; at < word.size();) {
    const char32_t c = next_code_point(word, at);
    const char32_t lower = table_[c].lower;
    if (lower == 0) return false;
    suspicious = suspicious || is_suspicious(lower);
    same = same && lower == c;
    *to++ = lower;
  }
  letters_.resize(static_cast<std::size_t>(to - letters_.data()));
  as_written_ = same && !suspicious;
  if (suspicious) unify_letters();
  return true;
}

void KeyMaker::fold_by_icu(std::string_view word) {
  icu::UnicodeString units;
  for (std::size_t at = 0; at < word.size();) units.append(static_cast<UChar32>(next_code_point(word, at)));
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = icu::Normalizer2::getNFKCCasefoldInstance(status)->normalize(units, status);
  letters_.clear();
  for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    letters_ += static_cast<char32_t>(folded.char32At(i));
  }
  letters_ = compose(letters_);
  as_written_ = false;
  unify_letters();
}

// ð stands for đ in a Vietnamese syllable; Greek and Cyrillic letters among Latin ones for those they look like.
void KeyMaker::unify_letters() {
  if (!letters_.empty() && (letters_[0] == kEth || letters_[0] == kDWithTail)) {
    const char32_t first = letters_[0];
    letters_[0] = kDBar;
    if (!parse_syllable(letters_)) letters_[0] = first;
  }
  const bool mixed = std::any_of(letters_.begin(), letters_.end(), is_latin) &&
                     std::any_of(letters_.begin(), letters_.end(), is_greek_or_cyrillic);
  if (mixed) std::transform(letters_.begin(), letters_.end(), letters_.begin(), latin_of);
}

void KeyMaker::append_exact(std::string_view word, std::string& arena) const {
  if (as_written_) {
    arena += word;
    return;
  }
  Utf8Buffer buffer(arena);
  for (const char32_t c : letters_) buffer.put(c);
}

void KeyMaker::append_folded(std::string& arena) const {
  Utf8Buffer buffer(arena);
  for (const char32_t c : letters_) {
    const char16_t base = table_[c].base;
    if (base != 0) {
      buffer.put(base);
    } else {
      buffer.flush();
      append_base(arena, c);
    }
  }
}

WordKeys KeyMaker::append(std::string_view word, std::string& arena) {
  word = utf8_prefix(word, kMaxKeySource);
  if (!fold_simple(word)) fold_by_icu(word);
  WordKeys keys;
  const TonePlaced placed = place_tone(letters_.data(), letters_.size());
  keys.syllable = placed != TonePlaced::kNoSyllable;
  as_written_ = as_written_ && placed != TonePlaced::kMoved;
  const std::size_t begin = arena.size();
  append_exact(word, arena);
  const std::size_t middle = arena.size();
  append_folded(arena);
  keys.exact_size = static_cast<std::uint16_t>(middle - begin);
  keys.folded_size = static_cast<std::uint16_t>(arena.size() - middle);
  keys.marked = arena.compare(begin, keys.exact_size, arena, middle, keys.folded_size) != 0;
  if (!keys.marked) arena.resize(middle);
  return keys;
}

}  // namespace hoptac
