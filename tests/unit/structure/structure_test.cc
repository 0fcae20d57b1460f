// RawDocument -> Document: title, date, what counts, and that spans always hold.
#include "ingest/structure/structure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Structurer& structurer() {
  static const Structurer instance = Structurer::create(TableSource()).value();
  return instance;
}

RawDocument raw_text(std::string text) {
  RawDocument raw;
  raw.format = Format::kText;
  raw.blocks.push_back({.text = std::move(text)});
  return raw;
}

// The tokens that go on to facts and record are those that the final text would be cut into.
void expect_own_tokens(const TokenisedDocument& read) {
  const TokenStream fresh(read.document.text);
  ASSERT_EQ(read.tokens.size(), fresh.size());
  ASSERT_EQ(read.tokens.text().data(), read.document.text.data());
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    ASSERT_EQ(read.tokens.surface(i), fresh.surface(i));
    ASSERT_EQ(read.tokens.exact(i), fresh.exact(i));
    ASSERT_EQ(read.tokens[i].gap, fresh[i].gap) << read.document.text;
  }
}

Document make(const RawDocument& raw) {
  TokenisedDocument read = structurer().structure(raw, {"id", "root", "path", "hash"}).value();
  expect_own_tokens(read);
  return std::move(read.document);
}
Document make(std::string text) { return make(raw_text(std::move(text))); }

std::vector<std::string> texts(const Document& document, BlockUse use) {
  std::vector<std::string> out;
  for (const Block& block : document.blocks) {
    if (block.use == use) out.emplace_back(slice(document.text, block.span));
  }
  return out;
}

// Blocks stand in order, "\n" between them, nothing left over; every span lies on code point borders.
void expect_sound(const Document& document) {
  std::uint32_t at = 0;
  for (const Block& block : document.blocks) {
    if (at > 0) {
      ASSERT_EQ(document.text[at], '\n');
      ++at;
    }
    ASSERT_EQ(block.span.begin, at);
    ASSERT_LT(block.span.begin, block.span.end);
    ASSERT_LE(block.span.end, document.text.size());
    ASSERT_TRUE(is_boundary(document.text, block.span.begin) && is_boundary(document.text, block.span.end));
    ASSERT_EQ(slice(document.text, block.span).find('\n'), std::string_view::npos);
    at = block.span.end;
  }
  ASSERT_EQ(at, document.text.size());
  for (const Span span : {document.title_span, document.published_span}) {
    ASSERT_LE(span.begin, span.end);
    ASSERT_LE(span.end, document.text.size());
    ASSERT_TRUE(is_boundary(document.text, span.begin) && is_boundary(document.text, span.end));
  }
  ASSERT_EQ(find_invalid_utf8(document.text), std::string::npos);
}

const std::string kStory =
    "Bệnh viện Hoa Sen và Trường Đại học Y Sông Lam hôm qua ký biên bản ghi nhớ hợp tác về đào tạo điều dưỡng, nghiên "
    "cứu lâm sàng và trao đổi sinh viên trong năm năm tới tại hai cơ sở của bệnh viện.";

// --- titles

struct TitleRow {
  const char* text;
  const char* want;
};

class Title : public testing::TestWithParam<TitleRow> {};

