#include <gtest/gtest.h>

#include "ingest/facts/dates.h"

namespace hoptac {
namespace {

struct Row {
  const char* text;
  const char* iso;
};

class Stamp : public testing::TestWithParam<Row> {};

TEST_P(Stamp, GivesTheDateAtTheStart) { EXPECT_EQ(parse_stamp(GetParam().text), GetParam().iso) << GetParam().text; }

INSTANTIATE_TEST_SUITE_P(
    Rows, Stamp,
    testing::Values(
        Row{"2022-10-17T08:00:00Z", "2022-10-17"}, Row{"2022-10-17T08:00:00+07:00", "2022-10-17"},
        Row{"2022-10-17 08:00", "2022-10-17"}, Row{"20221017", "2022-10-17"}, Row{"20229999", ""},
        Row{"2022-10", "2022-10"}, Row{" date 2022-10", "2022-10"}, Row{"2022", "2022"},
        Row{"Thứ tư, 17/05/2023 - 14:02", "2023-05-17"}, Row{"Thu tu, 17/05/2023", "2023-05-17"},
        Row{"Published: Tue, 10 Jun 2025", "2025-06-10"}, Row{"Tue, 10 Jun 2025 08:00:00 GMT", "2025-06-10"},
        Row{"Published on: Tue, 10 Jun 2025 Views: 212", "2025-06-10"}, Row{"(3-10-2024 14:05)", "2024-10-03"},
        Row{"Ngày đăng: 21/08/2025 | Lượt xem: 1.024", "2025-08-21"}, Row{"NGÀY 9 THÁNG 7 NĂM 2024", "2024-07-09"},
        Row{"Hà Nội, nga\xCC\x80y 17 tha\xCC\x81ng 10 na\xCC\x86m 2022", "2022-10-17"},
        Row{"17:06 08/10/2024", "2024-10-08"}, Row{"02/04/2018 13:33 GMT+7", "2018-04-02"},
        Row{"Thứ sáu, Tháng mười hai 27, 2024", "2024-12-27"}, Row{"October 20, 2022", "2022-10-20"},
        Row{"08 Jun 2022", "2022-06-08"}, Row{"May 31st, 2022", "2022-05-31"}, Row{"2019/5/31", "2019-05-31"},
        Row{"DECEMBER, 18, 2018", "2018-12-18"}, Row{"1/2/26", "2026-02-01"}, Row{"12/25/2023", "2023-12-25"},
        Row{"29.01.2026", "2026-01-29"}, Row{"", ""}, Row{"ISO 15189:2022", ""}, Row{"Số: 45/BBGN-ĐHBH", ""},
        Row{"Hotline 1900 0304", ""}, Row{"15/2023/QH15", ""}, Row{"31/02/2024", ""}));

}  // namespace
}  // namespace hoptac
