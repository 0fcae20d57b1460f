#include "src/base/csv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hoptac {

void CsvParser::add(char c) {
  row_.cut = row_.cut || bytes_ >= limit_;
  if (!row_.cut) row_.cells.back() += c;
}

bool CsvParser::end_row(const Sink& sink) {
  if (state_ != State::kQuoted && !row_.cells.back().empty() && row_.cells.back().back() == '\r') {
    row_.cells.back().pop_back();
  }
  CsvRow row = std::exchange(row_, {line_, {std::string()}});
  state_ = State::kCellStart;
  bytes_ = 0;
  any_ = false;
  return row.blank() || sink(std::move(row));
}

bool CsvParser::feed(std::string_view piece, const Sink& sink) {
  for (const char c : piece) {
    any_ = true;
    if (c == '\n') ++line_;
    if (row_.cut && state_ == State::kQuoted) state_ = State::kPlain;  // nobody's cell: the quote was a mistake
    if (state_ == State::kQuoted) {
      if (c == '"') {
        state_ = State::kQuoteInQuoted;
      } else {
        add(c);
      }
    } else if (c == '"' && state_ != State::kPlain) {
      if (state_ == State::kQuoteInQuoted) add(c);
      state_ = State::kQuoted;
    } else if (c == separator_) {
      row_.cut = row_.cut || row_.cells.size() == kMaxCsvCells;
      if (!row_.cut) row_.cells.emplace_back();
      state_ = State::kCellStart;
    } else if (c == '\n') {
      if (!end_row(sink)) return false;
      continue;
    } else {
      add(c);
      if (c != '\r') state_ = State::kPlain;
    }
    ++bytes_;
  }
  return true;
}

void CsvParser::finish(const Sink& sink) {
  if (!any_) return;
  row_.unclosed = state_ == State::kQuoted;
  end_row(sink);
}

char guess_separator(std::string_view text) {
  constexpr std::array kSeparators{',', ';', '\t'};
  std::array<std::size_t, kSeparators.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '\n' && !quoted) break;
    if (c == '"') quoted = !quoted;
    const auto* const at = std::find(kSeparators.begin(), kSeparators.end(), c);
    if (at != kSeparators.end() && !quoted) ++counts[static_cast<std::size_t>(at - kSeparators.begin())];
  }
  const auto* const most = std::max_element(counts.begin(), counts.end());
  return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

void for_each_csv_row(std::string_view text, std::size_t limit, const CsvParser::Sink& sink) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  CsvParser parser(guess_separator(text), limit);
  if (parser.feed(text, sink)) parser.finish(sink);
}

}  // namespace hoptac
