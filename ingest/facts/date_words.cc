#include "ingest/facts/date_words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/text/word_map.h"

namespace hoptac {
namespace {

using enum DateWordKind;

using Entry = WordEntry<DateWord>;  // by the exact matching key

// English words, and Vietnamese ones as they are spelled.
constexpr auto kSpelledWords = std::to_array<Entry>({
    {"january", {kMonthName, 1}},
    {"jan", {kMonthName, 1}},
    {"february", {kMonthName, 2}},
    {"feb", {kMonthName, 2}},
    {"march", {kMonthName, 3}},
    {"mar", {kMonthName, 3}},
    {"april", {kMonthName, 4}},
    {"apr", {kMonthName, 4}},
    {"may", {kMonthName, 5}},
    {"june", {kMonthName, 6}},
    {"jun", {kMonthName, 6}},
    {"july", {kMonthName, 7}},
    {"jul", {kMonthName, 7}},
    {"august", {kMonthName, 8}},
    {"aug", {kMonthName, 8}},
    {"september", {kMonthName, 9}},
    {"sept", {kMonthName, 9}},
    {"sep", {kMonthName, 9}},
    {"october", {kMonthName, 10}},
    {"oct", {kMonthName, 10}},
    {"november", {kMonthName, 11}},
    {"nov", {kMonthName, 11}},
    {"december", {kMonthName, 12}},
    {"dec", {kMonthName, 12}},
    {"th1", {kMonthName, 1}},
    {"th2", {kMonthName, 2}},
    {"th3", {kMonthName, 3}},
    {"th4", {kMonthName, 4}},
    {"th5", {kMonthName, 5}},
    {"th6", {kMonthName, 6}},
    {"th7", {kMonthName, 7}},
    {"th8", {kMonthName, 8}},
    {"th9", {kMonthName, 9}},
    {"th10", {kMonthName, 10}},
    {"th11", {kMonthName, 11}},
    {"th12", {kMonthName, 12}},
    {"monday", {kWeekday, 0}},
    {"mon", {kWeekday, 0}},
    {"tuesday", {kWeekday, 1}},
    {"tue", {kWeekday, 1}},
    {"tues", {kWeekday, 1}},
    {"wednesday", {kWeekday, 2}},
    {"wed", {kWeekday, 2}},
    {"thursday", {kWeekday, 3}},
    {"thu", {kWeekday, 3}},
    {"thur", {kWeekday, 3}},
    {"thurs", {kWeekday, 3}},
    {"friday", {kWeekday, 4}},
    {"fri", {kWeekday, 4}},
    {"saturday", {kWeekday, 5}},
    {"sat", {kWeekday, 5}},
    {"sunday", {kWeekday, 6}},
    {"sun", {kWeekday, 6}},
    {"month", {kMonth, 0}},
    {"year", {kYear, 0}},
    {"years", {kYear, 0}},
    {"academic", {kSchool, 0}},
    {"quarter", {kQuarter, 0}},
    {"half", {kHalf, 0}},
    {"early", {kPart, 0}},
    {"beginning", {kPart, 0}},
    {"start", {kPart, 0}},
    {"mid", {kPart, 1}},
    {"middle", {kPart, 1}},
    {"late", {kPart, 2}},
    {"end", {kPart, 3}},
    {"spring", {kSeason, 0}},
    {"summer", {kSeason, 0}},
    {"autumn", {kSeason, 0}},
    {"fall", {kSeason, 0}},
    {"winter", {kSeason, 0}},
    {"from", {kFrom, 0}},
    {"to", {kTo, 0}},
    {"until", {kTo, 0}},
    {"till", {kTo, 0}},
    {"through", {kTo, 0}},
    {"and", {kAnd, 0}},
    {"&", {kAnd, 0}},
    {"since", {kSince, 0}},
    {"between", {kBetween, 0}},
    {"present", {kNow, 0}},
    {"now", {kNow, 0}},
    {"date", {kNow, 0}},
    {"first", {kOrdinal, 1}},
    {"second", {kOrdinal, 2}},
    {"third", {kOrdinal, 3}},
    {"fourth", {kOrdinal, 4}},
    {"yesterday", {kRelativeDay, -1}},
    {"today", {kRelativeDay, 0}},
    {"tomorrow", {kRelativeDay, 1}},
    {"last", {kRelative, -1}},
    {"this", {kRelative, 0}},
    {"next", {kRelative, 1}},
    {"nay", {kNow, 0}},
    {"that", {kThat, 0}},
    {"of", {kOf, 0}},
    {"the", {kThe, 0}},
    {"ngày", {kDay, 0}},
    {"mùng", {kDay, 0}},
    {"mồng", {kDay, 0}},
    {"tháng", {kMonth, 0}},
    {"năm", {kYear, 0}},
    {"học", {kSchool, 0}},
    {"quý", {kQuarter, 0}},
    {"quí", {kQuarter, 0}},
    {"nửa", {kHalf, 0}},
    {"đầu", {kPart, 0}},
    {"giữa", {kPart, 1}},
    {"cuối", {kPart, 2}},
    {"từ", {kFrom, 0}},
    {"đến", {kTo, 0}},
    {"tới", {kTo, 0}},
    {"hết", {kWhole, 0}},
    {"và", {kAnd, 0}},
    {"kể", {kSince, 0}},
    {"của", {kOf, 0}},
    {"thứ", {kWeekdayLead, 0}},
    {"hôm", {kDayPart, 0}},
    {"sáng", {kDayPart, 0}},
    {"trưa", {kDayPart, 0}},
    {"chiều", {kDayPart, 0}},
    {"tối", {kDayPart, 0}},
    {"đêm", {kDayPart, 0}},
});
constexpr WordMap kSpelled(kSpelledWords);

// Vietnamese words typed without accents.
constexpr auto kUnaccentedWords = std::to_array<Entry>({
    {"ngay", {kDay, 0}},     {"mung", {kDay, 0}},     {"thang", {kMonth, 0}},     {"nam", {kYear, 0}},
    {"hoc", {kSchool, 0}},   {"quy", {kQuarter, 0}},  {"nua", {kHalf, 0}},        {"dau", {kPart, 0}},
    {"giua", {kPart, 1}},    {"cuoi", {kPart, 2}},    {"tu", {kFrom, 0}},         {"den", {kTo, 0}},
    {"toi", {kTo, 0}},       {"het", {kWhole, 0}},    {"va", {kAnd, 0}},          {"ke", {kSince, 0}},
    {"nay", {kNow, 0}},      {"cua", {kOf, 0}},       {"thu", {kWeekdayLead, 0}}, {"hom", {kDayPart, 0}},
    {"sang", {kDayPart, 0}}, {"trua", {kDayPart, 0}}, {"chieu", {kDayPart, 0}},
});
constexpr WordMap kUnaccented(kUnaccentedWords);

struct Numeral {
  std::string_view exact;
  std::string_view folded;
  int value;
};

constexpr std::array<Numeral, 16> kNumerals{{{"một", "mot", 1},
                                             {"giêng", "gieng", 1},
                                             {"hai", "hai", 2},
                                             {"ba", "ba", 3},
                                             {"tư", "tu", 4},
                                             {"bốn", "bon", 4},
                                             {"năm", "nam", 5},
                                             {"sáu", "sau", 6},
                                             {"bảy", "bay", 7},
                                             {"bẩy", "bay", 7},
                                             {"tám", "tam", 8},
                                             {"chín", "chin", 9},
                                             {"mười", "muoi", 10},
                                             {"nhất", "nhat", 1},
                                             {"chạp", "chap", 12},
                                             {"nhì", "nhi", 2}}};

std::optional<int> numeral(const TokenStream& tokens, std::size_t at, Marks marks) {
  if (at >= tokens.size()) return std::nullopt;
  for (const Numeral& n : kNumerals) {
    if (tokens.exact(at) == n.exact || (marks == Marks::kFolded && tokens.folded(at) == n.folded)) return n.value;
  }
  return std::nullopt;
}

constexpr DateWordBits opening_bits() {
  DateWordBits bits{};
  const auto add = [&bits](const auto& entries) {
    for (const Entry& entry : entries) {
      const std::uint32_t hash = word_hash(entry.word);
      if (opens_date(entry.value.kind)) bits[hash / 64 % bits.size()] |= std::uint64_t{1} << hash % 64;
    }
  };
  add(kSpelledWords);
  add(kUnaccentedWords);
  return bits;
}

}  // namespace

constinit const DateWordBits kDateOpeners = opening_bits();

DateWord date_word(const TokenStream& tokens, std::size_t at, Marks marks) {
  if (at >= tokens.size() || tokens[at].number) return {};
  const std::string_view key = tokens.exact(at);
  const std::uint32_t hash = tokens[at].exact_hash;
  const DateWord* word = nullptr;
  if (marks == Marks::kFolded && !tokens[at].marked) word = kUnaccented.find(key, hash);
  if (word == nullptr) word = kSpelled.find(key, hash);
  return word == nullptr ? DateWord{} : *word;
}

std::optional<SpelledNumber> vietnamese_number(const TokenStream& tokens, std::size_t at, Marks marks) {
  const auto first = numeral(tokens, at, marks);
  if (!first) return std::nullopt;
  const auto second = *first == 10 ? numeral(tokens, at + 1, marks) : std::nullopt;
  if (second && *second <= 2) return SpelledNumber{10 + *second, at + 1};
  return SpelledNumber{*first, at};
}

std::optional<int> roman_quarter(const TokenStream& tokens, std::size_t at) {
  constexpr std::array<std::string_view, 4> kRoman{"i", "ii", "iii", "iv"};
  if (at >= tokens.size()) return std::nullopt;
  const auto found = std::find(kRoman.begin(), kRoman.end(), tokens.exact(at));
  if (found == kRoman.end()) return std::nullopt;
  return static_cast<int>(found - kRoman.begin()) + 1;
}

}  // namespace hoptac