TEST_P(Title, IsTheHeadline) {
  const Document document = make(std::string(GetParam().text) + "\n\n" + kStory);
  EXPECT_EQ(document.title, GetParam().want);
  std::string surface(slice(document.text, document.title_span));
  std::replace(surface.begin(), surface.end(), '\n', ' ');
  EXPECT_EQ(surface, document.title);
  expect_sound(document);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Title,
    testing::Values(
        TitleRow{"THÔNG CÁO BÁO CHÍ\n\nHai bệnh viện ký kết hợp tác", "Hai bệnh viện ký kết hợp tác"},
        // NFD, as PDF files and macOS have it.
        TitleRow{"THO\u0302NG CA\u0301O BA\u0301O CHI\u0301\n\nHai be\u0302\u0323nh vie\u0302\u0323n ky\u0301 "
                 "ke\u0302\u0301t",
                 "Hai bệnh viện ký kết"},
        TitleRow{"THONG CAO BAO CHI\n\nHai benh vien ky ket hop tac", "Hai benh vien ky ket hop tac"},
        TitleRow{"FOR IMMEDIATE RELEASE\n\nTwo hospitals sign a pact", "Two hospitals sign a pact"},
        TitleRow{"Press release: Two hospitals sign a pact", "Two hospitals sign a pact"},
        TitleRow{"Trang chủ › Tin tức › Hợp tác\nLễ ký kết tại Huế\n", "Lễ ký kết tại Huế"},
        TitleRow{"GIỚI THIỆU | TIN TỨC | LIÊN HỆ | TUYỂN DỤNG\n\nLỄ KÝ KẾT HỢP TÁC", "LỄ KÝ KẾT HỢP TÁC"},
        TitleRow{"Two hospitals sign a pact | Hoa Sen Hospital", "Two hospitals sign a pact"},
        TitleRow{"Two hospitals sign a pact (26-01-2024 10:52)", "Two hospitals sign a pact"},
        TitleRow{"Thứ hai, 18/10/2021\n\nHai bệnh viện ký kết hợp tác", "Hai bệnh viện ký kết hợp tác"},
        TitleRow{"Hà Nội – Seoul: hai bệnh viện ký kết", "Hà Nội – Seoul: hai bệnh viện ký kết"},
        TitleRow{"CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n-----\n\nHuế, ngày 5 tháng 3 năm "
                 "2024\n\nBIÊN BẢN GHI NHỚ\nSố: 12/BBGN",
                 "BIÊN BẢN GHI NHỚ"},
        TitleRow{"Độc lập - Tự do - Hạnh phúc\nNha Trang, ngày 20 tháng 9 năm 2023\nBIÊN BẢN GHI NHỚ",
                 "BIÊN BẢN GHI NHỚ"},
        TitleRow{"TRUNG TÂM Y TẾ HOA SEN\nSố: 12/GM-HS\n\nGIẤY MỜI\nV/v dự lễ ký kết", "V/v dự lễ ký kết"},
        TitleRow{"MEMORANDUM OF UNDERSTANDING\nBETWEEN\nHOA SEN HOSPITAL\nAND\nBLUE LAKE UNIVERSITY\n\nNo. 7/MOU",
                 "MEMORANDUM OF UNDERSTANDING BETWEEN HOA SEN HOSPITAL AND BLUE LAKE UNIVERSITY"},
        TitleRow{"Mục lục\n\nHai bệnh viện ký kết hợp tác", "Hai bệnh viện ký kết hợp tác"}));

TEST(TitleOfAStory, IsEmptyWithoutHeadline) {
  const Document document = make("HÀ NỘI, 5/3/2024 – " + kStory + "\n\n" + kStory + " Hai bên cảm ơn.");
  EXPECT_EQ(document.title, "");
  EXPECT_THAT(document.warnings, Contains("no title"));
}

struct MetadataRow {
  const char* metadata;
  const char* headline;  // in the text
  const char* publisher;
  const char* want;
};

class MetadataTitle : public testing::TestWithParam<MetadataRow> {};

