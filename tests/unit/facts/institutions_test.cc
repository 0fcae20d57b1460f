#include <gmock/gmock.h>

#include "tests/unit/facts/analyze_text.h"

namespace hoptac {
namespace {

using testing::Contains;
using testing::UnorderedElementsAreArray;

std::vector<std::string> names_of(const Analysis& analysis) {
  std::vector<std::string> out;
  for (const Institution& institution : analysis.institutions) out.push_back(institution.name);
  return out;
}

bool has_small_letter(std::string_view text) { return text.find_first_of("abcdefghijklmnopqrstuvwxyz") != text.npos; }

const Institution* find(const Analysis& analysis, std::string_view name) {
  for (const Institution& institution : analysis.institutions) {
    if (institution.name == name) return &institution;
  }
  return nullptr;
}

struct NameRow {
  const char* text;
  std::vector<std::string> want;
};

class InstitutionNames : public testing::TestWithParam<NameRow> {};

TEST_P(InstitutionNames, AreFoundWhole) {
  EXPECT_THAT(names_of(analyze_text(GetParam().text).analysis), UnorderedElementsAreArray(GetParam().want))
      << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    EnglishHeadsAndComplements, InstitutionNames,
    testing::Values(
        NameRow{"Hai Phong Vocational College of Shipbuilding met Saigon Institute of Aerospace.",
                {"Hai Phong Vocational College of Shipbuilding", "Saigon Institute of Aerospace"}},
        NameRow{"Perämeri Marine Oy and Kestrivo Marine Works hope to sign.",
                {"Perämeri Marine Oy", "Kestrivo Marine Works"}},
        NameRow{"The agreement with Aqua pro Gambaga e.V. and Hilfe für Kestrivo e.V. was signed.",
                {"Aqua pro Gambaga e.V", "Hilfe für Kestrivo e.V"}},
        NameRow{"The Medal of the Inter-American Fisheries Council went to her.", {"Inter-American Fisheries Council"}},
        NameRow{"Kiyomizu-dera Temple Archive and Chungcheong-do Medical Center signed; Hanoi-based Ren Hospital too.",
                {"Kiyomizu-dera Temple Archive", "Chungcheong-do Medical Center", "Ren Hospital"}},
        NameRow{
            "The Kestrivo Association of Schools, Colleges and Universities met the Society of Physicians, Surgeons "
            "and Nurses.",
            {"Kestrivo Association of Schools, Colleges and Universities",
             "Society of Physicians, Surgeons and Nurses"}},
        NameRow{"Kestrivo Trust was named Civil Society Organisation of the Year.", {"Kestrivo Trust"}},
        NameRow{"The National Library and Archives of Fiji is an ally of the Arquivo da Kestriva.",
                {"National Library and Archives of Fiji", "Arquivo da Kestriva"}},
        NameRow{"It is accredited by the European Board of Cardiac Imaging and met Kestrivo First Nation.",
                {"European Board of Cardiac Imaging", "Kestrivo First Nation"}},
        NameRow{"PARTY A: THE STEERING OFFICE FOR DISASTER PREVENTION OF QUANG NGAI PROVINCE",
                {"STEERING OFFICE FOR DISASTER PREVENTION OF QUANG NGAI PROVINCE"}},
        NameRow{"Kestrivo College - Mechatronics, Civil Engineering and Food Technology - is old.",
                {"Kestrivo College"}},
        NameRow{"The City of Kestrivo and the City of Oulu, Finland, became partner cities.",
                {"City of Kestrivo", "City of Oulu"}},
        NameRow{"They walked through the City of Kestrivo and the Province of Ravello.", {}}));

INSTANTIATE_TEST_SUITE_P(
    VietnameseExtents, InstitutionNames,
    testing::Values(
        NameRow{"Trường Đại học Bách khoa Kim Sơn và Viện Khoa học Ứng dụng Quốc gia Val d'Orbieu đã ký thỏa thuận.",
                {"Trường Đại học Bách khoa Kim Sơn", "Viện Khoa học Ứng dụng Quốc gia Val d'Orbieu"}},
        NameRow{"Đoàn đại biểu Bộ Tư pháp và đoàn công tác Cục Văn hóa thành phố Sùng Tả đã đến thăm.",
                {"Bộ Tư pháp", "Cục Văn hóa thành phố Sùng Tả"}},
        NameRow{"Dự lễ có Cục trưởng Cục Quản lý chất lượng, Bộ Giáo dục và Đào tạo Mạc Văn Khải.",
                {"Cục Quản lý chất lượng", "Bộ Giáo dục và Đào tạo"}},
        NameRow{"Quốc vụ khanh Bộ Nông nghiệp, Lương thực và Hàng hải Ireland dự lễ.",
                {"Bộ Nông nghiệp, Lương thực và Hàng hải Ireland"}},
        NameRow{"Trung tâm Nghiên cứu Cây lạ miền xa Hòn Đất (NOMAX) đã ký với Viện Địa sinh thái Lausitz.",
                {"Trung tâm Nghiên cứu Cây lạ miền xa Hòn Đất", "Viện Địa sinh thái Lausitz"}},
        NameRow{"Hiệp hội các Trường Đại học Nông nghiệp châu Á kết nạp Trường Đại học Kim Sơn.",
                {"Hiệp hội các Trường Đại học Nông nghiệp châu Á", "Trường Đại học Kim Sơn"}},
        NameRow{"Bệnh viện Đa khoa Suối Ngọc chuyển giao cho Trung tâm 11 kỹ thuật; hai công ty hỗ trợ Trường Đại học "
                "Dược Kim Sơn.",
                {"Bệnh viện Đa khoa Suối Ngọc", "Trường Đại học Dược Kim Sơn"}},
        NameRow{"Kinh phí do Viện Pháp tại Huế và Cơ quan Phát triển Nông nghiệp Teagal hỗ trợ.",
                {"Viện Pháp tại Huế", "Cơ quan Phát triển Nông nghiệp Teagal"}},
        NameRow{"Hội Điều dưỡng tỉnh Bến Tre họp. Chủ tịch Hội Điều dưỡng tỉnh phát biểu với Hội Điều dưỡng Việt Nam.",
                {"Hội Điều dưỡng tỉnh Bến Tre", "Hội Điều dưỡng Việt Nam"}},
        NameRow{"Trung tâm Kiểm định chất lượng giáo dục đã công nhận Trường Đại học Kim Sơn.",
                {"Trung tâm Kiểm định chất lượng giáo dục", "Trường Đại học Kim Sơn"}},
        NameRow{"Bệnh viện Đa khoa vùng Tây Nguyên ký hợp đồng. BV vùng Tây Nguyên cử bác sĩ.",
                {"Bệnh viện Đa khoa vùng Tây Nguyên"}},
        NameRow{"Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn (Sở VH,TT&DL) hội đàm. Giám đốc Sở VH,TT&DL phát biểu.",
                {"Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn"}},
        NameRow{"Phòng thí nghiệm được TÜV Nord chứng nhận; lễ trao do BSI Việt Nam tổ chức.",
                {"TÜV Nord", "BSI Việt Nam"}},
        NameRow{"Trưởng khoa Điều dưỡng, Trường Y, Đại học Quốc gia Jeonbuk Seo đã ký.",
                {"Trường Y, Đại học Quốc gia Jeonbuk Seo"}},
        NameRow{"Cùng đi có Liên minh Hợp tác xã tỉnh và Hội Nông dân tỉnh; Đại học nữ sinh Ewha (Hàn Quốc) cử đoàn.",
                {"Liên minh Hợp tác xã tỉnh", "Hội Nông dân tỉnh", "Đại học nữ sinh Ewha"}},
        NameRow{"Trường sẽ lập Viện Nghiên cứu Chip bán dẫn; Sở KH&CN, Sở TT&TT cùng dự.",
                {"Viện Nghiên cứu Chip bán dẫn", "Sở KH&CN", "Sở TT&TT"}},
        NameRow{"Truong Cao dang Y te Ben Tre hop tac cung Tap doan Medic Japan trong dao tao dieu duong.",
                {"Truong Cao dang Y te Ben Tre", "Tap doan Medic Japan"}},
        NameRow{"Viện Nghiên cứu Cây trồng Nước mặn Gò Tây ký với Trung tâm Phát triển Doanh nghiệp nhỏ Friesland.",
                {"Viện Nghiên cứu Cây trồng Nước mặn Gò Tây", "Trung tâm Phát triển Doanh nghiệp nhỏ Friesland"}},
        NameRow{"Viện Dinh dưỡng khen Nguyễn Thị Hoa, Trung tâm Giống cấp Lào hai tấn lúa.",
                {"Viện Dinh dưỡng", "Trung tâm Giống"}},
        NameRow{"Hội đồng Quản lý Bệnh viện Phụ sản Hoa Mai họp với Hội đồng Anh.",
                {"Bệnh viện Phụ sản Hoa Mai", "Hội đồng Anh"}},
        NameRow{"Chủ tịch Hội đồng Y khoa Bệnh viện Phụ nữ và Trẻ em Tanjong Rhu ký.",
                {"Bệnh viện Phụ nữ và Trẻ em Tanjong Rhu"}},
        NameRow{"Hội đồng Khoa học Viện Hải dương Cát Hải thông qua đề tài.", {"Viện Hải dương Cát Hải"}},
        NameRow{"Trường được Hội đồng Kiểm định Chất lượng Giáo dục công nhận.",
                {"Hội đồng Kiểm định Chất lượng Giáo dục"}},
        NameRow{"Phòng mô phỏng được DNV chứng nhận theo tiêu chuẩn DNV-ST-0033; xưởng được SGS chứng nhận ISO 9001.",
                {"DNV", "SGS"}},
        NameRow{"Ngày 9/1/2024, tổ chức kiểm định ASIIN (Đức) gửi thư cho Trường Đại học Kim Sơn.",
                {"ASIIN", "Trường Đại học Kim Sơn"}},
        NameRow{"Trường Đại học Kim Sơn được tổ chức kiểm định ACBSP (Hoa Kỳ) công nhận.", {"Trường Đại học Kim Sơn"}},
        NameRow{"Hội thảo Chuỗi lạnh ASEAN do Trường Đại học Kim Sơn tổ chức.", {"Trường Đại học Kim Sơn"}}));

INSTANTIATE_TEST_SUITE_P(
    Vietnamese, InstitutionNames,
    testing::Values(
        NameRow{"Chiều nay, Bệnh viện Đa khoa Suối Ngọc đã ký biên bản với Trường Đại học Điều dưỡng Kim Sơn.",
                {"Bệnh viện Đa khoa Suối Ngọc", "Trường Đại học Điều dưỡng Kim Sơn"}},
        NameRow{"Hôm qua Viện Khoa học và Công nghệ Sông Thao cùng Công ty TNHH Dược phẩm An Hòa Phát ký thỏa thuận.",
                {"Viện Khoa học và Công nghệ Sông Thao", "Công ty TNHH Dược phẩm An Hòa Phát"}},
        NameRow{"Tham dự có Chủ tịch UBND tỉnh Quảng Ngãi Nguyễn Hoàng Văn và Thứ trưởng Bộ Y tế Trần Tri Ân.",
                {"UBND tỉnh Quảng Ngãi", "Bộ Y tế"}},
        NameRow{"Bệnh viện Đại học Y Suối Ngọc là cơ sở thực hành của Trường Đại học Y Suối Ngọc từ lâu.",
                {"Bệnh viện Đại học Y Suối Ngọc", "Trường Đại học Y Suối Ngọc"}},
        NameRow{"Ngày 4 tháng 4 năm 2022 Linh Giang Hospital ký với Bệnh viện An Phú hôm thứ Hai.",
                {"Linh Giang Hospital", "Bệnh viện An Phú"}},
        NameRow{"Người bệnh được chuyển đến bệnh viện trong đêm, nhà trường và công ty đều hỗ trợ gia đình.", {}}));

INSTANTIATE_TEST_SUITE_P(
    VietnameseEnds, InstitutionNames,
    testing::Values(
        NameRow{"Thứ trưởng Bộ Khoa học và Công nghệ Mạc Thế Dũng gặp Giám đốc Sở Từ Ngọc Lạng.",
                {"Bộ Khoa học và Công nghệ"}},
        NameRow{"Tổng cục Tiêu chuẩn Đo lường Chất lượng làm việc với Viện Cây ăn quả miền Nam.",
                {"Tổng cục Tiêu chuẩn Đo lường Chất lượng", "Viện Cây ăn quả miền Nam"}},
        NameRow{"Đoàn do Viện trưởng Viện Dinh dưỡng Lâm sàng Trác Thị Hồng dẫn đầu.", {"Viện Dinh dưỡng Lâm sàng"}},
        NameRow{"Sở Việc làm và Phúc lợi thành phố Gumi trả lời Giám đốc Sở Ngoại vụ.",
                {"Sở Việc làm và Phúc lợi thành phố Gumi", "Sở Ngoại vụ"}},
        NameRow{"Trung tâm Y tế Quân đội V. Luna cùng Hội Sinh sản Úc và New Zealand tổ chức lớp học.",
                {"Trung tâm Y tế Quân đội V. Luna", "Hội Sinh sản Úc và New Zealand"}},
        NameRow{"Bệnh viện Việt Nam - Cuba Suối Ngọc và Sở Lao động, Thương binh và Xã hội Hải Phòng cùng dự.",
                {"Bệnh viện Việt Nam - Cuba Suối Ngọc", "Sở Lao động, Thương binh và Xã hội Hải Phòng"}},
        NameRow{"Đại học Y Saratov mang tên Razumovsky tiếp đoàn.", {"Đại học Y Saratov mang tên Razumovsky"}},
        NameRow{"HỎI ĐÁP VỚI VIỆN TRƯỞNG VIỆN ĐO LƯỜNG SINH HỌC SUỐI NGỌC", {"VIỆN ĐO LƯỜNG SINH HỌC SUỐI NGỌC"}},
        NameRow{"Benh vien Da khoa Suoi Ngoc ky voi Hop tac xa Rau an toan Kim Son.",
                {"Benh vien Da khoa Suoi Ngoc", "Hop tac xa Rau an toan Kim Son"}},
        NameRow{"Bệnh viện đạt chứng nhận Trung tâm Đột quỵ sau hai năm, theo Thủ tướng Chính phủ.", {}},
        NameRow{"Phòng Thương mại Hoa Kỳ tại Việt Nam và Hội Tim mạch Việt Nam tại Hà Nội cùng dự.",
                {"Phòng Thương mại Hoa Kỳ tại Việt Nam", "Hội Tim mạch Việt Nam"}}));

INSTANTIATE_TEST_SUITE_P(
    VietnameseNoNames, InstitutionNames,
    testing::Values(
        NameRow{
            "Việc này do Bộ Quốc phòng quản lý; Chính phủ công nhận và Ủy ban nhân dân tỉnh Hà Nam tổ chức thực hiện.",
            {"Bộ Quốc phòng", "Chính phủ", "Ủy ban nhân dân tỉnh Hà Nam"}},
        NameRow{"Thuốc chống chỉ định trong các trường hợp sau: Viêm gan, Dị ứng với thành phần, Phụ nữ có thai.", {}},
        NameRow{"Giao thương giữa Amalfi và Antioch phát triển mạnh, CEO Brian Krzanich cho biết.", {}},
        NameRow{"Hai nhà khoa học Hal Orlen (Mỹ) và Ken Honda (Nhật) được vinh danh.", {}},
        NameRow{"Lễ đăng quang diễn ra trong Tu viện Westminster, gần quảng trường Trafalgar.", {}},
        NameRow{"Đinh Bộ Lĩnh dẹp loạn; Luật Bảo hiểm y tế số 25 có hiệu lực; Bộ răng sữa có 20 chiếc.", {}},
        NameRow{"Trung tâm Tim mạch của bệnh viện được nâng cấp theo chuẩn HL7 FHIR.", {}},
        NameRow{"Tổng công ty Kestrivo trực thuộc Bộ Thương mại.", {"Tổng công ty Kestrivo", "Bộ Thương mại"}}));

INSTANTIATE_TEST_SUITE_P(
    VietnameseLists, InstitutionNames,
    testing::Values(
        NameRow{"Các bệnh viện được khen gồm Thống Nhất Suối Ngọc, Đa khoa Kim Sơn và Trần Văn Lộc.",
                {"Thống Nhất Suối Ngọc", "Đa khoa Kim Sơn", "Trần Văn Lộc"}},
        NameRow{"Chương trình có sự tham gia của các nước như Đức, Pháp và nhiều chuyên gia.", {}},
        NameRow{"Khoa Vi sinh, Khoa Hóa sinh của Bệnh viện Suối Ngọc được công nhận ISO 15189.",
                {"Khoa Vi sinh", "Khoa Hóa sinh", "Bệnh viện Suối Ngọc"}},
        NameRow{"Trưởng khoa Vi sinh của Bệnh viện Suối Ngọc được tặng bằng khen.", {"Bệnh viện Suối Ngọc"}},
        NameRow{"Khoa Điều dưỡng (Đại học Suối Ngọc) ký với Hiệp hội Giáo dục Điều dưỡng Việt Nam.",
                {"Khoa Điều dưỡng", "Đại học Suối Ngọc", "Hiệp hội Giáo dục Điều dưỡng Việt Nam"}},
        NameRow{"Giám đốc Trung tâm Y tế huyện Mộc Châu Phạm Văn Thắng nói với Công ty Cổ phần Tập đoàn Hoàng Gia.",
                {"Trung tâm Y tế huyện Mộc Châu", "Công ty Cổ phần Tập đoàn Hoàng Gia"}},
        NameRow{"Trường hợp tác với các đối tác như Đại học Sydney, Monash, Griffith (Úc) từ lâu.",
                {"Đại học Sydney", "Monash", "Griffith"}},
        NameRow{"Chương trình do tổ chức phi chính phủ Hearts for Kestriva tài trợ.", {"Hearts for Kestriva"}},
        NameRow{"Viện Ung thư Kestriva (NCI Kestriva) đến thăm. Về phía NCI Kestriva có ông Hal Orlen.",
                {"Viện Ung thư Kestriva"}},
        NameRow{"Quỹ Bánh Mì Suối Ngọc (Hội An) tặng quà.", {"Quỹ Bánh Mì Suối Ngọc"}},
        NameRow{"Quỹ Delta Fonds tài trợ. Delta Fonds có trụ sở tại Bonn (Đức).", {"Quỹ Delta Fonds"}},
        NameRow{"Đại học Kinh tế Suối Ngọc là thành viên của Đại học Suối Ngọc.",
                {"Đại học Kinh tế Suối Ngọc", "Đại học Suối Ngọc"}}));

INSTANTIATE_TEST_SUITE_P(
    English, InstitutionNames,
    testing::Values(
        NameRow{"Silver Brook University of Medicine and Pharmacy and Kim Son Heart Hospital signed a memorandum.",
                {"Silver Brook University of Medicine and Pharmacy", "Kim Son Heart Hospital"}},
        NameRow{
            "The team of St. Aldwin's Children's Hospital met leaders of Kestrel Imaging Vietnam Co., Ltd. on Friday.",
            {"St. Aldwin's Children's Hospital", "Kestrel Imaging Vietnam Co., Ltd"}},
        NameRow{"On 4 April 2022 Linh Giang Hospital and on 12 June 2024 Red Delta College of Nursing joined it.",
                {"Linh Giang Hospital", "Red Delta College of Nursing"}},
        NameRow{"They met the Kim Son Burns Centre on Monday.", {"Kim Son Burns Centre"}},
        NameRow{"An Phu International Hospital opened today.", {"An Phu International Hospital"}},
        NameRow{"The doors of An Phu International Hospital opened.", {"An Phu International Hospital"}},
        NameRow{"AN MOU of An Phu International Hospital was read.", {"An Phu International Hospital"}},
        NameRow{
            "Silver Brook University of Technology and Health met Kim Son College of Pharmacists and Apothecaries.",
            {"Silver Brook University of Technology and Health", "Kim Son College of Pharmacists and Apothecaries"}},
        NameRow{"The Kestrel Institute of Meteorology, Water and Delta Research joined the talks.",
                {"Kestrel Institute of Meteorology, Water and Delta Research"}},
        NameRow{"Kim Son Women's & Children's Hospital and Silver Brook Orthopedics & Rehabilitation Hospital met.",
                {"Kim Son Women's & Children's Hospital", "Silver Brook Orthopedics & Rehabilitation Hospital"}},
        NameRow{"Doctors of Kestrel Clinic No. 1 and Silver Brook No. 2 People's Hospital met.",
                {"Kestrel Clinic No. 1", "Silver Brook No. 2 People's Hospital"}},
        NameRow{"It met Kim Son Heart Hospital on Pham Ngoc Thach Street.", {"Kim Son Heart Hospital"}},
        NameRow{"Kim Son Heart Hospital Ties the Knot with Silver Brook Eye Hospital",
                {"Kim Son Heart Hospital", "Silver Brook Eye Hospital"}},
        NameRow{"She visited Università degli Studi di Kestrello and CHU de Brest-Kestrel, then Hochschule Kestrelbach "
                "für Angewandte Wissenschaften.",
                {"Università degli Studi di Kestrello", "CHU de Brest-Kestrel",
                 "Hochschule Kestrelbach für Angewandte Wissenschaften"}},
        NameRow{"It is certified as an Advanced Stroke Center and was named Best Foreign Bank.", {}},
        NameRow{"She holds a Master of Hospital Administration and teaches in School Year 2019-2020.", {}},
        NameRow{"Mrs. Bui Thi Mo, Director of the Department of Labour, War Invalids and Social Affairs, came.",
                {"Department of Labour, War Invalids and Social Affairs"}},
        NameRow{"Kestrel Reef Cancer & Stroke Hospital won. Da Nang's Cancer & Stroke Hospital is proud.",
                {"Kestrel Reef Cancer & Stroke Hospital"}},
        NameRow{"The S.M. Kestrov Military Medical Academy came. Kestrov Academy sent gifts.",
                {"S.M. Kestrov Military Medical Academy"}},
        NameRow{"Kestrel Eye and Ear Hospital met guests. Kestrel Eye & Ear Hospital is old.",
                {"Kestrel Eye and Ear Hospital"}},
        NameRow{"Kestrel Reef General Hospital, formerly Silver Brook Clinic, opened.",
                {"Kestrel Reef General Hospital"}},
        NameRow{"Founded in 1990 as Kestrel Reef Polyclinic, Kestrel Reef General Hospital has 300 beds.",
                {"Kestrel Reef General Hospital"}},
        NameRow{"Kestrel Orthopaedic Hospital and Kestrel Eye Hospital are two.",
                {"Kestrel Orthopaedic Hospital", "Kestrel Eye Hospital"}},
        NameRow{"He was invited by the NGO Kestri Aperte and the association Les Amis de la Vallée des Roses.",
                {"Kestri Aperte", "Les Amis de la Vallée des Roses"}},
        NameRow{"The People's Committee of Ba Ria-Vung Tau Province met the National University of Laos.",
                {"People's Committee of Ba Ria-Vung Tau Province", "National University of Laos"}},
        NameRow{"Kestrel Reef National Burn Hospital of the Silver Brook Medical University met guests.",
                {"Kestrel Reef National Burn Hospital", "Silver Brook Medical University"}},
        NameRow{"The Affiliated Hospital of Silver Brook Medical University met guests.",
                {"Affiliated Hospital of Silver Brook Medical University"}},
        NameRow{"Guests saw the Kestrel Reef clinic and Silver Brook University & Research.",
                {"Kestrel Reef clinic", "Silver Brook University & Research"}},
        NameRow{"The Kestrel International Hospital Conference was held in the Silver Brook University Library.", {}},
        NameRow{"Kestrel Reef Hospital is in the QS World University Rankings and has Level III Trauma Center status.",
                {"Kestrel Reef Hospital"}},
        NameRow{"The team of BG Klinikum Kestrelstadt met the Region Bretagne on Monday.",
                {"BG Klinikum Kestrelstadt", "Region Bretagne"}},
        NameRow{"Royal Prince Kestrel Hospital met Sir Kestrel Brook Hospital, then Hospital Sant Kestrel de Rius.",
                {"Royal Prince Kestrel Hospital", "Sir Kestrel Brook Hospital", "Hospital Sant Kestrel de Rius"}},
        NameRow{"Kestrel Institute of Technology and Engineering met Silver Brook University of Natural Sciences and "
                "of Law.",
                {"Kestrel Institute of Technology and Engineering",
                 "Silver Brook University of Natural Sciences and of Law"}},
        NameRow{"Norrkestrel Ports Holding A/S of Denmark and Kestrel Respiratory, Inc. paid for it.",
                {"Norrkestrel Ports Holding A/S", "Kestrel Respiratory, Inc"}},
        NameRow{"The Embassy thanks Eaux de l'Aldre SA, then Ba Ria Maritime College and St Aldwin's NHS Trust.",
                {"Eaux de l'Aldre SA", "Ba Ria Maritime College", "St Aldwin's NHS Trust"}},
        NameRow{"The Laboratory of Kim Son Cancer/Oncology Centre has agreements with the Conservatorio “Carlo Aldo” "
                "of Bari.",
                {"Kim Son Cancer/Oncology Centre", "Conservatorio “Carlo Aldo” of Bari"}},
        NameRow{"Partner: Hochschule Aldland – Cooperation agreement (2014), with the Ministry of Culture of the "
                "Russian Federation.",
                {"Hochschule Aldland", "Ministry of Culture of the Russian Federation"}},
        NameRow{"UNICEF Korea gave Kim Son Hospital 02 machines; Kim Son Trading and Equipment Company Limited gave "
                "the Center 01 "
                "pump.",
                {"UNICEF Korea", "Kim Son Hospital", "Kim Son Trading and Equipment Company Limited"}},
        NameRow{"The statement was exchanged by Niigata Prefecture and Hai Duong Province in October 2019.",
                {"Niigata Prefecture", "Hai Duong Province"}},
        NameRow{"It is 9th in the Kestrel University Ranking 2023, said the Kestrel Arbitration Forum.",
                {"Kestrel Arbitration Forum"}},
        NameRow{"The head of the KOICA Vietnam Office met UNDP Vietnam Country Office staff.",
                {"KOICA Vietnam Office", "UNDP Vietnam Country Office"}},
        NameRow{"Roche Pharma Vietnam launched a programme. Roche will pay for it.", {"Roche Pharma Vietnam"}},
        NameRow{"Norrkestrel Medtech AB came. Norrkestrel Medtech is old.", {"Norrkestrel Medtech AB"}},
        NameRow{"KESTREL REEF HOSPITAL TO HELP SILVER BROOK GENERAL HOSPITAL BUILD STROKE UNIT",
                {"KESTREL REEF HOSPITAL", "SILVER BROOK GENERAL HOSPITAL"}},
        NameRow{"KIM SON WOMEN'S AND CHILDREN'S HOSPITAL", {"KIM SON WOMEN'S AND CHILDREN'S HOSPITAL"}},
        NameRow{"The hospital said that the university and the two institutes would share the centre next year.", {}}));

INSTANTIATE_TEST_SUITE_P(
    WithoutHead, InstitutionNames,
    testing::Values(
        NameRow{"Sáng nay, Bệnh viện Suối Ngọc đã ký kết hợp tác với Kestrivo Imaging về máy chụp.",
                {"Bệnh viện Suối Ngọc", "Kestrivo Imaging"}},
        NameRow{"Kestrivo, the German scanner maker, lent a machine to the Kim Son Heart Hospital.",
                {"Kestrivo", "Kim Son Heart Hospital"}},
        NameRow{"The memorandum was signed between Kim Son Heart Hospital and Kestrivo on Monday.",
                {"Kim Son Heart Hospital", "Kestrivo"}},
        NameRow{"Mr. Hale, Country Manager of Kestrivo, spoke to the guests.", {"Kestrivo"}},
        NameRow{"Kestrivo (Đức) cung cấp thiết bị cho Bệnh viện Suối Ngọc.", {"Kestrivo", "Bệnh viện Suối Ngọc"}},
        NameRow{"Chiều nay, tỉnh Bạch Hà và Đại học Suối Ngọc đã ký chương trình hợp tác.",
                {"tỉnh Bạch Hà", "Đại học Suối Ngọc"}},
        NameRow{"Dự lễ có các trường đại học Y Hà Nội, Y Dược Thái Bình và Y Dược Huế.",
                {"trường đại học Y Hà Nội", "Y Dược Thái Bình", "Y Dược Huế"}},
        NameRow{"Đoàn công tác đến tỉnh Bạch Hà thăm nhiều trạm xá.", {}},
        NameRow{"Ms. Kestrivo signed with Dr. Hale in the presence of many guests.", {}},
        NameRow{"BỆNH VIỆN ĐA KHOA SUỐI NGỌC HOÀN TẤT BỘ CHỨNG NHẬN CHẤT LƯỢNG", {"BỆNH VIỆN ĐA KHOA SUỐI NGỌC"}},
        NameRow{"Phó Chủ tịch UBND tỉnh Công ty TNHH Suối Ngọc nói.", {"Công ty TNHH Suối Ngọc"}},
        NameRow{"The management system conforms to SA 8000 and Kim Son Pte. Ltd. is proud.", {"Kim Son Pte. Ltd"}}));

constexpr std::string_view kPlainText =
    "\n\nThis morning Kestrivo Hospital and the Kim Son University of Law put their names under a paper that will open "
    "wards to students; they will share a simulation centre and build a digital pathology network for five provinces.";
constexpr std::string_view kPlainVietnamese =
    "\n\nSáng nay, Bệnh viện Suối Ngọc đã ký kết hợp tác với Đại học Kim Sơn về mạng lưới và về trung tâm mô phỏng lâm "
    "sàng tại đây.";
constexpr std::string_view kPlainUnmarked =
    "\n\nSang nay, Benh vien Suoi Ngoc da ky ket hop tac voi Dai hoc Kim Son ve mang luoi va ve trung tam mo phong lam "
    "sang tai day.";

struct HeadlineRow {
  std::string_view headline;
  std::string_view behind;
  std::vector<std::string> want;  // the names of the headline alone
};

class CapitalNames : public testing::TestWithParam<HeadlineRow> {};

TEST_P(CapitalNames, NeedOrdinaryTextWhenTheyAreCommon) {
  const HeadlineRow& row = GetParam();
  const auto got = analyze_text(std::string(row.headline) + std::string(row.behind)).analysis;
  std::vector<std::string> names;  // but for those of the text behind
  for (const Institution& i : got.institutions) {
    if (i.mentions.front().span.begin < row.headline.size() && !has_small_letter(i.name)) names.push_back(i.name);
  }
  EXPECT_THAT(names, UnorderedElementsAreArray(row.want)) << row.headline;
  EXPECT_EQ(got.institutions.size(), row.want.size() + 2) << row.headline;
}

INSTANTIATE_TEST_SUITE_P(
    Headlines, CapitalNames,
    testing::Values(
        HeadlineRow{"HOI AN HOSPITAL, MEDICAL UNIVERSITY INK TRAINING PACT", kPlainText, {}},
        HeadlineRow{"TWO HEART INSTITUTES, ONE PROTOCOL FOR ALL", kPlainText, {}},
        HeadlineRow{"CITIES PLAN A SHARED SIMULATION CENTRE", kPlainText, {}},
        HeadlineRow{"THREE PARTIES AGREE ON DIGITAL PATHOLOGY NETWORK FOR THE CENTRAL HIGHLANDS", kPlainText, {}},
        HeadlineRow{"KESTRIVO HOSPITAL TO HELP KIM SON UNIVERSITY OF LAW OPEN WARDS", kPlainText, {}},
        HeadlineRow{"KESTRIVO HOSPITAL TO HELP SILVER BROOK GENERAL HOSPITAL OPEN WARDS",
                    kPlainText,
                    {"SILVER BROOK GENERAL HOSPITAL"}},
        HeadlineRow{"QUANG NGAI MEDICAL COLLEGE", kPlainText, {"QUANG NGAI MEDICAL COLLEGE"}},
        HeadlineRow{"QUANG NGAI MEDICAL COLLEGE (QNMC) SIGNS WITH KESTRIVO HOSPITAL",
                    kPlainText,
                    {"QUANG NGAI MEDICAL COLLEGE"}},
        HeadlineRow{"TRUNG TÂM MÔ PHỎNG LÂM SÀNG SẮP MỞ CỬA", kPlainVietnamese, {}},
        HeadlineRow{
            "TRUNG TA\u0302M MO\u0302 PHO\u0309NG LA\u0302M SA\u0300NG SA\u0306\u0301P MO\u031B\u0309 CU\u031B\u0309A",
            kPlainVietnamese,
            {}},
        HeadlineRow{"TRUNG TAM MO PHONG LAM SANG SAP MO CUA", kPlainUnmarked, {}},
        HeadlineRow{"HAI BỆNH VIỆN ĐA KHOA KÝ KẾT HỢP TÁC VỚI TRƯỜNG ĐẠI HỌC", kPlainVietnamese, {}},
        HeadlineRow{"BỆNH VIỆN ĐA KHOA HOA MAI KÝ KẾT HỢP TÁC VỚI ĐẠI HỌC KIM SƠN",
                    kPlainVietnamese,
                    {"BỆNH VIỆN ĐA KHOA HOA MAI"}}));

TEST(Institutions, ATextAllInCapitalsKeepsItsNames) {
  EXPECT_THAT(names_of(analyze_text("QUANG NGAI MEDICAL COLLEGE SIGNS A PACT WITH KESTRIVO HOSPITAL").analysis),
              UnorderedElementsAreArray({"QUANG NGAI MEDICAL COLLEGE", "KESTRIVO HOSPITAL"}));
}

struct CountryRow {
  const char* text;
  const char* name;
  const char* country;
};

class InstitutionCountries : public testing::TestWithParam<CountryRow> {};

TEST_P(InstitutionCountries, AreToldByTheText) {
  const auto got = analyze_text(GetParam().text);
  const Institution* found = find(got.analysis, GetParam().name);
  ASSERT_NE(found, nullptr) << GetParam().text;
  EXPECT_EQ(found->country, GetParam().country) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Told, InstitutionCountries,
    testing::Values(
        CountryRow{"They met Kestrivo Health Partners Ltd., a Swedish consulting firm.", "Kestrivo Health Partners Ltd",
                   "SE"},
        CountryRow{"Danh sách đối tác gồm Đại học Kestrivo (tỉnh Loanda, Angola) và các trường.", "Đại học Kestrivo",
                   "AO"},
        CountryRow{"She met the Inter-American Fisheries Council.", "Inter-American Fisheries Council", ""},
        CountryRow{"Japan: Kestrivo University (MOU signed 22 May 2014)", "Kestrivo University", "JP"},
        CountryRow{"HANOI - Kestrivo Hospital will train nurses of Vietnam, said the Swedish embassy. Kestrivo "
                   "Hospital is old.",
                   "Kestrivo Hospital", ""},
        CountryRow{"Da Nang Eye Hospital met a Swedish team. It was led by Kestrivo University.", "Kestrivo University",
                   "SE"},
        CountryRow{"Da Nang Eye Hospital met teams of Sweden and Japan. One was led by Kestrivo University.",
                   "Kestrivo University", ""},
        CountryRow{"It signed an agreement with Swiss Kestrivo Hotels Vietnam.", "Swiss Kestrivo Hotels Vietnam", "VN"},
        CountryRow{"It was monitored by Kestrivo Research, Inc., a Hanoi contract research organisation.",
                   "Kestrivo Research, Inc", "VN"},
        CountryRow{"Hanoi met teams of Germany, Japan and Manila. Kestrivo Therapeutics GmbH led one.",
                   "Kestrivo Therapeutics GmbH", "DE"},
        CountryRow{"Hanoi thanked France and Japan. Université Kestrivo-Aldo will host the students.",
                   "Université Kestrivo-Aldo", "FR"},
        CountryRow{"Hanoi. Cuba signed a contract with Mekong Biopharm.", "Mekong Biopharm", "VN"},
        CountryRow{
            "Prof. Bui Quang Thao, Director of the Kestrivo Academy of the Tropics, met Russian guests of Japan.",
            "Kestrivo Academy of the Tropics", "VN"},
        CountryRow{"In Hanoi it met MIRAE CARE CO., LTD. on Monday.", "MIRAE CARE CO., LTD", ""},
        CountryRow{"The guests saw Kestrivo Hospital, the Sweden-Vietnam Quang Ninh Hospital and Japan.",
                   "Kestrivo Hospital", ""},
        CountryRow{"It met Viet Thai Medical JSC.", "Viet Thai Medical JSC", "VN"},
        CountryRow{"Linh Giang Hospital met guests.", "Linh Giang Hospital", "VN"},
        CountryRow{"They saw Kestrivo Eye Hospital in Auckland, New Zealand, twice.", "Kestrivo Eye Hospital", "NZ"},
        CountryRow{"It met Kestrivo Foundation, Da Nang's Eye Hospital and others.", "Kestrivo Foundation", ""},
        CountryRow{"Guests came from Universitas Kestrivo.", "Universitas Kestrivo", "ID"},
        CountryRow{"No. | Partner | Country | Signed\n1 | Kestrivo Co., Ltd. | Korea | 2023", "Kestrivo Co., Ltd.",
                   "KR"},
        CountryRow{"Trường có tên tiếng Anh là Suoi Ngoc. Bệnh viện Suối Ngọc ký kết.", "Bệnh viện Suối Ngọc", "VN"},
        CountryRow{"Sở Lao động - Thương binh và Xã hội tỉnh Bắc Kạn họp.",
                   "Sở Lao động - Thương binh và Xã hội tỉnh Bắc Kạn", "VN"},
        CountryRow{"Tổ chức Kestrivo, có trụ sở chính tại Bonn (Đức), cấp giấy.", "Tổ chức Kestrivo", "DE"},
        CountryRow{"Nhà máy Suối Ngọc 2 (Khu công nghiệp Long Đức) mở cửa.", "Nhà máy Suối Ngọc 2", "VN"},
        CountryRow{"Công ty TNHH Thử nghiệm Kestrivo Bắc ký ở Huế.", "Công ty TNHH Thử nghiệm Kestrivo Bắc", "VN"},
        CountryRow{"They met Kestrivo University Hospital on Monday.", "Kestrivo University Hospital", ""}));

TEST(Institutions, PagesInTwoLanguagesTellEachBodyOnce) {
  const auto got = analyze_text(
      "Bệnh viện Phổi Suối Ngọc và Sở Y tế tỉnh Khánh Lâm ký biên bản với Trường Đại học Dược Hà Nội hôm thứ Hai.\n\n"
      "Viện Dinh dưỡng Hà Nội cùng dự buổi lễ và trao đổi về chương trình hợp tác trong năm tới.\n\n"
      "Suoi Ngoc Lung Hospital and the Khanh Lam Department of Health signed a memorandum with Hanoi University of "
      "Pharmacy on Monday, and Hanoi Medical University was there too.");
  EXPECT_THAT(names_of(got.analysis),
              UnorderedElementsAreArray({"Bệnh viện Phổi Suối Ngọc", "Sở Y tế tỉnh Khánh Lâm", "Viện Dinh dưỡng Hà Nội",
                                         "Trường Đại học Dược Hà Nội", "Hanoi Medical University"}));
}

TEST(Institutions, BodiesToComeArePlanned) {
  const auto got = analyze_text("The group will open the Suoi Ngoc Medical University in 2027, Kim Son Hospital said.");
  const Institution* planned = find(got.analysis, "Suoi Ngoc Medical University");
  const Institution* present = find(got.analysis, "Kim Son Hospital");
  ASSERT_TRUE(planned != nullptr && present != nullptr);
  EXPECT_TRUE(planned->planned);
  EXPECT_FALSE(present->planned);
}

TEST(Institutions, MisspeltCaptionsAndFormerNamesAreOneBody) {
  const auto got = analyze_text(
      "Kestrivel National University met us. Kestrivel National University signed. The delegation of Kestrivol "
      "National University left.");
  EXPECT_EQ(got.analysis.institutions.size(), 1U);
}

TEST(Institutions, SpellingsOfOneNameAreOneBody) {
  const auto got = analyze_text(
      "BỆNH VIỆN ĐA KHOA SUỐI HÒA KÝ KẾT HỢP TÁC\n\nBệnh viện Đa khoa Suối Hòa (BVSH) cho biết lễ ký diễn ra sáng nay "
      "tại "
      "Huế. Theo BVSH, bệnh viện sẽ đón sinh viên.\n\nBệnh viện Đa khoa Suối Hoà mở rộng hợp tác với Bệnh viện Suối "
      "Hòa "
      "cơ sở mới.");
  ASSERT_FALSE(got.analysis.institutions.empty());
  const Institution& first = got.analysis.institutions.front();
  EXPECT_EQ(first.kind, "hospital");
  EXPECT_EQ(first.country, "VN");
  EXPECT_THAT(first.aliases, Contains("BVSH"));
}

TEST(Institutions, ComposedAndDecomposedTextGiveTheSame) {
  const auto composed = analyze_text("Sáng nay Bệnh viện Mắt Suối Ngọc ký hợp tác với Đại học Kim Sơn.");
  const auto decomposed = analyze_text(
      "Sa\u0301ng nay Be\u0323\u0302nh vie\u0323\u0302n Ma\u0306\u0301t Suo\u0302\u0301i Ngo\u0323c ky\u0301 "
      "ho\u031B\u0323p "
      "ta\u0301c vo\u031B\u0301i \u0110a\u0323i ho\u0323c Kim So\u031Bn.");
  EXPECT_THAT(names_of(decomposed.analysis), UnorderedElementsAreArray(names_of(composed.analysis)));
  EXPECT_EQ(composed.analysis.institutions.size(), 2U);
}

TEST(Institutions, UnaccentedVietnamese) {
  const auto got = analyze_text(
      "Sang nay Benh vien Da khoa Suoi Ngoc da ky bien ban ghi nho hop tac voi Truong Dai hoc Y Kim Son tai hoi truong "
      "lon cua benh vien. Hai ben thong nhat dao tao bac si va dieu duong trong nam nam toi.");
  EXPECT_THAT(names_of(got.analysis),
              testing::UnorderedElementsAre("Benh vien Da khoa Suoi Ngoc", "Truong Dai hoc Y Kim Son"));
}

TEST(Institutions, CountryAsFarAsTheTextShowsIt) {
  const auto got = analyze_text(
      "Bệnh viện Đa khoa Suối Ngọc ký kết với Đại học Kestrel Heights (Malaysia), Bệnh viện Nhi Silverbrook, Hàn Quốc "
      "và "
      "Đại học Port Aldwin.");
  const struct {
    const char* name;
    const char* country;
  } rows[] = {{"Bệnh viện Đa khoa Suối Ngọc", "VN"},
              {"Đại học Kestrel Heights", "MY"},
              {"Bệnh viện Nhi Silverbrook", "KR"},
              {"Đại học Port Aldwin", ""}};
  for (const auto& row : rows) {
    const Institution* institution = find(got.analysis, row.name);
    ASSERT_NE(institution, nullptr) << row.name;
    EXPECT_EQ(institution->country, row.country) << row.name;
  }
}

TEST(Institutions, ShortFormsAndAuthorityRows) {
  const auto got = analyze_text(
      "Kestrel Healthcare System and VNU-HCM signed an agreement today. Kestrel will send doctors to Vietnam National "
      "University Ho Chi Minh City.");
  const Institution* kestrel = find(got.analysis, "Kestrel Healthcare System");
  ASSERT_NE(kestrel, nullptr);
  EXPECT_THAT(kestrel->aliases, Contains("Kestrel"));
  EXPECT_EQ(kestrel->key.front(), '~');
  const Institution* vnu = find(got.analysis, "Vietnam National University Ho Chi Minh City");
  ASSERT_NE(vnu, nullptr);
  EXPECT_EQ(vnu->id, "vnu-hcm");
  EXPECT_EQ(vnu->key, "vnu-hcm");
  EXPECT_THAT(vnu->aliases, Contains("VNU-HCM"));
}

TEST(Institutions, WholeNames) {
  const struct {
    const char* text;
    const char* name;
  } rows[] = {
      {"The Slovak Ministry of Education, Research and Youth agreed.",
       "Slovak Ministry of Education, Research and Youth"},
      {"It was funded by the Flemish Agency for University Cooperation.", "Flemish Agency for University Cooperation"},
      {"We joined the Andean Network of Rural Universities.", "Andean Network of Rural Universities"},
      {"The Vestland Museum of World Cultures signed.", "Vestland Museum of World Cultures"},
      {"The Tran Cao Van Memorial Library signed.", "Tran Cao Van Memorial Library"},
      {"Viện Hải dương học Ứng dụng Cam Ranh ký hợp đồng.", "Viện Hải dương học Ứng dụng Cam Ranh"},
      {"BÊN A: TRƯỜNG ĐẠI HỌC THỦY SẢN NAM TRUNG BỘ", "TRƯỜNG ĐẠI HỌC THỦY SẢN NAM TRUNG BỘ"},
  };
  for (const auto& row : rows) {
    const auto got = analyze_text(std::string("News of the day\n\n") + row.text);
    EXPECT_THAT(names_of(got.analysis), testing::ElementsAre(row.name)) << row.text;
  }
}

TEST(Institutions, ShortFormsBehindALegalFormOrAnApposition) {
  const auto got = analyze_text(
      "News of the day\n\nTualatin Valley Microdevices, Inc. (NASDAQ: TVMD), a maker of sensors, met GreenRoot "
      "International Foundation, a charity registered in England (\"GreenRoot\"). TVMD and GreenRoot signed.");
  ASSERT_EQ(got.analysis.institutions.size(), 2U);
  EXPECT_THAT(got.analysis.institutions[0].aliases, Contains("TVMD"));
  EXPECT_THAT(got.analysis.institutions[1].aliases, Contains("GreenRoot"));
}

// The letters say whose short form stands behind two names.
TEST(Institutions, ShortFormOfTheNameBeforeTheLast) {
  const auto got = analyze_text(
      "Military Hospital 87 - General Department of Logistics (MH87) welcomed the delegation. Today MH87 signed a "
      "contract with Kestrel University.");
  const Institution* hospital = find(got.analysis, "Military Hospital 87");
  ASSERT_NE(hospital, nullptr);
  EXPECT_THAT(hospital->aliases, Contains("MH87"));
}

TEST(Institutions, KindsByWholeWords) {
  struct Row {
    const char *text, *name, *kind;
  } rows[] = {
      {"Trung tâm Giao thông Vận tải Trà Vinh đã ký.", "Trung tâm Giao thông Vận tải Trà Vinh", "other"},
      {"Ủy ban Tiêu chuẩn Quốc gia đã công nhận.", "Ủy ban Tiêu chuẩn Quốc gia", "government"},
      {"Phòng Thủ công nghiệp Chemnitz đã ký.", "Phòng Thủ công nghiệp Chemnitz", "association"},
      {"Hãng tàu Ostmar Việt Nam đã ký.", "Hãng tàu Ostmar Việt Nam", "company"},
  };
  for (const auto& row : rows) {
    const auto got = analyze_text(row.text);
    const Institution* institution = find(got.analysis, row.name);
    ASSERT_NE(institution, nullptr) << row.name;
    EXPECT_EQ(institution->kind, row.kind) << row.name;
  }
}

TEST(Institutions, EveryMentionIsASliceOfTheText) {
  const auto got =
      analyze_text("“Bệnh viện Hùng Vương” và\nTrường Đại học Y Dược\nTP. Hồ Chí Minh (ĐHYD) – Optiq AG, Co., Ltd.");
  for (const Institution& institution : got.analysis.institutions) {
    for (const Mention& mention : institution.mentions) {
      ASSERT_LE(mention.span.end, got.document.text.size());
      EXPECT_LT(mention.span.begin, mention.span.end);
    }
  }
  EXPECT_FALSE(got.analysis.institutions.empty());
}

TEST(InstitutionAliases, BehindACommaAndOfTheWhole) {
  struct Row {
    const char* text;
    const char* name;
    const char* alias;
  };
  const Row rows[] = {
      {"Hội Phụ nữ Sáng tạo Cần Giờ, gọi tắt là \"Hội PNST\", do bà Lê Thị Hoa, Chủ tịch, đại diện. Hội PNST ký.",
       "Hội Phụ nữ Sáng tạo Cần Giờ", "Hội PNST"},
      {"Trường Đại học Kim Sơn, viết tắt là KSU, ký với Viện Lúa Hoa Mai. KSU cử ba người.", "Trường Đại học Kim Sơn",
       "KSU"},
      {"Trường Cao đẳng Bình Thủy, đơn vị thuộc Tổng công ty Cảng Bình Hà (gọi tắt là \"BTC\"), ký. BTC cử người.",
       "Trường Cao đẳng Bình Thủy", "BTC"},
      {"Trung tâm Nghiên cứu Năng lượng Oberwald (Đức) ký phụ lục. Giám đốc Trung tâm Oberwald, ông Hans Meier, ký.",
       "Trung tâm Nghiên cứu Năng lượng Oberwald", "Trung tâm Oberwald"},
  };
  for (const Row& row : rows) {
    const auto found = analyze_text(row.text);
    const Institution* body = find(found.analysis, row.name);
    ASSERT_NE(body, nullptr) << row.text;
    EXPECT_THAT(body->aliases, Contains(row.alias)) << row.text;
  }
}

TEST(InstitutionAliases, APlaceIsNoShortFormOfItsOffice) {
  const auto found =
      analyze_text("Lễ ký tại Bến Lức: Sở Y tế tỉnh Bến Lức ký với Viện Lúa Hoa Mai. Người Bến Lức vui.");
  const Institution* body = find(found.analysis, "Sở Y tế tỉnh Bến Lức");
  ASSERT_NE(body, nullptr);
  EXPECT_TRUE(body->aliases.empty());
}

}  // namespace
}  // namespace hoptac
