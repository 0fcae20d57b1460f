#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "src/base/file.h"
#include "tests/unit/readers/read.h"
#include "tests/unit/readers/zip_file.h"

namespace hoptac {
namespace {

using Blocks = std::vector<std::string>;
using test::zip;

constexpr std::string_view kSpaces =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:w=\"urn:other\"";

std::string content(const std::string& body, const std::string& styles = {}) {
  return "<?xml version=\"1.0\"?><office:document-content " + std::string(kSpaces) + "><office:automatic-styles>" +
         styles + "</office:automatic-styles><office:body><office:text>" + body +
         "</office:text></office:body></office:document-content>";
}

std::string odt(const std::string& body, const std::string& styles = {}) {
  return zip({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content(body, styles)}});
}

std::string made(const std::string& name) {
  return read_file(std::string(HOPTAC_SOURCE_DIR) + "/tests/fixtures/formats/made/" + name, 4U << 20U).value();
}

// Without running lines, whose page numbers differ from program to program.
Blocks body_of(const std::string& bytes) {
  Blocks out = test::blocks(Format::kOdt, bytes);
  out.erase(std::remove_if(out.begin(), out.end(), [](const std::string& b) { return b[0] >= 'a'; }), out.end());
  return out;
}

std::string number_style(const std::string& name, const std::string& level) {
  return "<text:list-style style:name=\"" + name + "\"><text:list-level-style-number text:level=\"1\" " + level +
         "/><text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\"/>"
         "</text:list-style>";
}

std::string list(const std::string& attributes, const Blocks& items) {
  std::string out = "<text:list " + attributes + ">";
  for (const std::string& item : items) out += "<text:list-item><text:p>" + item + "</text:p></text:list-item>";
  return out + "</text:list>";
}

TEST(Odt, FilesOfLibreOfficeAndPandocAndFlatOnesAreAlike) {
  const Blocks want{
      "H:BIÊN BẢN GHI NHỚ VỀ HỢP TÁC ĐÀO TẠO VÀ CHUYỂN GIAO KỸ THUẬT",
      "H:Điều 2. Nội dung hợp tác",
      "L:2. Bên B cử giảng viên tham gia hội chẩn từ xa vào thứ năm hằng tuần.",
      "R:Giảng viên | 15 người | 25 người",
      "P:Biên bản có hiệu lực từ ngày ký và có giá trị trong năm năm. Mỗi bên có thể chấm dứt trước hạn bằng "
      "văn bản báo trước 90 ngày.",
      "L:Tháng 4: thành lập ban điều phối chung.",
      "P:Hai bên có thể gia hạn bằng phụ lục được ký trước ngày hết hạn."};
  const Blocks first = body_of(made("vi-bien-ban.odt"));
  EXPECT_THAT(first, testing::IsSupersetOf(want));
  EXPECT_GT(first.size(), 30U);
  for (const std::string_view name : {"vi-bien-ban.pandoc.odt", "vi-bien-ban.fodt"}) {
    const Blocks other = body_of(made(std::string(name)));
    ASSERT_EQ(other.size(), first.size()) << name;
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(other[i], first[i]) << name;
  }
}

TEST(Odt, DecomposedLettersComeAsTheyAre) {
  const Blocks blocks = test::blocks(Format::kOdt, made("vi-thong-bao.nfd.odt"));
  EXPECT_GT(blocks.size(), 5U);
  const Blocks composed = test::blocks(Format::kOdt, made("vi-thong-bao.odt"));
  EXPECT_EQ(blocks.size(), composed.size());
}

TEST(Odt, Body) {
  const std::string cell = "<table:table-cell><text:p>Bên A</text:p><text:p>Lan</text:p></table:table-cell>";
  const struct {
    std::string_view label;
    std::string body;
    Blocks want;
  } rows[] = {
      {"blanks, tabs and breaks",
       "<text:p><text:tab/>a<text:s text:c=\"2\"/>b<text:tab/>c\n   d<text:line-break/>e<text:s/></text:p>",
       {"P:a  b c d\ne"}},
      {"spans and links", "<text:p>a <text:span>b<text:a>c</text:a></text:span>d</text:p>", {"P:a bcd"}},
      {"deleted and commented",
       "<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion>"
       "</text:changed-region></text:tracked-changes><text:p>n<office:annotation><dc:creator>Lan</dc:creator>"
       "<text:p>why?</text:p></office:annotation>ew</text:p>",
       {"P:new"}},
      {"notes at the end",
       "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n1</text:p>"
       "</text:note-body></text:note>b</text:p><table:table><table:table-row><table:table-cell><text:p>c"
       "<text:note><text:note-body><text:p>n2</text:p></text:note-body></text:note></text:p></table:table-cell>"
       "<table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table>",
       {"P:ab", "R:c | d", "P:n1", "P:n2"}},
      {"text box and picture",
       "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>logo</svg:title>"
       "</draw:frame><draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image></draw:frame>"
       "b</text:p>",
       {"P:box", "P:ab"}},
      {"a field called title", "<text:p>On <text:title>MOU</text:title></text:p>", {"P:On MOU"}},
      {"headings",
       "<text:h text:outline-level=\"1\">a</text:h><text:p text:style-name=\"Heading_20_2\">b</text:p>"
       "<text:h text:style-name=\"Title\">c</text:h>",
       {"H:a", "H:b", "T:c"}},
      {"table of contents",
       "<text:table-of-content><text:table-of-content-source><text:index-title-template>x"
       "</text:index-title-template></text:table-of-content-source><text:index-body><text:p>Điều 1. 2</text:p>"
       "</text:index-body></text:table-of-content><text:p>b</text:p>",
       {"p:Điều 1. 2", "P:b"}},
      {"columns of signatures",
       "<table:table><table:table-row>" + cell + cell + "</table:table-row></table:table>",
       {"P:Bên A", "P:Lan", "P:Bên A", "P:Lan"}},
      {"table in a table",
       "<table:table><table:table-row><table:table-cell><table:table><table:table-row><table:table-cell><text:p>1"
       "</text:p></table:table-cell><table:covered-table-cell><text:p>hidden</text:p></table:covered-table-cell>"
       "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table></table:table-cell>"
       "<table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
       {"R:1 | 2", "P:x"}},
      {"elements of others", "<w:p>x</w:p><text:p>a<w:p>b</w:p></text:p>", {"P:ab"}},
      {"rows, cells and items without their parents",
       "<table:table-cell><text:p>a</text:p></table:table-cell><text:list-item><text:p>b</text:p></text:list-item>",
       {"P:a", "P:b"}},
  };
  for (const auto& row : rows) EXPECT_EQ(test::blocks(Format::kOdt, odt(row.body)), row.want) << row.label;
}

TEST(Odt, NumbersOfLists) {
  const std::string articles =
      number_style("A", "style:num-format=\"1\" style:num-prefix=\"Điều \" style:num-suffix=\".\"");
  const struct {
    std::string_view label;
    std::string styles;
    std::string body;
    Blocks want;
  } rows[] = {
      {"prefix and suffix",
       articles,
       list("text:style-name=\"A\"", {"Mục đích", "Thời hạn"}),
       {"L:Điều 1. Mục đích", "L:Điều 2. Thời hạn"}},
      {"a list goes on behind a paragraph",
       articles,
       list("text:style-name=\"A\"", {"a"}) + "<text:p>b</text:p>" +
           list("text:style-name=\"A\" text:continue-numbering=\"true\"", {"c"}) + list("text:style-name=\"A\"", {"d"}),
       {"L:Điều 1. a", "P:b", "L:Điều 2. c", "L:Điều 1. d"}},
      {"a list goes on behind another",
       articles,
       list("text:style-name=\"A\" xml:id=\"x\"", {"a"}) + list("text:style-name=\"A\"", {"b", "c"}) +
           list("text:style-name=\"A\" text:continue-list=\"x\"", {"d"}),
       {"L:Điều 1. a", "L:Điều 1. b", "L:Điều 2. c", "L:Điều 2. d"}},
      {"a list in a list; second paragraphs have no number",
       articles,
       "<text:list text:style-name=\"A\"><text:list-item><text:p>a</text:p><text:p>b</text:p>" + list("", {"c", "d"}) +
           "</text:list-item><text:list-item text:start-value=\"5\"><text:p>e</text:p>" + list("", {"f"}) +
           "</text:list-item></text:list>",
       {"L:Điều 1. a", "L:b", "L:a) c", "L:b) d", "L:Điều 5. e", "L:a) f"}},
      {"newer files have the whole format",
       number_style("A", "style:num-format=\"I\" style:num-list-format=\"Phần %1%:\""),
       list("text:style-name=\"A\"", {"a"}),
       {"L:Phần I: a"}},
      {"letters",
       number_style("A", "style:num-format=\"A\" text:start-value=\"26\" style:num-suffix=\".\""),
       list("text:style-name=\"A\"", {"a", "b"}),
       {"L:Z. a", "L:AA. b"}},
      {"bullets have none",
       "<text:list-style style:name=\"A\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\" "
       "style:num-suffix=\".\"/></text:list-style>",
       list("text:style-name=\"A\"", {"a"}),
       {"L:a"}},
      {"numbers of headings",
       "<text:outline-style style:name=\"Outline\"><text:outline-level-style text:level=\"1\" style:num-format=\"1\" "
       "style:num-prefix=\"Article \" style:num-suffix=\".\"/><text:outline-level-style text:level=\"2\" "
       "style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>",
       "<text:h text:outline-level=\"1\">Purpose</text:h><text:h text:outline-level=\"2\">Scope</text:h>"
       "<text:h text:outline-level=\"1\" text:is-list-header=\"true\">Between</text:h>"
       "<text:h text:outline-level=\"1\">Term</text:h>",
       {"H:Article 1. Purpose", "H:1.1 Scope", "H:Between", "H:Article 2. Term"}},
      {"a style that is not there", "", list("text:style-name=\"B\"", {"a"}), {"L:a"}},
      {"levels and numbers that nobody means",
       "<text:list-style style:name=\"A\"><text:list-level-style-number text:level=\"0\" style:num-format=\"1\"/>"
       "<text:list-level-style-number text:level=\"99\" style:num-format=\"1\"/><text:list-level-style-number "
       "text:level=\"1\" style:num-format=\"i\" text:start-value=\"99999999999\" text:display-levels=\"-3\"/>"
       "</text:list-style>",
       list("text:style-name=\"A\"", {"a"}),
       {"L:i a"}},
  };
  for (const auto& row : rows) EXPECT_EQ(test::blocks(Format::kOdt, odt(row.body, row.styles)), row.want) << row.label;
}

TEST(Odt, PropertiesAndRunningLines) {
  const std::string head = "<?xml version=\"1.0\"?><office:document " + std::string(kSpaces) +
                           " office:mimetype=\"application/vnd.oasis.opendocument.text\">";
  const std::string rest =
      "<office:meta><dc:title>Thông báo</dc:title><dc:creator>Lan</dc:creator></office:meta><office:master-styles>"
      "<style:master-page><style:header><text:p>VNU</text:p></style:header><style:header-left><text:p>VNU</text:p>"
      "</style:header-left></style:master-page></office:master-styles><office:body><office:text><text:p>Thông báo số 1"
      "</text:p></office:text></office:body></office:document>";
  EXPECT_EQ(detect_format(head + rest, "x.xml"), Format::kOdt);
  const auto r = test::read(Format::kOdt, head + rest);
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(test::print(r.documents[0]), (Blocks{"P:Thông báo số 1", "p:VNU"}));
  EXPECT_EQ(r.documents[0].metadata.title, "Thông báo");
  const std::vector<std::pair<std::string, std::string>> other{{"author", "Lan"}};
  EXPECT_EQ(r.documents[0].metadata.other, other);
}

TEST(Odt, WhatCannotBeReadSaysWhy) {
  const std::string whole = made("vi-bien-ban.odt");
  const std::string manifest =
      "<m xmlns:manifest=\"x\"><manifest:file-entry manifest:full-path=\"content.xml\"><manifest:encryption-data/>"
      "</manifest:file-entry></m>";
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<text:section>";
  const struct {
    std::string_view label;
    std::string bytes;
    ErrorCode want;
  } rows[] = {
      {"cut in half", whole.substr(0, whole.size() / 2), ErrorCode::kDamaged},
      {"cut at the end", whole.substr(0, whole.size() - 30), ErrorCode::kDamaged},
      {"flat file cut in half", made("vi-bien-ban.fodt").substr(0, 30000), ErrorCode::kDamaged},
      {"no zip", "\x01\x02", ErrorCode::kDamaged},
      {"no text in it", zip({{"a.txt", "x"}}), ErrorCode::kDamaged},
      {"broken XML", zip({{"content.xml", "<a><b>"}}), ErrorCode::kDamaged},
      {"nothing in it", odt("<text:p> </text:p>"), ErrorCode::kEmpty},
      {"encrypted", zip({{"content.xml", "\x01\x02"}, {"META-INF/manifest.xml", manifest}}), ErrorCode::kEncrypted},
      {"encrypted as a whole", zip({{"mimetype", "x"}, {"encrypted-package", "\x01"}}), ErrorCode::kEncrypted},
      {"entities", zip({{"content.xml", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"}}),
       ErrorCode::kDamaged},
      {"nested too deep", odt(deep), ErrorCode::kDamaged},
      {"expansion ratio", odt("<text:p>" + std::string(std::size_t{30} << 20U, 'x') + "</text:p>"),
       ErrorCode::kTooLarge},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kOdt, row.bytes);
    ASSERT_FALSE(r.status) << row.label;
    EXPECT_EQ(r.status.error().code, row.want) << row.label << ": " << r.status.error().detail;
  }
}

TEST(Odt, DamagedStylesCostOnlyThemselves) {
  const auto r = test::read(Format::kOdt, zip({{"content.xml", content("<text:h>a</text:h>")}, {"styles.xml", "<a>"}}));
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(test::print(r.documents[0]), Blocks{"H:a"});
  EXPECT_EQ(r.documents[0].warnings.size(), 1U);
}

}  // namespace
}  // namespace hoptac
