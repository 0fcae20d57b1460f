#include "ingest/text/syllable.h"

#include <array>

namespace hoptac {
namespace {

constexpr std::array<std::u32string_view, kVietnameseVowels> kVowels = {U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ",
                                                                        U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
                                                                        U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ"};
// The vowel without its shape mark, as an index into kVowels + 1.
constexpr std::array<std::uint8_t, kVietnameseVowels + 1> kPlain = {0, 1, 1, 1, 4, 4, 6, 7, 7, 7, 10, 10, 12};

// The letters stand in two ranges: below U+01B1 and U+1EA0 … U+1EF9.
constexpr std::size_t kLowRange = 0x1B1;
constexpr char32_t kHighBegin = 0x1EA0;
constexpr std::size_t kHighRange = 0x5A;

constexpr std::size_t letter_index(char32_t c) {
  if (c < kLowRange) return c;
  return c >= kHighBegin && c < kHighBegin + kHighRange ? kLowRange + (c - kHighBegin) : 0;
}

constexpr auto kLetters = [] {
  std::array<VowelTone, kLowRange + kHighRange> table{};
  for (std::size_t v = 0; v < kVietnameseVowels; ++v) {
    for (std::size_t t = 0; t < kTones; ++t) {
      table[letter_index(kVowels[v][t])] = {static_cast<std::uint8_t>(v + 1), static_cast<std::uint8_t>(t)};
    }
  }
  return table;
}();

// A coda is a bit, so that a nucleus says in one word which codas may follow.
enum Coda : std::uint16_t {
  kOpen = 1,
  kC = 2,
  kCh = 4,
  kK = 8,
  kM = 16,
  kN = 32,
  kNg = 64,
  kNh = 128,
  kP = 256,
  kT = 512
};
constexpr std::uint16_t kStops = kC | kM | kN | kNg | kP | kT;

struct Nucleus {
  std::u32string_view vowels;
  int codas;
};
// Which codas follow which vowels. -k is for names of the highlands (Đắk Lắk). "ưo" and "uơ" before a coda are
// frequent slips of the keyboard for "ươ".
constexpr Nucleus kNuclei[] = {
    {U"a", kOpen | kStops | kCh | kNh | kK},
    {U"ă", kStops | kK},
    {U"â", kStops},
    {U"e", kOpen | kStops},
    {U"ê", kOpen | kM | kN | kP | kT | kCh | kNh},
    {U"i", kOpen | kM | kN | kP | kT | kCh | kNh},
    {U"o", kOpen | kStops},
    {U"ô", kOpen | kStops},
    {U"ơ", kOpen | kM | kN | kP | kT},
    {U"u", kOpen | kStops},
    {U"ư", kOpen | kC | kM | kN | kNg | kT},
    {U"y", kOpen | kCh | kN | kNh | kT},
    {U"ai", kOpen},
    {U"ao", kOpen},
    {U"au", kOpen},
    {U"ay", kOpen},
    {U"âu", kOpen},
    {U"ây", kOpen},
    {U"eo", kOpen},
    {U"êu", kOpen},
    {U"ia", kOpen},
    {U"iu", kOpen},
    {U"oi", kOpen},
    {U"ôi", kOpen},
    {U"ơi", kOpen},
    {U"ua", kOpen},
    {U"ui", kOpen},
    {U"uơ", kOpen | kStops},
    {U"ưa", kOpen},
    {U"ưi", kOpen},
    {U"ưu", kOpen},
    {U"ưo", kStops},
    {U"iê", kStops},
    {U"yê", kM | kN | kNg | kT},
    {U"oa", kOpen | kStops | kCh | kNh},
    {U"oă", kStops},
    {U"oe", kOpen | kN | kNg | kT},
    {U"oo", kC | kNg},
    {U"uâ", kN | kNg | kT},
    {U"uê", kOpen | kCh | kNh},
    {U"uô", kC | kM | kN | kNg | kT},
    {U"uy", kOpen | kCh | kN | kNh | kP | kT},
    {U"ươ", kStops},
    {U"iêu", kOpen},
    {U"yêu", kOpen},
    {U"oai", kOpen},
    {U"oay", kOpen},
    {U"oao", kOpen},
    {U"oeo", kOpen},
    {U"uây", kOpen},
    {U"uôi", kOpen},
    {U"uya", kOpen},
    {U"uyu", kOpen},
    {U"uêu", kOpen},
    {U"ươi", kOpen},
    {U"ươu", kOpen},
    {U"ưoi", kOpen},
    {U"ưou", kOpen},
    {U"uơi", kOpen},
    {U"uyê", kN | kT},
};

constexpr std::size_t nucleus_index(std::size_t first, std::size_t second, std::size_t third) {
  return first | second << 4U | third << 8U;
}

// Codas allowed behind up to three vowels, for the marked form and for the one typed without marks.
constexpr auto kCodas = [] {
  std::array<std::uint16_t, 0x1000> table{};
  for (const Nucleus& n : kNuclei) {
    std::size_t marked[3] = {};
    std::size_t plain[3] = {};
    for (std::size_t i = 0; i < n.vowels.size(); ++i) {
      marked[i] = kLetters[letter_index(n.vowels[i])].vowel;
      plain[i] = kPlain[marked[i]];
    }
    const auto codas = static_cast<std::uint16_t>(n.codas);
    table[nucleus_index(marked[0], marked[1], marked[2])] |= codas;
    table[nucleus_index(plain[0], plain[1], plain[2])] |= codas;
  }
  return table;
}();

bool is_onset(std::u32string_view s) {
  constexpr std::u32string_view kSingle = U"bcdđghklmnpqrstvx";
  if (s.size() <= 1) return s.empty() || kSingle.find(s[0]) != s.npos;
  if (s.size() == 3) return s == U"ngh";
  const char32_t a = s[0];
  if (s[1] == U'h') return a == U't' || a == U'n' || a == U'c' || a == U'k' || a == U'p' || a == U'g';
  return s == U"ng" || s == U"tr";
}

// The bit of a coda; 0 when it is none.
std::uint16_t coda_bit(std::u32string_view s) {
  if (s.empty()) return kOpen;
  if (s.size() > 2) return 0;
  if (s.size() == 2) {
    if (s[0] == U'n') return s[1] == U'g' ? kNg : s[1] == U'h' ? kNh : 0;
    return s == U"ch" ? kCh : 0;
  }
  switch (s[0]) {
    case U'c':
      return kC;
    case U'k':
      return kK;
    case U'm':
      return kM;
    case U'n':
      return kN;
    case U'p':
      return kP;
    case U't':
      return kT;
    default:
      return 0;
  }
}

// A word with what its letters are.
struct Letters {
  std::u32string_view word;
  VowelTone kinds[kMaxSyllableLetters + 1] = {};  // no vowel behind the last letter

  std::size_t vowel(std::size_t i) const { return kinds[i].vowel; }
};

// Vowels and coda behind an onset of `onset` letters; counts in `parts`.
bool parse_rhyme(const Letters& letters, std::size_t onset, Syllable& parts) {
  std::size_t vowels[3] = {};
  std::size_t at = onset;
  for (; letters.vowel(at) != 0; ++at) {
    if (at - onset == 3) return false;
    vowels[at - onset] = letters.vowel(at);
  }
  if (at == onset) return false;
  const std::uint16_t codas = kCodas[nucleus_index(vowels[0], vowels[1], vowels[2])];
  if ((codas & coda_bit(letters.word.substr(at))) == 0) return false;
  parts.onset = static_cast<std::uint8_t>(onset);
  parts.vowels = static_cast<std::uint8_t>(at - onset);
  parts.coda = static_cast<std::uint8_t>(letters.word.size() - at);
  return true;
}

// Fills in what the letters are and where the tone is; false when there are two tones.
bool look_at(Letters& letters, Syllable& parts) {
  for (std::size_t i = 0; i < letters.word.size(); ++i) {
    letters.kinds[i] = vowel_tone(letters.word[i]);
    const std::uint8_t tone = letters.kinds[i].tone;
    if (tone == 0) continue;
    if (parts.tone != 0) return false;
    parts.tone = tone;
    parts.tone_at = static_cast<std::uint8_t>(i);
  }
  return true;
}

constexpr std::size_t kI = 6;
constexpr std::size_t kU = 10;

}  // namespace

VowelTone vowel_tone(char32_t c) { return kLetters[letter_index(c)]; }

char32_t toned(std::size_t vowel, std::size_t tone) { return kVowels[vowel - 1][tone]; }

std::optional<Syllable> parse_syllable(std::u32string_view word) {
  if (word.empty() || word.size() > kMaxSyllableLetters) return {};
  Letters letters{word};
  Syllable parts;
  if (!look_at(letters, parts)) return {};
  std::size_t onset = 0;
  while (onset < word.size() && letters.vowel(onset) == 0) ++onset;
  if (onset == word.size() || !is_onset(word.substr(0, onset))) return {};
  if (word[0] == U'q') {
    if (letters.vowel(1) != kU || !parse_rhyme(letters, 2, parts)) return {};
    return parts;
  }
  const bool gi = onset == 1 && word[0] == U'g' && letters.vowel(1) == kI;
  if (gi && parse_rhyme(letters, 2, parts)) return parts;
  if (!parse_rhyme(letters, onset, parts)) return {};
  return parts;
}

std::size_t tone_position(std::u32string_view word, const Syllable& parts) {
  const std::size_t first = parts.onset;
  const std::size_t last = first + parts.vowels - 1;
  for (std::size_t i = last + 1; i-- > first;) {
    const std::size_t v = vowel_tone(word[i]).vowel;
    if (kPlain[v] != v) return i;
  }
  if (parts.vowels == 1 || parts.coda > 0) return last;
  return parts.vowels == 3 ? first + 1 : first;
}

TonePlaced place_tone(char32_t* word, std::size_t size) {
  const std::u32string_view view(word, size);
  const auto parts = parse_syllable(view);
  if (!parts) return TonePlaced::kNoSyllable;
  if (parts->tone == 0) return TonePlaced::kAsItWas;
  const std::size_t target = tone_position(view, *parts);
  if (target == parts->tone_at) return TonePlaced::kAsItWas;
  word[parts->tone_at] = toned(vowel_tone(word[parts->tone_at]).vowel, 0);
  word[target] = toned(vowel_tone(word[target]).vowel, parts->tone);
  return TonePlaced::kMoved;
}

}  // namespace hoptac
