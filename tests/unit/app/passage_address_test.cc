#include "src/app/passage_address.h"

#include <gtest/gtest.h>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

Document document_of(const std::vector<std::string>& blocks) {
  Document out;
  for (const std::string& text : blocks) {
    if (!out.text.empty()) out.text += '\n';
    Block block;
    block.span.begin = static_cast<std::uint32_t>(out.text.size());
    out.text += text;
    block.span.end = static_cast<std::uint32_t>(out.text.size());
    out.blocks.push_back(block);
  }
  return out;
}

TEST(PassageAddress, BytesAndBlocks) {
  const Document d = document_of({"Hợp tác", "đào tạo", "ký kết"});
  struct Row {
    std::string address, want;  // the passage, or "!" and a part of what is wrong
  };
  const Row kRows[] = {
      {"0-5", "Hợp"},
      {"0:5", "Hợp"},
      {"block 0 bytes 0-5", "Hợp"},
      {"a.txt block 0 bytes 0-5", "Hợp"},
      {"#1", "đào tạo"},
      {"#3", "!blocks #0 to #2"},
      {"#x", "!a block is written #3"},
      {"", "!a place is written"},
      {"5", "!a place is written"},
      {"-5", "!a place is written"},
      {"0-", "!a place is written"},
      {"a-b", "!a place is written"},
      {"0-99999999999999", "!a place is written"},
      {"5-5", "!behind the beginning"},
      {"6-5", "!behind the beginning"},
      {"0-4000", "!the text has "},
      {"0-2", "!byte 2 lies inside a letter"},
      {"2-5", "!byte 2 lies inside a letter"},
  };
  for (const Row& row : kRows) {
    const auto span = read_address(d, row.address);
    if (!row.want.starts_with('!')) {
      ASSERT_TRUE(span) << row.address;
      EXPECT_EQ(slice(d.text, *span), row.want) << row.address;
    } else {
      ASSERT_FALSE(span) << row.address;
      EXPECT_EQ(span.error().code, ErrorCode::kUsage);
      EXPECT_NE(span.error().detail.find(row.want.substr(1)), std::string::npos) << span.error().detail;
    }
  }
  EXPECT_FALSE(read_address(Document{}, "#0"));
}

TEST(PassageAddress, SurroundingsAreTheBlocksBesides) {
  const Document d = document_of({"one", "two", "three", "four", "five"});
  EXPECT_EQ(slice(d.text, surroundings(d, d.blocks[2].span)), "two\nthree\nfour");
  EXPECT_EQ(slice(d.text, surroundings(d, {d.blocks[1].span.begin, d.blocks[2].span.end})), "one\ntwo\nthree\nfour");
  EXPECT_EQ(slice(d.text, surroundings(d, d.blocks[0].span)), "one\ntwo");
  EXPECT_EQ(slice(d.text, surroundings(d, d.blocks[4].span)), "four\nfive");
}

TEST(PassageAddress, LongSurroundingsAreCutBetweenWords) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += i == 1000 ? "HERE " : "được ";
  const Document d = document_of({text});
  const auto at = static_cast<std::uint32_t>(text.find("HERE"));
  const Span around = surroundings(d, {at, at + 4});
  const std::string_view shown = slice(d.text, around);
  EXPECT_LE(shown.size(), 1204U);
  EXPECT_GE(shown.size(), 1180U);
  EXPECT_TRUE(shown.starts_with("được "));
  EXPECT_TRUE(shown.ends_with(" "));
  const std::string solid = document_of({std::string(5000, 'a')}).text;
  const Span all = surroundings(document_of({solid}), {2000, 2004});
  EXPECT_EQ(all, (Span{2000, 2004})) << "no blank to cut at";
}

}  // namespace
}  // namespace hoptac
