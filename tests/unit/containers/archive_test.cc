#include "ingest/containers/archive.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ingest/containers/names.h"
#include "tests/unit/containers/listing.h"
#include "tests/unit/containers/pack.h"

namespace hoptac {
namespace {

using test::Entry;
using test::expand;
using test::Lines;
using test::packed;
using test::packed_tar;
using test::tar;
using test::zip;

const std::vector<Entry> kTwo{{"inner/a.txt", "Bệnh viện A ký biên bản."}, {"b.html", "<html><p>Trang B</p></html>"}};
const Lines kTwoLines{"inner/a.txt [txt] Bệnh viện A ký biên bản.", "b.html [html] Trang B"};

TEST(Archive, EveryKind) {
  const struct {
    std::string_view label;
    std::string bytes;
  } rows[] = {{"zip", zip(kTwo)},
              {"tar", tar(kTwo)},
              {"pax", test::pack(kTwo, [](archive* a) { archive_write_set_format_pax(a); })},
              {"v7", test::pack(kTwo, [](archive* a) { archive_write_set_format_v7tar(a); })},
              {"tar.gz", packed_tar(kTwo, archive_write_add_filter_gzip)},
              {"tar.xz", packed_tar(kTwo, archive_write_add_filter_xz)},
              {"tar.bz2", packed_tar(kTwo, archive_write_add_filter_bzip2)},
              {"tar.zst", packed_tar(kTwo, archive_write_add_filter_zstd)}};
  for (const auto& row : rows) {
    EXPECT_EQ(expand(Format::kArchive, row.bytes).lines, kTwoLines) << row.label;
  }
}

TEST(Archive, SinglePackedFiles) {
  const std::string page = "<html><p>Một trang</p></html>";
  const struct {
    std::string name;
    std::string bytes;
    Lines want;
  } rows[] = {{"trang.html.gz", packed(page), {"trang.html [html] Một trang"}},
              {"x.txt.XZ", packed("Xin chào", archive_write_add_filter_xz), {"x.txt [txt] Xin chào"}},
              {"x.md.bz2", packed("# Chào", archive_write_add_filter_bzip2), {"x.md [md] Chào"}},
              {"x.zst", packed("Xin chào", archive_write_add_filter_zstd), {"x [txt] Xin chào"}},
              {"x.tgz", packed_tar(kTwo, archive_write_add_filter_gzip), kTwoLines},
              {"x.zip.gz", packed(zip(kTwo)), {"x.zip!" + kTwoLines[0], "x.zip!" + kTwoLines[1]}},
              {"twice.txt.gz.gz", packed(packed("Xin chào")), {"twice.txt.gz [txt] Xin chào"}}};
  for (const auto& row : rows) EXPECT_EQ(expand(Format::kArchive, row.bytes, row.name).lines, row.want) << row.name;
}

TEST(Archive, WhatIsNoMember) {
  const std::vector<Entry> entries{{"d/", "", AE_IFDIR},       {"link.txt", "", AE_IFLNK, "/etc/passwd"},
                                   {"a.txt", "Một"},           {"hard.txt", "", AE_IFREG, "a.txt"},
                                   {"fifo.txt", "", AE_IFIFO}, {"device.txt", "", AE_IFCHR},
                                   {".git/x.txt", "Hai"},      {"__MACOSX/._a.txt", "Ba"},
                                   {"d/.DS_Store", "Bốn"},     {"program.exe", "MZ\x01"},
                                   {"photo.json", "{}"}};
  EXPECT_EQ(expand(Format::kArchive, tar(entries)).lines, (Lines{"a.txt [txt] Một"}));
  EXPECT_EQ(expand(Format::kArchive, packed_tar(entries, archive_write_add_filter_gzip)).lines,
            (Lines{"a.txt [txt] Một"}));
}

TEST(Archive, Names) {
  const struct {
    std::string label;
    std::string raw;
    std::string want;
  } rows[] = {
      {"plain", "inner/a.txt", "inner/a.txt"},
      {"Vietnamese", "Biên bản/ghi nhớ.txt", "Biên bản/ghi nhớ.txt"},
      {"a folder's own", "./a.txt", "a.txt"},
      {"absolute", "/etc/passwd", "etc/passwd"},
      {"above", "../../etc/passwd", "../../etc/passwd"},
      {"Windows", "C:\\Docs\\a.txt", "C:/Docs/a.txt"},
      {"controls", std::string("a\x1b[31m\n.txt"), "a%1B[31m%0A.txt"},
      {"from right to left", "a\xE2\x80\xAEtxt.exe", "a%E2%80%AEtxt.exe"},
      {"windows-1258",
       "Bi\xean b\x61\xd2n ghi nh\xf5\xec h\xf5\xf2p t\xe1"
       "c.txt",
       "Biên bản ghi nhớ hợp tác.txt"},
      {"Latin-1 of no known tongue", "Z\xfcrich.txt", "Z%FCrich.txt"},
      {"nothing", "", "unnamed"},
      {"only dots", "./.", "unnamed"},
  };
  for (const auto& row : rows) EXPECT_EQ(member_name(row.raw), row.want) << row.label;
  const std::string longest = member_name(std::string(5000, 'a') + "x");
  EXPECT_EQ(longest.size(), limits::kMaxMemberNameBytes);
  EXPECT_NE(longest, member_name(std::string(5000, 'a') + "y"));
}

TEST(Archive, NamesThatArchivesBring) {
  const std::vector<Entry> entries{{"Biên bản.txt", "Một"}, {"../../x.txt", "Hai"}, {"/etc/y.txt", "Ba"}};
  const Lines want{"Biên bản.txt [txt] Một", "../../x.txt [txt] Hai", "etc/y.txt [txt] Ba"};
  EXPECT_EQ(expand(Format::kArchive, tar(entries)).lines, want);
  std::string legacy = zip({{"Truong b\xC1nh.txt", "Một"}});
  EXPECT_EQ(expand(Format::kArchive, legacy).lines, (Lines{"Truong b%C1nh.txt [txt] Một"}));
}

TEST(Archive, EqualNamesGetANumber) {
  EXPECT_EQ(expand(Format::kArchive, tar({{"a.txt", "1"}, {"a.txt", "2"}, {"a (2).txt", "3"}, {"a.txt", "4"}})).lines,
            (Lines{"a.txt [txt] 1", "a (2).txt [txt] 2", "a (2) (2).txt [txt] 3", "a (3).txt [txt] 4"}));
}

TEST(Archive, ArchivesInArchives) {
  const std::string inner = zip({{"c.txt", "Trong cùng"}});
  const std::string middle = packed_tar({{"inner.zip", inner}, {"d.txt", "Ở giữa"}}, archive_write_add_filter_gzip);
  EXPECT_EQ(
      expand(Format::kArchive, zip({{"m.tar.gz", middle}, {"e.txt.gz", packed("Gói")}})).lines,
      (Lines{"m.tar.gz!inner.zip!c.txt [txt] Trong cùng", "m.tar.gz!d.txt [txt] Ở giữa", "e.txt.gz!e.txt [txt] Gói"}));
}

TEST(Archive, DepthIsBounded) {
  std::string bytes = zip({{"a.txt", "Sâu"}});
  std::string path = "a.txt";
  for (int i = 1; i < limits::kMaxContainerDepth; ++i) bytes = zip({{"z.zip", bytes}}), path = "z.zip!" + path;
  EXPECT_EQ(expand(Format::kArchive, bytes).lines, (Lines{path + " [txt] Sâu"}));
  const auto deeper = expand(Format::kArchive, zip({{"z.zip", bytes}, {"b.txt", "Nông"}}));
  EXPECT_EQ(deeper.lines, (Lines{"z.zip!z.zip!z.zip!z.zip!z.zip ! too-large", "b.txt [txt] Nông"}));
}

TEST(Archive, SidecarsApplyInZipAndPlainTar) {
  const std::vector<Entry> entries{
      {"a.txt", "Một bản tin."}, {"a.txt.meta.json", R"({"title":"Tên","date":"2020-02-03"})"}, {"b.txt", "Hai"}};
  for (const std::string& bytes : {zip(entries), tar(entries)}) {
    const auto r = expand(Format::kArchive, bytes);
    ASSERT_EQ(r.documents.size(), 2U);
    EXPECT_EQ(r.documents[0].metadata.title, "Tên");
    EXPECT_TRUE(r.documents[0].metadata.from_sidecar);
    EXPECT_FALSE(r.documents[1].metadata.from_sidecar);
  }
  const auto broken = expand(Format::kArchive, zip({{"a.txt", "Một"}, {"a.txt.meta.json", "{"}}));
  EXPECT_EQ(broken.lines, (Lines{"a.txt.meta.json ! bad-record", "a.txt [txt] Một"}));
}

TEST(Archive, WhatContainersSayReachesTheInnermost) {
  const std::string mail = "From: a\r\nSubject: Thư\r\nDate: Wed, 6 May 2020 23:08:09 +0700\r\n\r\nKính gửi";
  const auto r =
      expand(Format::kArchive, zip({{"a.eml", mail}, {"a.eml.meta.json", R"({"title":"Tên","url":"http://a.vn/"})"}}));
  ASSERT_EQ(r.lines, (Lines{"a.eml [eml] Kính gửi"}));
  EXPECT_EQ(r.documents[0].metadata.title, "Tên");
  EXPECT_EQ(r.documents[0].metadata.url, "http://a.vn/");
  EXPECT_EQ(r.documents[0].metadata.published, "2020-05-06T23:08:09+07:00");
}

TEST(Archive, EncryptedMembersAreLostAlone) {
  const std::string bytes = test::pack({{"a.txt", "Mật"}}, [](archive* a) {
    archive_write_set_format_zip(a);
    archive_write_set_options(a, "zip:encryption=zipcrypt");
    archive_write_set_passphrase(a, "x");
  });
  EXPECT_EQ(expand(Format::kArchive, bytes).lines, (Lines{"a.txt ! encrypted"}));
}

TEST(Archive, DamageCostsTheRest) {
  std::string noise;  // that no packer makes smaller
  std::uint32_t state = 1;
  for (int i = 0; i < 400'000; ++i)
    noise += static_cast<char>('a' + ((state = state * 1664525U + 1013904223U) >> 24U) % 26);
  const std::vector<Entry> entries{{"a.txt", "Một"}, {"b.txt", noise}, {"c.txt", "Ba"}};
  for (std::string bytes : {zip(entries), tar(entries), packed_tar(entries, archive_write_add_filter_gzip)}) {
    bytes.resize(bytes.size() / 2);
    const auto r = expand(Format::kArchive, bytes);
    ASSERT_GE(r.lines.size(), 2U) << r.error << r.detail;
    EXPECT_EQ(r.lines.front(), "a.txt [txt] Một");
    EXPECT_TRUE(r.lines.back().ends_with(" ! damaged")) << r.lines.back();
    EXPECT_EQ(r.error, "");
  }
}

TEST(Archive, WhatIsNone) {
  const struct {
    std::string label;
    std::string bytes;
    std::string want;
  } rows[] = {{"text", "this is no archive, whatever its name says", "damaged"},
              {"nothing known in it", zip({{"x.bin", std::string("\0\1\2", 3)}}), "empty"},
              {"an empty zip", std::string("PK\5\6") + std::string(18, '\0'), "empty"},
              {"gzip of nothing", packed(""), "damaged"},
              {"one byte", "P", "damaged"}};
  for (const auto& row : rows) EXPECT_EQ(expand(Format::kArchive, row.bytes).error, row.want) << row.label;
}

TEST(Archive, BombsEnd) {
  const std::string blanks(std::size_t{60} << 20U, ' ');
  const std::string small = packed(blanks, archive_write_add_filter_zstd);
  std::vector<Entry> entries{{"a.txt", "Một"}};
  for (int i = 0; i < 12; ++i) entries.push_back({"bomb" + std::to_string(i) + ".txt.zst", small});
  const auto r = expand(Format::kArchive, zip(entries));
  ASSERT_GE(r.errors.size(), 1U) << r.error << r.detail << r.lines.size() << r.lines.back().substr(0, 100)
                                 << small.size();
  EXPECT_EQ(r.lines.front(), "a.txt [txt] Một");
  EXPECT_EQ(r.lines.back(), " ! too-large");
}

TEST(Archive, TooLargeMembersAreLostAlone) {
  const std::string large(limits::kMaxMemberBytes + 1, 'a');
  const std::vector<Entry> entries{{"large.txt", large}, {"a.txt", "Một"}};
  EXPECT_EQ(expand(Format::kArchive, tar(entries)).lines, (Lines{"large.txt ! too-large", "a.txt [txt] Một"}));
  // Packed, what must be unpacked to get past it is more than so small a file may cost.
  EXPECT_EQ(expand(Format::kArchive, packed_tar(entries, archive_write_add_filter_zstd)).error, "too-large");
}

TEST(Archive, TheSinkEndsTheReading) {
  ExpansionBudget budget(1000);
  int members = 0;
  const auto read = read_archive({Format::kArchive, zip(kTwo), {}}, budget, [&](const Result<Member>&) {
    ++members;
    return false;
  });
  EXPECT_TRUE(read);
  EXPECT_EQ(members, 1);
}

}  // namespace
}  // namespace hoptac
