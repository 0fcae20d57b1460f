// What `search --batch` prints: rows of one format, each written whole.
#pragma once

#include <cstdint>
#include <string>

#include "index/searcher.h"
#include "src/app/batch_file.h"
#include "src/app/options.h"
#include "src/base/json_fwd.h"

namespace hoptac {

enum class RowStatus : std::uint8_t { kOk, kNone, kError };
std::string_view row_status_name(RowStatus status);  // "ok", "none", "error"

// Counts of the rows that were run.
struct BatchCounts {
  std::size_t ok = 0;
  std::size_t none = 0;
  std::size_t error = 0;
};

class BatchOutput {
 public:
  // `options` must outlive it.
  explicit BatchOutput(const Options& options) : options_(options) {}

  void begin(const std::string& generation);
  // CSV and TREC take hits one by one, before close_row().
  bool streams() const;
  void hit(const BatchRow& row, const Hit& hit, std::size_t rank);
  // Ends a row. `response` holds the hits when not streams().
  void close_row(const BatchRow& row, RowStatus status, const SearchResponse& response);
  void failed_row(const BatchRow& row, const Error& error);
  void end(const BatchCounts& counts, bool interrupted);

 private:
  void json_row(const Json& row);

  const Options& options_;
  bool first_ = true;      // of the rows of a JSON document
  bool had_hits_ = false;  // the row at hand
};

}  // namespace hoptac
