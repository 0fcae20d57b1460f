#include "index/inspect.h"
namespace hoptac {
Result<IndexStats> index_stats(const std::string& d) { return fail(ErrorCode::kIndexMissing, d); }
Result<std::vector<LedgerRow>> ledger_rows(const std::string& d, const std::string&) {
  return fail(ErrorCode::kIndexMissing, d);
}
Result<std::vector<RootRow>> root_rows(const std::string& d) { return fail(ErrorCode::kIndexMissing, d); }
Result<VerifyReport> verify_index(const std::string& d) { return fail(ErrorCode::kIndexMissing, d); }
Result<std::size_t> export_index(const std::string& d, const std::function<bool(const std::string&)>&) {
  return fail(ErrorCode::kIndexMissing, d);
}
}  // namespace hoptac
