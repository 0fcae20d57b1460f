// `hoptac search --batch FILE`: many queries over one open index.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <vector>

#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/search_json.h"
#include "src/app/search_text.h"
#include "src/base/file.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

struct BatchRow {
  std::size_t line = 0;
  std::string id;
  std::string query;
};

Result<std::string> batch_text(const std::string& path) {
  if (path != "-") return read_file(path, limits::kMaxFileBytes);
  std::string text;
  std::array<char, 65536> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), stdin)) text.append(buffer.data(), n);
  return text;
}

// A row without a tab is a query whose id is its line number.
std::vector<BatchRow> batch_rows(std::string_view text) {
  std::vector<BatchRow> rows;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    line = trim(line);
    if (line.empty()) continue;
    const std::size_t tab = line.find('\t');
    const std::string id =
        tab == std::string_view::npos ? std::to_string(number) : std::string(trim(line.substr(0, tab)));
    rows.push_back({number, id, std::string(tab == std::string_view::npos ? line : trim(line.substr(tab + 1)))});
  }
  return rows;
}

SearchRequest request_of(const Options& o, const BatchRow& row) {
  SearchRequest request = o.search.request;
  request.query = row.query;
  if (o.common.format == OutputFormat::kTrec) request.passages = 0;
  return request;
}

// All rows are looked at before the first one runs. Gives the number of faulty rows.
std::size_t report_faulty(const Options& o, Searcher& searcher, const std::vector<BatchRow>& rows) {
  std::size_t faulty = 0;
  for (const BatchRow& row : rows) {
    const auto sound = searcher.check(request_of(o, row));
    if (sound) continue;
    ++faulty;
    write_err(fmt::format("{}:{}: query {} is faulty\n{}\n", o.search.batch, row.line, row.id, sound.error().detail));
  }
  return faulty;
}

void write_row(const Options& o, const BatchRow& row, const SearchResponse& response) {
  const CsvWriter csv(o.common.excel);
  std::size_t rank = response.offset;
  switch (o.common.format) {
    case OutputFormat::kTrec:
      return write_out(trec_lines(row.id, response));
    case OutputFormat::kCsv:
      for (const Hit& hit : response.hits) {
        Row cells{row.id};
        for (std::string& cell : hit_row(hit, ++rank)) cells.push_back(std::move(cell));
        write_out(csv.row(cells));
      }
      return;
    case OutputFormat::kText:
      return write_out(bold(fmt::format("== {}: {}", row.id, row.query), detect_style(1)) + "\n" +
                       search_text(response, o.search.request, detect_style(1)) + "\n");
    case OutputFormat::kJson:
    case OutputFormat::kJsonl:
      break;
  }
  Json json{{"query_id", row.id}, {"query", row.query}};
  const Json body = search_json(response);
  for (const auto& [key, value] : body.items()) json[key] = value;
  write_jsonl(json);
}

int run_rows(const Options& o, Searcher& searcher, const std::vector<BatchRow>& rows) {
  if (o.common.format == OutputFormat::kCsv) {
    Row header{"query_id"};
    for (std::string& name : hit_header()) header.push_back(std::move(name));
    write_out(CsvWriter(o.common.excel).header(header));
  }
  std::size_t found = 0;
  for (const BatchRow& row : rows) {
    const auto response = searcher.search(request_of(o, row));
    if (!response) return report_error("search", response.error());
    found += response->total > 0 ? 1U : 0U;
    write_row(o, row, *response);
  }
  return found == 0 ? 1 : 0;
}

}  // namespace

int run_batch(const Options& o) {
  const auto text = batch_text(o.search.batch);
  if (!text) return report_error("search", {ErrorCode::kUsage, o.search.batch, text.error().detail});
  const std::vector<BatchRow> rows = batch_rows(*text);
  if (rows.empty()) return report_error("search", {ErrorCode::kUsage, o.search.batch, "no rows; each is id<TAB>query"});
  auto searcher = Searcher::open(o.common.index, o.common.authority);
  if (!searcher) return report_error("search", searcher.error());
  if (const std::size_t faulty = report_faulty(o, *searcher, rows); faulty > 0) {
    write_err(fmt::format(
        "hoptac search: {} of {} rows are faulty, nothing was run; mend them, or use --plain to take rows as words\n",
        faulty, rows.size()));
    return exit_status(ErrorCode::kBadQuery);
  }
  return run_rows(o, *searcher, rows);
}

}  // namespace hoptac
