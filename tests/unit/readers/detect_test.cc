#include <gtest/gtest.h>

#include <string>

#include "ingest/readers/reader.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

std::string utf16le(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out.append({c, '\0'});
  return out;
}

TEST(Detect, BytesFirstThenTheName) {
  const struct {
    std::string_view label;
    std::string bytes;
    std::string_view name;
    Format want;
  } rows[] = {
      {"text by name", "Hợp tác", "a/b.txt", Format::kText},
      {"text without ending", "Hợp tác", "thông báo", Format::kText},
      {"a date is no ending", "Hợp tác", "Thông báo 3.4.2020", Format::kText},
      {"upper case ending", "x", "B.TXT", Format::kText},
      {"markdown", "# x", "x.md", Format::kMarkdown},
      {"html by name", "<p>x</p>", "x.html", Format::kHtml},
      {"html by bytes", "\xEF\xBB\xBF <!-- c --> <!DOCTYPE HTML><p>x", "x.txt", Format::kHtml},
      {"xhtml", "<?xml version='1.0'?><html>", "x.html", Format::kHtml},
      {"html in UTF-16", "\xFF\xFE" + utf16le("<html><p>x"), "x", Format::kHtml},
      {"UTF-16 without BOM", utf16le("Signed in Hanoi on Monday."), "press release", Format::kText},
      {"xml", "<?xml version='1.0'?><rss>", "x.xml", Format::kXml},
      {"json", "{\"id\": 1}", "x.json", Format::kUnknown},
      {"jsonl", "{\"title\": 1}", "x.jsonl", Format::kJsonl},
      {"jsonl without ending", "{\"_id\": \"1\"}\n", "corpus", Format::kJsonl},
      {"program text", "int main() {}", "main.c", Format::kUnknown},
      {"pdf by bytes", "%PDF-1.7\n", "x.txt", Format::kPdf},
      {"text called pdf", "Only words.", "x.pdf", Format::kText},
      {"broken pdf", "\x01\x02\x03", "x.pdf", Format::kPdf},
      {"broken docx", "\x01\x02\x03", "x.docx", Format::kDocx},
      {"zip", std::string("PK\x03\x04", 4) + std::string(26, '\0') + "a.txt", "x.zip", Format::kArchive},
      {"docx by bytes", std::string("PK\x03\x04", 4) + std::string(26, '\0') + "[Content_Types].xml word/", "x",
       Format::kDocx},
      {"xlsx", std::string("PK\x03\x04", 4) + std::string(26, '\0') + "[Content_Types].xml xl/", "x.xlsx",
       Format::kOther},
      {"old Word", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 WordDocument", "x.doc", Format::kDoc},
      {"encrypted docx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + utf16le("EncryptedPackage"), "x.docx", Format::kDocx},
      {"rtf", "{\\rtf1 x}", "x.doc", Format::kRtf},
      {"mail", "Received: by x\nSubject: MOU\n\nText", "x.eml", Format::kMail},
      {"mail called text", "Received: by x\nSubject: MOU\n\nText", "x.txt", Format::kText},
      {"a letter is no mail", "From: the Rector\nTo: all\n\nText", "letter", Format::kText},
      {"mbox", "From a@b Mon\nReceived: x\nSubject: y\n\n", "inbox", Format::kMbox},
      {"png", "\x89PNG\r\n\x1A\n", "x.png", Format::kImage},
      {"gzip", "\x1F\x8B\x08 .", "x.tar.gz", Format::kArchive},
      {"zstd", "\x28\xB5\x2F\xFD", "x.zst", Format::kArchive},
      {"web archive in gzip", "\x1F\x8B\x08 .", "2015.warc.gz", Format::kWarc},
      {"web archive", "WARC/1.0\r\n", "x", Format::kWarc},
      {"tar", std::string(257, 'a') + "ustar" + std::string(250, '\0'), "x", Format::kArchive},
      {"odt by bytes",
       std::string("PK\x03\x04", 4) + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text", "x",
       Format::kOdt},
      {"sheet of LibreOffice",
       std::string("PK\x03\x04", 4) + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
       "x.ods", Format::kOther},
      {"flat OpenDocument text",
       "<?xml version='1.0'?>\n<office:document a='b' office:mimetype='application/vnd.oasis.opendocument.text'>",
       "x.xml", Format::kOdt},
      {"flat sheet",
       "<?xml version='1.0'?>\n<office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>",
       "x.xml", Format::kXml},
      {"old Excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook", "x.xls", Format::kOther},
      {"text called doc", "Only words.", "x.doc", Format::kText},
      {"binary of unknown name",
       std::string("\x7F"
                   "ELF\0\0\1",
                   7),
       "prog", Format::kUnknown},
      {"binary called text",
       std::string("\x7F"
                   "ELF\0\0\1",
                   7),
       "x.txt", Format::kText},
      {"empty text", "", "x.txt", Format::kText},
      {"empty unknown", "", "x", Format::kUnknown},
  };
  for (const auto& row : rows) EXPECT_EQ(detect_format(row.bytes, row.name), row.want) << row.label;
}

TEST(Reader, FormatsThatNeedAnotherProgramSayWhich) {
  const struct {
    Format format;
    std::string_view bytes;
    ErrorCode want;
    std::string_view detail;
  } rows[] = {
      {Format::kRtf, "{\\rtf1 x}", ErrorCode::kNeedsReader, "rtf"},
      {Format::kDoc, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 WordDocument", ErrorCode::kNeedsReader, "doc"},
      {Format::kDoc, "\x01\x02 noise", ErrorCode::kDamaged, "no Word document"},
      {Format::kRtf, "\x01\x02 noise", ErrorCode::kDamaged, "no rtf"},
      {Format::kOther, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook", ErrorCode::kNeedsReader, "xls"},
      {Format::kOther, "Rar!\x1A\x07", ErrorCode::kNeedsReader, "rar"},
      {Format::kImage, "\xFF\xD8\xFF\xE0", ErrorCode::kNeedsOcr, "image"},
      {Format::kImage, "II*\0"sv, ErrorCode::kNeedsOcr, "image"},
  };
  for (const auto& row : rows) {
    const auto r = test::read(row.format, row.bytes);
    ASSERT_FALSE(r.status) << row.detail;
    EXPECT_EQ(r.status.error().code, row.want) << row.detail;
    EXPECT_NE(r.status.error().detail.find(row.detail), std::string::npos) << r.status.error().detail;
  }
}

TEST(Reader, EmptyFilesAreEmptyInEveryFormat) {
  for (const Format f :
       {Format::kText, Format::kMarkdown, Format::kHtml, Format::kPdf, Format::kDocx, Format::kJsonl}) {
    EXPECT_EQ(test::read(f, "").status.error().code, ErrorCode::kEmpty) << format_name(f);
  }
  for (const Format f : {Format::kText, Format::kMarkdown, Format::kHtml, Format::kJsonl}) {
    EXPECT_EQ(test::read(f, " \n\t\n").status.error().code, ErrorCode::kEmpty) << format_name(f);
  }
}

}  // namespace
}  // namespace hoptac
