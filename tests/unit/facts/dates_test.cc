#include "tests/unit/facts/facts_helper.h"

namespace hoptac {
namespace {

constexpr Language kVi = Language::kVietnamese;
constexpr Language kEn = Language::kEnglish;

struct Row {
  Language language;
  const char* text;
  const char* want;  // ISO values joined by blanks; "?" for an unresolved date
  const char* published = "2024-03-20";
};

class Dates : public FactsTest {
 protected:
  static std::string found(const Row& row) {
    std::string out;
    for (const DateFact& d : analyze(row.text, row.language, row.published).dates) {
      EXPECT_EQ(d.unresolved, d.iso.empty());
      out += (out.empty() ? "" : " ") + (d.unresolved ? "?" : d.iso);
    }
    return out;
  }
  static void check(std::initializer_list<Row> rows) {
    for (const Row& row : rows) EXPECT_EQ(found(row), row.want) << row.text;
  }
};

TEST_F(Dates, VietnameseForms) {
  check({{kVi, "Lễ ký diễn ra ngày 17 tháng 10 năm 2022 tại Huế.", "2022-10-17"},
         {kVi, "Lễ ký diễn ra nga\xCC\x80y 17 tha\xCC\x81ng 10 na\xCC\x86m 2022.", "2022-10-17"},
         {kVi, "Le ky ket hop tac giua hai benh vien dien ra ngay 17 thang 10 nam 2022 tai truong.", "2022-10-17"},
         {kVi, "LỄ KÝ DIỄN RA NGÀY 17 THÁNG 10 NĂM 2022.", "2022-10-17"},
         {kVi, "Chiều 15-1, hai bên ký. Sáng 19/3, đoàn về nước.", "2024-01-15 2024-03-19"},
         {kVi, "Sáng thứ Tư 20/3, hai bên họp.", "2024-03-20"},
         {kVi, "Hai bên ký năm 2019 và tháng 9/2023.", "2019 2023-09"},
         {kVi, "Hệ thống vận hành trong quý II/2023, quí 3 năm 2023 và Q4/2023.",
          "2023-04/2023-06 2023-07/2023-09 2023-10/2023-12"},
         {kVi, "Trong 6 tháng đầu năm 2023, nửa cuối năm 2022 và cuối năm 2021.",
          "2023-01/2023-06 2022-07/2022-12 2021"}});
}

TEST_F(Dates, EnglishForms) {
  check({{kEn, "Signed on October 8, 2023 and 08 Jun 2022 and May 31st, 2022.", "2023-10-08 2022-06-08 2022-05-31"},
         {kEn, "Entered into on this 5th day of November 2024.", "2024-11-05"},
         {kEn, "It opened in February, 2024 and Oct. 2011 and on December, 18, 2018.", "2024-02 2011-10 2018-12-18"},
         {kEn, "The course is held in early 2023, in the fourth quarter of 2023 and in the year 2025.",
          "2023 2023-10/2023-12 2025"},
         {kEn, "The text replaces that of the last day of March 2022.", "2022-03-31"},
         {kEn, "They met in 2017, 2018 and 2019.", "2017 2018 2019"}});
}

TEST_F(Dates, AcrossBlocksAndByTheSameDay) {
  check(
      {{kEn, "This Memorandum is made in Vinh City on this 16th day of\nSeptember, 2009 by the parties.", "2009-09-16"},
       {kVi, "Sáng 17/11, hai bên ký. Văn kiện có hiệu lực từ 17/11/2023 đến hết 16/11/2028.",
        "2023-11-17 2023-11-17/2028-11-16", ""},
       {kVi, "Chiều 9/12, hai bên ký; sáng hôm sau (10/12), đoàn đi thăm.", "2024-12-09 2024-12-10", "2024-12-11"},
       {kVi, "Vào các ngày 12, 15/3, hai bên họp.", "2024-03-12 2024-03-15"},
       {kEn, "In mid-2022, in the school year 2023/24 and in fiscal year 2024-25.", "2022 2023/2024 2024/2025"},
       {kVi, "Benh vien ky hop dong ngay 5/3 vao mua thu voi truong dai hoc.", "2024-03-05"}});
}

TEST_F(Dates, Intervals) {
  check({{kVi, "Đoàn làm việc từ ngày 28 đến 30-10-2018.", "2018-10-28/2018-10-30"},
         {kVi, "Đoàn làm việc (20-22/12/2011), 25–27/6/2024, 7/7–1/8/2025.",
          "2011-12-20/2011-12-22 2024-06-25/2024-06-27 2025-07-07/2025-08-01"},
         {kVi, "Biên bản có hiệu lực từ ngày 01/7/2025 đến hết ngày 30/6/2028.", "2025-07-01/2028-06-30"},
         {kVi, "Từ năm 2012 đến nay, bệnh viện đã ký.", "2012/.."},
         {kVi, "Giai đoạn 2021 - 2025 và năm học 2023-2024.", "2021/2025 2023/2024"},
         {kEn, "It runs from April 2025 to March 2030.", "2025-04/2030-03"},
         {kEn, "Held July 26th-31st, 2023 and 14 – 18 January 2019.", "2023-07-26/2023-07-31 2019-01-14/2019-01-18"},
         {kEn, "Between 2014 and 2023 it hosted students; since 2010 it has signed.", "2014/2023 2010/.."},
         {kEn, "The term is 10/2017 – 10/2022, then 2025–27.", "2017-10/2022-10 2025/2027"},
         {kEn, "Valid until March 2030.", "2030-03"},
         {kVi, "Kỷ niệm 70 năm ngày thành lập (27/02/1955 - 27/02/2025).", "1955-02-27 2025-02-27"}});
}

TEST_F(Dates, YearsFromTheDocument) {
  check({{kVi, "Ngày 28-12, hai bên ký.", "2023-12-28", "2024-01-03"},
         {kVi, "Dự kiến trong tháng 3, hai bên ký.", "2024-03", "2024-01-03"},
         {kVi, "Hai bên sẽ ký ngày 15/1.", "2025-01-15", "2024-12-05"},
         {kVi, "Hằng năm, hai bên họp trước ngày 15 tháng 12.", "?"},
         {kVi, "Chiều 15/1, hai bên ký.", "?", ""},
         {kVi, "Sáng 20/2 và ngày 27/02/2025, hai bên họp.", "2025-02-20 2025-02-27", ""},
         {kEn, "They agreed on Thursday.", "2023-10-26", "2023-10-27"},
         {kEn, "It will open on Monday.", "2024-03-25"},
         {kEn, "They met last year and will meet next month.", "2023 2024-04"},
         {kEn, "They met last year.", "", ""}});
}

TEST_F(Dates, WordsRelativeToTheDocument) {
  check(
      {{kVi, "Ngày 14-2 năm ngoái, hai bên ký.", "2023-02-14"},
       {kVi, "Năm ngoái và hôm qua, đoàn đến.", "2023 2024-03-19"},
       {kVi, "SÁNG NAY, ĐOÀN ĐẾN.", "2024-03-20"},
       {kVi, "Chứng nhận hết hiệu lực từ tháng Giêng năm nay.", "2024-01/.."},
       {kVi, "Ba năm sau, trường mở; sáng nay (20/3) hai bên họp trong quý II năm nay.", "2024-03-20 2024-04/2024-06"},
       {kEn, "It concluded the deal on the 19th.", "2024-03-19"},
       {kEn, "The team stays from January to March next year.", "2025-01/2025-03"},
       {kEn, "It opens on 15 June next year.", "2025-06-15"}});
}

TEST_F(Dates, ListsOfEvents) {
  check({{kEn, "2018, December, 18 – MOU with Rijn Clinic.", "2018-12-18"},
         {kEn, "2022, July 26th-31st – Summer course.", "2022-07-26/2022-07-31"},
         {kVi, "Trường có văn bản với Đại học Nantes (MOU, 2014; phụ lục tháng 10 năm 2019).", "2014 2019-10"},
         {kVi, "2013\nHai bên ký.\n2015\nHai bên họp.\n2018\nHai bên mở lớp.", "2013 2015 2018"},
         {kEn, "Made on the 12th day of August\n2019 in Dagupan.", "2019-08-12"},
         {kVi, "Trường đã tìm một bệnh viện thứ hai từ năm 2021; biển được gỡ từ ngày 24/11/2023.", "2021 2023-11-24"},
         {kVi, "Đạt chuẩn từ năm 2016 và từ tháng 3/2021.", "2016/.. 2021-03/.."},
         {kVi, "Tháng 8/2021, đoàn thẩm định từ ngày 3 đến 5-8.", "2021-08 2021-08-03/2021-08-05"},
         {kEn, "From 1976 up to now they trained 90 officers.", "1976/.."}});
}

TEST_F(Dates, PartsOfYearsAndWeeks) {
  check({{kEn, "It rose in the last quarter of 2023.", "2023-10/2023-12"},
         {kEn, "It won in May 2022 and again in the last quarter of that year.", "2022-05 2022-10/2022-12"},
         {kEn, "It fell in the last quarter.", ""},
         {kEn, "They will sign in the week of 12 June 2023.", "2023-06-12/2023-06-18"},
         {kEn, "They meet in the week beginning 29 January.", "2024-01-29/2024-02-04"},
         {kEn, "On 6 March 2023 it joined the pact that both had signed the year before in Hue.", "2023-03-06 2022"},
         {kEn, "It opened in 2019 and closed the following year.", "2019 2020"}});
}

TEST_F(Dates, YearsBesideNames) {
  check({{kEn, "It rests on the 2021 MoU and its 2019 pact.", "2021 2019"},
         {kEn, "They use the 2012 edition and the 2022 version.", ""},
         {kEn, "It has the 2000 students of Hue.", ""},
         {kEn, "Her prize is the Blue Medal of the Fisheries Council, 2019.", "2019"},
         {kEn, "It is accredited up to 2029.", "2029"},
         {kEn, "The lake is up to 2000 metres deep.", ""},
         {kEn, "Newsletter No. 3 — 20 September 2023", "2023-09-20"}});
}

TEST_F(Dates, PlannedDays) {
  check({{kEn, "The nurses fly to Busan on 2 September.", "2024-09-02", "2024-06-19"},
         {kEn, "We have pencilled in 15 December.", "2023-12-15", "2023-09-20"},
         {kEn, "Next year's night will be in Arequipa on 28 November.", "2025 2025-11-28", "2024-12-06"},
         {kEn, "The course opens on 1 October.", "2024-10-01", "2024-06-19"},
         {kEn, "They flew to Busan on 2 September.", "2023-09-02", "2024-06-19"}});
}

TEST_F(Dates, StatesThatLast) {
  check({{kVi, "Trường dùng hệ thống này từ năm 2019 tới giờ; lớp mở từ tháng 5/2021 trở đi.", "2019/.. 2021-05/.."},
         {kVi, "Truong dung he thong nay tu nam 2019 toi gio; lop mo tu thang 5/2021 tro di.", "2019/.. 2021-05/.."},
         {kVi, "TỪ NĂM 2018 TRỞ LẠI ĐÂY HAI BÊN CỬ CÁN BỘ. TỪ 2015 ĐẾN TẬN NAY, VIỆN NHẬN BÁC SĨ.", "2018/.. 2015/.."},
         {kVi, "Từ năm 2017, trường luôn giữ nề nếp. Từ tháng 4/2020 bệnh viện vẫn hội chẩn.", "2017/.. 2020-04/.."},
         {kVi, "Hợp tác xã có chứng nhận VietGAP từ tháng 5/2022. Nhà máy có chứng chỉ FSC từ 2020.",
          "2022-05/.. 2020/.."},
         {kVi, "Trường khởi công từ năm 2019; tấm biển được gỡ từ 24/11/2023.", "2019 2023-11-24"}});
}

TEST_F(Dates, FromNewYearAndThatYear) {
  check({{kVi, "Từ đầu năm đến hết tháng 2, trường đón 20 đoàn.", "2024-01/2024-02"},
         {kVi, "Tu dau nam den het thang 2, truong don 20 doan.", "2024-01/2024-02"},
         {kVi, "Từ đầu năm đến nay, trường ký 4 văn bản.", "2024/.."},
         {kVi, "Tính từ đầu năm 2023 đến nay, trường ký 4 văn bản.", "2023/.."},
         {kVi, "Hai trường gặp năm 2018, ký hồi tháng 6 năm đó. Ngày 5/8 cùng năm, đoàn sang.",
          "2018 2018-06 2018-08-05"},
         {kVi, "Hai truong gap nam 2018, ky hoi thang 6 nam do. Ngay 5/8 cung nam, doan sang.",
          "2018 2018-06 2018-08-05"},
         {kVi, "Bản tin số 12 - tháng 3/2024: hai bên ký.", "2024-03"}});
}

TEST_F(Dates, NotDates) {
  check({{kVi, "Theo Luật số 15/2023/QH15 và Quyết định 4024/QĐ-BYT, tỷ lệ 1/5.", ""},
         {kVi, "Đạt ISO 15189:2022, điểm từ 4,6/7 đến 5,1/7, cấp cứu 24/7.", ""},
         {kVi, "Địa chỉ: số 12/3 đường Hoa. Điện thoại 1900 0304. Số: 45/BBGN-ĐHBH.", ""},
         {kVi, "Bệnh viện có 2000 giường và 1.024 lượt xem trong 7 - 10 ngày.", ""},
         {kVi, "Đây là phòng xét nghiệm thứ tư của tỉnh.", ""},
         {kEn, "The form No. 07/2025 and Room 12/3 and a 2+2 programme cost USD 2,020.", ""},
         {kEn, "It may march on; © 2025 the hospital has up to 2000 students.", ""}});
}

TEST_F(Dates, SpanIsTheSurface) {
  const std::string text = "Hai bên ký ngày 14/3/2024 tại Huế.";
  const auto dates = analyze(text, kVi).dates;
  ASSERT_EQ(dates.size(), 1U);
  EXPECT_EQ(dates[0].text, "ngày 14/3/2024");
  EXPECT_EQ(slice(text, dates[0].span), dates[0].text);
}

}  // namespace
}  // namespace hoptac
