#include "ingest/text/charset_evidence.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ingest/text/chars.h"
#include "ingest/text/charsets.h"
#include "ingest/text/syllable.h"

namespace hoptac {
namespace {

constexpr std::uint8_t kAcute = 4;
constexpr std::uint8_t kDot = 5;
// Plain vowels by their numbers in syllable.h.
constexpr std::size_t kE = 4;
constexpr std::size_t kI = 6;
constexpr std::size_t kO = 7;
constexpr std::size_t kU = 10;
constexpr std::size_t kY = 12;

bool is_front(std::size_t vowel) { return vowel == kE || vowel == kE + 1 || vowel == kI || vowel == kY; }

bool fits_onset(std::u32string_view onset, std::size_t vowel) {
  if (onset == U"k") return is_front(vowel);
  if (onset == U"gh" || onset == U"ngh") return is_front(vowel) && vowel != kY;
  if (onset == U"c" || onset == U"ng") return !is_front(vowel);
  return onset != U"g" || !is_front(vowel) || vowel == kI;
}

bool fits_tone(std::u32string_view coda, std::uint8_t tone) {
  if (coda.empty() || coda == U"m" || coda.front() == U'n') return true;
  return tone == kAcute || tone == kDot;
}

// "ie", "ye", "uo", "ue" are typed for iê, yê, uô, uê where there are no marks at all.
bool lacks_mark(std::size_t first, std::size_t second) {
  return ((first == kI || first == kY) && second == kE) || (first == kU && (second == kO || second == kE));
}

bool fits_place(std::u32string_view word, const Syllable& parts) {
  if (parts.tone == 0) return true;
  const std::size_t old_style = tone_position(word, parts);
  const bool open_pair = parts.vowels == 2 && parts.coda == 0;
  return parts.tone_at == old_style || (open_pair && parts.tone_at == old_style + 1);
}

// The words with marks that are most frequent, in news and in texts about cooperation. Sorted.
constexpr std::array<std::u32string_view, 109> kCommon = {
    U"biên", U"bà",    U"bên",  U"bản",    U"bệnh",  U"bộ",    U"chính", U"chương", U"chủ",    U"chức",  U"các",
    U"có",   U"công",  U"cũng", U"cộng",   U"của",   U"cứu",   U"dân",   U"dưỡng",  U"dự",     U"giám",  U"giáo",
    U"giữa", U"hiện",  U"hoạt", U"học",    U"hội",   U"hợp",   U"không", U"ký",     U"kết",    U"là",    U"lý",
    U"lễ",   U"mỗi",   U"một",  U"nghiên", U"nghị",  U"ngoại", U"ngành", U"ngày",   U"người",  U"nhân",  U"như",
    U"nhất", U"nhật",  U"nhớ",  U"những",  U"này",   U"năm",   U"nước",  U"phát",   U"phó",    U"phố",   U"phủ",
    U"quận", U"quốc",  U"sĩ",   U"sư",     U"sẽ",    U"số",    U"sở",    U"thuận",  U"thành",  U"tháng", U"thông",
    U"thỏa", U"thống", U"thứ",  U"tiến",   U"triển", U"trên",  U"trình", U"trường", U"trưởng", U"tác",   U"tại",
    U"tạo",  U"tế",    U"tỉnh", U"tịch",   U"tổ",    U"từ",    U"viên",  U"việc",   U"viện",   U"việt",  U"và",
    U"về",   U"với",   U"vực",  U"xã",     U"án",    U"ông",   U"điều",  U"đoàn",   U"đào",    U"đã",    U"đó",
    U"được", U"đại",   U"đầu",  U"đến",    U"để",    U"đốc",   U"đối",   U"đồng",   U"động",   U"ở",
};
static_assert(std::is_sorted(kCommon.begin(), kCommon.end()));

void bump(std::uint8_t& count) {
  if (count < std::numeric_limits<std::uint8_t>::max()) ++count;
}

// U+0300, U+0309, U+0303, U+0301, U+0323 as tones of syllable.h; 0 for other characters.
std::size_t tone_of_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U"\u0300\u0309\u0303\u0301\u0323";
  const std::size_t at = kMarks.find(c);
  return at == std::u32string_view::npos ? 0 : at + 1;
}

// Signs that stand between letters in good text: apostrophes, dashes, the soft hyphen, NBSP, the dots of "A·B", quotes.
bool may_join_letters(char32_t c) {
  return c == 0xA0 || c == 0xAD || c == 0xB7 || c == 0x2019 || c == 0x2018 || (c >= 0x2010 && c <= 0x2015) ||
         c == 0x2026 || c == 0x201C || c == 0x201D || c == 0x2022 || c == 0x200B;
}

// Signs that nothing but a wrongly read letter puts right behind a letter.
bool is_odd_behind_letter(char32_t c) {
  return std::u32string_view(U"¡¢£¤¥¦§¨«¬¯±´¶¸¼½¾¿×÷").find(c) != std::u32string_view::npos;
}

// Reads word by word; keeps what it needs to know of the word at hand.
class Reader {
 public:
  Reading run(std::u32string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) step(text[i], i + 1 < text.size() ? text[i + 1] : 0);
    end_word();
    return reading_;
  }

