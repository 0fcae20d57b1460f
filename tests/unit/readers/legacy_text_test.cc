// Old encodings through the readers: whatever the format, the text comes out as Unicode.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "ingest/text/normalise.h"
#include "src/base/json.h"
#include "src/base/utf8.h"
#include "tests/support/legacy_encoder.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string kTitle = "Hợp tác y tế";
const std::string kBody =
    "Bệnh viện Đa khoa Biển Xanh và Đại học Y Hokusei đã ký biên bản ghi nhớ về đào tạo điều dưỡng.";

std::string page(const std::string& charset, const std::string& title, const std::string& body) {
  return "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + charset + "\"><title>" +
         title + "</title></head><body><h1>" + title + "</h1><p><font face=\"VNI-Times\">" + body +
         "</font></p></body></html>";
}

// Letters beyond ASCII as numbers, as editors of web pages wrote them.
std::string with_entities(std::string_view utf8) {
  std::string out;
  for (std::size_t pos = 0; pos < utf8.size();) {
    const char32_t c = next_code_point(utf8, pos);
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else {
      out += "&#" + std::to_string(static_cast<unsigned>(c)) + ";";
    }
  }
  return out;
}

TEST(LegacyText, PagesThatDeclareSomethingElse) {
  for (const Charset charset :
       {Charset::kVni, Charset::kTcvn3, Charset::kViscii, Charset::kVps, Charset::kWindows1258}) {
    const std::string title = encode_legacy(charset, kTitle);
    const std::string body = encode_legacy(charset, kBody);
    const struct {
      std::string bytes;
      std::string encoding;
    } rows[] = {
        {page("iso-8859-1", title, body), std::string(charset_name(charset))},
        {page("utf-8", as_windows1252(title), as_windows1252(body)), std::string(charset_name(charset)) + " in UTF-8"},
        {page("iso-8859-1", with_entities(as_windows1252(title)), with_entities(as_windows1252(body))),
         std::string(charset_name(charset)) + " in UTF-8"},
    };
    for (const auto& row : rows) {
      const auto r = test::read(Format::kHtml, row.bytes);
      ASSERT_EQ(r.documents.size(), 1U) << row.encoding;
      EXPECT_EQ(r.documents[0].encoding, row.encoding);
      EXPECT_GT(r.documents[0].encoding_confidence, 0.7);
      EXPECT_LT(r.documents[0].encoding_confidence, 1);
      EXPECT_EQ(clean_text(r.documents[0].metadata.title), kTitle);
      EXPECT_EQ(clean_text(r.documents[0].blocks.back().text), kBody) << row.encoding;
    }
  }
}

TEST(LegacyText, JsonLines) {
  const auto line = [](const std::string& title, const std::string& text) {
    return to_line(Json{{"_id", "a"}, {"title", title}, {"text", text}}) + "\n";
  };
  const std::string raw = encode_legacy(Charset::kTcvn3, line(kTitle, kBody));
  const struct {
    std::string bytes;
    std::string encoding;
  } rows[] = {
      {line(as_windows1252(kTitle), as_windows1252(kBody)), "double UTF-8"},
      {line(as_windows1252(encode_legacy(Charset::kTcvn3, kTitle)),
            as_windows1252(encode_legacy(Charset::kTcvn3, kBody))),
       "TCVN3 in UTF-8"},
      {raw, "TCVN3"},
      {line(kTitle, kBody), "UTF-8"},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kJsonl, row.bytes);
    ASSERT_EQ(r.documents.size(), 1U) << row.encoding;
    EXPECT_EQ(r.documents[0].encoding, row.encoding);
    EXPECT_EQ(r.documents[0].metadata.title, kTitle);
    EXPECT_EQ(r.documents[0].blocks.back().text, kBody);
  }
}

TEST(LegacyText, ACellOfTwoWordsIsReadLikeTheRest) {
  std::string text = "| " + kTitle + " | Ghi chú |\n|---|---|\n| Hộ lý | Việt Nam |\n\n" + kBody + "\n";
  const auto r = test::read(Format::kMarkdown, as_windows1252(encode_legacy(Charset::kVni, text)));
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_THAT(test::print(r.documents[0]),
              ElementsAre("R:" + kTitle + " | Ghi chú", "R:Hộ lý | Việt Nam", "P:" + kBody));
}

}  // namespace
}  // namespace hoptac
