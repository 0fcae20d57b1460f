#include "index/xapian_error.h"

#include <cerrno>
#include <cstring>
#include <string_view>

namespace hoptac {
namespace {

// Xapian tells the cause of a failed write only by the text of errno, and within the message when it could not take the
// write back either.
bool is_write_trouble(const Xapian::Error& error) {
  const char* const cause = error.get_error_string();
  for (const int code : {ENOSPC, EFBIG, EDQUOT, EACCES, EROFS, EPERM, EIO}) {
    const std::string_view name = std::strerror(code);
    if (cause != nullptr ? cause == name : error.get_msg().find(name) != std::string::npos) return true;
  }
  return false;
}

ErrorCode code_of(const Xapian::Error& error, Access access) {
  const std::string_view type = error.get_type();
  // Before the lock: its file may be what cannot be made. Xapian leaves out why a database cannot be.
  if (access == Access::kWrite && (type == "DatabaseCreateError" || is_write_trouble(error)))
    return ErrorCode::kCannotWrite;
  if (type == "DatabaseLockError") return ErrorCode::kIndexBusy;
  if (type == "DatabaseNotFoundError") return ErrorCode::kIndexMissing;
  if (type == "DatabaseVersionError" || type == "FeatureUnavailableError") return ErrorCode::kIndexTooNew;
  if (type == "DatabaseModifiedError") return ErrorCode::kIndexBusy;
  if (type.starts_with("Network")) return ErrorCode::kIndexMissing;  // a remote shard
  if (type.starts_with("Database") || type == "SerialisationError" || type == "RangeError") {
    return ErrorCode::kIndexDamaged;
  }
  return ErrorCode::kInternal;
}

}  // namespace

Error translate(const Xapian::Error& error, const std::string& path, Access access) {
  std::string detail = error.get_msg();
  if (const char* cause = error.get_error_string()) detail.append(": ").append(cause);
  return {code_of(error, access), path, std::move(detail)};
}

}  // namespace hoptac
