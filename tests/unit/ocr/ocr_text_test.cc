#include "ingest/ocr/ocr_text.h"

#include <gtest/gtest.h>

#include "ingest/ocr/letter_size.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

// Rows of tesseract's table: a page, a line, its words; 300 dots an inch.
std::string page() { return "1\t1\t0\t0\t0\t0\t0\t0\t2480\t3508\t-1\t\n"; }

std::string line(int top, const std::string& words, int confidence = 90) {
  std::string out = "4\t1\t1\t1\t1\t0\t250\t" + std::to_string(top) + "\t1900\t46\t-1\t\n";
  int left = 250;
  for (std::size_t at = 0; at < words.size();) {
    const std::string word = words.substr(at, words.find(' ', at) - at);
    const int width = 22 * static_cast<int>(word.size());
    out += "5\t1\t1\t1\t1\t1\t" + std::to_string(left) + "\t" + std::to_string(top) + "\t" + std::to_string(width) +
           "\t40\t" + std::to_string(confidence) + ".5\t" + word + "\n";
    left += width + 14;
    at += word.size() + 1;
  }
  return out;
}

const std::string kFull = "The parties will cooperate in clinical training, joint research and exchange of";

TEST(OcrText, LinesBecomeParagraphsWithPages) {
  const std::string other = "Both sides will meet every year in Ashgrove or in Da Nang, and exchange reports of";
  const auto pages =
      parse_ocr("level\tpage_num\tblock_num\n" + page() + line(1000, kFull) + line(1058, "staff.") + line(1116, other) +
                    line(1174, "members.") + page() + line(1500, other) + line(1558, "work."),
                4, 300);
  ASSERT_EQ(pages.size(), 2U);
  EXPECT_EQ(pages[0].number, 4);
  EXPECT_NEAR(pages[0].words.height, 842, 1);
  const auto blocks = ocr_blocks(pages);
  ASSERT_EQ(blocks.size(), 3U);
  EXPECT_EQ(blocks[0].text, kFull + " staff.");
  EXPECT_EQ(blocks[1].text, other + " members.");
  EXPECT_EQ(blocks[2].text, other + " work.");
  EXPECT_EQ(blocks[0].page, 4);
  EXPECT_EQ(blocks[2].page, 5);
}

TEST(LetterSize, IsTheSameWhateverTheLetters) {
  // Heights of ink that tesseract gives for vi-thong-bao.scan.pdf: Liberation Serif, 12 points at 300 dots an inch.
  const struct {
    std::string_view word;
    double height;
  } rows[] = {{"sau:", 24}, {"Sơn", 34},  {"trong", 39}, {"Kính", 35}, {"viện,", 50}, {"tế", 38},  {"TRƯỜNG", 48},
              {"TẾ", 51},   {"2025", 34}, {"hợp", 46},   {"đào", 36},  {"của", 43},   {"bản", 43}, {"đồng", 53}};
  for (const auto& row : rows) EXPECT_NEAR(type_size(row.word, row.height), 50, 7) << row.word;
  EXPECT_EQ(type_size("...", 5), 0);
}

TEST(OcrText, WhatCannotBeReadIsWarnedAbout) {
  const auto pages = parse_ocr(page() + line(300, kFull, 95) + page() + line(300, kFull, 30) + page(), 1, 300);
  EXPECT_EQ(ocr_warnings(pages), std::vector<std::string>{"page 2: hardly legible (OCR confidence 31 %)"});
  EXPECT_NEAR(ocr_confidence(pages), 0.63, 0.01);
}

TEST(OcrText, AnythingElseIsPassedOver) {
  for (const std::string_view tsv : {"", "5\t1\t1", "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tword\n",
                                     "5\t1\t1\t1\t1\t1\t9\t9\t9\t9\t90\tword before any page\n", "\n\n\t\t\n"}) {
    EXPECT_TRUE(parse_ocr(tsv, 1, 300).empty()) << tsv;
  }
}

}  // namespace
}  // namespace hoptac
