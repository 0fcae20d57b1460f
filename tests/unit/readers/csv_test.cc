#include "src/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "ingest/readers/column_names.h"
#include "src/base/limits.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Rows = std::vector<std::string>;

Rows rows_of(std::string_view text, std::size_t limit = 1000) {
  Rows out;
  for_each_csv_row(text, limit, [&](CsvRow row) {
    std::string line = std::to_string(row.line);
    for (const std::string& cell : row.cells) line += "|" + cell;
    if (row.cut) line += " cut";
    if (row.unclosed) line += " unclosed";
    out.push_back(line);
    return true;
  });
  return out;
}

TEST(Csv, Rows) {
  const struct {
    std::string_view text;
    Rows want;
  } rows[] = {
      {"", {}},
      {"a,b\n1,2\n", {"1|a|b", "2|1|2"}},
      {"a;b\r\n1;2", {"1|a|b", "2|1|2"}},
      {"a\tb\n\n1\t2\n", {"1|a|b", "3|1|2"}},
      {"\xEF\xBB\xBF\"a\",b\n", {"1|a|b"}},
      {"a,b\n\"x\ny\",2\n3,4\n", {"1|a|b", "2|x\ny|2", "4|3|4"}},
      {"a,\"say \"\"hi\"\", you\"\n", {"1|a|say \"hi\", you"}},
      {"a,b\"c\n", {"1|a|b\"c"}},
      {"a,\n", {"1|a|"}},
      {"a,\"b\nc\n", {"1|a|b\nc\n unclosed"}},
      {"\"x;y\";z\n", {"1|x;y|z"}},
  };
  for (const auto& row : rows) EXPECT_EQ(rows_of(row.text), row.want) << row.text;
}

TEST(Csv, AQuoteThatNeverClosesEndsAtTheLimit) {
  const Rows got = rows_of("a,\"" + std::string(30, 'x') + "\nnext,row\n", 20);
  ASSERT_EQ(got.size(), 2U);
  EXPECT_THAT(got[0], testing::HasSubstr(" cut"));
  EXPECT_EQ(got[1], "2|next|row");
}

TEST(Csv, ColumnNames) {
  const struct {
    std::string_view header;
    Column want;
  } rows[] = {{"_id", Column::kId},          {"ID", Column::kId},
              {"Tiêu đề", Column::kTitle},   {"tieu_de", Column::kTitle},
              {"NỘI DUNG", Column::kText},   {"body", Column::kText},
              {"Ngày đăng", Column::kDate},  {"published", Column::kDate},
              {"Nguồn", Column::kPublisher}, {"Ngôn ngữ", Column::kLanguage},
              {"Liên kết", Column::kUrl},    {"Tệp", Column::kPath},
              {"STT", Column::kOther},       {"", Column::kOther}};
  for (const auto& row : rows) EXPECT_EQ(column_of(row.header), row.want) << row.header;
}

// "member|own|title|date|url|lang|publisher|other=…" and the blocks.
std::string print_row(const RawDocument& d) {
  const RawMetadata& m = d.metadata;
  std::string out = d.member + (d.own_id ? "|own|" : "|row|") + m.title + "|" + m.published + "|" + m.url + "|" +
                    m.language + "|" + m.publisher;
  for (const auto& [name, value] : m.other) out.append("|").append(name).append("=").append(value);
  for (const std::string& block : test::print(d)) out += " " + block;
  return out;
}

