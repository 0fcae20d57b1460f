#include <gtest/gtest.h>

#include <string>

#include "src/base/file.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using Blocks = std::vector<std::string>;

std::string fixture(const std::string& name) {
  return read_file(std::string(HOPTAC_SOURCE_DIR) + "/tests/fixtures/readers/" + name, 1U << 20U).value();
}

TEST(Pdf, ColumnsInReadingOrder) {
  const Blocks want = {"H:Lễ ký kết", "P:Cột một dòng đầu và những chữ tiếp theo của cột một.",
                       "P:Cột hai dòng đầu và những chữ tiếp theo của cột hai."};
  EXPECT_EQ(test::blocks(Format::kPdf, fixture("columns.pdf")), want);
  EXPECT_EQ(test::blocks(Format::kPdf, fixture("owner-password.pdf")), want);
}

TEST(Pdf, RunningHeadsAndPages) {
  const auto r = test::read(Format::kPdf, fixture("running-heads.pdf"));
  ASSERT_EQ(r.documents.size(), 1U);
  const RawDocument& d = r.documents[0];
  ASSERT_EQ(d.blocks.size(), 16U);
  EXPECT_EQ(test::print(d.blocks[4]), "p:Bản tin Hợp tác");
  EXPECT_EQ(test::print(d.blocks[5]), "H:Phần 2");
  EXPECT_EQ(test::print(d.blocks[6]), "P:Ngày 2/10/2022, hai bên ký biên bản ghi nhớ về đào tạo.");
  EXPECT_EQ(test::print(d.blocks[7]), "p:Trang 2 / 4");
  EXPECT_EQ(d.blocks[6].page, 2);
  EXPECT_EQ(d.metadata.title, "");  // "Microsoft Word - Document1" is no title of this text
}

TEST(Pdf, ATitleThatTheTextHasToo) {
  EXPECT_EQ(test::read(Format::kPdf, fixture("columns.pdf")).documents.at(0).metadata.title, "Lễ ký kết");
}

TEST(Pdf, FontsOfTcvn3) {
  const auto r = test::read(Format::kPdf, fixture("tcvn3.pdf"));
  ASSERT_EQ(r.documents.size(), 1U);
  EXPECT_EQ(r.documents[0].blocks[0].text,
            "Trường Đại học Y Dược và Bệnh viện Đa khoa đã ký biên bản ghi nhớ về đào tạo điều dưỡng và "
            "chương trình lưu học sinh trước khi được tư vấn.");
  EXPECT_EQ(r.documents[0].encoding, "TCVN3 in UTF-8");
}

TEST(Pdf, WhatCannotBeReadSaysWhy) {
  const std::string whole = fixture("running-heads.pdf");
  const struct {
    std::string_view label;
    std::string bytes;
    ErrorCode want;
  } rows[] = {
      {"password", fixture("password.pdf"), ErrorCode::kEncrypted},
      {"no text", fixture("no-text.pdf"), ErrorCode::kNeedsOcr},
      {"header only", whole.substr(0, 20), ErrorCode::kDamaged},
      {"cut in the first page", whole.substr(0, 300), ErrorCode::kDamaged},
      {"no PDF at all", "\x01\x02\x03", ErrorCode::kDamaged},
  };
  for (const auto& row : rows) {
    const auto r = test::read(Format::kPdf, row.bytes);
    ASSERT_FALSE(r.status) << row.label;
    EXPECT_EQ(r.status.error().code, row.want) << row.label;
  }
}

// Wherever the file is cut: an error, or a document that says that it is damaged.
TEST(Pdf, ACutFileIsNeverTakenForWhole) {
  const std::string whole = fixture("running-heads.pdf");
  for (std::size_t size = 1; size + 16 < whole.size(); size += 397) {
    const auto r = test::read(Format::kPdf, whole.substr(0, size));
    if (r.status) {
      ASSERT_EQ(r.documents.size(), 1U) << size;
      EXPECT_FALSE(r.documents[0].warnings.empty()) << size;
    } else {
      EXPECT_EQ(r.status.error().code, ErrorCode::kDamaged) << size;
    }
  }
}

}  // namespace
}  // namespace hoptac
