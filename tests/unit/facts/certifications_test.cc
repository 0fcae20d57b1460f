#include "tests/unit/facts/facts_helper.h"

namespace hoptac {
namespace {

constexpr Language kVi = Language::kVietnamese;
constexpr Language kEn = Language::kEnglish;

struct Row {
  Language language;
  const char* text;
  const char* want;  // "name/status" joined by "; "
};

class Certifications : public FactsTest {
 protected:
  static std::string found(const Row& row) {
    std::string out;
    for (const Certification& c : analyze(row.text, row.language).certifications) {
      out += (out.empty() ? "" : "; ") + c.name + "/" + c.status;
    }
    return out;
  }
  static void check(std::initializer_list<Row> rows) {
    for (const Row& row : rows) EXPECT_EQ(found(row), row.want) << row.text;
  }
};

TEST_F(Certifications, LabelsAndStatus) {
  check({{kVi, "Bệnh viện Đa khoa Hoa Mai đạt chứng nhận JCI năm 2019.", "JCI/held"},
         {kVi, "BỆNH VIỆN ĐA KHOA HOA MAI ĐẠT CHỨNG NHẬN JCI.", "JCI/held"},
         {kVi, "Benh vien Da khoa Hoa Mai dat chung nhan JCI va tiep tuc hop tac voi cac truong.", "JCI/held"},
         {kVi, "Phòng xét nghiệm được công nhận theo ISO 15189:2022.", "ISO 15189:2022/held"},
         {kVi, "Bệnh viện phấn đấu đạt chứng nhận JCI vào năm 2027.", "JCI/sought"},
         {kVi, "Chứng nhận ISO 15189:2012 của khoa Xét nghiệm đã hết hạn tháng 8/2022.", "ISO 15189:2012/lapsed"},
         {kEn, "The hospital is accredited by the Joint Commission International (JCI).", "JCI/held"},
         {kEn, "The hospital plans to apply for AUN-QA assessment in 2025.", "AUN-QA/sought"},
         {kEn, "The clinic has passed ISO 9001:2015 and ISO 15189:2022.", "ISO 9001:2015/held; ISO 15189:2022/held"}});
}

TEST_F(Certifications, WholeLabelsAndLevels) {
  check({{kEn, "The factory was awarded LEED Gold certification and SOC 2 Type II.",
          "LEED Gold/held; SOC 2 Type II/held"},
         {kEn, "It holds CMMI Level 5 and PCI DSS certificates.", "CMMI Level 5/held; PCI DSS/held"},
         {kVi, "Công ty được cấp chứng nhận GMP-WHO và IATF 16949:2016.", "GMP-WHO/held; IATF 16949:2016/held"},
         {kVi, "Công ty đạt chứng nhận CE Marking.", "CE Marking/held"},
         {kVi, "Công ty đạt tiêu chuẩn SA 8000:2014.", "SA 8000:2014/held"},
         {kEn, "The hospital earned the JCI Gold Seal.", "JCI/held"}});
}

TEST_F(Certifications, TheSameByOtherWords) {
  const auto c =
      analyze(
          "Khoa Vi sinh của Bệnh viện Đa khoa Hoa Mai đạt ISO 15189:2012 (TCVN 15189:2014). Khoa Hóa sinh được "
          "tái công nhận theo cùng tiêu chuẩn.",
          kVi)
          .certifications;
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(c[0].holder, "Khoa Vi sinh");
  EXPECT_EQ(c[0].aliases, std::vector<std::string>{"TCVN 15189:2014"});
  EXPECT_EQ(c[1].name, "ISO 15189:2012");
  EXPECT_EQ(c[1].holder, "Khoa Hóa sinh");
}

TEST_F(Certifications, NoLabels) {
  check({{kEn, "The fact is that the cap was lifted.", ""},
         {kEn, "Participants receive certificates of continuing medical education (CME).", ""},
         {kVi, "Bệnh viện không có chứng nhận JCI.", ""},
         {kVi, "Ở Singapore có 16 bệnh viện đạt chứng nhận JCI.", ""},
         {kEn, "ONE LABEL IS LOST, TWO PROGRAMMES PASS", ""},
         {kVi, "Máy móc thì phải theo chuẩn FDA hoặc CE.", ""},
         {kEn, "The devices carry CE certificates.", ""},
         {kVi, "Sản phẩm tương thích ISO 13485.", ""},
         {kEn, "Ms. Caldwell is a JCI consultant.", ""}});
}

TEST_F(Certifications, Holders) {
  const std::vector<Row> rows = {
      {kEn, "The Centre for Molecular Diagnostics of Thanh Giang University Hospital now holds ISO 15189:2012.",
       "ISO 15189:2012 Centre for Molecular Diagnostics"},
      {kEn, "The Bachelor of Nursing programme of Song Thu University has been AUN-QA certified since 2023.",
       "AUN-QA Song Thu University"},
      {kEn, "Hoa Mai General Hospital and Song Thu Eye Hospital have carried the JCI seal since 2020.",
       "JCI Hoa Mai General Hospital; JCI Song Thu Eye Hospital"},
      {kEn, "Song Thu Eye Hospital opened in 2012. It has been JCI-accredited since 2019.",
       "JCI Song Thu Eye Hospital"},
      {kVi, "Khoa Vi sinh của Bệnh viện Đa khoa Hoa Mai được công nhận ISO 15189:2022.", "ISO 15189:2022 Khoa Vi sinh"},
      {kVi, "Phòng xét nghiệm của Bệnh viện Mắt Sông Thu được công nhận ISO 15189:2022.",
       "ISO 15189:2022 Bệnh viện Mắt Sông Thu"},
      {kVi, "Bệnh viện Đa khoa Hoa Mai khai trương năm 2012. Bệnh viện đạt chứng nhận JCI năm 2019.",
       "JCI Bệnh viện Đa khoa Hoa Mai"}};
  for (const Row& row : rows) {
    std::string got;
    for (const Certification& c : analyze(row.text, row.language).certifications) {
      got += (got.empty() ? "" : "; ") + c.name + " " + c.holder;
    }
    EXPECT_EQ(got, row.want) << row.text;
  }
}

TEST_F(Certifications, ClausesAndLabelsOfNoList) {
  check({{kEn, "The school has been AACSB-accredited since 2011; EQUIS accreditation was dropped in 2022.",
          "AACSB/held; EQUIS/lapsed"},
         {kEn, "The hospital let its ISO 15189 certificate run out.", "ISO 15189/lapsed"},
         {kEn, "An EU-GMP certificate is being sought; the plant is WHO-GMP certified.", "EU-GMP/sought; WHO-GMP/held"},
         {kEn, "It is certified by The Joint Commission as a Comprehensive Stroke Center.",
          "Comprehensive Stroke Center/held"},
         {kEn, "The laboratory passed the QXRT laboratory accreditation.", "QXRT/held"},
         {kEn, "The room is certified RHB-KOR Grade A.", "RHB-KOR Grade A/held"},
         {kEn, "What is JCI accreditation?", ""},
         {kVi, "Bên A chưa có chứng nhận ISO 9001 và sẽ nộp hồ sơ đề nghị chứng nhận.", "ISO 9001/sought"},
         {kVi, "Hệ thống quản lý được TÜV Nord chứng nhận ISO 21001:2018.", "ISO 21001:2018/held"},
         {kVi, "Labo được Hội Bệnh học công nhận CAP năm 2023.", "CAP/held"},
         {kEn, "ISPO Category II | School of Prosthetics | 2008 | 2026", "ISPO Category II/held"},
         {kVi, "Labo duoc Hoi Benh hoc cong nhan CAP nam 2023.", "CAP/held"},
         {kVi, "Viện rút khỏi ACBSP, chứng nhận không còn giá trị.", "ACBSP/lapsed"},
         {kVi, "Khoa được công nhận với mã số VILAS Med 388.", ""},
         {kVi, "Chứng nhận JCI khác với danh hiệu nào?", ""}});
}

TEST_F(Certifications, PartsListsAndCounts) {
  const std::vector<Row> rows = {
      {kEn,
       "Three programmes of Song Thu University have been assessed by AUN-QA: Nursing (2018), Pharmacy and Data "
       "Science.",
       "AUN-QA Song Thu University"},
      {kEn,
       "Song Thu University trains engineers. Civil Engineering and Food Technology have been accredited by ABET since "
       "2021.",
       "ABET Song Thu University"},
      {kEn,
       "Song Thu Eye Hospital and Hoa Mai General Hospital are partners. Both hospitals are ISO 9001:2015 certified.",
       "ISO 9001:2015 Song Thu Eye Hospital; ISO 9001:2015 Hoa Mai General Hospital"},
      {kEn, "The master's programme in Health Promotion at Song Thu University got APHEA accreditation.",
       "APHEA Song Thu University"},
      {kVi, "Bệnh viện Mắt Sông Thu đạt chuẩn JCI lần thứ 3, Bệnh viện Đa khoa Hoa Mai đạt lần thứ 2.",
       "JCI Bệnh viện Mắt Sông Thu; JCI Bệnh viện Đa khoa Hoa Mai"},
      {kVi, "Chương trình Y khoa Pháp ngữ của trường đã đạt AUN-QA; chương trình Dược học đang chờ kết quả AUN-QA.",
       "AUN-QA Chương trình Y khoa Pháp ngữ; AUN-QA chương trình Dược học"},
      {kEn,
       "Song Thu University has worked with French faculties since 1999. A convention with the former Hoa Mai "
       "University lapsed in 2019. Its Master of Business Law has been accredited by HCERES until 2026.",
       "HCERES Song Thu University"},
      {kEn,
       "Tan Mai University and Song Thu Eye Hospital signed. The hospital's laboratory obtained ISO 15189. The network "
       "aims at accreditation by the College of American Pathologists (CAP).",
       "ISO 15189 Song Thu Eye Hospital; CAP Song Thu Eye Hospital"},
      {kEn,
       "Dr. Tran Thi Lan, Director of Hoa Mai General Hospital, said the pathology laboratory was ISO 15189 "
       "accredited.",
       "ISO 15189 Hoa Mai General Hospital"},
      {kVi, "Trường Đại học Sông Thu họp báo. Chương trình Kỹ thuật Môi trường của trường được HCERES công nhận.",
       "HCERES Trường Đại học Sông Thu"},
      {kVi,
       "Công ty Cổ phần Dược phẩm An Khê khai trương trung tâm. Đến nay nhà máy An Khê số 2 đạt GMP-EU. Phòng kiểm "
       "nghiệm "
       "hướng "
       "tới ISO/IEC 17025.",
       "GMP-EU Công ty Cổ phần Dược phẩm An Khê; ISO/IEC 17025 Công ty Cổ phần Dược phẩm An Khê"},
      {kVi, "Công ty Cổ phần Sông Thu được Tổng cục Hải quan công nhận Doanh nghiệp ưu tiên (AEO) từ năm 2018.",
       "AEO Công ty Cổ phần Sông Thu"},
      {kVi, "Trường Cao đẳng Sông Thu đang xin công nhận ASEAN MRA-TP.", "ASEAN MRA-TP Trường Cao đẳng Sông Thu"},
      {kVi, "Bệnh viện Mắt Sông Thu có mục tiêu tiếp theo là chứng nhận AABB.", "AABB Bệnh viện Mắt Sông Thu"},
      {kVi, "Công ty Cổ phần Sông Thu làm theo tiêu chuẩn ISO 45001:2018 mà công ty đã được chứng nhận.",
       "ISO 45001:2018 Công ty Cổ phần Sông Thu"},
      {kEn, "Song Thu University was awarded the EduSwiss Q label and is recognised by THE-ICE.",
       "EduSwiss Q Song Thu University; THE-ICE Song Thu University"},
      {kEn, "Song Thu University kept its CIMA and ACCA recognition.",
       "CIMA Song Thu University; ACCA Song Thu University"},
      {kEn, "Song Thu Hospital is seeking the certificate of the European Society of Breast Pathways (EUSBP).",
       "EUSBP Song Thu Hospital"},
      {kEn, "Song Thu University was certified by ASIIN and ACQUIN-Care.",
       "ASIIN Song Thu University; ACQUIN-Care Song Thu University"},
      {kVi, "Ngân hàng Da của Bệnh viện Mắt Sông Thu vừa khai trương. Đơn vị này phấn đấu đạt chứng nhận AABB.",
       "AABB Ngân hàng Da"},
      {kVi, "Khoa Dược - Bệnh viện Mắt Sông Thu và Bệnh viện Đa khoa Hoa Mai cùng đạt GSP.",
       "GSP Bệnh viện Mắt Sông Thu; GSP Bệnh viện Đa khoa Hoa Mai"}};
  for (const Row& row : rows) {
    std::string got;
    for (const Certification& c : analyze(row.text, row.language).certifications) {
      got += (got.empty() ? "" : "; ") + c.name + " " + c.holder;
    }
    EXPECT_EQ(got, row.want) << row.text;
  }
}

TEST_F(Certifications, AccreditorsOfNoList) {
  check({{kEn, "The hospital is accredited by the Asian Society of Echocardiography.",
          "Asian Society of Echocardiography/held"},
         {kEn, "Song Thu Hospital lost the accreditation of the Gulf Council of Nursing in 2019.",
          "Gulf Council of Nursing/lapsed"},
         {kEn, "Hoa Mai University seeks accreditation from the Asian Board of Business Schools by 2027.",
          "Asian Board of Business Schools/sought"},
         {kEn, "The Institute's accreditation by the European Board of Cardiac Imaging is valid through June 2026.",
          "European Board of Cardiac Imaging/held"},
         {kEn, "Song Thu Hospital is the only prize winner that holds accreditation from Accreditation Canada.",
          "Accreditation Canada/held"},
         {kEn, "Song Thu Hospital holds JCI accreditation. Hoa Mai Hospital let its own expire in 2022.",
          "JCI/held; JCI/lapsed"},
         {kEn, "The accreditation of the College of Nursing was renewed.", ""}});
  const auto c = analyze("The Department of Pathology of Song Thu Hospital holds ISO 15189:2022.", kEn).certifications;
  ASSERT_EQ(c.size(), 1U);
  EXPECT_EQ(c[0].holder, "Department of Pathology");
}

TEST_F(Certifications, OneEntityALabelAndHolder) {
  const auto c =
      analyze(
          "Bệnh viện Đa khoa Hoa Mai đạt chứng nhận JCI. JCI là tổ chức uy tín, chứng nhận JCI có giá trị 3 năm.\n"
          "Bệnh viện Mắt Sông Thu cũng giữ chứng nhận JCI từ năm 2016.",
          kVi)
          .certifications;
  ASSERT_EQ(c.size(), 2U);
  EXPECT_EQ(c[0].holder, "Bệnh viện Đa khoa Hoa Mai");
  EXPECT_EQ(c[1].holder, "Bệnh viện Mắt Sông Thu");
  EXPECT_EQ(c[0].id, "jci");
}

TEST_F(Certifications, GrantedByABodyOrByAnnouncement) {
  check({{kVi, "Xưởng của Trường Đại học Kim Sơn được SGS chứng nhận theo tiêu chuẩn ISO 9001:2015.",
          "ISO 9001:2015/held"},
         {kVi, "Phòng mô phỏng được DNV chứng nhận theo tiêu chuẩn DNV-ST-0033.", "DNV-ST-0033/held"},
         {kVi, "Nhà máy Thép Hoa Mai áp dụng tiêu chuẩn IPC-A-610.", "IPC-A-610/held"},
         {kVi, "Xưởng phải phù hợp với yêu cầu của IPC-A-610.", ""},
         {kVi, "Trường Đại học Kim Sơn được tổ chức kiểm định ACBSP (Hoa Kỳ) công nhận.", "ACBSP/held"},
         {kVi, "Tổ chức AQAS gửi thư thông báo ba chương trình của Trường Đại học Kim Sơn đạt chuẩn.", "AQAS/held"},
         {kVi, "Tổ chức AQAS thông báo lịch làm việc với Trường Đại học Kim Sơn.", ""},
         {kVi, "Trường Đại học Kim Sơn đang viết báo cáo để nộp ABET trong quý 2/2024.", "ABET/sought"},
         {kVi, "Trường Đại học Kim Sơn là thành viên liên kết của ASEAN University Network (AUN).", ""},
         {kVi, "Giấy chứng nhận kiểm định do Trung tâm Kiểm định Chất lượng Giáo dục Kim Sơn cấp đã hết hạn.", ""}});
}

TEST_F(Certifications, ThePartnerIsNoHolder) {
  const auto found = analyze(
      "Bệnh viện Hoa Mai phối hợp với Bệnh viện Siriraj Nakhon (Thái Lan) hội chẩn.\n\nSắp tới, bệnh viện phấn đấu "
      "đạt chứng nhận JCI.",
      kVi);
  ASSERT_EQ(found.certifications.size(), 1U);
  EXPECT_EQ(found.certifications[0].holder, "Bệnh viện Hoa Mai");
}

}  // namespace
}  // namespace hoptac
