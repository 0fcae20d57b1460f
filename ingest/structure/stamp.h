// Lines that date a document: publication stamps and datelines.
#pragma once

#include <optional>
#include <string>

#include "ingest/structure/draft.h"

namespace hoptac {

// "Ngày đăng: 21/08/2025 | Lượt xem: 1.024", "Thứ tư, 17/05/2023 - 14:02", "(3-10-2024 14:05)".
struct Stamp {
  Span span;              // of the date
  std::string iso;        // a full day
  std::size_t first = 0;  // token of its label, else of the date
  PhraseHit label;        // kinds of its label; none for a bare date
  bool weekday = false;   // a weekday stands in the line
  bool clock = false;     // a clock time stands at a bare date
};

// "DA NANG, March 15 (VNS) —", "(Đà Nẵng, ngày 14 tháng 3 năm 2025) –", "Nghệ An, ngày 12 tháng 6 năm 2025".
struct Dateline {
  Span place;       // "DA NANG", without country
  Span date;        // empty when it has none
  std::string iso;  // a full day, or ""
};

// The stamp that a short line is. A label with a date behind it counts anywhere in the line; a bare date only
// when at most a byline or rubric stands beside it, set off by punctuation. Periods ("18–22 November") are none.
std::optional<Stamp> read_stamp(const Draft& draft, const Boilerplate& phrases, std::size_t block);

// The dateline at the start of a block, or of its last column. Without a date the place must be a known one.
std::optional<Dateline> read_dateline(const Draft& draft, const Boilerplate& phrases, std::size_t block);

// True when the block or one of the next two begins with the label of an event: "Venue: Hall A".
bool announces_event(const Draft& draft, const Boilerplate& phrases, std::size_t block);

// The month of a periodical's number: "No. 7 (July 2019)", "Tạp chí … số 11/2021".
std::optional<Stamp> read_issue(const Draft& draft, const Boilerplate& phrases, std::size_t block);

}  // namespace hoptac
