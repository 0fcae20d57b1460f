#include "ingest/facts/institution_settings.h"

#include <algorithm>
#include <optional>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMinCells = 3;
constexpr std::size_t kMaxHeadingTokens = 5;
constexpr std::size_t kMaxEntryTokens = 40;

bool is_country_word(const TokenStream& tokens, TokenRange cell) {
  for (std::size_t i = cell.begin; i < cell.end; ++i) {
    const std::string_view word = tokens.exact(i);
    if (word == "country" || word == "countries" || word == "nation") return true;
    if (word == "nước" || (word == "quốc" && i + 1 < cell.end && tokens.exact(i + 1) == "gia")) return true;
  }
  return false;
}

class Settings {
 public:
  explicit Settings(const FactInput& input) : input_(input), tokens_(input.tokens) {}

  std::vector<std::string_view> run() {
    tables_ = input_.document.text.find('|') != std::string::npos;
    std::vector<std::string_view> out(input_.sentences.size());
    for (std::size_t s = 0; s < out.size(); ++s) {
      out[s] = in_row(s);
      if (out[s].empty()) out[s] = in_list(input_.sentences[s].tokens);
    }
    return out;
  }

 private:
  // A header row tells the column; the rows behind it, their country.
  std::string_view in_row(std::size_t s) {
    const TableCells cells = tables_ ? table_cells(input_, s) : TableCells();
    if (cells.empty()) return {};
    for (std::size_t c = 0; c < cells.size(); ++c) {
      if (!is_country_word(tokens_, cells[c])) continue;
      column_ = c;
      columns_ = cells.size();
      return {};
    }
    if (!column_ || columns_ != cells.size()) return {};
    const TokenRange cell = cells[*column_];
    return cell.begin < cell.end ? country_named_at(input_, cell.begin).first : std::string_view();
  }

  std::string_view in_list(TokenRange range) {
    std::size_t i = range.begin;
    while (i < range.end && (!tokens_[i].word || tokens_[i].number) && i < range.begin + 3) ++i;
    const auto [code, last] = country_named_at(input_, i);
    if (!code.empty()) {
      const std::size_t next = entry_border(last + 1, range.end);
      const bool whole = next >= range.end && range.end - range.begin <= kMaxHeadingTokens;
      if (whole || (next + 1 == range.end && tokens_.is(next, ':'))) {
        heading_ = code;
        return {};
      }
      if (next < range.end && tokens_.is(next, ':')) return code;
    }
    const bool entry = range.end - range.begin <= kMaxEntryTokens && i > range.begin;
    if (!entry) heading_ = {};
    return heading_;
  }

  // Behind the country also its other name: "France / Pháp:".
  std::size_t entry_border(std::size_t i, std::size_t end) const {
    if (i + 1 < end && (tokens_.is(i, '/') || tokens_.is(i, '('))) {
      const auto [code, last] = country_named_at(input_, i + 1);
      if (!code.empty()) i = last + 1;
      if (i < end && tokens_.is(i, ')')) ++i;
    }
    return i;
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  bool tables_ = false;  // the text has column borders
  std::optional<std::size_t> column_;
  std::size_t columns_ = 0;
  std::string_view heading_;
};

// The line that holds a sentence ("Co., Ltd. | Korea" is cut in two), within a bounded reach.
TokenRange line_of(const TokenStream& tokens, TokenRange range) {
  constexpr std::size_t kReach = 60;
  const std::size_t floor = range.begin > kReach ? range.begin - kReach : 0;
  while (range.begin > floor && tokens[range.begin].gap != Gap::kLine) --range.begin;
  const std::size_t limit = std::min(tokens.size(), range.end + kReach);
  while (range.end < limit && tokens[range.end].gap != Gap::kLine) ++range.end;
  return range;
}

}  // namespace

std::pair<std::string_view, std::size_t> country_named_at(const FactInput& input, std::size_t i) {
  if (i >= input.tokens.size() || !input.tokens[i].word || !input.tokens[i].upper) return {};
  if (i > 0 && (input.tokens.exact(i - 1) == "tiếng" || input.tokens.folded(i - 1) == "tieng"))
    return {};  // a language
  const auto match = input.authority.country_names().find(input.tokens, i, input.marks);
  if (!match) return {};
  const auto word = input.tables.names.vi_words.find(input.tokens, i, input.marks);
  if (word && word->last > match->last) return {};  // "Viện Hàn lâm"
  const std::string& code = input.authority.countries()[match->value].code;
  if (code == "EU" || code.starts_with('X')) return {};  // private codes of regions
  return {code, match->last};
}

TableCells table_cells(const FactInput& input, std::size_t sentence) {
  const TokenRange range = line_of(input.tokens, input.sentences[sentence].tokens);
  TableCells cells;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (!input.tokens.is(i, '|')) continue;
    cells.push_back({begin, i});
    begin = i + 1;
  }
  if (cells.size() + 1 < kMinCells) return {};
  cells.push_back({begin, range.end});
  return cells;
}

std::vector<std::string_view> sentence_countries(const FactInput& input) { return Settings(input).run(); }

}  // namespace hoptac
