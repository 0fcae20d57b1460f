// What the words of a date say, before anything is inferred: points and intervals of one text.
//
// Numeric dates are day-first unless that names no day. The grammar knows no context; where a
// form is a date only in context, `need` says what the caller must find around it.
#pragma once

#include <optional>

#include "ingest/facts/date_words.h"
#include "src/model/date.h"

namespace hoptac {

// What must stand around a form for it to be a date.
enum class DateNeed : std::uint8_t {
  kNothing,
  kDayCue,        // 2/9
  kStrongDayCue,  // 2-9, 2.9, 24/7
  kYearCue,       // 2019
  kMonthCue,      // "May" alone
  kRange,         // a bare day: only as an end of an interval
};

enum class Relation : std::uint8_t { kNone, kDay, kWeekday, kMonth, kNamedMonth, kYear, kThatYear, kDayOfMonth };

// Relative to the date of the document: offset in days, months or years; a weekday or month before
// (-1), nearest (0) or after (1).
struct RelativeDate {
  Relation relation = Relation::kNone;
  int offset = 0;
  int weekday = -1;
};

struct DatePoint {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  PartialDate date;                // year 0 = not told; month may be told without a year
  std::optional<PartialDate> end;  // of quarters, halves, decades
  DateNeed need = DateNeed::kNothing;
  int weekday = -1;  // told beside the date
  RelativeDate relative;
  bool this_year = false;  // "quý II năm nay"
  bool that_year = false;  // "the last quarter of that year": of the date before
  std::string_view rule;
};

enum class DateLead : std::uint8_t { kNone, kFrom, kSince, kBetween };

struct DateMatch {
  DatePoint begin;
  std::optional<DatePoint> end;
  DateLead lead = DateLead::kNone;  // the word before, part of the match only if the match is an interval
  bool open = false;                // "since X", "from X to the present"
  bool apart = false;               // two dates, not the ends of an interval ("5 và 20/3")
  std::optional<int> year_offset;   // "from January to March next year"
  bool from_now = false;            // "từ nay đến X": begin is the document's own month
  std::size_t first = 0;
  std::size_t last = 0;
};

// Works on the tokens in [.., limit). Cheap to make; borrows the stream.
class DateGrammar {
 public:
  DateGrammar(const TokenStream& tokens, std::size_t limit, Marks marks)
      : tokens_(tokens), limit_(limit), marks_(marks) {}

  // The longest date or interval that starts at token `at`.
  std::optional<DateMatch> match(std::size_t at) const;
  // The date that starts at `at`; `behind_dash` allows a number right behind "-" (the end of "18-19/11").
  std::optional<DatePoint> point(std::size_t at, bool behind_dash = false) const;

 private:
  using Point = std::optional<DatePoint>;

  DateWord word(std::size_t at) const { return at < limit_ ? date_word(tokens_, at, marks_) : DateWord{}; }
  bool is_kind(std::size_t at, DateWordKind kind) const { return word(at).kind == kind; }
  bool is_sign(std::size_t at, char sign) const { return at < limit_ && tokens_.is(at, sign); }
  bool tight(std::size_t at) const { return at < limit_ && tokens_[at].gap == Gap::kNone; }
  std::optional<int> number(std::size_t at) const;
  std::size_t width(std::size_t at) const { return tokens_.exact(at).size(); }
  std::optional<int> ordinal_day(std::size_t at) const;
  std::optional<int> full_year(std::size_t at) const;
  char joint(std::size_t at) const;
  bool glued_before(std::size_t at) const;
  bool glued_after(std::size_t last, char inner) const;
  std::size_t skip(std::size_t at, DateWordKind kind) const { return is_kind(at, kind) ? at + 1 : at; }

  Point numeric(std::size_t at, bool behind_dash) const;
  Point numeric_two(std::size_t at, char sign) const;
  Point numeric_three(std::size_t at, char sign) const;
  Point bare_number(std::size_t at) const;
  bool is_issue(std::size_t at) const;
  Point day_led(std::size_t at, int day, std::size_t next) const;
  Point month_led(std::size_t at) const;
  Point vietnamese_day(std::size_t at) const;
  Point vietnamese_month(std::size_t at) const;
  Point vietnamese_year(std::size_t at) const;
  Point quarter(std::size_t at) const;
  Point ordinal_unit(std::size_t at) const;
  Point half(std::size_t at) const;
  Point first_months(std::size_t at) const;
  Point part(std::size_t at) const;
  Point weekday_led(std::size_t at) const;
  Point relative(std::size_t at) const;
  Point relative_day(std::size_t at) const;
  Point vietnamese_relative(std::size_t at) const;
  std::optional<int> vietnamese_offset(std::size_t unit) const;
  bool is_counted(std::size_t at) const;
  Point year_led(std::size_t at) const;
  Point year_beside(std::size_t at) const;
  Point day_of_month(std::size_t at, int day) const;
  Point code_unit(std::size_t at) const;
  Point word_led(std::size_t at) const;
  void take_vietnamese_year(DatePoint& point) const;
  void take_english_year(DatePoint& point) const;
  std::size_t take_unit_year(std::size_t at, int& year) const;
  bool is_that_year(std::size_t at) const;
  bool from_new_year(std::size_t at, DateMatch& match) const;

  std::optional<std::size_t> joining(std::size_t at, const DatePoint& begin, DateLead lead) const;
  std::size_t onwards(std::size_t at) const;
  bool lasts_until_now(std::size_t at, std::size_t& last) const;
  bool short_year_range(DateMatch& match) const;
  void extend(DateMatch& match) const;
  bool is_week_of(std::size_t at) const;

  const TokenStream& tokens_;
  std::size_t limit_;
  Marks marks_;
};

// Fills what one end leaves to the other (18–22 November 2024) and says whether they can be an interval.
bool join_dates(DatePoint& begin, DatePoint& end);

}  // namespace hoptac
