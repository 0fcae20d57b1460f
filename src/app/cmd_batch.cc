// `hoptac search --batch FILE`: many queries over one open index.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

#include "index/searcher.h"
#include "src/app/batch_file.h"
#include "src/app/batch_output.h"
#include "src/app/commands.h"
#include "src/app/interrupt.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/terminal.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostFaultsShown = 50;
constexpr auto kRedraw = std::chrono::milliseconds(200);

Result<std::string> batch_bytes(const std::string& path) {
  if (path != "-") return read_file(path, limits::kMaxFileBytes);
  std::string text;
  std::array<char, 65536> buffer{};
  while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
    text.append(buffer.data(), n);
    if (text.size() > limits::kMaxFileBytes)
      return fail(ErrorCode::kTooLarge, {}, fmt::format("more than {} bytes", limits::kMaxFileBytes));
  }
  if (std::ferror(stdin) != 0) return fail(ErrorCode::kUnreadable, {}, "cannot be read");
  return text;
}

// A line of progress on a terminal, unless the rows themselves go there.
class BatchProgress {
 public:
  explicit BatchProgress(std::size_t total) : total_(total), shown_(is_terminal(2) && !is_terminal(1)) {}
  void row_done(std::size_t done) {
    if (!shown_ || Clock::now() - drawn_ < kRedraw) return;
    drawn_ = Clock::now();
    const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
    write_err(fmt::format("\r\033[K{} of {} rows, {:.0f}/s", done, total_, static_cast<double>(done) / seconds));
  }
  void finish() const {
    if (shown_) write_err("\r\033[K");
  }

 private:
  std::size_t total_;
  bool shown_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point drawn_;
};

class Batch {
 public:
  Batch(const Options& options, Searcher& searcher, const std::atomic<bool>& stop)
      : options_(options), searcher_(searcher), stop_(stop), output_(options) {}

  // All rows are looked at before the first one runs. True when all are sound.
  bool validate(const BatchFile& file) {
    std::vector<BatchFault> faults = file.faults;
    for (const BatchRow& row : file.rows) {
      if (stop_) return true;
      const auto sound = searcher_.check(request_of(row));
      if (!sound) faults.push_back({row.line, fmt::format("query {} is faulty{}", row.id, detail_of(sound.error()))});
    }
    if (faults.empty()) return true;
    report(std::move(faults), file.rows.size() + file.faults.size());
    return false;
  }

  int run(const std::vector<BatchRow>& rows) {
    output_.begin(searcher_.generation());
    BatchProgress progress(rows.size());
    std::size_t done = 0;
    for (const BatchRow& row : rows) {
      if (stop_) break;
      run_row(row);
      progress.row_done(++done);
    }
    progress.finish();
    output_.end(counts_, stop_);
    if (stop_) return interrupted(done, rows.size());
    if (failure_) return exit_status(*failure_);
    return counts_.ok == 0 ? 1 : 0;
  }

 private:
  SearchRequest request_of(const BatchRow& row) const {
    SearchRequest request = options_.search.request;
    request.query = row.query;
    request.ids_only = options_.common.format == OutputFormat::kTrec;
    return request;
  }

  static std::string detail_of(const Error& error) {
    return error.code == ErrorCode::kBadQuery ? ": " + error.detail : ": " + describe(error);
  }

  void report(std::vector<BatchFault> faults, std::size_t rows) const {
    std::stable_sort(faults.begin(), faults.end(),
                     [](const BatchFault& a, const BatchFault& b) { return a.line < b.line; });
    const std::size_t shown = std::min(faults.size(), kMostFaultsShown);
    for (std::size_t i = 0; i < shown; ++i)
      write_err(fmt::format("{}:{}: {}\n", options_.search.batch, faults[i].line, faults[i].cause));
    if (shown < faults.size()) write_err(fmt::format("… and {} more\n", faults.size() - shown));
    write_err(fmt::format("hoptac search: {} of {} rows are faulty, nothing was run; mend them{}\n", faults.size(),
                          rows, options_.search.request.plain ? "" : ", or use --plain to take queries as words"));
  }

  Result<SearchResponse> answer(const BatchRow& row) {
    const SearchRequest request = request_of(row);
    if (!output_.streams()) return searcher_.search(request);
    std::size_t rank = request.offset;
    return searcher_.stream(request, [&](const Hit& hit) {
      output_.hit(row, hit, ++rank);
      return !stop_;
    });
  }

  void run_row(const BatchRow& row) {
    const auto response = answer(row);
    if (!response) {
      ++counts_.error;
      if (!failure_) failure_ = response.error().code;
      return output_.failed_row(row, response.error());
    }
    const RowStatus status = response->total > 0 ? RowStatus::kOk : RowStatus::kNone;
    ++(status == RowStatus::kOk ? counts_.ok : counts_.none);
    output_.close_row(row, status, *response);
  }

  static int interrupted(std::size_t done, std::size_t rows) {
    write_err(fmt::format("hoptac search: interrupted after {} of {} rows; what is printed is whole\n", done, rows));
    return exit_status(ErrorCode::kInterrupted);
  }

  const Options& options_;
  Searcher& searcher_;
  const std::atomic<bool>& stop_;
  BatchOutput output_;
  BatchCounts counts_;
  std::optional<ErrorCode> failure_;  // the first one
};

}  // namespace

int run_batch(const Options& o) {
  const std::string& name = o.search.batch;
  const auto usage = [&](const std::string& detail) {
    return report_error("search", {ErrorCode::kUsage, name, detail});
  };
  if (!o.search.request.query.empty()) return usage("--batch runs the rows of a file; leave the query words out");
  const auto bytes = batch_bytes(name);
  if (!bytes) return usage(bytes.error().detail);
  const auto file = read_batch(name, *bytes);
  if (!file) return usage(file.error().detail);
  if (file->rows.empty() && file->faults.empty()) return usage("no rows; each is id<TAB>query, or id,query in a .csv");
  auto searcher = open_searcher(o);
  if (!searcher) return report_error("search", searcher.error());
  Batch batch(o, *searcher, catch_interrupts());
  if (!batch.validate(*file)) return exit_status(ErrorCode::kBadQuery);
  const int status = batch.run(file->rows);
  tell_missing(*searcher);
  return status;
}

}  // namespace hoptac
