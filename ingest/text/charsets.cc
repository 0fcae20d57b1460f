#include "ingest/text/charsets.h"

#include <algorithm>
#include <array>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

// The bytes 0x80 … 0xFF, sixteen a row; "�" where a byte means nothing.
using HighHalf = std::u32string_view;

constexpr HighHalf kWindows1252Signs =
    U"€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F"
    U"\x90‘’“”•–—˜™š›œ\x9DžŸ";

// TCVN 5712 from 0xA0 on; the five marks are those of 0xB0.
#define HOPTAC_TCVN_LETTERS                                       \
  U"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ"                        \
  U"\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ" \
  U"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"              \
  U"éẹềểễếệìỉỄẾỒĩíịò"                  \
  U"Ổỏõóọồổỗốộờởỡớợù"                \
  U"ỖủũúụừửữứựỳỷỹýỵỐ"

constexpr HighHalf kTcvn3 =
    U"€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž�"
    U"�‘’“”•–—˜™š›œ�žŸ" HOPTAC_TCVN_LETTERS;
constexpr HighHalf kTcvn5712 =
    U"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    U"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ" HOPTAC_TCVN_LETTERS;
#undef HOPTAC_TCVN_LETTERS

constexpr HighHalf kViscii =
    U"ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    U"ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    U"Õắằặấầẩậẽẹếềểễệố"
    U"ồổỗỠƠộờởịỰỨỪỬơớƯ"
    U"ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    U"ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    U"àáâãảăữẫèéêẻìíĩỉ"
    U"đựòóôõỏọụùúũủýợỮ";

constexpr HighHalf kVps =
    U"ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    U"Ế‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    U"\u00A0ắằẳẵặỠớÙờởỡŨỨợỪ"
    U"ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    U"ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    U"ƯỦồốÔỏơÈừứÚũưÝẺ�"
    U"àáâãảạă�èéêẽìí�ĩ"
    U"ẴĐòóôõ�Ơụùúủ�ỶẼỳ";

static_assert(kTcvn3.size() == 128 && kTcvn5712.size() == 128 && kViscii.size() == 128 && kVps.size() == 128);

// These three also put capitals where ASCII has control characters.
struct ControlLetter {
  unsigned char byte;
  char32_t letter;
};
constexpr ControlLetter kTcvnControls[] = {{0x01, U'Ú'}, {0x02, U'Ụ'}, {0x04, U'Ừ'}, {0x05, U'Ử'},
                                           {0x06, U'Ữ'}, {0x11, U'Ứ'}, {0x12, U'Ự'}, {0x13, U'Ỳ'},
                                           {0x14, U'Ỷ'}, {0x15, U'Ỹ'}, {0x16, U'Ý'}, {0x17, U'Ỵ'}};
constexpr ControlLetter kVisciiControls[] = {{0x02, U'Ẳ'}, {0x05, U'Ẵ'}, {0x06, U'Ẫ'},
                                             {0x14, U'Ỷ'}, {0x19, U'Ỹ'}, {0x1E, U'Ỵ'}};
constexpr ControlLetter kVpsControls[] = {{0x02, U'Ạ'}, {0x03, U'Ậ'}, {0x04, U'Ặ'}, {0x05, U'Ẹ'}, {0x06, U'Ệ'},
                                          {0x10, U'Ị'}, {0x11, U'Ọ'}, {0x12, U'Ộ'}, {0x13, U'Ợ'}, {0x14, U'Ụ'},
                                          {0x15, U'Ự'}, {0x19, U'Ỵ'}, {0x1C, U'Ẫ'}, {0x1D, U'Ữ'}};

using ByteTable = std::array<char32_t, 256>;

constexpr bool is_text_control(std::size_t byte) { return byte >= '\t' && byte <= '\r'; }

