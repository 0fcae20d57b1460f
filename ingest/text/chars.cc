#include "ingest/text/chars.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <string_view>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Latin, Greek, Cyrillic, Vietnamese and general punctuation.
constexpr std::size_t kTableSize = 0x2100;

const icu::Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}

const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
}

struct Letter {
  char32_t from;
  std::string_view to;
};
// Letters that Unicode does not decompose.
constexpr Letter kBases[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},  {0x127, "h"},
                             {0x131, "i"}, {0x138, "k"}, {0x142, "l"}, {0x14B, "n"}, {0x153, "oe"}, {0x167, "t"},
                             {0x180, "b"}, {0x19A, "l"}, {0x1E5, "g"}, {0x253, "b"}, {0x256, "d"},  {0x257, "d"},
                             {0x268, "i"}, {0x289, "u"}, {0x1D6, "u"}};

std::string_view base_of(char32_t c) {
  for (const Letter& letter : kBases) {
    if (letter.from == c) return letter.to;
  }
  return {};
}

UChar32 as_icu(char32_t c) { return static_cast<UChar32>(c); }

// Spelt out in clean text: their parts are what people search and copy.
bool is_ligature(char32_t c) { return c >= 0xFB00 && c <= 0xFB06; }
// Eth and African D are looked at in their word (see clean_text).
bool looks_like_d(char32_t c) { return c == 0xD0 || c == 0xF0 || c == 0x189 || c == 0x256; }
// An apostrophe that Unicode calls a letter.
constexpr char32_t kModifierApostrophe = 0x2BC;

CharClass kind_of(char32_t c) {
  if (c == '\t') return CharClass::kTab;
  if ((c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029) return CharClass::kLine;
  if (c == kModifierApostrophe) return CharClass::kSymbol;
  if (c >= 0x2080 && c <= 0x2089) return CharClass::kDigit;
  if (u_hasBinaryProperty(as_icu(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return CharClass::kIgnorable;
  const std::uint32_t mask = U_MASK(u_charType(as_icu(c)));
  if ((mask & U_GC_ND_MASK) != 0) return CharClass::kDigit;
  if ((mask & U_GC_M_MASK) != 0) return CharClass::kMark;
  if ((mask & U_GC_ZS_MASK) != 0 || (mask & U_GC_CC_MASK) != 0) return CharClass::kBlank;
  if ((mask & (U_GC_L_MASK | U_GC_NL_MASK)) == 0) return CharClass::kSymbol;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(as_icu(c), &status);
  const bool own_word = script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
  return own_word ? CharClass::kIdeograph : CharClass::kLetter;
}

bool hangs_on(char32_t c) {
  return u_getCombiningClass(as_icu(c)) != 0 || u_getIntPropertyValue(as_icu(c), UCHAR_NFC_QUICK_CHECK) == UNORM_MAYBE;
}

bool is_clean(char32_t c, CharClass kind) {
  if (c == ' ' || c == '\n' || c == '\t') return true;
  if (kind == CharClass::kBlank || kind == CharClass::kLine || kind == CharClass::kIgnorable) return false;
  return u_getCombiningClass(as_icu(c)) == 0 && u_getIntPropertyValue(as_icu(c), UCHAR_NFC_QUICK_CHECK) == UNORM_YES &&
         !is_ligature(c) && !looks_like_d(c);
}

// Only in these scripts is a mark an accent; elsewhere it is part of the letter (が, ไ).
bool has_accents(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(as_icu(c), &status);
  return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC ||
         script == USCRIPT_INHERITED;
}

// “ ” „ « » ″ -> ", ‘ ’ ‛ ´ ` ʼ ′ -> ', dashes and minus -> -, else 0. (NFKC leaves most of them alone.)
char16_t plain_punctuation(char32_t c) {
  if (c == '`' || c == 0xB4 || c == kModifierApostrophe || (c >= 0x2018 && c <= 0x201B) || c == 0x2032) return u'\'';
  if (c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F) || c == 0x2033) return u'"';
  return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? u'-' : u'\0';
}

// 0 unless `c` folds to one code point of the BMP that stands on its own.
char16_t simple_fold(char32_t c) {
  if (const char16_t plain = plain_punctuation(c)) return plain;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = nfkc_casefold().normalize(icu::UnicodeString(as_icu(c)), status);
  return U_SUCCESS(status) && folded.length() == 1 ? folded.charAt(0) : u'\0';
}

char16_t simple_base(char16_t lower) {
  std::string base;
  append_base(base, lower);
  std::size_t at = 0;
  if (base.empty()) return 0;
  const char32_t c = next_code_point(base, at);
  return at == base.size() && c < 0x10000 ? static_cast<char16_t>(c) : u'\0';
}

}  // namespace

CharTable::CharTable() : table_(kTableSize) {
  for (char32_t c = 0; c < kTableSize; ++c) table_[c] = look_up(c);
}

const CharTable& CharTable::get() {
  static const CharTable table;
  return table;
}

CharInfo CharTable::look_up(char32_t c) {
  CharInfo info;
  info.kind = kind_of(c);
  info.upper = u_isUUppercase(as_icu(c)) != 0;
  info.clean = is_clean(c, info.kind);
  info.hangs = hangs_on(c);
  if (!info.hangs && info.kind != CharClass::kIgnorable && !looks_like_d(c)) info.lower = simple_fold(c);
  if (info.lower != 0) info.base = simple_base(info.lower);
  return info;
}

void append_base(std::string& out, char32_t c) {
  if (!has_accents(c)) {
    append_utf8(out, c);
    return;
  }
  icu::UnicodeString parts;
  if (!nfkd().getDecomposition(as_icu(c), parts)) parts.setTo(as_icu(c));
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    const std::string_view base = base_of(part);
    if (!base.empty()) {
      out += base;
    } else if (u_getCombiningClass(as_icu(part)) == 0) {
      append_utf8(out, part);
    }
  }
}

}  // namespace hoptac
