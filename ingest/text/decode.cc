#include "ingest/text/decode.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "ingest/text/charsets.h"
#include "ingest/text/legacy_repair.h"
#include "ingest/text/mixed_bytes.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kSampleBytes = 64U << 10U;
constexpr double kGuessed = 0.9;
constexpr double kDeclared = 0.8;
constexpr std::size_t kNone = std::string_view::npos;

struct Bom {
  std::string_view bytes;
  const char* encoding;
};
// Longest first: the mark of UTF-32LE begins with that of UTF-16LE.
constexpr Bom kBoms[] = {{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                         {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                         {"\xEF\xBB\xBF", "UTF-8"},
                         {"\xFF\xFE", "UTF-16LE"},
                         {"\xFE\xFF", "UTF-16BE"}};

// What remains to be decoded behind a byte order mark of `skipped` bytes.
struct Input {
  std::string_view bytes;
  std::size_t skipped = 0;
};

// The detail names the byte, so that a person can look at it.
tl::unexpected<Error> bad_encoding(std::string_view encoding, std::size_t offset) {
  return fail(ErrorCode::kBadEncoding, {}, "byte " + std::to_string(offset) + " is not " + std::string(encoding));
}

// One for each control character that is no white space, for sixteen bytes at once.
using Byte = std::uint8_t;
using Bytes = Byte __attribute__((vector_size(16)));
Bytes count_controls(Bytes c) {
  const auto white = (c == Byte{'\t'}) | (c == Byte{'\n'}) | (c == Byte{'\r'}) | (c == Byte{'\f'});
  return reinterpret_cast<Bytes>(((c < Byte{0x20}) & ~white) | (c == Byte{0x7F})) & Byte{1};
}

std::size_t sum_of(Bytes counts) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < sizeof counts; ++i) sum += counts[i];
  return sum;
}

std::size_t count_controls(std::string_view text) {
  constexpr std::size_t kRound = 255 * sizeof(Bytes);  // more would not fit into the counts
  std::size_t sum = 0;
  Bytes bytes;
  std::size_t i = 0;
  while (i + sizeof bytes <= text.size()) {
    Bytes counts{};
    const std::size_t end = std::min(text.size(), i + kRound);
    for (; i + sizeof bytes <= end; i += sizeof bytes) {
      std::memcpy(&bytes, text.data() + i, sizeof bytes);
      counts += count_controls(bytes);
    }
    sum += sum_of(counts);
  }
  bytes = Bytes{} + Byte{' '};
  std::memcpy(&bytes, text.data() + i, text.size() - i);
  return sum + sum_of(count_controls(bytes));
}

// Text has hardly any control characters; a few are left over from printing.
bool is_binary(std::string_view text) {
  if (text.find('\0') != kNone) return true;
  const std::string_view sample = text.substr(0, kSampleBytes);
  return count_controls(sample) * 20 > sample.size();
}

// "\r\n" and a lone "\r" become "\n".
void unify_line_ends(std::string& text) {
  std::size_t to = text.find('\r');
  if (to == kNone) return;
  for (std::size_t from = to; from < text.size(); ++from) {
    if (text[from] == '\r') {
      if (from + 1 < text.size() && text[from + 1] == '\n') continue;
      text[to++] = '\n';
    } else {
      text[to++] = text[from];
    }
  }
  text.resize(to);
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// Null for a name that ICU does not know. Stops at what it cannot map.
Converter open_converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(encoding.c_str(), &status), &ucnv_close);
  if (U_FAILURE(status) || !converter) return {nullptr, &ucnv_close};
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return converter;
}

// Bytes undefined in a code page come out of ICU as C1 controls; nobody writes those.
bool is_unmapped(char16_t c) { return c >= 0x80 && c < 0xA0 && c != 0x85; }

constexpr std::int32_t kChunk = 4096;

struct Chunk {
  char16_t units[kChunk];
  std::int32_t offsets[kChunk];  // of the byte that a unit comes from, within the bytes given to the call
};

// Converts `bytes`; an error names the first byte that does not fit.
Result<std::string> convert(const Input& input, UConverter& converter, std::string_view encoding) {
  auto chunk = std::make_unique<Chunk>();
  icu::UnicodeString units;
  const char* source = input.bytes.data();
  const char* const end = source + input.bytes.size();
  const auto offset_of = [&](const char* at) {
    return input.skipped + static_cast<std::size_t>(at - input.bytes.data());
  };
  for (UErrorCode status = U_BUFFER_OVERFLOW_ERROR; status == U_BUFFER_OVERFLOW_ERROR;) {
    status = U_ZERO_ERROR;
    const std::size_t begin = offset_of(source);
    char16_t* target = chunk->units;
    ucnv_toUnicode(&converter, &target, target + kChunk, &source, end, chunk->offsets, true, &status);
    const char16_t* const unmapped = std::find_if(chunk->units + 0, target, is_unmapped);
    if (unmapped != target) {
      const std::int32_t offset = chunk->offsets[unmapped - chunk->units];
      return bad_encoding(encoding, begin + static_cast<std::size_t>(std::max(offset, 0)));
    }
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) {
      return bad_encoding(encoding, offset_of(source) - 1);
    }
    units.append(chunk->units, static_cast<std::int32_t>(target - chunk->units));
  }
  std::string text;
  units.toUTF8String(text);
  return text;
}

