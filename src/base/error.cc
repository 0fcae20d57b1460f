#include "src/base/error.h"

#include <array>

namespace hoptac {
namespace {

struct Row {
  ErrorCode code;
  std::string_view name;
  std::string_view sentence;
  bool fatal;
  int exit;
};

constexpr std::array kTable{
    Row{ErrorCode::kUnreadable, "unreadable", "the file cannot be read", false, 1},
    Row{ErrorCode::kEmpty, "empty", "there is no text in it", false, 1},
    Row{ErrorCode::kTooLarge, "too-large", "beyond a size limit", false, 1},
    Row{ErrorCode::kBinary, "binary", "not text and no known format", false, 1},
    Row{ErrorCode::kBadEncoding, "bad-encoding", "text in an encoding that cannot be told", false, 1},
    Row{ErrorCode::kDamaged, "damaged", "the file is truncated or broken", false, 1},
    Row{ErrorCode::kEncrypted, "encrypted", "the file needs a password", false, 1},
    Row{ErrorCode::kNeedsReader, "needs-reader", "this build has no reader for the format", false, 1},
    Row{ErrorCode::kNeedsOcr, "needs-ocr", "scanned pages without text", false, 1},
    Row{ErrorCode::kReaderFailed, "reader-failed", "its reader gave up", false, 1},
    Row{ErrorCode::kIdTaken, "id-taken", "the document id is taken", false, 1},
    Row{ErrorCode::kBadRecord, "bad-record", "a record or a sidecar is faulty", false, 1},
    Row{ErrorCode::kUsage, "usage", "wrong usage", true, 2},
    Row{ErrorCode::kBadQuery, "bad-query", "the query is faulty", true, 2},
    Row{ErrorCode::kNotFound, "not-found", "not found", true, 1},
    Row{ErrorCode::kIndexBusy, "index-busy", "another process is writing to the index", true, 3},
    Row{ErrorCode::kIndexMissing, "index-missing", "there is no index", true, 4},
    Row{ErrorCode::kIndexTooNew, "index-too-new", "the index was made by a newer hoptac", true, 4},
    Row{ErrorCode::kIndexDamaged, "index-damaged", "the index cannot be read", true, 4},
    Row{ErrorCode::kCannotWrite, "cannot-write", "writing failed", true, 6},
    Row{ErrorCode::kInterrupted, "interrupted", "interrupted", true, 5},
    Row{ErrorCode::kInternal, "internal", "internal fault", true, 1},
};

const Row& row(ErrorCode code) {
  for (const Row& r : kTable) {
    if (r.code == code) return r;
  }
  return kTable.back();
}

}  // namespace

std::string_view code_name(ErrorCode code) { return row(code).name; }

ErrorCode code_from_name(std::string_view name) {
  for (const Row& r : kTable) {
    if (r.name == name) return r.code;
  }
  return ErrorCode::kInternal;
}

std::string_view code_sentence(ErrorCode code) { return row(code).sentence; }
bool is_fatal(ErrorCode code) { return row(code).fatal; }
int exit_status(ErrorCode code) { return row(code).exit; }

std::string describe(const Error& error) {
  std::string out;
  if (!error.path.empty()) out = error.path + ": ";
  out += code_sentence(error.code);
  if (!error.detail.empty()) out += ": " + error.detail;
  return out;
}

}  // namespace hoptac
