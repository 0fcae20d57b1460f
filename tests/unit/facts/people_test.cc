#include <gmock/gmock.h>

#include <algorithm>

#include "tests/unit/facts/analyze_text.h"

namespace hoptac {
namespace {

struct PersonRow {
  const char* text;
  const char* name;
  const char* title;        // of the first role, "" none or an affiliation
  const char* institution;  // of the first role, "" any
};

class People : public testing::TestWithParam<PersonRow> {};

TEST_P(People, HaveTheirNameAndPost) {
  const PersonRow& row = GetParam();
  const Analysis analysis = analyze_text(row.text).analysis;
  const auto found = std::find_if(analysis.people.begin(), analysis.people.end(),
                                  [&](const Person& person) { return person.name == row.name; });
  ASSERT_NE(found, analysis.people.end()) << row.text;
  if (*row.title == '\0' && *row.institution == '\0') return;
  ASSERT_FALSE(found->roles.empty()) << row.text;
  EXPECT_EQ(found->roles.front().title, row.title);
  if (*row.institution != '\0') {
    EXPECT_EQ(found->roles.front().institution, row.institution);
  }
}

INSTANTIATE_TEST_SUITE_P(
    BodiesMeant, People,
    testing::Values(
        PersonRow{
            "The Kestrivo Surgical Society met Hoa Mai Hospital. \"Labels are for buildings,\" said the Society's "
            "president, Prof. Anna Berg.",
            "Anna Berg", "president", "Kestrivo Surgical Society"},
        PersonRow{"Kestrivo College and Ravello Marine Works signed. The yard's director, Mr. Tran Van Ba, and the "
                  "college's head, Ms. Luu Thi Tam, came.",
                  "Luu Thi Tam", "head", "Kestrivo College"},
        PersonRow{
            "It signed a contract with Kestrivo Company and a letter with Ravello University. For the company Ms. "
            "Anna Berg, its Chief Technology Officer, signed.",
            "Anna Berg", "Chief Technology Officer", "Kestrivo Company"},
        PersonRow{"From the Ministry of Health: Mr. Ta Quoc Huy, Deputy Director. From the Kestrivo Institute of Water "
                  "(KIW): Dr. Tran Van Lan, Director.",
                  "Tran Van Lan", "Director", "Kestrivo Institute of Water"},
        PersonRow{"Stichting Kestrivo, represented by the Chair of its Board, Ir. Marijke Smit.", "Marijke Smit",
                  "Chair of its Board", "Stichting Kestrivo"},
        PersonRow{"Surgeon of the Year is Dra. Nelly Quispe.", "Nelly Quispe", "", ""}));

TEST(PeoplesBodies, WithARectorAreUniversities) {
  const Analysis analysis = analyze_text("Dr. Anna Berg, Rector of the Kestrivo Institute of Crafts, signed.").analysis;
  ASSERT_EQ(analysis.institutions.size(), 1U);
  EXPECT_EQ(analysis.institutions[0].kind, "university");
}

INSTANTIATE_TEST_SUITE_P(
    PostAndPlace, People,
    testing::Values(
        PersonRow{"Chủ tịch UBND tỉnh Lâm Sơn Phan Đình Trọng ký văn bản.", "Phan Đình Trọng", "Chủ tịch",
                  "UBND tỉnh Lâm Sơn"},
        PersonRow{"Hom qua, Chu tich UBND tinh Lam Son Phan Dinh Trong ky van ban.", "Phan Dinh Trong", "Chu tich",
                  "UBND tinh Lam Son"},
        PersonRow{"Phó Chủ tịch UBND huyện Yên Hợp Lò Văn Chiến tiếp đoàn.", "Lò Văn Chiến", "Phó Chủ tịch",
                  "UBND huyện Yên Hợp"},
        PersonRow{"Tỉnh trưởng Gangwon-Nam Ko Seung-hyun đặt bút ký.", "Ko Seung-hyun", "Tỉnh trưởng", "Gangwon-Nam"},
        PersonRow{"Về phía bạn có Phó Viện trưởng Hsu; điều dưỡng trưởng Chou Mei-ling.", "Hsu", "Phó Viện trưởng", ""},
        PersonRow{"Đại sứ Hungary tại Việt Nam, ngài Gábor Kellner, dự lễ.", "Gábor Kellner",
                  "Đại sứ Hungary tại Việt Nam", ""},
        PersonRow{"Cong ty Kim Son | Viet Nam | Hop dong dao tao | Ong Bae Jung-soo, Pho Tong Giam doc", "Bae Jung-soo",
                  "Pho Tong Giam doc", ""},
        PersonRow{"Bà Marta Kowalska, Phó Đại sứ Ba Lan tại Việt Nam, dự lễ.", "Marta Kowalska",
                  "Phó Đại sứ Ba Lan tại Việt Nam", ""},
        PersonRow{"Luật sư Trần Văn Bé, Phó Chủ nhiệm Đoàn Luật sư TP.HCM, có mặt.", "Trần Văn Bé", "Phó Chủ nhiệm",
                  "Đoàn Luật sư TP.HCM"},
        PersonRow{"Đầu mối: ThS. Ông Thị Mai Trâm, Trưởng phòng Hợp tác Quốc tế.", "Ông Thị Mai Trâm",
                  "Trưởng phòng Hợp tác Quốc tế", ""},
        PersonRow{"PGS.TS. Vũ Hải Quân, Giám đốc Bệnh viện Bắc Hà, đã ký.", "Vũ Hải Quân", "Giám đốc",
                  "Bệnh viện Bắc Hà"},
        PersonRow{"PGS.TS. Vu Hai Quan, Giam doc Benh vien Bac Ha, da ky bien ban ghi nho.", "Vu Hai Quan", "Giam doc",
                  "Benh vien Bac Ha"},
        PersonRow{"Giám đốc Bệnh viện Bắc Hà Trần Công An phát biểu.", "Trần Công An", "Giám đốc", "Bệnh viện Bắc Hà"},
        PersonRow{"Ông Lê Thanh Tra, Viện trưởng Viện Dược liệu, dự lễ.", "Lê Thanh Tra", "Viện trưởng",
                  "Viện Dược liệu"},
        PersonRow{"Bạn Lý Seo Chẩn (lớp K62) kể chuyện.", "Lý Seo Chẩn", "", ""},
        PersonRow{"Bà Liesbeth Vercammen – Chief Business Development Officer – ký.", "Liesbeth Vercammen",
                  "Chief Business Development Officer", ""},
        PersonRow{"With them came Dr. Tran Binh An and head nurse Cao Thi Lieu.", "Cao Thi Lieu", "head nurse", ""},
        PersonRow{"It was signed by the company's director general Từ Công Phiên.", "Từ Công Phiên", "director general",
                  ""},
        PersonRow{"The guests were led by the Rector, People's Artist of Russia, Professor Gleb Vorontsov.",
                  "Gleb Vorontsov", "Rector", ""},
        PersonRow{"Khanh and the Russian cellist Timur Belov performed.", "Timur Belov", "cellist", ""}));

INSTANTIATE_TEST_SUITE_P(
    InnerUnits, People,
    testing::Values(
        PersonRow{
            "Kim Son Hospital welcomed guests. Dr. Tai, Wen-Pin, Director of the Liver Transplantation Center, spoke.",
            "Tai, Wen-Pin", "Director of the Liver Transplantation Center", "Kim Son Hospital"},
        PersonRow{"Dr. Le Minh Hoa, Director of the National Cancer Center, spoke.", "Le Minh Hoa", "Director",
                  "National Cancer Center"},
        PersonRow{"Mr. Bui Trong Khanh, head of the Academy's String Faculty, played.", "Bui Trong Khanh",
                  "head of the Academy's String Faculty", ""},
        PersonRow{"Mr. Arjun Rao joined as Head of AI in June.", "Arjun Rao", "Head of AI", ""}));

INSTANTIATE_TEST_SUITE_P(
    BehindVerbs, People,
    testing::Values(
        PersonRow{"Dr. Lam Uyen Nhi took over as Vice President for External Relations from Dr. Phung The Huynh.",
                  "Lam Uyen Nhi", "Vice President for External Relations", ""},
        PersonRow{"Dr Tom Ferreira has left after six years as clinical adviser.", "Tom Ferreira", "clinical adviser",
                  ""},
        PersonRow{"GS.TS. Katharina Vogelsang, Đại học Kỹ thuật Weserland, là điều phối viên dự án.",
                  "Katharina Vogelsang", "điều phối viên dự án", "Đại học Kỹ thuật Weserland"},
        PersonRow{"Ông Lê Văn Nam từng là Vụ trưởng Vụ Hợp tác quốc tế.", "Lê Văn Nam", "Vụ trưởng",
                  "Vụ Hợp tác quốc tế"},
        PersonRow{"Ong Le Van Nam tung la Vu truong Vu Hop tac quoc te.", "Le Van Nam", "Vu truong", ""},
        PersonRow{"Mr Banh Quoc Viet, the hospital's former Chief Nurse, wrote to us.", "Banh Quoc Viet",
                  "former Chief Nurse", ""},
        PersonRow{"Linh Pham-Hargreaves is Medical Director of Calder Pharmaceuticals.", "Linh Pham-Hargreaves",
                  "Medical Director", ""},
        PersonRow{"Còn Phạm Gia Hân thì được nhận vào làm.", "Phạm Gia Hân", "", ""},
        PersonRow{"Nguyễn Thị Hoa chia sẻ rằng em rất vui.", "Nguyễn Thị Hoa", "", ""},
        PersonRow{"On stage were President Baek Eun-joo, Governor Terashima Yukio and the guests.", "Terashima Yukio",
                  "Governor", ""},
        PersonRow{"Media contact: Paige Lindgren, 206-555-0144", "Paige Lindgren", "", ""},
        PersonRow{"It was handed over in the presence of Marie Cobb, U.S. Consul General in Ho Chi Minh City.",
                  "Marie Cobb", "U.S. Consul General in Ho Chi Minh City", ""}));

INSTANTIATE_TEST_SUITE_P(
    BodiesOfPosts, People,
    testing::Values(
        PersonRow{"Đối tác | Nước | Ký | Đại diện\nTAFE Riverland | Úc | 22/03/2019 | Ms. Bronwyn Hatfield, Manager\n"
                  "Học viện Kim Sơn | Việt Nam | 05/12/2023 | Dr. Goh Lay Peng, Hiệu trưởng",
                  "Goh Lay Peng", "Hiệu trưởng", "Học viện Kim Sơn"},
        PersonRow{
            "Nhạc viện Sông Gianh và Học viện Âm nhạc Tisza ký kết. NSND Hoài Lộ, nguyên Giám đốc Nhạc viện, dự lễ.",
            "Hoài Lộ", "nguyên Giám đốc", "Nhạc viện Sông Gianh"},
        PersonRow{"Mr. Huynh Tan Loi, Chairman and Chief Executive Officer of Kim Son Company, spoke.", "Huynh Tan Loi",
                  "Chairman and Chief Executive Officer", "Kim Son Company"}));

INSTANTIATE_TEST_SUITE_P(
    Vietnamese, People,
    testing::Values(
        PersonRow{"PGS.TS.BS. Trần Gia Khánh – Giám đốc Bệnh viện Suối Ngọc phát biểu tại buổi lễ.", "Trần Gia Khánh",
                  "Giám đốc", "Bệnh viện Suối Ngọc"},
        PersonRow{
            "Theo phó giáo sư, tiến sỹ Lê Minh Hòa, Phó Hiệu trưởng Trường Đại học Kim Sơn, lễ ký rất quan trọng.",
            "Lê Minh Hòa", "Phó Hiệu trưởng", "Trường Đại học Kim Sơn"},
        PersonRow{"Đến dự có Thứ trưởng Bộ Y tế Phạm Tri Ân cùng nhiều đại biểu.", "Phạm Tri Ân", "Thứ trưởng",
                  "Bộ Y tế"},
        PersonRow{"BS. H’Linh Mlô, Giám đốc Bệnh viện Đa khoa Suối Ngọc, ký biên bản.", "H’Linh Mlô", "Giám đốc", ""},
        PersonRow{"Bà Đinh Thị Thuý Hoà, Viện trưởng Viện Nghiên cứu Lão khoa Kim Sơn, có mặt.", "Đinh Thị Thuý Hoà",
                  "Viện trưởng", ""},
        PersonRow{"Bệnh viện Suối Ngọc tiếp đoàn. Thiếu tướng, GS, TS. Lê Minh Hòa, nguyên Giám đốc Bệnh viện Suối "
                  "Ngọc, cùng dự.",
                  "Lê Minh Hòa", "nguyên Giám đốc", "Bệnh viện Suối Ngọc"},
        PersonRow{"Ông Ông Chí Hòa, Chủ tịch HĐQT kiêm Tổng Giám đốc Công ty TNHH Suối Ngọc, ký.", "Ông Chí Hòa",
                  "Chủ tịch HĐQT kiêm Tổng Giám đốc", "Công ty TNHH Suối Ngọc"},
        PersonRow{"ThS. Ksor H'Yến (Trưởng khoa Nội, Bệnh viện Suối Ngọc) trình bày báo cáo.", "Ksor H'Yến",
                  "Trưởng khoa Nội", "Bệnh viện Suối Ngọc"},
        PersonRow{"Ông Y Brông Niê, Giám đốc Bệnh viện Suối Ngọc, tiếp đoàn.", "Y Brông Niê", "Giám đốc",
                  "Bệnh viện Suối Ngọc"},
        PersonRow{"Thay mặt Bệnh viện Suối Ngọc, PGS.TS Lê Minh Hòa ký thỏa thuận.", "Lê Minh Hòa", "",
                  "Bệnh viện Suối Ngọc"},
        PersonRow{"Ông Lê Minh Hòa được bổ nhiệm làm Giám đốc Bệnh viện Suối Ngọc từ tháng 3.", "Lê Minh Hòa",
                  "Giám đốc", "Bệnh viện Suối Ngọc"},
        PersonRow{"Bệnh viện Suối Ngọc và Trường Đại học Kim Sơn ký kết. PGS. Lê Minh Hòa, Hiệu trưởng nhà trường, "
                  "phát biểu.",
                  "Lê Minh Hòa", "Hiệu trưởng", "Trường Đại học Kim Sơn"},
        PersonRow{"Về phía Trường Đại học Kim Sơn có: GS. Lê Minh Hòa - Hiệu trưởng; TS. Phạm Tri Ân - Trưởng phòng "
                  "Hợp tác quốc tế.",
                  "Phạm Tri Ân", "Trưởng phòng Hợp tác quốc tế", "Trường Đại học Kim Sơn"},
        PersonRow{"Các thầy Lò Văn Inh và Phùng Thế Nam – Trưởng bộ môn của Trường Đại học Kim Sơn – có mặt.",
                  "Lò Văn Inh", "Trưởng bộ môn", "Trường Đại học Kim Sơn"},
        PersonRow{"Bà Kataoka Miyu, cố vấn y khoa của Bệnh viện Suối Ngọc, cùng dự.", "Kataoka Miyu", "cố vấn y khoa",
                  "Bệnh viện Suối Ngọc"}));

INSTANTIATE_TEST_SUITE_P(
    PostsWithoutBreak, People,
    testing::Values(
        PersonRow{"Hiệu trưởng Andrey Morozin ký hai bản ghi nhớ với Bệnh viện Suối Ngọc.", "Andrey Morozin",
                  "Hiệu trưởng", ""},
        PersonRow{"Giám đốc Kinh doanh Quốc tế Lowell T. Marsh (hợp đồng) ký với Bệnh viện Suối Ngọc.",
                  "Lowell T. Marsh", "Giám đốc Kinh doanh Quốc tế", ""},
        PersonRow{"TS. Fiona Lockhart trao chứng nhận.\n\nLần này, đánh giá viên Fiona Lockhart làm việc hai ngày.",
                  "Fiona Lockhart", "đánh giá viên", ""},
        PersonRow{"Bà Lê Minh Hòa, Phó Tổng Giám đốc Bệnh viện Suối Ngọc phụ trách chất lượng, cho biết.",
                  "Lê Minh Hòa", "Phó Tổng Giám đốc Bệnh viện Suối Ngọc phụ trách chất lượng", "Bệnh viện Suối Ngọc"},
        PersonRow{
            "Phía Trường Đại học Kim Sơn: Vụ trưởng Vụ Giáo dục Tổng hợp – PGS. TS. Lê Minh Hòa, chuyên viên – bà "
            "Phạm Tri Ân.",
            "Phạm Tri Ân", "chuyên viên", "Trường Đại học Kim Sơn"},
        PersonRow{"Phía Trường Đại học Kim Sơn: Phó Hiệu trưởng kiêm Giám đốc Trung tâm Mô phỏng – PGS, TS, DS Lê Minh "
                  "Hòa.",
                  "Lê Minh Hòa", "Phó Hiệu trưởng kiêm Giám đốc Trung tâm Mô phỏng", "Trường Đại học Kim Sơn"},
        PersonRow{
            "Cuban Deputy Minister of Public Health Reinol Zardo Pena and Ambassador to Cuba Le Minh Hoa looked on.",
            "Reinol Zardo Pena", "Deputy Minister of Public Health", ""},
        PersonRow{"Vietnamese Ambassador to Cuba Hồ Minh Hòa and the Rector of Kim Son University looked on.",
                  "Hồ Minh Hòa", "Ambassador to Cuba", ""},
        PersonRow{"Vice Superintendent for Planning Hwang Bo-yeon of Kim Son Hospital waved at the screen.",
                  "Hwang Bo-yeon", "Vice Superintendent for Planning", ""},
        PersonRow{
            "Dr. Le Minh Hoa, Vice President of Kestrel University in charge of quality and member of the Board of "
            "the Kim Son Association, spoke.",
            "Le Minh Hoa", "Vice President of Kestrel University in charge of quality", "Kestrel University"},
        PersonRow{
            "An Loc Commercial Bank lent the money. The contract was inked by An Loc General Director Le Minh Hoa.",
            "Le Minh Hoa", "General Director", "An Loc Commercial Bank"},
        PersonRow{"Kim Son Hospital thanked Kestrel University. It was signed by hospital director Le Minh Hoa.",
                  "Le Minh Hoa", "hospital director", "Kim Son Hospital"}));

INSTANTIATE_TEST_SUITE_P(
    Telling, People,
    testing::Values(
        PersonRow{"GS Ramón Bartolo Zardo, trở lại với tư cách Phó Viện trưởng, để ký văn bản.", "Ramón Bartolo Zardo",
                  "Phó Viện trưởng", ""},
        PersonRow{"Ông Vito Zardo - khi ấy là Giám đốc nghiên cứu, nay là Chủ tịch Viện Kim Sơn - sang đây.",
                  "Vito Zardo", "Giám đốc nghiên cứu", ""},
        PersonRow{"Chị Rơ Chăm H’Lan – chuyên viên, phòng Đối ngoại: 0257 3 000 222", "Rơ Chăm H’Lan",
                  "chuyên viên, phòng Đối ngoại", ""},
        PersonRow{"Bác sĩ Ngô Thanh cư, Giám đốc Bệnh viện Suối Ngọc, cắt băng.", "Ngô Thanh cư", "Giám đốc",
                  "Bệnh viện Suối Ngọc"},
        PersonRow{"Ông Nguyễn Ngọc Trữ-Tỉnh ủy viên, cảm ơn các bác sĩ của tàu.", "Nguyễn Ngọc Trữ", "Tỉnh ủy viên",
                  ""},
        PersonRow{"Người lập biểu: Tống Thị Ánh, chuyên viên Phòng Nghiệp vụ Y.", "Tống Thị Ánh",
                  "chuyên viên Phòng Nghiệp vụ Y", ""},
        PersonRow{
            "Kim Son Hospital spoke of a doll which complained.\n\n“In Kymi I learnt it” – Y Thanh Niê, K14 Nursing.",
            "Y Thanh Niê", "", ""},
        PersonRow{"Investor relations: Ms Saara af Zarström, Director of Kestrel Foundation.", "Saara af Zarström",
                  "Director", ""},
        PersonRow{"The Deputy Head of Mission at the British Embassy, Rory Zarcaid, watched from the second row.",
                  "Rory Zarcaid", "Deputy Head of Mission", ""},
        PersonRow{"Ass. Prof. Lieu Thi Hong PhD. – Rector of Kim Son University, spoke.", "Lieu Thi Hong", "Rector",
                  "Kim Son University"},
        PersonRow{"Engr. Ramon V. Zardo, Director, Office of External Linkages, is the focal person.", "Ramon V. Zardo",
                  "Director, Office of External Linkages", ""},
        PersonRow{
            "A contract will be ready, said the Regional Sales Director (South & Southeast Asia), Mr. Vikram Holst.",
            "Vikram Holst", "Regional Sales Director (South & Southeast Asia)", ""},
        PersonRow{"Mr. Le Minh Hoa, Vice Chairman of the Provincial People's Committee, received the guests.",
                  "Le Minh Hoa", "Vice Chairman of the Provincial People's Committee", ""},
        PersonRow{
            "Trường Đại học Kim Sơn tài trợ. Viện Cây ăn quả Suối Ngọc cử thạc sĩ Lê Minh Hòa, Trưởng bộ môn, xuống "
            "giúp nông dân.",
            "Lê Minh Hòa", "Trưởng bộ môn", "Viện Cây ăn quả Suối Ngọc"},
        PersonRow{"Kestrel University met them. Authorized signatory of Kim Son Hospital: Mr. Le Minh Hoa, Director.",
                  "Le Minh Hoa", "Director", "Kim Son Hospital"},
        PersonRow{"Ms. Rhee Min-a, Vice President, Talent, Kestrel Software Company, spoke.", "Rhee Min-a",
                  "Vice President, Talent", "Kestrel Software Company"},
        PersonRow{"Brigadier Anil Zaranathan, VSM, Commandant, signed online on 25 January.", "Anil Zaranathan",
                  "Commandant", ""},
        PersonRow{"Signers: Ns. Wahyu Hadi Zantosa, M.Kes. (Chairman of Kim Son Hospital) and others.",
                  "Wahyu Hadi Zantosa", "Chairman", "Kim Son Hospital"},
        PersonRow{"Phát biểu tại buổi lễ, Chủ tịch Hội đồng trường Đại học Kim Sơn, GS. Tanimoto Keigo, cho biết.",
                  "Tanimoto Keigo", "Chủ tịch Hội đồng trường", "Đại học Kim Sơn"},
        PersonRow{"Đại sứ Nhật Bản tại Việt Nam Yamashita Kenzaro chứng kiến lễ ký.", "Yamashita Kenzaro",
                  "Đại sứ Nhật Bản tại Việt Nam", ""},
        PersonRow{"Tu trai qua: TS. Vu Huu Dung (Pho Vien truong) va ong Le Minh Hoa cung du le ky ket cua benh vien.",
                  "Vu Huu Dung", "Pho Vien truong", ""},
        PersonRow{"Ong Jean-Marc Zubois, nguoi tung la co van cua Bo Y te Phap, phat bieu tai buoi le cua benh vien.",
                  "Jean-Marc Zubois", "co van", ""},
        PersonRow{"Our technicians, Mr Yuji Zarabe and Elena Zostantini, had slept on camp beds there.",
                  "Elena Zostantini", "technicians", ""}));

INSTANTIATE_TEST_SUITE_P(
    SignatureBlocks, People,
    testing::Values(
        PersonRow{"BÊN A: BỆNH VIỆN SUỐI NGỌC\nBÊN B: TRƯỜNG ĐẠI HỌC KIM SƠN\n\nĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B\n"
                  "GIÁM ĐỐC | KT. HIỆU TRƯỞNG\n | PHÓ HIỆU TRƯỞNG\n(Đã ký) | (Đã ký)\nLê Minh Hòa | Danh Tri Ân\n",
                  "Lê Minh Hòa", "GIÁM ĐỐC", "BỆNH VIỆN SUỐI NGỌC"},
        PersonRow{"BÊN A: BỆNH VIỆN SUỐI NGỌC\nBÊN B: TRƯỜNG ĐẠI HỌC KIM SƠN\n\nĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B\n"
                  "GIÁM ĐỐC | KT. HIỆU TRƯỞNG\n | PHÓ HIỆU TRƯỞNG\n(Đã ký) | (Đã ký)\nLê Minh Hòa | Danh Tri Ân\n",
                  "Danh Tri Ân", "PHÓ HIỆU TRƯỞNG", "TRƯỜNG ĐẠI HỌC KIM SƠN"}));

INSTANTIATE_TEST_SUITE_P(
    English, People,
    testing::Values(
        PersonRow{"Assoc. Prof. Dr. Tran Gia Khanh, MD, PhD, General Director of Kim Son Hospital, spoke first.",
                  "Tran Gia Khanh", "General Director", "Kim Son Hospital"},
        PersonRow{"Rector Bui Thi Minh signed for Kestrel University of Nursing on Monday.", "Bui Thi Minh", "Rector",
                  ""},
        PersonRow{"Mr. Jae-hyun Oh – Vice President for Global Programs of Kestrel University, arrived.", "Jae-hyun Oh",
                  "Vice President for Global Programs", "Kestrel University"},
        PersonRow{"Le Van Son, general director of Kim Son Hospital, put pen to paper in Hanoi.", "Le Van Son",
                  "general director", "Kim Son Hospital"},
        PersonRow{"Professor Gillian O'Brien AM, Deputy Vice-Chancellor (International) of Kestrel University, agreed.",
                  "Gillian O'Brien", "Deputy Vice-Chancellor (International)", ""},
        PersonRow{"Sen. Lieut. Gen. Tran Gia Khanh, Political Commissar of Kim Son Hospital, welcomed the guests.",
                  "Tran Gia Khanh", "Political Commissar", "Kim Son Hospital"},
        PersonRow{"On the side of Kestrel University were: Prof. Cho, Jaemin – President; Ms. Nam Yu-ri and Mr. Gil "
                  "Tae-oh – Officers of the Global Affairs Team.",
                  "Nam Yu-ri", "Officers of the Global Affairs Team", "Kestrel University"},
        PersonRow{"On the side of Kestrel University were: Prof. Cho, Jaemin – President; Ms. Nam Yu-ri – Rector.",
                  "Cho, Jaemin", "President", "Kestrel University"},
        PersonRow{"Deputy Superintendent Wei-Ting, Grace, Lo of Kim Son Hospital signed the papers.",
                  "Wei-Ting, Grace, Lo", "Deputy Superintendent", "Kim Son Hospital"},
        PersonRow{"Kim Son Hospital was represented by its Deputy Director, Mr. Tran Gia Khanh.", "Tran Gia Khanh",
                  "Deputy Director", "Kim Son Hospital"},
        PersonRow{"Engr. Ramon T. Cruz, Jr., Chairman of the Board of Kestrel University, agreed.",
                  "Ramon T. Cruz, Jr.", "Chairman of the Board", "Kestrel University"},
        PersonRow{"Prof. Baek Do-yun is the Dean of the School of Nursing and Midwifery of Kestrel University.",
                  "Baek Do-yun", "Dean of the School of Nursing and Midwifery", "Kestrel University"},
        PersonRow{"H.E. Dato' Tan Yang Thai came from Kuala Lumpur for the signing of the papers.", "Tan Yang Thai", "",
                  ""},
        PersonRow{"Mr. Peter Lindholm, representing Kestrel University, and Dr. Tran Gia Khanh exchanged the papers.",
                  "Peter Lindholm", "", "Kestrel University"},
        PersonRow{"Kim Son Hospital invited the city. Mayor Onodera signed for the city on Monday.", "Onodera", "Mayor",
                  ""}));

std::vector<std::string> names_of(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const Person& person : analysis.people) out.push_back(person.name);
  return out;
}

// A colon that opens the text stands behind nothing.
TEST(People, TextsThatOpenWithAColon) {
  for (const char* text :
       {": Professor, why Vietnam?", ": Director, A Bao", ": MOU với", ":", "", "Xong.\n: Giám đốc, A Bảo"}) {
    EXPECT_LE(analyze_text(text).analysis.people.size(), 1U) << text;
  }
}

TEST(People, ShortMentionsAreTheSamePerson) {
  const Analysis vi = analyze_text(
                          "PGS.TS. Trần Gia Khánh, Giám đốc Bệnh viện Suối Ngọc, ký biên bản.\n\n“Chúng tôi rất vui”, "
                          "BS. Khánh chia sẻ.")
                          .analysis;
  EXPECT_THAT(names_of(vi), testing::ElementsAre("Trần Gia Khánh"));
  EXPECT_THAT(vi.people.at(0).aliases, testing::Contains("Khánh"));
  const Analysis en =
      analyze_text(
          "Prof. Hsu Li-Wen, President of Kestrel University, spoke. Later Prof. Hsu thanked the guests in Hanoi.")
          .analysis;
  EXPECT_THAT(names_of(en), testing::ElementsAre("Hsu Li-Wen"));
}

TEST(People, AnonymisedPeopleAreNone) {
  const char* texts[] = {"Suốt sáu năm, bệnh nhi N.T.A. chỉ đi bằng đầu gối; mẹ em, chị H., đưa con qua bốn bệnh viện.",
                         "Cùng phòng là anh Trần Văn M. (tên người bệnh đã được thay đổi), vừa mổ bàn chân.",
                         "Người bệnh là ông L.V.T (72 tuổi) và bà Ng.T.H. ở Hà Nam.",
                         "Chồng chị, anh Ng. V. Đ., vẫn nhớ ngày ấy.",
                         "More than a year ago the family of Mrs. H. and Mr. Bui Hoai N. heard the diagnosis."};
  for (const char* text : texts) EXPECT_TRUE(names_of(analyze_text(text).analysis).empty()) << text;
}

TEST(People, ChangedNamesAndNounsAreNone) {
  const char* texts[] = {
      "Anh Lê Văn Tám (tên đã thay đổi) cho biết sức khỏe ổn định. Chị Trần Thị M cũng đã xuất viện.",
      "Hơn 50 bác sĩ Việt Nam và số bác sĩ Suối Ngọc dự khóa học do Trường Điều dưỡng Hoàng gia mở.",
      "Chương trình Cử nhân Kế toán và Chương trình Thạc sĩ Quản trị Y tế được gắn nhãn.",
      "The franchised BSc Health Services Management is now a joint award of both schools.",
      "Please write to the Office of International Affairs (Head: vacant) with a letter.",
      "The clinic stands in Prof. Ton That Tung Street near the river.",
      "Học bổng trao tại đường Giáo sư Lê Duẩn; nhân dân Bà Rịa và Cô Tô vui mừng.",
      "Cục trưởng Cục Phòng bệnh và Hiệu trưởng Trường Đại học Kim Sơn vắng mặt.",
      "The rector and the superintendent of Kim Son Hospital met at the Dr. Yersin Street clinic."};
  for (const char* text : texts) EXPECT_TRUE(names_of(analyze_text(text).analysis).empty()) << text;
}

TEST(People, OneTellingInTwoLanguages) {
  const Analysis analysis =
      analyze_text(
          "Bà Đinh Thuý Hoà, Viện trưởng Viện Nghiên cứu Lão khoa Kim Sơn, đã ký biên bản ghi nhớ với đối tác.\n\n"
          "Dr. Dinh Thuy Hoa, Director of the institute, signed the memorandum with the partner in Hanoi.")
          .analysis;
  ASSERT_THAT(names_of(analysis), testing::ElementsAre("Đinh Thuý Hoà"));
  ASSERT_EQ(analysis.people[0].roles.size(), 1U);
  EXPECT_EQ(analysis.people[0].roles[0].title, "Viện trưởng");
}

TEST(People, SignatureColumns) {
  const Analysis analysis = analyze_text(
                                "Dr. Tran Gia Khanh          Prof. Ryu Seon-hwa\n"
                                "Director                    Dean of Medicine\n"
                                "Kim Son Hospital            Kestrel University\n")
                                .analysis;
  ASSERT_THAT(names_of(analysis), testing::ElementsAre("Tran Gia Khanh", "Ryu Seon-hwa"));
  EXPECT_EQ(analysis.people[0].roles.at(0).title, "Director");
  EXPECT_EQ(analysis.people[0].roles.at(0).institution, "Kim Son Hospital");
  EXPECT_EQ(analysis.people[1].roles.at(0).title, "Dean of Medicine");
  EXPECT_EQ(analysis.people[1].roles.at(0).institution, "Kestrel University");
}

TEST(People, NamesInsideInstitutionsAreNone) {
  EXPECT_TRUE(
      names_of(analyze_text("Bệnh viện Nguyễn Tri Phương và Trường Đại học Tôn Đức Thắng ký kết hợp tác.").analysis)
          .empty());
}

TEST(People, RolesPointToInstitutions) {
  const Analysis analysis = analyze_text("Ông Lê Minh Hòa, Chủ tịch Quỹ Bước Chân Mới, trao quà.").analysis;
  ASSERT_EQ(analysis.people.size(), 1U);
  ASSERT_EQ(analysis.people[0].roles.size(), 1U);
  const Role& role = analysis.people[0].roles[0];
  ASSERT_GE(role.institution_index, 0);
  EXPECT_EQ(analysis.institutions.at(static_cast<std::size_t>(role.institution_index)).name, role.institution);
}

INSTANTIATE_TEST_SUITE_P(
    PostsOfParties, People,
    testing::Values(
        PersonRow{
            "(1) Hội Nữ doanh nhân tỉnh Hòa Hạ, do bà Sơn Thị Mỹ Châu, Chủ tịch, đại diện;\n(2) Ngân hàng Hợp tác Phù "
            "Sa, gọi tắt là \"Ngân hàng\", do ông Trần Phước Đại, Giám đốc Chi nhánh Hòa Hạ, đại diện.",
            "Trần Phước Đại", "Giám đốc Chi nhánh Hòa Hạ", "Ngân hàng Hợp tác Phù Sa"},
        PersonRow{"| BÊN A | TRƯỜNG CAO ĐẲNG NGHỀ LỤC ĐẦU |\n| Đại diện | Ông Bùi Sỹ Nguyên | Chức vụ: Hiệu trưởng |\n"
                  "Trường Cao đẳng Nghề Lục Đầu đào tạo kỹ thuật viên.",
                  "Bùi Sỹ Nguyên", "Hiệu trưởng", "Trường Cao đẳng Nghề Lục Đầu"},
        PersonRow{"Ông Lê Văn Nam, Chủ tịch Hội đồng Quản lý Bệnh viện Phụ sản Hoa Mai, ký.", "Lê Văn Nam",
                  "Chủ tịch Hội đồng Quản lý", "Bệnh viện Phụ sản Hoa Mai"}));

TEST(People, ChildrenInTheNameOfAHouseAreNone) {
  EXPECT_TRUE(analyze_text("Đoàn của Bệnh viện Phụ nữ và Trẻ em Tanjong Rhu đến thăm.").analysis.people.empty());
}

}  // namespace
}  // namespace hoptac