template <std::size_t N>
constexpr ByteTable make_table(HighHalf high, const ControlLetter (&controls)[N]) {
  ByteTable table{};
  for (std::size_t i = 0; i < 0x80; ++i) {
    table[i] = i < 0x20 && !is_text_control(i) ? kImpossible : static_cast<char32_t>(i);
  }
  for (std::size_t i = 0; i < 0x80; ++i) table[0x80 + i] = high[i];
  for (const ControlLetter& c : controls) table[c.byte] = c.letter;
  return table;
}

constexpr ByteTable western_table() {
  ByteTable table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char32_t>(i);
  for (std::size_t i = 0; i < kWindows1252Signs.size(); ++i) table[0x80 + i] = kWindows1252Signs[i];
  return table;
}

// windows-1258 is windows-1252 but for these.
constexpr ControlLetter kVietnamese1258[] = {
    {0x81, kImpossible}, {0x8A, kImpossible}, {0x8D, kImpossible}, {0x8E, kImpossible}, {0x8F, kImpossible},
    {0x90, kImpossible}, {0x9A, kImpossible}, {0x9D, kImpossible}, {0x9E, kImpossible}, {0xC3, U'Ă'},
    {0xCC, 0x300},       {0xD0, U'Đ'},        {0xD2, 0x309},       {0xD5, U'Ơ'},        {0xDD, U'Ư'},
    {0xDE, 0x303},       {0xE3, U'ă'},        {0xEC, 0x301},       {0xF0, U'đ'},        {0xF2, 0x323},
    {0xF5, U'ơ'},        {0xFD, U'ư'},        {0xFE, U'₫'}};

constexpr ByteTable table_1258() {
  ByteTable table = western_table();
  for (const ControlLetter& c : kVietnamese1258) table[c.byte] = c.letter;
  return table;
}

constexpr ControlLetter kNoControls[] = {{'\t', '\t'}};
constexpr ByteTable kWestern = western_table();
constexpr ByteTable k1258 = table_1258();
constexpr ByteTable kTables[] = {make_table(kTcvn3, kNoControls), make_table(kViscii, kVisciiControls),
                                 make_table(kVps, kVpsControls), make_table(kTcvn5712, kTcvnControls)};

// VNI: a vowel and a byte behind it make one letter. The bytes are the lower-case ones; their capitals are 0x20 less
// and mean the same. Alone, some of them are letters.
struct VniVowel {
  char32_t vowel;
  std::u32string_view marks;  // windows-1252 of the second byte
  std::u32string_view letters;
};
constexpr VniVowel kVniVowels[] = {
    {U'a', U"øùûõïâàáåãäêèéúüë", U"àáảãạâầấẩẫậăằắẳẵặ"},
    {U'e', U"øùûõïâàáåãä", U"èéẻẽẹêềếểễệ"},
    {U'o', U"øùûõïâàáåãä", U"òóỏõọôồốổỗộ"},
    {U'u', U"øùûõï", U"ùúủũụ"},
    {U'y', U"øùûõ", U"ỳýỷỹ"},
    {U'ô', U"øùûõï", U"ờớởỡợ"},
    {U'ö', U"øùûõï", U"ừứửữự"},
};
constexpr std::u32string_view kVniSingles = U"ôöñíìæóòî";
constexpr std::u32string_view kVniLetters = U"ơưđíìỉĩịỵ";

constexpr bool is_upper_latin1(char32_t c) { return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c < 0xDF && c != 0xD7); }
constexpr char32_t lower_latin1(char32_t c) { return is_upper_latin1(c) ? c + 0x20 : c; }

// Of the letters in the tables above.
constexpr char32_t to_upper(char32_t c) { return c < 0x100 ? c - 0x20 : c - 1; }

// The letter that `vowel` and the byte behind it make, 0 when none.
char32_t vni_pair(char32_t vowel, char32_t mark) {
  const char32_t lower = lower_latin1(vowel);
  for (const VniVowel& v : kVniVowels) {
    if (v.vowel != lower) continue;
    const std::size_t at = v.marks.find(lower_latin1(mark));
    if (at == std::u32string_view::npos) return 0;
    return lower == vowel ? v.letters[at] : to_upper(v.letters[at]);
  }
  return 0;
}

