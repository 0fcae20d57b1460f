#include "ingest/text/mixed_bytes.h"

#include <algorithm>

#include "ingest/text/chars.h"
#include "ingest/text/charsets.h"
#include "ingest/text/legacy_scan.h"
#include "ingest/text/legacy_word.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Characters in a row that are no accident, however unusual.
constexpr std::size_t kCertainSequences = 3;

struct WordBytes {
  std::size_t sequences = 0;  // well-formed ones beyond ASCII
  std::size_t strays = 0;     // bytes that belong to none
  bool usual = true;
};

WordBytes look_at(std::string_view word) {
  WordBytes out;
  for (std::size_t pos = 0; pos < word.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(word, pos);
    const auto byte = static_cast<unsigned char>(word[begin]);
    if (byte < 0x80) {
      if (byte < 0x20) ++out.strays;
    } else if (pos == begin + 1) {
      ++out.strays;
    } else {
      ++out.sequences;
      const bool control = c < 0xA0;  // what was encoded twice has them
      out.usual = out.usual && (control || is_usual_character(c));
    }
  }
  return out;
}

void append_western(std::string_view bytes, std::string& out) {
  for (const char c : bytes) append_utf8(out, windows1252(static_cast<unsigned char>(c)));
}

// Well-formed sequences as they are, other bytes as windows-1252.
void append_repaired(std::string_view word, std::string& out) {
  for (std::size_t pos = 0; pos < word.size();) {
    const std::size_t begin = pos;
    next_code_point(word, pos);
    if (pos == begin + 1) {
      append_western(word.substr(begin, 1), out);
    } else {
      out.append(word, begin, pos - begin);
    }
  }
}

class Splitter {
 public:
  MixedBytes run(std::string_view bytes) {
    for (std::size_t pos = 0; pos < bytes.size();) {
      std::size_t end = pos;
      while (end < bytes.size() && !is_blank(bytes[end])) ++end;
      add_word(bytes.substr(pos, end - pos));
      pos = end;
      while (end < bytes.size() && is_blank(bytes[end])) ++end;
      if (out_.stretches.empty()) out_.stretches.push_back({{}, true});
      out_.stretches.back().text.append(bytes, pos, end - pos);
      pos = end;
    }
    return std::move(out_);
  }

 private:
  void add_word(std::string_view word) {
    const WordBytes seen = look_at(word);
    if (seen.sequences + seen.strays == 0) {
      if (out_.stretches.empty()) out_.stretches.push_back({{}, true});
      out_.stretches.back().text += word;
      return;
    }
    const bool sure = seen.usual || seen.sequences >= kCertainSequences;
    const bool utf8 = seen.strays == 0 && sure;
    ++(utf8 ? out_.utf8_words : out_.other_words);
    if (out_.stretches.empty() || out_.stretches.back().utf8 != utf8) out_.stretches.push_back({{}, utf8});
    std::string& text = out_.stretches.back().text;
    if (utf8) {
      text += word;
    } else if (sure && seen.sequences >= seen.strays) {
      append_repaired(word, text);
    } else {
      append_western(word, text);
    }
  }

  MixedBytes out_;
};

// Signs of windows-1252 that stand within Western words: ordinals, the Catalan dot, NBSP, soft hyphen, the accent that
// is typed for an apostrophe; punctuation may.
bool belongs_to_words(char32_t c) {
  return c >= 0x100 || std::u32string_view(U"ªº·´\u00A0\u00AD").find(c) != std::u32string_view::npos;
}

// What windows-1252 text is made of.
struct Signs {
  std::size_t letters = 0;
  std::size_t marked = 0;    // of the letters, beyond ASCII
  std::size_t odd = 0;       // signs that no Western word has in it
  std::size_t controls = 0;  // bytes that mean nothing
};

Signs count_signs(std::string_view text) {
  const CharTable& table = CharTable::get();
  const auto is_letter = [&](char32_t c) { return table[c].kind == CharClass::kLetter; };
  Signs out;
  bool after_letter = false;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    const bool letter = is_letter(c);
    std::size_t next = pos;
    const bool inside = after_letter && next < text.size() && is_letter(next_code_point(text, next));
    out.letters += letter ? 1U : 0U;
    out.marked += letter && c >= 0x80 ? 1U : 0U;
    out.odd += c >= 0x80 && !letter && inside && !belongs_to_words(c) ? 1U : 0U;
    out.controls += c >= 0x80 && c < 0xA0 ? 1U : 0U;
    after_letter = letter;
  }
  return out;
}

// "voilà…", "“bà”": what stands right behind a word and is no second byte of a letter.
bool closes_word(char32_t c) { return std::u32string_view(U"\u00A0‘’“”–—…").find(c) != std::u32string_view::npos; }
// U+2010 … begin with it and have such a second byte; no word ends in â.
constexpr char32_t kPunctuationLead = 0xE2;

}  // namespace

MixedBytes split_mixed(std::string_view bytes) { return Splitter().run(bytes); }

bool has_torn_sequence(std::string_view text) {
  char32_t last = 0;
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    const int byte = windows1252_byte(c);
    const bool lead = last >= 0xE0 && last < 0xF5;
    if (lead && byte >= 0x80 && byte < 0xC0 && (last == kPunctuationLead || !closes_word(c))) return true;
    last = c;
  }
  return false;
}

bool may_be_western(std::string_view text) {
  constexpr std::size_t kMostMarked = 3;  // one letter in so many, in more than a few
  constexpr std::size_t kFewLetters = 6;
  constexpr std::size_t kMostOdd = 5;  // one sign within words to so many letters beyond ASCII
  const Signs seen = count_signs(text);
  return seen.controls == 0 && seen.marked * kMostMarked <= seen.letters + kFewLetters &&
         seen.odd * kMostOdd <= seen.marked + seen.odd;
}

bool may_be_stray_western(std::string_view text) {
  const Signs seen = count_signs(text);
  return seen.controls == 0 && seen.marked * 2 <= seen.letters && !has_torn_sequence(text);
}

bool has_punctuation_only(std::string_view text) {
  const CharTable& table = CharTable::get();
  for (std::size_t pos = 0; pos < text.size();) {
    const char32_t c = next_code_point(text, pos);
    if (c >= 0x80 && table[c].kind == CharClass::kLetter) return false;
  }
  return true;
}

}  // namespace hoptac