Result<Decoded> finish(std::string text, std::string encoding, double confidence) {
  if (is_binary(text)) return fail(ErrorCode::kBinary, {}, "control characters");
  if (text.size() > limits::kMaxTextBytes)
    return fail(ErrorCode::kTooLarge, {}, "more than " + std::to_string(limits::kMaxTextBytes >> 20U) + " MiB of text");
  unify_line_ends(text);
  return Decoded{std::move(text), std::move(encoding), confidence};
}

// Nothing when ICU does not know the charset.
std::optional<Result<Decoded>> decode_as(const Input& input, const std::string& encoding, double confidence) {
  const Converter converter = open_converter(encoding);
  if (!converter) return {};
  Result<std::string> text = convert(input, *converter, encoding);
  if (!text) return fail(std::move(text.error()));
  return finish(std::move(*text), encoding, confidence);
}

Result<Decoded> decode_utf8(const Input& input) {
  const std::size_t bad = find_invalid_utf8(input.bytes);
  if (bad != kNone) return bad_encoding("UTF-8", input.skipped + bad);
  return finish(std::string(input.bytes), "UTF-8", 1.0);
}

std::optional<Result<Decoded>> decode_by_bom(std::string_view bytes) {
  for (const Bom& bom : kBoms) {
    if (bytes.substr(0, bom.bytes.size()) != bom.bytes) continue;
    const Input rest{bytes.substr(bom.bytes.size()), bom.bytes.size()};
    if (std::string_view(bom.encoding) == "UTF-8") return decode_utf8(rest);
    return decode_as(rest, bom.encoding, 1.0);
  }
  return {};
}

// In UTF-16 every blank and ASCII letter has a zero byte, all on the same side: at least one pair in
// ten in any text with blanks. On the other side zeros mean U+xx00, of which texts have next to none.
const char* guess_utf16(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() % 2 != 0) return nullptr;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  std::size_t zeros[2] = {};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1U : 0U;
  const std::size_t pairs = sample.size() / 2;
  const auto is_high = [&](std::size_t side) { return zeros[side] * 10 >= pairs && zeros[1 - side] * 100 <= pairs; };
  if (is_high(1)) return "UTF-16LE";
  return is_high(0) ? "UTF-16BE" : nullptr;
}

// In UTF-32 the highest byte of every character is zero and the next one at most 0x10.
const char* guess_utf32(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 4 != 0) return nullptr;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  bool little = true;
  bool big = true;
  for (std::size_t i = 0; i < sample.size(); i += 4) {
    little = little && sample[i + 3] == 0 && sample[i + 2] >= 0 && sample[i + 2] <= 0x10;
    big = big && sample[i] == 0 && sample[i + 1] >= 0 && sample[i + 1] <= 0x10;
  }
  if (little == big) return nullptr;
  return little ? "UTF-32LE" : "UTF-32BE";
}

std::string lower_ascii(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return lower;
}

// What a label means in practice.
std::string converter_name(std::string_view declared) {
  constexpr std::string_view kLatin[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "us-ascii", "ascii"};
  std::string name = lower_ascii(declared);
  return std::find(std::begin(kLatin), std::end(kLatin), name) != std::end(kLatin) ? "windows-1252" : name;
}

constexpr std::size_t kMaxCharsetName = 64;

// Bytes with NULs in them: UTF-32 or UTF-16 without a mark, or no text.
Result<Decoded> decode_wide(std::string_view bytes) {
  for (const char* const guess : {guess_utf32(bytes), guess_utf16(bytes)}) {
    if (guess == nullptr) continue;
    std::optional<Result<Decoded>> done = decode_as({bytes}, guess, kGuessed);
    if (done && *done) return std::move(*done);
  }
  return fail(ErrorCode::kBinary, {}, "NUL bytes");
}

// UTF-8 throughout, but perhaps not what it was meant to be.
Result<Decoded> repaired(Result<Decoded> decoded) {
  if (!decoded) return decoded;
  std::string* const text = &decoded->text;
  const LegacyWords words = repair_legacy({&text, 1}, LegacySource::kSigns);
  if (words.decoded() == 0) return decoded;
  decoded->encoding = words.name(decoded->encoding, " in " + decoded->encoding);
  decoded->confidence *= words.confidence();
  return decoded;
}

