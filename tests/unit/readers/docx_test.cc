#include <gtest/gtest.h>

#include <string>
#include <vector>

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
