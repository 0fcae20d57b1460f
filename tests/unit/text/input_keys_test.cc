#include "ingest/text/input_keys.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

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

// The keys of one letter; its tone comes last, as most people type.
std::string keys_of(char32_t letter, InputKeys method) {
  constexpr std::u32string_view kMarked = U"ăâêôơưđ";
  constexpr std::string_view kTelex[] = {"aw", "aa", "ee", "oo", "ow", "uw", "dd"};
  constexpr std::string_view kVni[] = {"a8", "a6", "e6", "o6", "o7", "u7", "d9"};
  const std::size_t at = kMarked.find(letter);
  std::string out;
  if (at == kMarked.npos) append_utf8(out, letter);
  return at == kMarked.npos ? out : std::string(method == InputKeys::kTelex ? kTelex[at] : kVni[at]);
}

std::string keys_of(std::u32string_view word, std::uint8_t tone, InputKeys method) {
  constexpr std::string_view kTelex = "zfrxsj";
  constexpr std::string_view kVni = "023415";
  std::string out;
  for (const char32_t c : word) out += keys_of(c, method);
  if (tone != 0) out += method == InputKeys::kTelex ? kTelex[tone] : kVni[tone];
  return out;
}

// `word` with the tone where it belongs.
std::string toned_word(std::u32string word, const Syllable& parts, std::uint8_t tone) {
  char32_t& letter = word[tone_position(word, parts)];
  letter = toned(vowel_tone(letter).vowel, tone);
  std::string out;
  for (const char32_t c : word) append_utf8(out, c);
  return out;
}

std::vector<std::u32string> marked_syllables() {
  constexpr std::u32string_view kOnsets[] = {U"",   U"b",   U"ch", U"đ", U"d",  U"gi", U"h",
                                             U"kh", U"ngh", U"qu", U"s", U"tr", U"x"};
  constexpr std::u32string_view kVowels[] = {U"a",  U"ă",  U"â",   U"ê",   U"i",   U"ô",  U"ơ",  U"ư",
                                             U"ai", U"âu", U"iê",  U"iêu", U"oa",  U"oă", U"uô", U"uôi",
                                             U"ưa", U"ươ", U"ươi", U"ươu", U"uyê", U"yê"};
  constexpr std::u32string_view kCodas[] = {U"", U"c", U"ch", U"m", U"n", U"ng", U"nh", U"p", U"t"};
  std::vector<std::u32string> out;
  for (const auto onset : kOnsets) {
    for (const auto vowels : kVowels) {
      for (const auto coda : kCodas) {
        std::u32string word = std::u32string(onset).append(vowels).append(coda);
        if (parse_syllable(word)) out.push_back(std::move(word));
      }
    }
  }
  return out;
}

// Every syllable with every tone that it may have comes back from its keys.
TEST(InputKeys, SyllablesComeBackFromTheirKeys) {
  std::size_t tried = 0;
  for (const std::u32string& word : marked_syllables()) {
    const Syllable parts = *parse_syllable(word);
    const bool stopped = word.ends_with(U"c") || word.ends_with(U"ch") || word.ends_with(U"p") || word.ends_with(U"t");
    for (std::uint8_t tone = stopped ? 4 : 1; tone < kTones; ++tone) {
      for (const InputKeys method : {InputKeys::kTelex, InputKeys::kVni}) {
        const std::string keys = keys_of(word, tone, method);
        EXPECT_EQ(decode_input_keys(keys, method), toned_word(word, parts, tone)) << keys;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 5000U);
}

}  // namespace
}  // namespace hoptac
