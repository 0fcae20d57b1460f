#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/readers/list_labels.h"
#include "src/base/file.h"
#include "tests/unit/readers/read.h"
#include "tests/unit/readers/zip_file.h"

namespace hoptac {
namespace {

using Blocks = std::vector<std::string>;
using test::zip;

std::string word(const std::string& body) {
  return "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
         body + "</w:body></w:document>";
}

std::string p(const std::string& text, const std::string& properties = {}) {
  return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t xml:space=\"preserve\">" + text + "</w:t></w:r></w:p>";
}

std::string docx(const std::string& body) {
  return zip({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", word(body)}});
}

std::string fixture(const std::string& name) {
  return read_file(std::string(HOPTAC_SOURCE_DIR) + "/tests/fixtures/readers/" + name, 1U << 20U).value();
}

TEST(Docx, StylesListsTablesAndNotes) {
  const auto r = test::read(Format::kDocx, fixture("styles.docx"));
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(test::print(r.documents[0]),
            (Blocks{"T:Biên bản ghi nhớ", "P:Phòng Hợp tác", "H:Điều 1. Mục đích", "P:Hai bên hợp tác trong đào tạo.",
                    "L:Trao đổi sinh viên", "L:Trao đổi giảng viên", "R:Năm | Đối tác", "R:2020 | Đại học A",
                    "R:2021 | Đại học B", "P:Theo kế hoạch năm."}));
  EXPECT_EQ(r.documents[0].metadata.title, "Biên bản ghi nhớ");
}

TEST(Docx, Body) {
  const std::string cell = "<w:tc>" + p("Bên A") + p("Lan") + "</w:tc>";
  const struct {
    std::string_view label;
    std::string body;
    Blocks want;
  } rows[] = {
      {"tabs and breaks",
       "<w:p><w:r><w:tab/><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
       {"P:a b\nc"}},
      {"hyphens",
       "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r></w:p>",
       {"P:a-b\u00ADc"}},
      {"tracked changes",
       "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>",
       {"P:new"}},
      {"fields", "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", {"P:3"}},
      {"text box, and its copy for older programs",
       "<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("box") +
           "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" + p("box") +
           "</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>b</w:t></w:r></w:p>",
       {"P:box", "P:ab"}},
      {"numbering",
       p("a", "<w:numPr><w:numId w:val=\"2\"/></w:numPr>") + p("b", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
       {"L:a", "P:b"}},
      {"style by its id alone", p("a", "<w:pStyle w:val=\"Heading2\"/>"), {"H:a"}},
      {"heading by outline level",
       p("a", "<w:outlineLvl w:val=\"0\"/>") + p("b", "<w:outlineLvl w:val=\"9\"/>"),
       {"H:a", "P:b"}},
      {"columns of signatures",
       "<w:tbl><w:tr>" + cell + cell + "</w:tr></w:tbl>",
       {"P:Bên A", "P:Lan", "P:Bên A", "P:Lan"}},
      {"table in a table",
       "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>" + p("1") + "</w:tc><w:tc>" + p("2") +
           "</w:tc></w:tr></w:tbl></w:tc><w:tc>" + p("x") + "</w:tc></w:tr></w:tbl>",
       {"R:1 | 2", "P:x"}},
      {"entities of XML", p("A &amp; B &#x1EE3;"), {"P:A & B ợ"}},
  };
  for (const auto& row : rows) EXPECT_EQ(test::blocks(Format::kDocx, docx(row.body)), row.want) << row.label;
}

TEST(Docx, StyleNamesNotIdsAndRunningHeads) {
  const std::string styles =
      "<w:styles xmlns:w=\"x\"><w:style w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style>"
      "<w:style w:styleId=\"Mine\"><w:name w:val=\"Mục\"/><w:basedOn w:val=\"u1\"/></w:style>"
      "<w:style w:styleId=\"Loop\"><w:name w:val=\"x\"/><w:basedOn w:val=\"Loop\"/></w:style>"
      "<w:style w:styleId=\"ML1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>";
  const std::string body = p("a", "<w:pStyle w:val=\"u1\"/>") + p("b", "<w:pStyle w:val=\"Mine\"/>") +
                           p("c", "<w:pStyle w:val=\"Loop\"/>") + p("d", "<w:pStyle w:val=\"ML1\"/>");
  const std::string made =
      zip({{"_rels/.rels",
            "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"/word/document2.xml\"/>"
            "</Relationships>"},
           {"word/document2.xml", word(body)},
           {"word/header1.xml", word(p("VNU"))},
           {"word/header2.xml", word(p("VNU"))},
           {"word/styles.xml", styles}});
  EXPECT_EQ(test::blocks(Format::kDocx, made), (Blocks{"H:a", "H:b", "P:c", "p:d", "p:VNU"}));
}

std::string level(const std::string& number, const std::string& inner) {
  return "<w:lvl w:ilvl=\"" + number + "\">" + inner + "</w:lvl>";
}

std::string format(const std::string& name, const std::string& text) {
  return "<w:numFmt w:val=\"" + name + "\"/><w:lvlText w:val=\"" + text + "\"/>";
}

std::string item(const std::string& text, const std::string& list, const std::string& level_number = "0") {
  return p(text, "<w:numPr><w:ilvl w:val=\"" + level_number + "\"/><w:numId w:val=\"" + list + "\"/></w:numPr>");
}

TEST(Docx, NumbersOfLists) {
  // Lists 1 and 2 are one that goes on, 3 the same begun anew.
  const std::string nums =
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride "
      "w:val=\"1\"/></w:lvlOverride></w:num>";
  const auto abstract = [](const std::string& levels) {
    return "<w:abstractNum w:abstractNumId=\"0\">" + levels + "</w:abstractNum>";
  };
  const std::string articles =
      abstract(level("0", format("decimal", "Điều %1.")) + level("1", format("lowerLetter", "%2)")));
  const struct {
    std::string_view label;
    std::string numbering;
    std::string styles;
    std::string body;
    Blocks want;
  } rows[] = {
      {"articles and points",
       articles,
       "",
       item("Mục đích", "1") + item("x", "1", "1") + item("y", "1", "1") + p("z") + item("Thời hạn", "1") +
           item("x", "1", "1"),
       {"L:Điều 1. Mục đích", "L:a) x", "L:b) y", "P:z", "L:Điều 2. Thời hạn", "L:a) x"}},
      {"lists of one kind count on unless they begin anew",
       articles,
       "",
       item("a", "1") + item("b", "2") + item("c", "3") + item("d", "3"),
       {"L:Điều 1. a", "L:Điều 2. b", "L:Điều 1. c", "L:Điều 2. d"}},
      {"levels above",
       abstract(level("0", format("upperRoman", "%1.")) + level("1", format("decimal", "%1.%2.")) +
                level("2", "<w:isLgl/>" + format("decimal", "%1.%2.%3"))),
       "",
       item("a", "1") + item("b", "1", "1") + item("c", "1", "2"),
       {"L:I. a", "L:I.1. b", "L:1.1.1 c"}},
      {"by style, the level by the style that is tied to it",
       abstract(level("0", "<w:pStyle w:val=\"Art\"/>" + format("decimal", "Article %1")) +
                level("1", "<w:pStyle w:val=\"Cl\"/>" + format("decimal", "%1.%2"))),
       "<w:style w:styleId=\"Art\"><w:name w:val=\"heading 1\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:style>"
       "<w:style w:styleId=\"Cl\"><w:name w:val=\"Clause\"/><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:style>"
       "<w:style w:styleId=\"Cl2\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"Cl\"/></w:style>",
       p("Term", "<w:pStyle w:val=\"Art\"/>") + p("x", "<w:pStyle w:val=\"Cl\"/>") +
           p("y", "<w:pStyle w:val=\"Cl2\"/>") +
           p("Annex", "<w:pStyle w:val=\"Art\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>"),
       {"H:Article 1 Term", "L:1.1 x", "L:1.2 y", "H:Annex"}},
      {"bullets and words",
       abstract(level("0", format("bullet", "o")) + level("1", format("none", "WHEREAS"))),
       "",
       item("a", "1") + item("b", "1", "1"),
       {"L:a", "L:WHEREAS b"}},
      {"a list that is a list style's",
       articles + "<w:abstractNum w:abstractNumId=\"7\"><w:numStyleLink w:val=\"LS\"/></w:abstractNum>"
                  "<w:num w:numId=\"9\"><w:abstractNumId w:val=\"7\"/></w:num>",
       "<w:style w:styleId=\"LS\"><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:style>",
       item("a", "9"),
       {"L:Điều 1. a"}},
      {"numbers of rows",
       abstract(level("0", format("decimal", "%1"))),
       "",
       "<w:tbl><w:tr><w:tc>" + item("", "1") + "</w:tc><w:tc>" + p("x") + "</w:tc></w:tr></w:tbl>",
       {"R:1 | x"}},
      {"numbers that nobody means",
       abstract(level("77", format("decimal", "%1")) +
                level("0", "<w:start w:val=\"99999999999\"/>" + format("chineseCounting", "%1%9%"))),
       "",
       item("a", "1") + item("b", "1", "77") + item("c", "404"),
       {"L:1% a", "L:b", "L:c"}},
  };
  for (const auto& row : rows) {
    const std::string w = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    const std::string made =
        zip({{"word/document.xml", word(row.body)},
             {"word/styles.xml", "<w:styles " + w + ">" + row.styles + "</w:styles>"},
             {"word/numbering.xml", "<w:numbering " + w + ">" + row.numbering + nums + "</w:numbering>"}});
    EXPECT_EQ(test::blocks(Format::kDocx, made), row.want) << row.label;
  }
}

TEST(Docx, NumbersFormat) {
  const struct {
    int number;
    NumberFormat format;
    std::string_view want;
  } rows[] = {{1994, NumberFormat::kUpperRoman, "MCMXCIV"},
              {4000, NumberFormat::kLowerRoman, "4000"},
              {0, NumberFormat::kLowerLetter, "0"},
              {26, NumberFormat::kLowerLetter, "z"},
              {28, NumberFormat::kUpperLetter, "BB"},
              {7, NumberFormat::kDecimalZero, "07"},
              {3, NumberFormat::kNone, ""}};
  for (const auto& row : rows) EXPECT_EQ(format_number(row.number, row.format), row.want);
}

TEST(Docx, WhatCannotBeReadSaysWhy) {
  const std::string whole = fixture("styles.docx");
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  std::string package;
  for (const char c : std::string_view("EncryptedPackage")) package.append({c, '\0'});
  const struct {
    std::string_view label;
    std::string bytes;
    ErrorCode want;
  } rows[] = {
      {"cut in half", whole.substr(0, whole.size() / 2), ErrorCode::kDamaged},
      {"cut at the end", whole.substr(0, whole.size() - 30), ErrorCode::kDamaged},
      {"no zip", "\x01\x02", ErrorCode::kDamaged},
      {"no document in it", zip({{"a.txt", "x"}}), ErrorCode::kDamaged},
      {"broken XML", zip({{"word/document.xml", "<w:document><w:p>"}}), ErrorCode::kDamaged},
      {"nothing in it", docx(p(" ")), ErrorCode::kEmpty},
      {"encrypted", ole + package, ErrorCode::kEncrypted},
      {"old Word file", ole + "WordDocument", ErrorCode::kNeedsReader},
      {"member that expands too far", zip({{"word/document.xml", word(p(std::string(std::size_t{70} << 20U, 'x')))}}),
       ErrorCode::kTooLarge},
      {"expansion ratio", zip({{"word/document.xml", word(p(std::string(std::size_t{30} << 20U, 'x')))}}),
       ErrorCode::kTooLarge},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kDocx, row.bytes);
    ASSERT_FALSE(r.status) << row.label;
    EXPECT_EQ(r.status.error().code, row.want) << row.label << ": " << r.status.error().detail;
  }
}

TEST(Docx, EntitiesAndNestingAreBounded) {
  std::string laughs = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY a" + std::to_string(i) + " \"" + before + before + "\">";
  }
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<w:sdt>";
  const std::string xmls[] = {
      laughs + "]><x>&a29;</x>",
      "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
      "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\"><x/>",
      word(deep),
  };
  for (const std::string& xml : xmls) {
    const auto r = test::read(Format::kDocx, zip({{"word/document.xml", xml}}));
    ASSERT_FALSE(r.status) << xml.substr(0, 60);
    EXPECT_EQ(r.status.error().code, ErrorCode::kDamaged) << xml.substr(0, 60);
  }
}

}  // namespace
}  // namespace hoptac