 private:
  static bool is_ascii_letter(char32_t c) { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z' && c < 0x80; }
  bool is_letter(char32_t c) const { return c < 0x80 ? is_ascii_letter(c) : table_[c].kind == CharClass::kLetter; }

  void step(char32_t c, char32_t next) {
    if (c == kImpossible || (c >= 0x80 && c < 0xA0)) {
      reading_.broken = true;
      bump(reading_.bad);
      return;
    }
    if (is_letter(c)) return add_letter(c);
    if (const std::size_t tone = tone_of_mark(c)) return add_tone(tone);
    const bool inside = size_ > 0 && is_letter(next);
    reading_.odd = reading_.odd || (size_ > 0 && is_odd_behind_letter(c));
    if (c >= 0x80 && inside && !may_join_letters(c)) {
      reading_.odd = true;
      bump(reading_.bad);
    }
    end_word();
  }

  void add_letter(char32_t c) {
    const bool upper = c < 0x80 ? c < U'a' : table_[c].upper;
    if (c >= 0x80) {
      marked_ = true;
      odd_ = odd_ || (upper && lower_before_);
    }
    lower_before_ = !upper;
    const char32_t lower = upper ? table_[c].lower : c;
    reading_.foreign = reading_.foreign || lower == U'f' || lower == U'j' || lower == U'w' || lower == U'z';
    if (size_ < word_.size()) word_[size_] = lower;
    ++size_;
  }

  void add_tone(std::size_t tone) {
    marked_ = true;
    const std::size_t at = size_ - 1;
    const VowelTone last = size_ == 0 || size_ > word_.size() ? VowelTone{} : vowel_tone(word_[at]);
    if (last.vowel == 0 || last.tone != 0) {
      odd_ = true;
    } else {
      word_[at] = toned(last.vowel, tone);
    }
  }

  // A letter alone is too little: bullets and lists of letters look like that.
  void end_word() {
    if (marked_ && (size_ > 1 || odd_)) {
      const bool good = !odd_ && size_ <= word_.size() && is_spelled_syllable({word_.data(), size_});
      bump(good ? reading_.good : reading_.bad);
      if (good && std::binary_search(kCommon.begin(), kCommon.end(), std::u32string_view(word_.data(), size_))) {
        bump(reading_.common);
      }
      reading_.odd = reading_.odd || odd_;
    }
    size_ = 0;
    marked_ = odd_ = lower_before_ = false;
  }

  const CharTable& table_ = CharTable::get();
  std::array<char32_t, kMaxSyllableLetters> word_{};
  std::size_t size_ = 0;
  bool marked_ = false;
  bool odd_ = false;  // a capital behind a small letter, a tone without vowel
  bool lower_before_ = false;
  Reading reading_;
};

}  // namespace

bool is_spelled_syllable(std::u32string_view word) {
  const auto parts = parse_syllable(word);
  if (!parts) return false;
  const std::size_t end = parts->onset + parts->vowels;
  const std::size_t first = vowel_tone(word[parts->onset]).vowel;
  if (!fits_onset(word.substr(0, parts->onset), first)) return false;
  if (parts->vowels > 1 && lacks_mark(first, vowel_tone(word[parts->onset + 1U]).vowel)) return false;
  return fits_tone(word.substr(end), parts->tone) && fits_place(word, *parts);
}

Reading read_as_vietnamese(std::u32string_view text) { return Reader().run(text); }

}  // namespace hoptac
