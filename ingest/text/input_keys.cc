#include "ingest/text/input_keys.h"

#include <algorithm>
#include <optional>

#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxKeys = 2 * kMaxSyllableLetters;
constexpr std::u32string_view kStops = U"cpt";  // last letters of -c -p -t; -ch is looked at apart

// Vowels that are none until a key has changed one: iê, uô, ươ …
constexpr std::u32string_view kUnfinished[] = {U"ie",  U"ye",  U"uo",  U"ue",  U"eu",  U"ieu",
                                               U"yeu", U"uoi", U"uou", U"uye", U"uay", U"ueu"};

enum class Key : std::uint8_t { kLetter, kTone, kRoof, kHorn, kBreve, kHornOrBreve, kBar };

struct Stroke {
  Key key = Key::kLetter;
  std::uint8_t tone = 0;
  char32_t roof_of = 0;  // kRoof of Telex: the one letter that it can change
};

Stroke telex_stroke(char32_t c) {
  constexpr std::u32string_view kTones = U"zfrxsj";
  if (const std::size_t tone = kTones.find(c); tone != kTones.npos)
    return {Key::kTone, static_cast<std::uint8_t>(tone)};
  if (c == U'a' || c == U'e' || c == U'o') return {Key::kRoof, 0, c};
  if (c == U'w') return {Key::kHornOrBreve};
  return {c == U'd' ? Key::kBar : Key::kLetter};
}

Stroke vni_stroke(char32_t c) {
  constexpr std::u32string_view kTones = U"023415";  // by the order of toned(): grave, hook, tilde, acute, dot
  if (const std::size_t tone = kTones.find(c); tone != kTones.npos)
    return {Key::kTone, static_cast<std::uint8_t>(tone)};
  if (c == U'6') return {Key::kRoof};
  if (c == U'7') return {Key::kHorn};
  if (c == U'8') return {Key::kBreve};
  return {c == U'9' ? Key::kBar : Key::kLetter};
}

bool is_vowel(char32_t c) { return vowel_tone(c).vowel != 0; }

char32_t upper_of(char32_t c) {
  if (c < 0x100) return (c >= U'a' && c <= U'z') || c >= 0xE0 ? c - 0x20 : c;
  return c - 1;  // the Vietnamese letters beyond stand in pairs, capital first
}

// One word on its way: letters so far, tone, and whether anything was a key.
class Decoder {
 public:
  explicit Decoder(InputKeys method) : method_(method) {}

  bool press(char32_t c, bool upper) {
    const Stroke stroke = method_ == InputKeys::kTelex ? telex_stroke(c) : vni_stroke(c);
    if (apply(stroke)) {
      decoded_ = true;
      return true;
    }
    if (c >= U'0' && c <= U'9') return false;
    if (c == U'w' && method_ == InputKeys::kTelex && !has_vowel()) {
      c = U'ư';
      decoded_ = true;
    }
    letters_ += c;
    uppers_ += upper ? '1' : '0';
    return true;
  }

  std::string word() {
    if (!decoded_ || letters_.size() > kMaxSyllableLetters) return {};
    horn_both();
    const auto parts = parse_syllable(letters_);
    if (!parts || !may_have_tone(*parts) || !is_finished(*parts)) return {};
    if (tone_ != 0) {
      char32_t& letter = letters_[tone_position(letters_, *parts)];
      letter = toned(vowel_tone(letter).vowel, tone_);
    }
    std::string out;
    for (std::size_t i = 0; i < letters_.size(); ++i)
      append_utf8(out, uppers_[i] == '1' ? upper_of(letters_[i]) : letters_[i]);
    return out;
  }

 private:
  bool has_vowel() const { return std::any_of(letters_.begin(), letters_.end(), is_vowel); }

  // False when the key is a letter here.
  bool apply(const Stroke& stroke) {
    switch (stroke.key) {
      case Key::kLetter:
        return false;
      case Key::kTone:
        if (!has_vowel()) return false;
        tone_ = stroke.tone;
        return true;
      case Key::kBar:
        return change(U"d", U"đ");
      case Key::kRoof:
        if (stroke.roof_of == 0) return change(U"aeo", U"âêô");
        return stroke.roof_of == U'a'   ? change(U"a", U"â")
               : stroke.roof_of == U'e' ? change(U"e", U"ê")
                                        : change(U"o", U"ô");
      case Key::kHorn:
        return change(U"ou", U"ơư");
      case Key::kBreve:
        return change(U"a", U"ă");
      case Key::kHornOrBreve:
        return horn_before_a() || change(U"aou", U"ăơư");
    }
    return false;
  }

  // Changes the last letter that is one of `from`.
  bool change(std::u32string_view from, std::u32string_view to) {
    for (std::size_t i = letters_.size(); i-- > 0;) {
      const std::size_t which = from.find(letters_[i]);
      if (which == from.npos) continue;
      letters_[i] = to[which];
      return true;
    }
    return false;
  }

  // "muaw" is mưa, "quawng" quăng.
  bool horn_before_a() {
    const std::size_t at = letters_.find(U"ua");
    if (at == letters_.npos || (at > 0 && letters_[at - 1] == U'q')) return false;
    letters_[at] = U'ư';
    return true;
  }

  // One key makes both letters of ươ, where something follows them: "dduowjc" is được, "thuowr" thuở.
  void horn_both() {
    const std::size_t at = letters_.find(U"uơ");
    const bool of_qu = at != letters_.npos && at > 0 && letters_[at - 1] == U'q';
    if (at != letters_.npos && !of_qu && at + 2 < letters_.size()) letters_[at] = U'ư';
    const std::size_t other = letters_.find(U"ưo");
    if (other != letters_.npos) letters_[other + 1] = U'ơ';
  }

  bool is_finished(const Syllable& parts) const {
    const std::u32string_view vowels = std::u32string_view(letters_).substr(parts.onset, parts.vowels);
    return std::find(std::begin(kUnfinished), std::end(kUnfinished), vowels) == std::end(kUnfinished);
  }

  // A syllable that a stop closes has the acute or the dot; no tone at all is a word typed halfway.
  bool may_have_tone(const Syllable& parts) const {
    constexpr std::uint8_t kAcute = 4;
    const bool stopped = parts.coda > 0 && (kStops.find(letters_.back()) != kStops.npos || letters_.ends_with(U"ch"));
    return !stopped || tone_ == 0 || tone_ >= kAcute;
  }

  InputKeys method_;
  std::u32string letters_;
  std::string uppers_;
  std::uint8_t tone_ = 0;
  bool decoded_ = false;
};

}  // namespace

std::string decode_input_keys(std::string_view word, InputKeys method) {
  if (word.size() > kMaxKeys) return {};
  Decoder decoder(method);
  for (const char byte : word) {
    const bool upper = byte >= 'A' && byte <= 'Z';
    const bool key = upper || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (!key || !decoder.press(static_cast<char32_t>(upper ? byte + ('a' - 'A') : byte), upper)) return {};
  }
  return decoder.word();
}

}  // namespace hoptac
