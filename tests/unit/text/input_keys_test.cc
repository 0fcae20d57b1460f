#include "ingest/text/input_keys.h"

#include <gtest/gtest.h>

#include <string_view>

namespace hoptac {
namespace {

struct Row {
  std::string_view keys;
  std::string_view want;
};

TEST(InputKeys, Telex) {
  constexpr Row kRows[] = {{"beejnh", "bệnh"},  {"vieejn", "viện"},      {"ddaji", "đại"},       {"hojc", "học"},
                           {"dduowjc", "được"}, {"duowcj", "dược"},      {"nguwowif", "người"},  {"nguowif", "người"},
                           {"thuowr", "thuở"},  {"muaw", "mưa"},         {"quawng", "quăng"},    {"hoawcj", "hoặc"},
                           {"hoaf", "hòa"},     {"thuys", "thúy"},       {"tooi", "tôi"},        {"vietej", "việt"},
                           {"Vieetj", "Việt"},  {"VIEEJN", "VIỆN"},      {"DDAJI", "ĐẠI"},       {"dad", "đa"},
                           {"tuw", "tư"},       {"cuwu", "cưu"},         {"nghieepj", "nghiệp"}, {"khoer", "khỏe"},
                           {"giuwax", "giữa"},  {"quys", "quý"},         {"asz", "a"},           {"hopwj", "hợp"},
                           {"tasc", "tác"},     {"truwowngf", "trường"}, {"truongwf", "trường"}, {"tw", "tư"},
                           {"DDIEEUF", "ĐIỀU"}, {"luaatj", "luật"},      {"xax", "xã"},          {"sowr", "sở"},
                           {"rowif", "rời"},    {"ddoonsg", "đống"},     {"suwar", "sửa"}};
  for (const Row& row : kRows) EXPECT_EQ(decode_input_keys(row.keys, InputKeys::kTelex), row.want) << row.keys;
}

TEST(InputKeys, Vni) {
  constexpr Row kRows[] = {{"be65nh", "bệnh"},   {"vie65n", "viện"},     {"vien65", "viện"},   {"d9a5i", "đại"},
                           {"dai59", "đại"},     {"ho5c", "học"},        {"d9u7o75c", "được"}, {"d9uoc75", "được"},
                           {"nguoi72", "người"}, {"ho8a85c", ""},        {"hoa8c5", "hoặc"},   {"thu3o7", "thuở"},
                           {"Vie65t", "Việt"},   {"D9A5I", "ĐẠI"},       {"to6i", "tôi"},      {"ta1c", "tác"},
                           {"ho7p5", "hợp"},     {"truong72", "trường"}, {"a10", "a"}};
  for (const Row& row : kRows) EXPECT_EQ(decode_input_keys(row.keys, InputKeys::kVni), row.want) << row.keys;
}

TEST(InputKeys, WordsThatAreNone) {
  for (const std::string_view word : {"hospital", "agreement", "hop", "tac", "", "university", "training", "nurse",
                                      "street", "bệnh", "news", "2022", "covid19", "schools", "pathf", "w1", "xx"}) {
    EXPECT_EQ(decode_input_keys(word, InputKeys::kTelex), "") << word;
    EXPECT_EQ(decode_input_keys(word, InputKeys::kVni), "") << word;
  }
  EXPECT_EQ(decode_input_keys("beejnh", InputKeys::kVni), "");
  EXPECT_EQ(decode_input_keys("be65nh", InputKeys::kTelex), "");
}

}  // namespace
}  // namespace hoptac