TEST_P(MetadataTitle, LosesTheSite) {
  RawDocument raw = raw_text(std::string(GetParam().headline) + "\n\n" + kStory);
  raw.format = Format::kHtml;
  raw.metadata.title = GetParam().metadata;
  raw.metadata.publisher = GetParam().publisher;
  EXPECT_EQ(make(raw).title, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MetadataTitle,
    testing::Values(MetadataRow{"Hai bên ký kết - Bệnh viện Hoa Sen", "Hai bên ký kết", "", "Hai bên ký kết"},
                    MetadataRow{"Bệnh viện Hoa Sen - Hai bên ký kết", "HAI BÊN KÝ KẾT", "", "Hai bên ký kết"},
                    MetadataRow{"Hoa Sen - Sông Lam ký kết", "Lễ ký tại Huế", "", "Hoa Sen - Sông Lam ký kết"},
                    MetadataRow{"New pact signed – Hoa Sen", "Other words here", "Hoa Sen", "New pact signed"},
                    MetadataRow{"New pact signed | Hoa Sen", "Other words here", "", "New pact signed"},
                    MetadataRow{"Trang chủ", "Hai bên ký kết", "", "Hai bên ký kết"}));

TEST(Sidecar, BeatsTheTextAndSaysSo) {
  RawDocument raw = raw_text("Hai bên ký kết\n\n20/10/2022\n\n" + kStory);
  raw.metadata = {.title = "Tên khác", .published = "2022-10-17", .from_sidecar = true};
  const Document document = make(raw);
  EXPECT_EQ(document.title, "Tên khác");
  EXPECT_TRUE(document.title_span.empty());
  EXPECT_EQ(document.published, "2022-10-17");
  EXPECT_EQ(document.published_origin, "sidecar");
  EXPECT_TRUE(document.published_span.empty());
  EXPECT_THAT(document.warnings, Contains("title from sidecar"));
}

TEST(Metadata, AStampOfTheSameDayStaysAStamp) {
  RawDocument raw = raw_text("Hai bên ký kết\n\n17/10/2022\n\n" + kStory);
  raw.metadata.published = "2022-10-17T08:00:00+07:00";
  const Document document = make(raw);
  EXPECT_EQ(document.published_origin, "metadata");
  EXPECT_EQ(slice(document.text, document.published_span), "17/10/2022");
}

// --- publication

struct DateRow {
  const char* text;
  const char* want;
  const char* surface;
};

class Published : public testing::TestWithParam<DateRow> {};

TEST_P(Published, IsReadFromTheText) {
  const Document document = make(GetParam().text + ("\n\n" + kStory));
  EXPECT_EQ(document.published, GetParam().want);
  EXPECT_EQ(slice(document.text, document.published_span), GetParam().surface);
  EXPECT_EQ(document.published_origin, *GetParam().want == '\0' ? "" : "text");
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Published,
    testing::Values(
        DateRow{"Hai bên ký kết\n\nOctober 20, 2022", "2022-10-20", "October 20, 2022"},
        DateRow{"Hai bên ký kết\nNgày đăng: 21/08/2025 | Lượt xem: 1.024", "2025-08-21", "21/08/2025"},
        DateRow{"Hai ben ky ket\nNgay dang: 21/08/2025 | Luot xem: 1.024", "2025-08-21", "21/08/2025"},
        DateRow{"Hai bên ký kết\nThứ Ba, 8/11/2022, 06:00", "2022-11-08", "8/11/2022"},
        DateRow{"Hai bên ký kết\nKim Hằng - 11/05/2022 18:34", "2022-05-11", "11/05/2022"},
        DateRow{"Hai bên ký kết\n11:04, 02/02/2026", "2026-02-02", "02/02/2026"},
        DateRow{"Two sides sign\nPublished on: Tue, 10 Jun 2025\nViews: 212", "2025-06-10", "10 Jun 2025"},
        DateRow{"Two sides sign\n04/05/2025 | Updated 05/05/2025 16:40", "2025-05-04", "04/05/2025"},
        DateRow{"Two sides sign\nHo Chi Minh City, 8 September 2025", "2025-09-08", "8 September 2025"},
        DateRow{"Two sides sign (26-01-2024 10:52)", "2024-01-26", "26-01-2024"},
        DateRow{"Two sides sign (26-01-2024 10:52)\n\nSaturday, 22 June 2024", "2024-01-26", "26-01-2024"},
        DateRow{"THE LANTERN\nNo. 3 — 20 September 2023\n\nTwo sides sign", "2023-09-20", "20 September 2023"},
        DateRow{"date 2025-09-30 Two sides sign", "2025-09-30", "2025-09-30"},
        DateRow{"DATE 2025-09-30 TWO SIDES SIGN", "2025-09-30", "2025-09-30"},
        DateRow{"Phòng tranh | Ảnh đẹp trong tuần của bệnh viện | 12/12/2017 18:52 | 9 ảnh", "2017-12-12",
                "12/12/2017"},
        DateRow{"EXTERNAL RELATIONS BULLETIN\nNo. 7 (July 2019)\n\nTwo sides sign", "2019-07", "July 2019"},
        DateRow{"Hai bên ký kết\nTạp chí Khoa học số 11/2021", "2021-11", "11/2021"},
        DateRow{"FOR IMMEDIATE RELEASE: Thursday, June 6, 2024\n\nTwo sides sign", "2024-06-06", "June 6, 2024"},
        DateRow{"Hai bên ký kết\n05 Th3, 2024", "2024-03-05", "05 Th3, 2024"},
        DateRow{"Hai bên ký kết\n05 Tháng Ba 2024", "2024-03-05", "05 Tháng Ba 2024"},
        DateRow{"Signing ceremony\nVenue: Hall C\nTime: Thursday, 20 November 2025", "", ""},
        DateRow{"Two sides sign\nReleased November 2023", "2023-11", "November 2023"},
        DateRow{"Vol. 3, No. 2, March 2024\n\nTwo sides sign", "2024-03", "March 2024"},
        DateRow{"Two sides sign\nNEWS RELEASE NO. 14/2024 | Bangkok, 12 March 2024", "2024-03-12", "12 March 2024"},
        DateRow{"Hai bên ký kết\nThứ 3, 12/03/2024 09:15 (GMT+7)", "2024-03-12", "12/03/2024"},
        DateRow{"Quarterly Bulletin No. 2/2024\n\nTwo sides sign", "", ""},
        DateRow{"Thứ tư, 18/3/2026 | 21:37\nHai bên ký kết", "2026-03-18", "18/3/2026"},
        DateRow{"Thứ sáu, 05/01/2024 - 07:05\nHai bên ký kết", "2024-01-05", "05/01/2024"},
        // The day of rendering, periods, events and history are none.
        DateRow{"Thứ hai, 18/10/2021 08:00\n\nTRANG CHỦ | TIN TỨC | LIÊN HỆ\n\nHai bên ký kết", "", ""},
        DateRow{"Thứ hai, 18/10/2021\n\nTRANG CHỦ | TIN TỨC | LIÊN HỆ\n\nHai bên ký kết", "", ""},
        DateRow{"Two sides sign\nPeriod: 18–22 November 2024", "", ""},
        DateRow{"Hai bên ký kết\nTuần từ 26/1 đến 1/2/2026", "", ""},
        DateRow{"Các mốc phát triển\n12/3/2008 – Bà Lâm Hoàng Oanh thành lập Phòng khám Đa khoa Việt Tâm", "", ""},
        DateRow{"Two sides sign\nOn 5 March 2024, the two sides signed a pact.", "", ""}));

// Below the story: a stamp beats a day with a weekday above it, the day of rendering.
TEST(Published, AtTheFoot) {
  const DateRow rows[] = {
      {"(Department of Personnel – posted 02/12/2024)", "2024-12-02", "02/12/2024"},
      {"Phát hành: 01/10/2024. Biên tập: Đinh Lê Hằng. Mọi góp ý xin gửi về 17 Lê Hồng Phong, Buôn Ma Thuột, cảm ơn.",
       "2024-10-01", "01/10/2024"},
      {"First printed in Culture Magazine; put online 3 March 2021.", "2021-03-03", "3 March 2021"},
      {"Report written by the organising committee, 30 March 2023", "2023-03-30", "30 March 2023"},
      {"Hoa Sen, Annual Report 2023, published 15 April 2024, p. 31", "2024-04-15", "15 April 2024"},
      {"© 2025 Hoa Sen", "2026-03-09", "9 March 2026"},
  };
  for (const DateRow& row : rows) {
    const Document document =
        make("Two sides sign\nMonday, 9 March 2026\n\n" + kStory + "\n\n" + kStory + " Cảm ơn.\n\n" + row.text);
    EXPECT_EQ(document.published, row.want) << row.text;
  }
}

struct DatelineRow {
  const char* lead;
  const char* place;
  const char* want;
};

class DatelineOf : public testing::TestWithParam<DatelineRow> {};

TEST_P(DatelineOf, GivesPlaceAndDay) {
  const Document document = make(std::string("Hai bên ký kết\n\n") + GetParam().lead + kStory);
  EXPECT_EQ(document.dateline_place, GetParam().place);
  EXPECT_EQ(document.published, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DatelineOf,
    testing::Values(DatelineRow{"(Đà Nẵng, ngày 14 tháng 3 năm 2025) – ", "Đà Nẵng", "2025-03-14"},
                    DatelineRow{"(\u0110a\u0300 Na\u0306\u0303ng, nga\u0300y 14 tha\u0301ng 3 na\u0306m 2025) – ",
                                "Đà Nẵng", "2025-03-14"},
                    DatelineRow{"BUÔN MA THUỘT, 27/6/2024 – ", "BUÔN MA THUỘT", "2024-06-27"},
                    DatelineRow{"Da Nang, Vietnam – 14 March 2025 – ", "Da Nang", "2025-03-14"},
                    DatelineRow{"VIENTIANE, Lao PDR (29 Aug. 2024) – ", "VIENTIANE", "2024-08-29"},
                    DatelineRow{"SEATTLE and VUNG TAU, Vietnam – Sept. 12, 2024 – ", "SEATTLE", "2024-09-12"},
                    DatelineRow{"Munich / Hanoi, 3 February 2023 – ", "Munich", "2023-02-03"},
                    DatelineRow{"HANOI, Wednesday, March 26, 2025 — ", "HANOI", "2025-03-26"},
                    DatelineRow{"DA NANG, Vietnam and HILLSBORO, Ore., Oct. 17, 2025 /BizWire/ -- ", "DA NANG",
                                "2025-10-17"},
                    DatelineRow{"Hoi An, Tuesday 8 April 2025. ", "Hoi An", "2025-04-08"},
                    DatelineRow{"Dublin (TTX 5/6/2025) - ", "Dublin", "2025-06-05"},
                    DatelineRow{"HA NOI, March 15 (Sample News) — ", "HA NOI", ""},
                    DatelineRow{"HÀ NỘI (TTX) – ", "HÀ NỘI", ""}, DatelineRow{"(BVHS) - ", "", ""},
                    DatelineRow{"TTO - ", "", ""}, DatelineRow{"Thứ Tư, 28/01/2026 - ", "", ""}));

// --- blocks

TEST(Blocks, JoinHardWrappedLines) {
  const Document document = make(
      "Bệnh viện Hoa Sen hợp tác\n\nNgày 5/3, Bệnh viện Hoa Sen và Trường Đại học Quốc\ngia Sông Lam ký biên bản ghi "
      "nhớ hợp tác về đào\ntạo bác sĩ và điều dưỡng. Ông Han Ji-\nhoon thay mặt trường ký văn bản với các "
      "inter-\nnational "
      "guests.");
  ASSERT_EQ(document.blocks.size(), 2U);
  EXPECT_THAT(document.text, testing::HasSubstr("Trường Đại học Quốc gia Sông Lam"));
  EXPECT_THAT(document.text, testing::HasSubstr("Ji-hoon"));
  EXPECT_THAT(document.text, testing::HasSubstr("international guests"));
}

// Lines wrapped at 44 columns, behind a list that is: most begin with a capital, but none is longer.
struct WrappedRow {
  const char* lines;
  std::vector<std::string> want;
};

TEST(Blocks, OfWrappedLists) {
  const std::string list =
      "List of documents\n\nNo. 1\nSigned by Dr. Dang Hai Quan, the Director of\nGeneral Hospital Number Four, and Mr. "
      "Lee\n"
      "Min-ho of the company Daejin.\n\nNo. 2\nSigned by the Rector of the University of\nIloilo Strait and the Head "
      "of "
      "Thanh Cong\nMedical College of Binh Duong Province, who\ncame to the ceremony with her deputies and\nmany "
      "guests "
      "from the Ministry of Health of\nthe Lao PDR.\n\n";
  const std::vector<WrappedRow> rows = {
      // Rows of a table that were broken, and one that only looks so.
      {"3 | Hanoi College of Arts | Lao PDR | Letter\n| 19/11/2024 | music\n4 | University of the Sea | A Contract |\n"
       "12/10/2021 | boats",
       {"3 | Hanoi College of Arts | Lao PDR | Letter | 19/11/2024 | music",
        "4 | University of the Sea | A Contract | 12/10/2021 | boats"}},
      {"Học viện Bali Samudra | MOA năm 2024 ký kết\nCông ty Kyowa | Hợp đồng",
       {"Học viện Bali Samudra | MOA năm 2024 ký kết", "Công ty Kyowa | Hợp đồng"}},
      {"| Partner | Document |\n| University of the Sea in Binh Duong | MOU |\n| Hanoi College of Fine Arts and Music "
       "|\n"
       "Contract |\n| Moon Hospital | MOU |",
       {"| Partner | Document |", "| University of the Sea in Binh Duong | MOU |",
        "| Hanoi College of Fine Arts and Music | Contract |", "| Moon Hospital | MOU |"}},
      // Lines of a form and entries of a list, the first as wide as a broken one; set in; a rule.
      {"Bên A: Bệnh viện Đa khoa tỉnh Khánh Phương\nĐịa chỉ: Huế\n- MOU với Trường Đại học Lạc Việt ở tỉnh\n- Hợp đồng",
       {"Bên A: Bệnh viện Đa khoa tỉnh Khánh Phương", "Địa chỉ: Huế", "- MOU với Trường Đại học Lạc Việt ở tỉnh",
        "- Hợp đồng"}},
      {"From Daejin:\n        drg. Asep Kurniawan, Rector; Mrs.\nTri Rahayuningsih",
       {"From Daejin:", "drg. Asep Kurniawan, Rector; Mrs. Tri Rahayuningsih"}},
      {"An address that nobody wraps: mail or call us at any time\nHue",
       {"An address that nobody wraps: mail or call us at any time", "Hue"}},
      // Numbered clauses, and a sum that looks like one.
      {"2.1 The parties shall meet in Cau Treo on\n2.2 The Office of Quality Assurance of Moon\nHospital pays.",
       {"2.1 The parties shall meet in Cau Treo on", "2.2 The Office of Quality Assurance of Moon Hospital pays."}},
      {"A grant of the Nordic Mekong Fund, as of USD\n2.4 million",
       {"A grant of the Nordic Mekong Fund, as of USD 2.4 million"}},
  };
  for (const WrappedRow& row : rows) {
    const Document document = make(list + row.lines);
    EXPECT_THAT(document.text, testing::HasSubstr("Director of General Hospital Number Four, and Mr. Lee Min-ho"));
    std::string want;
    for (const std::string& line : row.want) want += "\n" + line;
    EXPECT_TRUE(document.text.ends_with(want)) << document.text;
  }
}

TEST(Blocks, WrappedTwice) {
  const Document document = make(
      "Bệnh viện Hoa Sen hợp tác\n\nNgày 5/3, Bệnh viện Hoa Sen và Trường Đại học Quốc gia Sông Lam\nký biên bản ghi\n"
      "nhớ hợp tác về đào tạo bác sĩ và điều dưỡng. Ông Han Ji-hoon thay\nmặt trường ký\nvăn bản với các khách mời, "
      "trước sự có mặt của đại diện Sở Y tế\nthành phố Huế.");
  EXPECT_EQ(document.blocks.size(), 2U) << document.text;
}

TEST(Blocks, JoinLinesOfPdf) {
  RawDocument raw = raw_text(
      "Học viện Y học Cổ truyền Tản\nViên và Đại học Dược Seonam\ngia hạn hợp tác\nNgày đăng: 27/02/2025\nSáng 26/2, "
      "Học "
      "viện Y học Cổ truyền Tản Viên và Đại học Dược\nSeonam (Hàn Quốc) ký gia hạn thỏa thuận hợp tác giai đoạn\n"
      "2025-2029.\nGS.TS. Âu Dương Khánh, Giám đốc Học viện Y học Cổ truyền Tản\nViên, và GS. Noh Seung-woo ký văn bản "
      "reha\u2010\nbilitation.");
  raw.format = Format::kPdf;
  const Document document = make(raw);
  EXPECT_EQ(document.title, "Học viện Y học Cổ truyền Tản Viên và Đại học Dược Seonam gia hạn hợp tác");
  EXPECT_EQ(document.published, "2025-02-27");
  EXPECT_THAT(document.text, testing::HasSubstr("Đại học Dược Seonam (Hàn Quốc)"));
  EXPECT_THAT(document.text, testing::HasSubstr("giai đoạn 2025-2029."));
  EXPECT_THAT(document.text, testing::HasSubstr("Tản Viên, và GS."));
  EXPECT_THAT(document.text, testing::HasSubstr("rehabilitation"));
  expect_sound(document);
}

TEST(Blocks, KeepListsApart) {
  const Document document = make(
      "Lễ ký kết\n\nVề phía bệnh viện có:\n- ông Trần Văn Nam, Giám đốc Bệnh viện Hoa Sen;\n- bà Lê Thị Lan, Trưởng "
      "phòng "
      "Điều dưỡng;\ncùng đại diện các khoa.");
  EXPECT_EQ(document.blocks.size(), 5U);
  EXPECT_EQ(document.blocks[2].kind, BlockKind::kListItem);
}

struct FurnitureRow {
  const char* line;
  BlockUse want;
};

class LineBelowTheStory : public testing::TestWithParam<FurnitureRow> {};

TEST_P(LineBelowTheStory, IsTold) {
  const Document document = make("Hai bên ký kết\n\n" + kStory + "\n\n" + GetParam().line);
  EXPECT_EQ(document.blocks.back().use, GetParam().want) << GetParam().line;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LineBelowTheStory,
    testing::Values(FurnitureRow{"Chia sẻ: Facebook  Zalo  In trang", BlockUse::kFurniture},
                    FurnitureRow{"CHIA SẺ", BlockUse::kFurniture},
                    FurnitureRow{"Lu\u031bo\u031b\u0323t xem: 1.024", BlockUse::kFurniture},
                    FurnitureRow{"Luot xem: 1.024", BlockUse::kFurniture},
                    FurnitureRow{"Hotline: 1900 0000 – Cấp cứu 24/7", BlockUse::kFurniture},
                    FurnitureRow{"© 2025 Hoa Sen. Mọi quyền được bảo lưu.", BlockUse::kFurniture},
                    FurnitureRow{">>> Xem thêm: Gói khám ưu đãi 20%", BlockUse::kFurniture},
                    FurnitureRow{"Tin, ảnh: Phòng Công tác xã hội", BlockUse::kFurniture},
                    FurnitureRow{"Share this article: Facebook | Twitter", BlockUse::kFurniture},
                    FurnitureRow{"Comments (0)", BlockUse::kFurniture},
                    FurnitureRow{"This website uses cookies to improve your experience.", BlockUse::kFurniture},
                    FurnitureRow{"Menu: Home | About us | Price list | Recruitment 2024", BlockUse::kFurniture},
                    FurnitureRow{"EN | VI", BlockUse::kFurniture},
                    FurnitureRow{"The hotline 1900 0304 is for patients only.", BlockUse::kBody},
                    FurnitureRow{"Liên hệ báo chí: bà Hồ Ngọc Lan, Phòng Truyền thông", BlockUse::kBody},
                    FurnitureRow{"- Hợp tác quốc tế", BlockUse::kBody},
                    FurnitureRow{"| Đào tạo | Nghiên cứu | Y tế |", BlockUse::kBody},
                    FurnitureRow{"Hai bên chia sẻ kinh nghiệm qua Zalo.", BlockUse::kBody},
                    FurnitureRow{"Ngày đăng: 21/08/2025 | Lượt xem: 1.024", BlockUse::kBody}));

TEST(Sections, RunToTheEndOfTheTeasers) {
  const Document document = make("Hai bên ký kết\n\n" + kStory +
                                 "\n\nTin liên quan:\n>> Giá vàng hôm nay\nMở khoa mới\n" + "12/05/2024\nXem thêm");
  EXPECT_THAT(texts(document, BlockUse::kBody), ElementsAre("Hai bên ký kết", kStory));
}

TEST(Sections, EndWhereTheStoryGoesOn) {
  const Document document = make("Hai bên ký kết\n\n" + kStory + "\n\nRead more\n\nRelated News\n\nA new ward\n\n" +
                                 kStory + " Lễ ký diễn ra tại Huế.\n\n" + kStory + " Hai bên cảm ơn.");
  EXPECT_EQ(texts(document, BlockUse::kBody).size(), 4U);
}

TEST(Contents, EntriesGoHeadingsStay) {
  const Document document =
      make("Hai bên ký kết\n\nMục lục\n1. Đào tạo bác sĩ\n2. Lợi ích chung\n\n" + kStory + "\n\n1. Đào tạo bác sĩ\n\n" +
           kStory + " Một.\n\n2. Lợi ích chung\n\n" + kStory + " Hai.");
  EXPECT_THAT(texts(document, BlockUse::kFurniture), ElementsAre("Mục lục", "1. Đào tạo bác sĩ", "2. Lợi ích chung"));
  EXPECT_THAT(texts(document, BlockUse::kRepeat), IsEmpty());
}

TEST(Repeats, CaptionsTitlesAndGluedCopies) {
  const std::string caption = "Đại diện hai bên trao văn bản đã ký tại buổi lễ";
  const Document document = make("Lễ ký kết hợp tác\n\nLỄ KÝ KẾT HỢP TÁC\n\n" + caption + "\n" + caption + ".\n\n" +
                                 "Ông Trần Văn Nam phát biểu tại lễ ký\nÔng Trần Văn Nam phát biểu tại lễ ký" + kStory);
  EXPECT_THAT(texts(document, BlockUse::kRepeat),
              ElementsAre("LỄ KÝ KẾT HỢP TÁC", caption + ".", "Ông Trần Văn Nam phát biểu tại lễ ký"));
  EXPECT_EQ(slice(document.text, document.blocks.back().span), kStory);
  expect_sound(document);
}

TEST(Repeats, SignatureColumnsStay) {
  const Document document = make("Lễ ký kết\n\n" + kStory + "\n\n(Đã ký, đóng dấu)          (Đã ký, đóng dấu)");
  EXPECT_EQ(texts(document, BlockUse::kBody).size(), 3U);
}

TEST(Copyright, GivesItsStampBack) {
  const Document document = make("International relations\n\n" + kStory +
                                 "\n\n© 2012–2024 Hoa Sen. All rights reserved. Last updated: 30-04-2024");
  EXPECT_EQ(document.published, "2024-04-30");
  EXPECT_EQ(texts(document, BlockUse::kBody).back(), "Last updated: 30-04-2024");
  expect_sound(document);
}

TEST(Languages, OfBlocksAndMajority) {
  const Document document =
      make("Hai bên ký kết hợp tác\n\n" + kStory + "\n\n" + kStory +
           " Một.\n\nThe two sides signed a memorandum of understanding on the training of nurses.");
  EXPECT_EQ(document.language, Language::kVietnamese);
  EXPECT_EQ(document.blocks.back().language, Language::kEnglish);
  EXPECT_EQ(document.blocks.front().language, Language::kVietnamese);
}

TEST(Empty, IsAnError) {
  const auto document = structurer().make_document(raw_text(" \n\u00a0\n\u200b"), {"id", "root", "path", "hash"});
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::kEmpty);
}

TEST(Bounds, LongTextIsCutOnABorder) {
  std::string text;
  while (text.size() <= limits::kMaxTextBytes) text += "Bệnh viện ký kết hợp tác đào tạo. ";
  const Document document = make(raw_text("A " + text));
  EXPECT_LE(document.text.size(), limits::kMaxTextBytes);
  EXPECT_EQ(find_invalid_utf8(document.text), std::string::npos);
  ASSERT_FALSE(document.warnings.empty());
  EXPECT_THAT(document.warnings.front(), testing::StartsWith("text cut at"));
}

// `part` again and again behind a label of a date; its '%' are other letters each time.
std::string repeated(const std::string& part, std::size_t bytes) {
  std::string text = "Hai bên ký kết\n\n(updated ";
  for (std::size_t i = 0; text.size() < bytes;) {
    std::string next = part;
    for (char& c : next) {
      if (c == '%') c = static_cast<char>('a' + i++ % 26);
    }
    text += next;
  }
  return text;
}

double cpu_seconds(const std::string& text) {
  const std::clock_t begin = std::clock();
  make(text);
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// Each of these took the square of its length, sixteen times for four: minutes for a megabyte.
TEST(Bounds, CostGrowsWithLength) {
  const std::string hyphens = "words go on and on until the line ends in the middle of wi%-\nth% something ";
  constexpr std::size_t kBytes = 1U << 16U;
  for (const std::string& part : {std::string("(updated x "), std::string("ngày "), std::string("(updated 30/6/2025 "),
                                  std::string("ab-\ncd-\n"), hyphens}) {
    EXPECT_LT(cpu_seconds(repeated(part, 4 * kBytes)), 9 * cpu_seconds(repeated(part, kBytes))) << part;
  }
}

TEST(Structure, LabelOfADateAtTheEndOfTheText) {
  for (const char* text : {"Hai bên ký kết\n\nCập nhật", "Hai bên ký kết\n\nUpdated:", "Hai bên ký kết\n\n(cập nhật"})
    EXPECT_EQ(make(text).published, "") << text;
}

TEST(Bounds, OfParagraphs) {
  std::string text;
  for (std::size_t i = 0; i <= limits::kMaxLines; ++i) text += "x\n\n";
  const Document document = make(text);
  EXPECT_EQ(document.blocks.size(), limits::kMaxParagraphs);
  EXPECT_THAT(document.warnings, Contains("text cut after 200000 paragraphs"));
}

TEST(Truncated, IsWarnedOf) {
  const Document document = make("Hai bên ký kết\n\n" + kStory + "\n\n" + kStory.substr(0, kStory.rfind(' ')));
  EXPECT_THAT(document.warnings, Contains("text ends in mid-sentence"));
  EXPECT_THAT(make("Hai bên ký kết\n\n" + kStory).warnings, IsEmpty());
}

// --- invariants, over random documents made of awkward parts

RawDocument random_document(std::mt19937& random) {
  static const std::vector<std::string> parts = {"Trang chủ",
                                                 " › ",
                                                 " | ",
                                                 "\n",
                                                 "\n\n",
                                                 "   ",
                                                 "\t",
                                                 "Bệnh viện Hoa Sen",
                                                 "HÀ NỘI, ",
                                                 "5/3/2024",
                                                 " – ",
                                                 "(",
                                                 ")",
                                                 "ngày 5 tháng 3 năm 2024",
                                                 "©",
                                                 " 2024 ",
                                                 "Last updated: 30-04-2024",
                                                 "Mục lục",
                                                 "1. ",
                                                 "Tin liên quan",
                                                 "Xem thêm",
                                                 "- ",
                                                 "inter-\nnational",
                                                 "e\u0302\u0301",
                                                 "\u0301",
                                                 "\u200b",
                                                 "\xff",
                                                 "\xe1\xbb",
                                                 "\u00a0",
                                                 "date 2025-09-30 ",
                                                 "Đại diện hai bên trao văn bản đã ký",
                                                 "ký kết",
                                                 ".",
                                                 "Ngày đăng: ",
                                                 "Published on ",
                                                 "October 20, 2022",
                                                 "QUYẾT ĐỊNH",
                                                 "V/v ",
                                                 "\xf0\x9f\x98\x80",
                                                 "\0x",
                                                 "THÔNG CÁO BÁO CHÍ",
                                                 "Số: 12/BB"};
  RawDocument raw;
  const auto pick = [&](std::size_t n) { return random() % n; };
  for (std::size_t blocks = 1 + pick(8); blocks > 0; --blocks) {
    RawBlock block;
    block.kind = static_cast<BlockKind>(pick(6));
    block.use = pick(5) == 0 ? BlockUse::kFurniture : BlockUse::kBody;
    for (std::size_t n = pick(20); n > 0; --n) block.text += parts[pick(parts.size())];
    raw.blocks.push_back(std::move(block));
  }
  if (pick(3) == 0)
    raw.metadata.title = parts[pick(parts.size())] + parts[pick(parts.size())] + parts[pick(parts.size())];
  return raw;
}

TEST(Fuzz, SpansHold) {
  std::mt19937 random(20261122);  // NOLINT: the same documents every time
  for (int i = 0; i < 3000; ++i) {
    const RawDocument raw = random_document(random);
    const auto document = structurer().make_document(raw, {"id", "root", "path", "hash"});
    if (!document) continue;
    expect_sound(*document);
    if (testing::Test::HasFatalFailure()) FAIL() << "document " << i;
  }
}

}  // namespace
}  // namespace hoptac
