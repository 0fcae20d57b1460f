#include "ingest/text/segment.h"

#include <gtest/gtest.h>

#include <string>

namespace hoptac {
namespace {

std::string cut(std::string_view text) {
  const TokenStream tokens(text);
  std::string out;
  for (const TokenRange range : sentences(tokens, {0, tokens.size()})) {
    if (!out.empty()) out += '|';
    out += slice(text, tokens.cover(range.begin, range.end - 1));
  }
  return out;
}

struct Row {
  std::string_view text;
  std::string_view want;
};

TEST(Sentences, Rows) {
  constexpr Row kRows[] = {
      {"", ""},
      {"Một câu. Hai câu! Ba?", "Một câu.|Hai câu!|Ba?"},
      {"PGS.TS. Nguyễn Hoàng Bắc ký. Xong.", "PGS.TS. Nguyễn Hoàng Bắc ký.|Xong."},
      {"TP. Hồ Chí Minh và TP.HCM. Hết", "TP. Hồ Chí Minh và TP.HCM.|Hết"},
      {"Dr. J. Smith met Assoc. Prof. Nam. They signed.", "Dr. J. Smith met Assoc. Prof. Nam.|They signed."},
      {"It cost 1.200.000,50 in 2020. The end", "It cost 1.200.000,50 in 2020.|The end"},
      {"He said “Yes.” Then left", "He said “Yes.”|Then left"},
      {"dòng một\ndòng hai", "dòng một|dòng hai"},
      {"Và v.v. các bên… tiếp tục", "Và v.v. các bên… tiếp tục"},
      {"1. Mục đích. 2. Nội dung", "1. Mục đích.|2. Nội dung"},
      {"KY KET HOP TAC. DAI HOC Y", "KY KET HOP TAC.|DAI HOC Y"},
      {"Đã ký năm 2020. 15 người dự", "Đã ký năm 2020.|15 người dự"},
      {"Prof. Lieu Thi Hong PhD. – Rector; Ns. Wahyu, M.Kes. (Chairman)",
       "Prof. Lieu Thi Hong PhD. – Rector; Ns. Wahyu, M.Kes. (Chairman)"},
      {"on Oct. 17 at No. 5", "on Oct. 17 at No. 5"},
      {"Sen. Lieut. Gen. Le Ba met Engr. Ramon Cruz and Rev. Fr. Jose.",
       "Sen. Lieut. Gen. Le Ba met Engr. Ramon Cruz and Rev. Fr. Jose."},
      {"recalls MSc. MD. Nong Van Pao. He left", "recalls MSc. MD. Nong Van Pao.|He left"},
      {"by Rita Chen, MD. The visit", "by Rita Chen, MD.|The visit"},
      {"BlueHeron Pte. Ltd. đã ký. Hết", "BlueHeron Pte. Ltd. đã ký.|Hết"},
      {"NGƯT. Nguyễn Thu Hà và TTND. PGS. Lê Ba. Lần thứ ba. Xong",
       "NGƯT. Nguyễn Thu Hà và TTND. PGS. Lê Ba.|Lần thứ ba.|Xong"},
  };
  for (const Row& row : kRows) EXPECT_EQ(cut(row.text), row.want);
}

struct LanguageRow {
  std::string_view text;
  Language want;
};

TEST(DetectLanguage, Rows) {
  constexpr Language kVi = Language::kVietnamese;
  constexpr Language kEn = Language::kEnglish;
  constexpr LanguageRow kRows[] = {
      {"Bệnh viện Hùng Vương", kVi},
      {"BỆNH VIỆN HÙNG VƯƠNG", kVi},
      {"Be\u0323\u0302nh vie\u0302\u0323n Hu\u0300ng", kVi},
      {"Benh vien Hung Vuong ky ket thoa thuan hop tac voi Dai hoc Seoul", kVi},
      {"LE KY KET BIEN BAN GHI NHO", kVi},
      {"Lễ ký kết", kVi},
      {"Vinmec Healthcare System", kEn},
      {"VINMEC HEALTHCARE SYSTEM SIGNS MOU WITH JCI", kEn},
      {"Assoc. Prof. Nguyễn Hoàng Bắc, Director of University Medical Center, signed the agreement", kEn},
      {"The agreement was signed by Nguyen Van An in Ha Noi", kEn},
      {"Bệnh viện ký kết với University of California San Francisco Medical Center", kVi},
      {"Memorandum of Understanding", kEn},
      {"Signing ceremony in Hanoi", kEn},
      {"12/10/2022", Language::kUnknown},
      {"Ảnh: BVCC", Language::kUnknown},
      {"東京大学", Language::kUnknown},
      {"", Language::kUnknown},
  };
  for (const LanguageRow& row : kRows) {
    const TokenStream tokens(row.text);
    EXPECT_EQ(detect_language(tokens, {0, tokens.size()}), row.want) << row.text;
  }
}

TEST(UnmarkedVietnamese, Rows) {
  struct UnmarkedRow {
    std::string_view text;
    bool want;
  };
  constexpr UnmarkedRow kRows[] = {{"Benh vien Hung Vuong ky ket thoa thuan hop tac", true},
                                   {"Bệnh viện Hùng Vương ký kết thỏa thuận", false},
                                   {"The hospital signed an agreement", false},
                                   {"", false}};
  for (const UnmarkedRow& row : kRows) {
    const TokenStream tokens(row.text);
    EXPECT_EQ(is_unmarked_vietnamese(tokens, {0, tokens.size()}), row.want) << row.text;
  }
}

}  // namespace
}  // namespace hoptac
