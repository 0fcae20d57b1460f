#include <string>
#include <utility>

#include "ingest/text/chars.h"
#include "ingest/text/keys.h"
#include "ingest/text/marks.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Bytes of a syllable in its longest form: seven letters with two marks each.
constexpr std::size_t kMaxSyllableBytes = 40;

// What a D look-alike stands for in a Vietnamese syllable.
char32_t d_with_bar(char32_t c) { return c == 0xD0 || c == 0x189 ? 0x110 : 0x111; }

bool is_ligature(char32_t c) { return c >= 0xFB00 && c <= 0xFB06; }

// Below it, blanks are control characters.
constexpr char32_t kFirstBlank = 0xA0;
// Code points of a letter with its marks; Unicode's stream-safe format allows 30 marks, more are dropped.
constexpr std::size_t kMaxCluster = 31;

bool is_d_look_alike(char32_t c) { return c == 0xD0 || c == 0xF0 || c == 0x189 || c == 0x256; }

// Copies clean stretches of the text as they are and repairs what lies between them.
class Cleaner {
 public:
  explicit Cleaner(std::string_view text) : text_(text), table_(CharTable::get()) {}

  std::string run() {
    out_.reserve(text_.size());
    while (pos_ < text_.size()) {
      copy_clean();
      if (pos_ < text_.size()) repair();
    }
    return std::move(out_);
  }

 private:
  void copy_clean();
  void repair();
  void compose_cluster();
  void rejoin_torn_mark();
  void repair_d(char32_t c);
  void append_composed(std::u32string_view cluster);
  bool is_syllable(std::string_view word);
  // The letters and marks at `at` up to about kMaxSyllableBytes, without what is invisible.
  std::string word_at(std::size_t at) const;
  // The letters and marks that end `done`.
  std::string_view word_before(std::string_view done);

  std::string_view text_;
  const CharTable& table_;
  KeyMaker keys_;
  std::string scratch_;
  std::string out_;
  std::size_t pos_ = 0;
};

void Cleaner::copy_clean() {
  const std::size_t begin = pos_;
  while (pos_ < text_.size()) {
    const auto byte = static_cast<unsigned char>(text_[pos_]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++pos_;
      continue;
    }
    std::size_t next = pos_;
    const char32_t c = next_code_point(text_, next);
    if (!table_[c].clean || (c == kReplacement && next == pos_ + 1)) break;
    pos_ = next;
  }
  out_.append(text_, begin, pos_ - begin);
}

void Cleaner::repair() {
  std::size_t next = pos_;
  const char32_t c = next_code_point(text_, next);
  const CharInfo info = table_[c];
  if (info.hangs) {
    rejoin_torn_mark();
    compose_cluster();
    return;
  }
  pos_ = next;
  if (info.kind == CharClass::kLine) {
    if (c == '\r' && pos_ < text_.size() && text_[pos_] == '\n') ++pos_;
    out_ += '\n';
  } else if (info.kind == CharClass::kBlank) {
    if (c >= kFirstBlank) out_ += ' ';
  } else if (is_d_look_alike(c)) {
    repair_d(c);
  } else if (is_ligature(c)) {
    append_base(out_, c);
  } else if (info.kind != CharClass::kIgnorable) {
    append_composed({&c, 1});
  }
}

void Cleaner::append_composed(std::u32string_view cluster) {
  for (const char32_t c : compose(cluster)) append_utf8(out_, c);
}

// The last letter written, with what hangs on it, and the marks that follow, as one.
void Cleaner::compose_cluster() {
  std::size_t begin = out_.size();
  for (bool hangs = true; hangs && begin > 0;) {
    do --begin;
    while (begin > 0 && !is_boundary(out_, begin));
    std::size_t at = begin;
    hangs = table_[next_code_point(out_, at)].hangs;
  }
  std::u32string cluster;
  for (std::size_t at = begin; at < out_.size();) cluster += next_code_point(out_, at);
  out_.resize(begin);
  while (pos_ < text_.size()) {
    std::size_t next = pos_;
    const char32_t c = next_code_point(text_, next);
    if (!table_[c].hangs) break;
    if (cluster.size() < kMaxCluster) cluster += c;
    pos_ = next;
  }
  append_composed(cluster);
}

std::string Cleaner::word_at(std::size_t at) const {
  std::string word;
  while (at < text_.size() && word.size() < kMaxSyllableBytes) {
    const std::size_t begin = at;
    const CharClass kind = table_[next_code_point(text_, at)].kind;
    if (kind == CharClass::kIgnorable) continue;
    if (kind != CharClass::kLetter && kind != CharClass::kMark) break;
    word.append(text_, begin, at - begin);
  }
  return word;
}

std::string_view Cleaner::word_before(std::string_view done) {
  std::size_t begin = done.size();
  while (begin > 0 && done.size() - begin < kMaxSyllableBytes) {
    std::size_t previous = begin - 1;
    while (previous > 0 && !is_boundary(done, previous)) --previous;
    std::size_t at = previous;
    if (table_[next_code_point(done, at)].kind != CharClass::kLetter) break;
    begin = previous;
  }
  return done.substr(begin);
}

// "Viê ̣t", as PDF extractors write: takes the blank away when that makes a syllable.
void Cleaner::rejoin_torn_mark() {
  if (out_.empty() || out_.back() != ' ') return;
  const std::string_view before = word_before(std::string_view(out_).substr(0, out_.size() - 1));
  if (before.empty()) return;
  std::string joined(before);
  joined += word_at(pos_);
  if (is_syllable(joined)) out_.pop_back();
}

// Ð (eth) is often typed for Đ; a word that makes a Vietnamese syllable so is Vietnamese.
void Cleaner::repair_d(char32_t c) {
  std::string word = "đ";
  word += word_at(pos_);
  const bool vietnamese = word_before(out_).empty() && word.size() > 2 && is_syllable(word);
  append_utf8(out_, vietnamese ? d_with_bar(c) : c);
}

bool Cleaner::is_syllable(std::string_view word) {
  scratch_.clear();
  return keys_.append(word, scratch_).syllable;
}

}  // namespace

std::string clean_text(std::string_view text) { return Cleaner(text).run(); }

}  // namespace hoptac
