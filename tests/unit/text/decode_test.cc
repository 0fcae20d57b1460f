#include "ingest/text/decode.h"

#include <gtest/gtest.h>

#include <string>

#include "ingest/text/normalise.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

std::string utf32(std::u32string_view text, bool big_endian) {
  std::string bytes;
  for (const char32_t c : text) {
    for (unsigned i = 0; i < 4; ++i) bytes += static_cast<char>(c >> 8 * (big_endian ? 3 - i : i) & 0xFF);
  }
  return bytes;
}

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t c : text) {
    const char low = static_cast<char>(c & 0xFF);
    const char high = static_cast<char>(c >> 8U);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(Decode, Texts) {
  struct Row {
    std::string bytes;
    std::string_view declared;
    std::string_view text;
    std::string_view encoding;
  };
  const Row rows[] = {
      {"", "", "", "UTF-8"},
      {"Bệnh viện\r\nA\rB\n", "", "Bệnh viện\nA\nB\n", "UTF-8"},
      {"\xEF\xBB\xBFHợp tác", "windows-1258", "Hợp tác", "UTF-8"},
      {"\xFF\xFE" + utf16(u"Hợp tác", false), "", "Hợp tác", "UTF-16LE"},
      {"\xFE\xFF" + utf16(u"Hợp tác\r\n", true), "", "Hợp tác\n", "UTF-16BE"},
      {utf16(u"Hợp tác quốc tế", false), "", "Hợp tác quốc tế", "UTF-16LE"},
      {utf16(u"Hợp tác quốc tế", true), "", "Hợp tác quốc tế", "UTF-16BE"},
      {"H\xF5\xF2p t\xE1"
       "c",
       "windows-1258", "Hơ\u0323p tác", "windows-1258"},
      {"B\xD6nh vi\xD6n", "", "Bệnh viện", "TCVN3"},
      {"B\xD6nh vi\xD6n", "utf-8", "Bệnh viện", "TCVN3"},
      {"caf\xE9 \x93x\x94", "ISO-8859-1", "café “x”", "ISO-8859-1"},
      {"caf\xE9 \x93x\x94", "", "café “x”", "windows-1252"},
      {"caf\xE9 \x93x\x94", "utf-8", "café “x”", "windows-1252"},
      {utf32(U"Hợp tác quốc tế\r\n", false), "", "Hợp tác quốc tế\n", "UTF-32LE"},
      {utf32(U"Hợp tác quốc tế", true), "", "Hợp tác quốc tế", "UTF-32BE"},
      {"\xFF\xFE\0\0"s + utf32(U"Hợp tác", false), "", "Hợp tác", "UTF-32LE"},
      {"plain", "utf-16", "plain", "UTF-8"},
      {"a\x0C"
       "b",
       "",
       "a\x0C"
       "b",
       "UTF-8"},
  };
  for (const Row& row : rows) {
    const Result<Decoded> got = decode(row.bytes, row.declared);
    ASSERT_TRUE(got.has_value()) << row.text << ": " << describe(got.error());
    EXPECT_EQ(got->text, row.text);
    EXPECT_EQ(got->encoding, row.encoding);
    EXPECT_GE(got->confidence, 0.5);
  }
}

TEST(Decode, Windows1258BecomesWholeLettersInCleanText) {
  const Result<Decoded> got = decode("B\xEA\xF2nh vi\xEA\xF2n \xD0\xE0 N\xE3\xDEng", "windows-1258");
  ASSERT_TRUE(got.has_value());
  EXPECT_EQ(clean_text(got->text), "Bệnh viện Đà Nẵng");
}

TEST(Decode, Failures) {
  struct Row {
    std::string_view bytes;
    std::string_view declared;
    ErrorCode code;
    std::string_view detail;
  };
  constexpr Row kRows[] = {
      {"A\x81nh vi\x9Dn", "", ErrorCode::kBadEncoding, "byte 1 is not UTF-8"},
      {"A\x81nh vi\x9Dn", "utf-8", ErrorCode::kBadEncoding, "byte 1 is not UTF-8"},
      {"A\x81nh vi\x9Dn", "no-such-charset", ErrorCode::kBadEncoding, "byte 1 is not UTF-8"},
      {"\xEF\xBB\xBF"
       "a\xFF",
       "", ErrorCode::kBadEncoding, "byte 4 is not UTF-8"},
      {"\xFF\xFE\x41", "", ErrorCode::kBadEncoding, "byte 2 is not UTF-16LE"},
      {"abcd\x81\xE9", "windows-1252", ErrorCode::kBadEncoding, "byte 4 is not windows-1252"},
      {"a\xE3\x81", "", ErrorCode::kBadEncoding, "byte 1 is not UTF-8"},
      {"GIF89a\0\x01\xFF"sv, "", ErrorCode::kBinary, "NUL bytes"},
      {"a\0b"sv, "", ErrorCode::kBinary, "NUL bytes"},
      {"\x01\x02\x03 ab", "", ErrorCode::kBinary, "control characters"},
      {"\x01\x02\xFF ab", "windows-1252", ErrorCode::kBinary, "control characters"},
  };
  for (const Row& row : kRows) {
    const Result<Decoded> got = decode(row.bytes, row.declared);
    ASSERT_FALSE(got.has_value()) << row.detail;
    EXPECT_EQ(got.error().code, row.code);
    EXPECT_EQ(got.error().detail, row.detail);
  }
}

TEST(Decode, TooLarge) {
  const Result<Decoded> got = decode(std::string(limits::kMaxTextBytes + 1, 'a'));
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().code, ErrorCode::kTooLarge);
}

TEST(Decode, AnErrorInALaterChunkHasItsOffset) {
  std::string bytes(10000, 'a');
  bytes += "\xE9\x81";
  const Result<Decoded> got = decode(bytes, "windows-1252");
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().detail, "byte 10001 is not windows-1252");
}

}  // namespace
}  // namespace hoptac
