// The closed word classes that dates are made of: months, weekdays, "ngày", "quý", "from", "until" …
//
// They stand in code, not in a table, because parse_stamp() works before any table is loaded and
// because the grammar is written in terms of them. Open classes (cues) are in date_cues.tsv.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "ingest/text/phrase_table.h"

namespace hoptac {

enum class DateWordKind : std::uint8_t {
  kNone,
  kMonthName,    // january = 1
  kWeekday,      // monday = 0
  kDay,          // ngày, mùng
  kMonth,        // tháng, month
  kYear,         // năm, year
  kSchool,       // học, academic
  kQuarter,      // quý, quarter
  kHalf,         // nửa, half
  kPart,         // đầu, early = 0; giữa, mid = 1; cuối, late, end = 2
  kSeason,       // spring …
  kFrom,         // từ, from
  kTo,           // đến, to, until
  kWhole,        // hết: "đến hết năm"
  kAnd,          // và, and
  kSince,        // since, kể (từ)
  kBetween,      // between
  kNow,          // nay, present
  kOrdinal,      // first = 1 … fourth = 4
  kRelativeDay,  // yesterday = -1, today = 0, tomorrow = 1
  kRelative,     // last = -1, this = 0, next = 1
  kThat,         // that (year)
  kOf,           // of, của
  kThe,          // the
  kWeekdayLead,  // thứ
  kDayPart,      // hôm, sáng, chiều: "hôm qua", "sáng nay"
};

struct DateWord {
  DateWordKind kind = DateWordKind::kNone;
  std::int8_t value = 0;
};

// The class of a word token; kNone for all others. Vietnamese words need their accents unless `marks` is kFolded.
DateWord date_word(const TokenStream& tokens, std::size_t at, Marks marks);

// True for a kind that may stand at the start of a date or of an interval: not "of", "to", "and".
constexpr bool opens_date(DateWordKind kind) {
  using enum DateWordKind;
  return kind != kNone && kind != kTo && kind != kWhole && kind != kAnd && kind != kNow && kind != kThat && kind != kOf;
}

// A bit a hash of the words whose kind opens a date.
using DateWordBits = std::array<std::uint64_t, 64>;
extern const DateWordBits kDateOpeners;
// False for nearly all tokens whose word opens no date: spares asking date_word().
inline bool may_open_date(const Token& token) {
  return (kDateOpeners[token.exact_hash / 64 % kDateOpeners.size()] >> token.exact_hash % 64 & 1U) != 0;
}

struct SpelledNumber {
  int value = 0;
  std::size_t last = 0;  // token
};
// "một" … "mười hai", "giêng", "tư" at token `at`.
std::optional<SpelledNumber> vietnamese_number(const TokenStream& tokens, std::size_t at, Marks marks);
// I, II, III, IV (any case).
std::optional<int> roman_quarter(const TokenStream& tokens, std::size_t at);

}  // namespace hoptac