// The texts of one kind of stretches.
std::vector<std::string*> texts_of(MixedBytes& mixed, bool utf8) {
  std::vector<std::string*> out;
  for (MixedBytes::Stretch& s : mixed.stretches) {
    if (s.utf8 == utf8) out.push_back(&s.text);
  }
  return out;
}

std::string joined(const std::vector<std::string*>& texts) {
  std::string out;
  for (const std::string* text : texts) out.append(*text).append(1, '\n');
  return out;
}

std::string whole(const MixedBytes& mixed) {
  std::string out;
  for (const MixedBytes::Stretch& s : mixed.stretches) out += s.text;
  return out;
}

// Nothing when the charset is unknown.
std::optional<Result<Decoded>> decode_declared(std::string_view bytes, std::string_view declared) {
  const std::string name = converter_name(declared);
  const Charset own = charset_from_label(name);
  std::optional<Result<Decoded>> done;
  if (own == Charset::kUtf8) {
    done = decode_as({bytes}, name, kDeclared);
  } else {
    std::u32string letters;
    decode_bytes(own, bytes, letters);
    const std::size_t bad = letters.find(kImpossible);
    if (bad != std::u32string::npos) return bad_encoding(declared, bad);
    std::string text;
    for (const char32_t c : letters) append_utf8(text, c);
    done = finish(std::move(text), name, kDeclared);
  }
  if (done && *done) (*done)->encoding = declared;
  return done;
}

// No Vietnamese was found in bytes that are no UTF-8: the declared charset, or windows-1252 if it may be that.
Result<Decoded> decode_western(std::string_view bytes, std::string_view declared, MixedBytes mixed, std::size_t bad) {
  constexpr double kWestern = 0.5;
  constexpr double kPunctuation = 0.7;
  const bool named = !declared.empty() && declared.size() <= kMaxCharsetName && mixed.utf8_words == 0 &&
                     lower_ascii(declared.substr(0, 3)) != "utf";
  if (std::optional<Result<Decoded>> done; named && (done = decode_declared(bytes, declared))) return std::move(*done);
  const std::string other = joined(texts_of(mixed, false));
  if (is_binary(bytes)) return fail(ErrorCode::kBinary, {}, "control characters");
  std::string text = whole(mixed);
  const bool western = mixed.utf8_words > 0 ? may_be_stray_western(other) : may_be_western(text);
  if (!western) return bad_encoding("UTF-8", bad);
  const std::string_view encoding = mixed.utf8_words == 0                   ? "windows-1252"
                                    : mixed.utf8_words >= mixed.other_words ? "UTF-8 + windows-1252"
                                                                            : "windows-1252 + UTF-8";
  return finish(std::move(text), std::string(encoding), has_punctuation_only(other) ? kPunctuation : kWestern);
}

// Bytes that are not all UTF-8, the first one that is not at `bad`.
Result<Decoded> decode_legacy(std::string_view bytes, std::string_view declared, std::size_t bad) {
  MixedBytes mixed = split_mixed(bytes);
  const LegacyWords other = repair_legacy(texts_of(mixed, false), LegacySource::kBytes);
  if (other.decoded() == 0) return decode_western(bytes, declared, std::move(mixed), bad);
  if (mixed.utf8_words > 0 && has_torn_sequence(joined(texts_of(mixed, false)))) return bad_encoding("UTF-8", bad);
  std::string encoding = other.name("windows-1252", "");
  if (mixed.utf8_words > 0) {
    const LegacyWords utf8 = repair_legacy(texts_of(mixed, true), LegacySource::kSigns);
    const std::string name = utf8.name("UTF-8", " in UTF-8");
    encoding = mixed.utf8_words >= mixed.other_words ? name + " + " + encoding : encoding + " + " + name;
  }
  return finish(whole(mixed), std::move(encoding), other.confidence());
}

enum class Repair { kNo, kYes };

Result<Decoded> decode_with(Repair repair, std::string_view bytes, std::string_view declared) {
  const auto may_repair = [&](Result<Decoded> done) {
    return repair == Repair::kYes ? repaired(std::move(done)) : done;
  };
  if (bytes.size() > limits::kMaxFileBytes)
    return fail(ErrorCode::kTooLarge, {}, "more than " + std::to_string(limits::kMaxFileBytes >> 20U) + " MiB");
  if (auto done = decode_by_bom(bytes)) return may_repair(std::move(*done));
  if (bytes.find('\0') != kNone) return may_repair(decode_wide(bytes));
  const std::size_t bad = find_invalid_utf8(bytes);
  if (bad != kNone) return decode_legacy(bytes, declared, bad);
  return may_repair(finish(std::string(bytes), "UTF-8", 1.0));
}

}  // namespace

Result<Decoded> decode(std::string_view bytes, std::string_view declared) {
  return decode_with(Repair::kYes, bytes, declared);
}

Result<Decoded> decode_markup(std::string_view bytes, std::string_view declared) {
  return decode_with(Repair::kNo, bytes, declared);
}

}  // namespace hoptac