TEST(CsvTable, ARowIsADocument) {
  const struct {
    std::string_view label;
    std::string_view csv;
    Rows want;
  } rows[] = {
      {"own ids", "_id,title,text\na1,T,\"one\ntwo\"\n", {"a1|own|T|||| T:T P:one\ntwo"}},
      {"Vietnamese header, semicolons, no id",
       "Tiêu đề;Nội dung;Ngày;Nguồn;Ghi chú\nKý kết;Hai bên ký;17/10/2022;VNU;x\n;chỉ có chữ;;;\n",
       {"1|row|Ký kết|17/10/2022|||VNU|Ghi chú=x T:Ký kết P:Hai bên ký", "2|row||||| P:chỉ có chữ"}},
      {"titles with ids", "id\ttitle\turl\n7\tA b\thttps://a.vn\n", {"7|own|A b||https://a.vn|| T:A b"}},
      {"missing cells", "id,text,lang\n1,a\n", {"1|own||||| P:a"}},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kCsv, row.csv);
    ASSERT_TRUE(r.status) << row.label;
    EXPECT_TRUE(r.errors.empty()) << row.label;
    Rows got;
    for (const auto& d : r.documents) got.push_back(print_row(d));
    EXPECT_EQ(got, row.want) << row.label;
  }
}

TEST(CsvTable, FaultyRowsCostThemselves) {
  const auto r = test::read(Format::kCsv, "id,text\n1,a\n,no id\n2,b,c\n3,\n4,d\n5,\"open\n6,e\n");
  Rows faults;
  for (const Error& e : r.errors) faults.push_back(e.detail.substr(0, 22));
  EXPECT_EQ(faults,
            (Rows{"line 3: no id", "line 4: 3 cells, the h", "line 5: neither title ", "line 7: a quote that o"}));
  ASSERT_EQ(r.documents.size(), 2U);
  EXPECT_EQ(r.documents[1].member, "4");
}

TEST(CsvTable, ATableWithoutTextsIsOneDocument) {
  EXPECT_EQ(test::blocks(Format::kCsv, "STT;Đối tác;Nước\n1;Đại học Kitahara;Nhật Bản\n2;Đại học Chaiyan;Thái Lan\n"),
            (Rows{"R:STT | Đối tác | Nước", "R:1 | Đại học Kitahara | Nhật Bản", "R:2 | Đại học Chaiyan | Thái Lan"}));
}

TEST(CsvTable, Encodings) {
  // UTF-16 with BOM; windows-1258 (tones apart).
  std::string wide("\xFF\xFE", 2);
  for (const char c : std::string_view("id,text\n1,abc\n")) wide.append({c, '\0'});
  EXPECT_EQ(test::blocks(Format::kCsv, wide), (Rows{"P:abc"}));
  const auto r = test::read(Format::kCsv,
                            "id,text\n1,\"B\xF4\xF2 Y t\xEA\xEC k\xFD k\xEA\xEC"
                            "t bi\xEAn ba\xF2n ghi nh\xF5\xEC v\xEA\xCC \xF0\xE0o ta\xF2o\"\n");
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(r.documents[0].encoding, "windows-1258");
}

TEST(CsvTable, FromAFileInPieces) {
  const std::string path = testing::TempDir() + "/hoptac_pieces.csv";
  {
    std::ofstream out(path, std::ios::binary);
    out << "\xEF\xBB\xBFid;text\n";
    for (int i = 0; i < 60000; ++i) out << i << ";\"Hai bên ký; dòng " << i << "\nvà dòng sau\"\n";
  }
  std::size_t documents = 0;
  const auto read = read_documents_from_file(Format::kCsv, path, [&](Result<RawDocument> d) {
    ASSERT_TRUE(d) << d.error().detail;
    EXPECT_EQ(d->member, std::to_string(documents));
    ++documents;
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(documents, 60000U);
  std::remove(path.c_str());
}

TEST(Csv, CellsOfARowAreBounded) {
  std::size_t rows = 0;
  for_each_csv_row(std::string(3 * kMaxCsvCells, ',') + "\nx,y\n", limits::kMaxRecordBytes, [&](const CsvRow& row) {
    if (rows++ == 0) {
      EXPECT_TRUE(row.cut);
      EXPECT_EQ(row.cells.size(), kMaxCsvCells);
    } else {
      EXPECT_EQ(row.cells, (std::vector<std::string>{"x", "y"}));
    }
    return true;
  });
  EXPECT_EQ(rows, 2U);
}

}  // namespace
}  // namespace hoptac