char32_t vni_single(char32_t c) {
  const char32_t lower = lower_latin1(c);
  const std::size_t at = kVniSingles.find(lower);
  if (at != std::u32string_view::npos) return lower == c ? kVniLetters[at] : to_upper(kVniLetters[at]);
  const bool letter = (c >= 0xC0 && c < 0x100 && c != 0xD7 && c != 0xF7) || (c >= 0x80 && c < 0xA0) || c < 0x20;
  return letter && !is_text_control(c) ? kImpossible : c;
}

void decode_vni(std::string_view bytes, std::u32string& out) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char32_t c = windows1252(static_cast<unsigned char>(bytes[i]));
    const char32_t next = i + 1 < bytes.size() ? windows1252(static_cast<unsigned char>(bytes[i + 1])) : 0;
    const char32_t pair = next >= 0xC0 ? vni_pair(c, next) : 0;
    out += pair != 0 ? pair : vni_single(c);
    if (pair != 0) ++i;
  }
}

void decode_table(const ByteTable& table, std::string_view bytes, std::u32string& out) {
  for (const char c : bytes) out += table[static_cast<unsigned char>(c)];
}

void decode_utf8(std::string_view bytes, std::u32string& out) {
  for (std::size_t pos = 0; pos < bytes.size();) out += next_code_point(bytes, pos);
}

struct Label {
  std::string_view label;
  Charset charset;
};
constexpr Label kLabels[] = {
    {"viscii", Charset::kViscii},
    {"csviscii", Charset::kViscii},
    {"x-viet-vps", Charset::kVps},
    {"vps", Charset::kVps},
    {"x-viet-vni", Charset::kVni},
    {"vni", Charset::kVni},
    {"tcvn", Charset::kTcvn5712},
    {"tcvn-5712", Charset::kTcvn5712},
    {"tcvn5712-1", Charset::kTcvn5712},
    {"x-viet-tcvn5712", Charset::kTcvn5712},
    {"x-viet-tcvn", Charset::kTcvn3},
    {"tcvn3", Charset::kTcvn3},
    {"windows-1258", Charset::kWindows1258},
    {"cp1258", Charset::kWindows1258},
    {"x-cp1258", Charset::kWindows1258},
};

}  // namespace

std::string_view charset_name(Charset charset) {
  constexpr std::array<std::string_view, kCharsets> kNames = {"windows-1252", "UTF-8",  "TCVN3", "VNI",
                                                              "windows-1258", "VISCII", "VPS",   "TCVN3"};
  return kNames[static_cast<std::size_t>(charset)];
}

Charset charset_from_label(std::string_view lower_case_label) {
  for (const Label& l : kLabels) {
    if (l.label == lower_case_label) return l.charset;
  }
  return Charset::kUtf8;
}

char32_t windows1252(unsigned char byte) { return kWestern[byte]; }

int windows1252_byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  const std::size_t at = kWindows1252Signs.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(0x80 + at);
}

void decode_bytes(Charset charset, std::string_view bytes, std::u32string& out) {
  out.clear();
  switch (charset) {
    case Charset::kWindows1252:
      return decode_table(kWestern, bytes, out);
    case Charset::kUtf8:
      return decode_utf8(bytes, out);
    case Charset::kTcvn3:
      return decode_table(kTables[0], bytes, out);
    case Charset::kVni:
      return decode_vni(bytes, out);
    case Charset::kWindows1258:
      return decode_table(k1258, bytes, out);
    case Charset::kViscii:
      return decode_table(kTables[1], bytes, out);
    case Charset::kVps:
      return decode_table(kTables[2], bytes, out);
    case Charset::kTcvn5712:
      return decode_table(kTables[3], bytes, out);
  }
}

}  // namespace hoptac
