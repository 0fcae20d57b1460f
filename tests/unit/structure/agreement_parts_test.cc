// Which blocks of an agreement text are its parts, and that other texts have none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/structure/structure.h"

namespace hoptac {
namespace {

using Parts = std::vector<std::string>;

const Structurer& structurer() {
  static const Structurer instance = Structurer::create(TableSource()).value();
  return instance;
}

Document make(std::string text) {
  RawDocument raw;
  raw.format = Format::kText;
  raw.blocks.push_back({.text = std::move(text)});
  return structurer().make_document(raw, {"id", "root", "path", "hash"}).value();
}

// "article:Điều 1", the kind and the first two words of each part; other blocks are left out.
Parts parts_of(const Document& document) {
  Parts out;
  for (const Block& block : document.blocks) {
    if (block.kind < BlockKind::kArticle) continue;
    const std::string_view text = slice(document.text, block.span);
    const std::size_t end = text.find(' ', text.find(' ') + 1);
    out.push_back(std::string(block_kind_name(block.kind)) + ":" + std::string(text.substr(0, end)));
  }
  return out;
}

constexpr std::string_view kVietnamese =
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
    "BIÊN BẢN GHI NHỚ VỀ HỢP TÁC ĐÀO TẠO\n\n"
    "Căn cứ Luật Giáo dục đại học;\n\nHôm nay, ngày 12 tháng 3 năm 2024, chúng tôi gồm:\n\n"
    "BÊN A: TRƯỜNG ĐẠI HỌC HOA LƯ\n\nĐịa chỉ: 21 Tràng An, Ninh Bình\n\nĐại diện: TS. Lê Văn Nam, Hiệu trưởng\n\n"
    "BÊN B: BỆNH VIỆN SÔNG LAM\n\nĐịa chỉ: 7 Bến Thủy, Vinh\n\nĐại diện: BS. Hồ Thị Mai, Giám đốc\n\n"
    "Hai bên thống nhất các nội dung sau:\n\n"
    "Điều 1. Mục đích\n\nHai bên hợp tác trong đào tạo và nghiên cứu.\n\n"
    "Điều 2. Trách nhiệm của Bên A\n\nBên A tiếp nhận sinh viên theo Điều 1 của Biên bản này.\n\n"
    "Điều 3. Thời hạn\n\nBiên bản có giá trị trong năm năm kể từ ngày ký. Phụ lục 1 là phần của Biên bản.\n\n"
    "ĐẠI DIỆN BÊN A\nHIỆU TRƯỞNG\n(Đã ký)\nTS. Lê Văn Nam\n\nĐẠI DIỆN BÊN B\nGIÁM ĐỐC\n(Đã ký)\nBS. Hồ Thị Mai\n\n"
    "PHỤ LỤC 1. Kế hoạch năm 2024\n\nTháng 4: thành lập ban điều phối chung của hai bên.\n";

const Parts& vietnamese_parts() {
  static const Parts parts{
      "preamble:Căn cứ",   "preamble:Hôm nay,",   "parties:BÊN A:",      "parties:Địa chỉ:",       "parties:Đại diện:",
      "parties:BÊN B:",    "parties:Địa chỉ:",    "parties:Đại diện:",   "preamble:Hai bên",       "article:Điều 1.",
      "article:Điều 2.",   "article:Điều 3.",     "signatures:ĐẠI DIỆN", "signatures:HIỆU TRƯỞNG", "signatures:(Đã ký)",
      "signatures:TS. Lê", "signatures:ĐẠI DIỆN", "signatures:GIÁM ĐỐC", "signatures:(Đã ký)",     "signatures:BS. Hồ",
      "annex:PHỤ LỤC"};
  return parts;
}

constexpr std::string_view kEnglish =
    "MEMORANDUM OF UNDERSTANDING\n\nbetween\n\n"
    "ASHGROVE HOSPITAL, 14 Mill Lane, represented by Professor Eleanor Whitcombe (hereinafter referred to as “Party "
    "A”);\n\n"
    "and\n\nSON TRA HOSPITAL, 88 Ngo Quyen Street, represented by Dr. Nguyen Huu Thang (“Party B”).\n\n"
    "WHEREAS both Parties wish to improve the training of nurses;\n\nNOW, THEREFORE, the Parties agree as follows:\n\n"
    "Article 1. Purpose\n\nThis Memorandum sets out the framework of the cooperation.\n\n"
    "Article 2. Term\n\nThis Memorandum remains valid for three years, as Article 1 says.\n\n"
    "IN WITNESS WHEREOF, the undersigned have signed this Memorandum in two originals.\n\n"
    "FOR PARTY A | FOR PARTY B\n(Signed) | (Signed)\nEleanor Whitcombe | Nguyen Huu Thang\n\n"
    "ANNEX A. Work plan\n\nOctober 2023: the steering committee is appointed by both hospitals.\n";

TEST(AgreementParts, OfBothLanguages) {
  EXPECT_EQ(parts_of(make(std::string(kVietnamese))), vietnamese_parts());
  EXPECT_EQ(
      parts_of(make(std::string(kEnglish))),
      (Parts{"parties:between", "parties:ASHGROVE HOSPITAL,", "parties:and", "parties:SON TRA", "preamble:WHEREAS both",
             "preamble:NOW, THEREFORE,", "article:Article 1.", "article:Article 2.", "signatures:IN WITNESS",
             "signatures:FOR PARTY", "signatures:(Signed) |", "signatures:Eleanor Whitcombe", "annex:ANNEX A."}));
}

std::size_t count(const Parts& parts, std::string_view kind) {
  return static_cast<std::size_t>(
      std::count_if(parts.begin(), parts.end(), [&](const std::string& p) { return p.starts_with(kind); }));
}

TEST(AgreementParts, FormsOfArticles) {
  const std::string_view head =
      "THỎA THUẬN HỢP TÁC\n\nI. BÊN A: TRƯỜNG ĐẠI HỌC HOA LƯ\n\nII. BÊN B: BỆNH VIỆN SÔNG LAM\n\n";
  const std::string_view tail = "\n\nĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B\n\nTS. Lê Văn Nam | BS. Hồ Thị Mai\n";
  const struct {
    std::string_view label;
    std::string_view articles;
    Parts want;
  } rows[] = {
      {"number and title on two lines",
       "ĐIỀU 1\nMỤC ĐÍCH\n\nHai bên hợp tác đào tạo.\n\nĐIỀU 2\nTHỜI HẠN\n\nNăm năm kể từ ngày ký.",
       {"article:ĐIỀU 1", "article:MỤC ĐÍCH", "article:ĐIỀU 2", "article:THỜI HẠN"}},
      {"no titles",
       "Điều 1. Hai bên hợp tác trong đào tạo nhân lực.\n\nĐiều 2. Thỏa thuận có giá trị năm năm kể từ ngày ký.",
       {"article:Điều 1.", "article:Điều 2."}},
      {"roman numbers",
       "Điều I: Mục đích\n\nHai bên hợp tác đào tạo.\n\nĐiều II: Thời hạn\n\nNăm năm kể từ ngày ký.",
       {"article:Điều I:", "article:Điều II:"}},
      {"one lost by OCR",
       "Điều 1. Mục đích\n\nHai bên hợp tác.\n\nDiêu Z. Nội dung\n\nHai bên trao đổi.\n\nĐiều 3. Thời hạn\n\nNăm năm.",
       {"article:Điều 1.", "article:Điều 3."}},
      {"bare numbers, when all the rest is there",
       "1. Mục đích\n\nHai bên hợp tác đào tạo.\n\n2. Nội dung hợp tác\n\nHai bên trao đổi sinh viên.\n\n3. Thời "
       "hạn\n\nNăm năm kể từ ngày ký.",
       {"article:1. Mục", "article:2. Nội", "article:3. Thời"}},
  };
  for (const auto& row : rows) {
    const Parts parts = parts_of(make(std::string(head) + std::string(row.articles) + std::string(tail)));
    Parts articles;
    for (const std::string& p : parts) {
      if (p.starts_with("article")) articles.push_back(p);
    }
    EXPECT_EQ(articles, row.want) << row.label << testing::PrintToString(parts);
    EXPECT_EQ(count(parts, "parties"), 2U) << row.label;
    EXPECT_EQ(count(parts, "signatures"), 2U) << row.label << testing::PrintToString(parts);
  }
}

TEST(AgreementParts, OtherTextsHaveNone) {
  const std::string_view texts[] = {
      // A decision has articles and one who signs it.
      "QUYẾT ĐỊNH\nVề việc phê duyệt Biên bản ghi nhớ\n\nCăn cứ Luật Giáo dục đại học;\n\nĐiều 1. Phê duyệt Biên bản "
      "ghi nhớ với "
      "Bệnh viện Sông Lam.\n\nĐiều 2. Phòng Hợp tác thi hành Quyết định này.\n\nĐiều 3. Quyết định có hiệu lực từ ngày "
      "ký.\n\n"
      "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG\n(Đã ký)\nTS. Lê Văn Nam\n",
      // A press release that speaks of parties and of what was agreed.
      "Hai bệnh viện ký thỏa thuận hợp tác\n\nHà Nội, ngày 12 tháng 3 năm 2024. Bệnh viện Sông Lam (sau đây gọi là Bên "
      "A) và Trường "
      "Đại học Hoa Lư (sau đây gọi là Bên B) ký thỏa thuận hợp tác.\n\nHai bên sẽ:\n\n1. Trao đổi sinh viên;\n\n2. "
      "Nghiên cứu "
      "chung;\n\n3. Công bố kết quả.\n\nĐại diện Bệnh viện Sông Lam phát biểu tại buổi lễ.\n",
      "Hospitals sign memorandum\n\nHANOI, 12 March 2024. Party A and Party B signed a memorandum on "
      "Tuesday.\n\nArticle 1 of the "
      "memorandum names training.\n\nArticle 2 names research.\n\nOn behalf of the hospital, Dr. Mai thanked "
      "everybody.\n",
      "Points of the week\n\n1. Purpose\n\nWe met.\n\n2. Results\n\nWe agreed.\n\n3. Next steps\n\nWe meet again.\n",
  };
  for (const std::string_view text : texts) EXPECT_EQ(parts_of(make(std::string(text))), Parts{}) << text.substr(0, 60);
}

TEST(AgreementParts, CellsThatAreSigned) {
  RawDocument raw;
  raw.format = Format::kDocx;
  const auto add = [&](BlockKind kind, const char* text) { raw.blocks.push_back({.kind = kind, .text = text}); };
  add(BlockKind::kTitle, "HỢP ĐỒNG ĐÀO TẠO");
  add(BlockKind::kTableRow, "BÊN A: TRƯỜNG HOA LƯ | BÊN B: BỆNH VIỆN SÔNG LAM");
  add(BlockKind::kHeading, "Điều 1. Mục đích");
  add(BlockKind::kTableRow, "Năm | Số sinh viên");
  add(BlockKind::kListItem, "Điều 2. Thời hạn");
  add(BlockKind::kTableRow, "ĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B");
  add(BlockKind::kTableRow, "Lê Văn Nam | Hồ Thị Mai");
  EXPECT_EQ(parts_of(structurer().make_document(raw, {"id", "root", "path", "hash"}).value()),
            (Parts{"article:Điều 1.", "article:Điều 2.", "signatures:ĐẠI DIỆN", "signatures:Lê Văn"}));
}

TEST(AgreementParts, HoweverItIsTyped) {
  const struct {
    std::string_view label;
    std::string_view text;
  } rows[] = {
      {"no accents",
       "THOA THUAN HOP TAC\n\nBEN A: TRUONG HOA LU\n\nBEN B: BENH VIEN SONG LAM\n\nDieu 1. Muc dich\n\nHai ben hop "
       "tac.\n\nDieu 2. Thoi han\n\nNam nam.\n\nDAI DIEN BEN A | DAI DIEN BEN B\n"},
      {"combining marks",
       "THO\u0309A THUA\u0323\u0302N\n\nBE\u0302N A: TRƯƠ\u0300NG HOA LƯ\n\nBE\u0302N B: BE\u0323\u0302NH "
       "VIE\u0323\u0302N"
       " SO\u0302NG LAM\n\nĐie\u0302\u0300u 1. Mu\u0323c đi\u0301ch\n\nHai be\u0302n hợp tác.\n\nĐie\u0302\u0300u 2. "
       "Thời "
       "hạn\n\nNăm năm.\n\nĐA\u0323I DIE\u0323\u0302N BE\u0302N A | ĐA\u0323I DIE\u0323\u0302N BE\u0302N B\n"},
      {"capitals",
       "THỎA THUẬN HỢP TÁC\n\nBÊN A: TRƯỜNG HOA LƯ\n\nBÊN B: BỆNH VIỆN SÔNG LAM\n\nĐIỀU 1. MỤC ĐÍCH\n\nHAI BÊN HỢP "
       "TÁC.\n\nĐIỀU 2. THỜI HẠN\n\nNĂM NĂM.\n\nĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B\n"},
      {"tones in the old places, the title counts",
       "THOẢ THUẬN HỢP TÁC\n\nBên thứ nhất: TRƯỜNG HOA LƯ\n\nBên thứ hai: BỆNH VIỆN THUỶ LỢI\n\n1. Mục đích\n\nHai bên "
       "hợp tác.\n\n2. Nội dung\n\nĐào tạo.\n\n3. Thời hạn\n\nNăm năm.\n\nĐẠI DIỆN BÊN A | ĐẠI DIỆN BÊN B\n"},
      {"English in capitals",
       "AGREEMENT\n\nPARTY A: ASHGROVE HOSPITAL\n\nPARTY B: SON TRA HOSPITAL\n\nARTICLE 1. PURPOSE\n\nTRAINING OF "
       "NURSES.\n\nARTICLE 2. TERM\n\nFIVE YEARS.\n\nFOR PARTY A | FOR PARTY B\n"},
  };
  for (const auto& row : rows) {
    const Parts parts = parts_of(make(std::string(row.text)));
    EXPECT_EQ(count(parts, "parties"), 2U) << row.label << testing::PrintToString(parts);
    EXPECT_GE(count(parts, "article"), 2U) << row.label << testing::PrintToString(parts);
    EXPECT_EQ(count(parts, "signatures"), 1U) << row.label << testing::PrintToString(parts);
  }
}

TEST(AgreementParts, AMentionFarAwayHidesNone) {
  const std::string cover = "HỢP ĐỒNG ĐÀO TẠO\n\nDự án Sông Lam, sau đây gọi là Dự án.\n\n";
  std::string contents;
  for (int i = 0; i < 25; ++i) contents += "Mục lục, trang " + std::to_string(i) + "\n\n";
  const std::string body =
      "BÊN A: TRƯỜNG ĐẠI HỌC HOA LƯ\n\nBÊN B: BỆNH VIỆN SÔNG LAM\n\nĐiều 1. Mục đích\n\nHai bên hợp tác.\n\n"
      "Điều 2. Đầu mối\n\n";
  // The line of a contact begins like a signature.
  const std::string contact =
      "Đại diện Bên A: Bà Nguyễn Thị Lan.\n\nMọi thay đổi về đầu mối phải được báo trước bằng văn bản cho bên kia.\n\n";
  const std::string end = "ĐẠI DIỆN BÊN A\n\nTS. Lê Văn Nam\n\nĐẠI DIỆN BÊN B\n\nBS. Hồ Thị Mai\n";
  const Parts parts = parts_of(make(cover + contents + body + contact + end));
  EXPECT_EQ(parts, (Parts{"parties:BÊN A:", "parties:BÊN B:", "article:Điều 1.", "article:Điều 2.",
                          "signatures:ĐẠI DIỆN", "signatures:TS. Lê", "signatures:ĐẠI DIỆN", "signatures:BS. Hồ"}));
}

}  // namespace
}  // namespace hoptac
