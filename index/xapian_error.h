// Where exceptions of Xapian end: the one translator of them into Error.
#pragma once

#include <xapian.h>

#include <exception>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "index/writing.h"
#include "src/base/result.h"

namespace hoptac {

// What an exception of Xapian means to us: a held lock is kIndexBusy, a missing database
// or server kIndexMissing, a newer format kIndexTooNew, any other trouble with a database kIndexDamaged, wrong
// arguments kInternal. A full disk, lacking permission or I/O error is kCannotWrite to who writes.
enum class Access { kRead, kWrite };
Error translate(const Xapian::Error& error, const std::string& path, Access access);

// Runs `work`, which returns a Result; exceptions become errors about `path`.
template <typename F>
auto guarded(const std::string& path, F&& work, Access access = Access::kRead) -> std::invoke_result_t<F> {
  std::optional<Writing> writing;
  if (access == Access::kWrite) writing.emplace();
  try {
    return std::forward<F>(work)();
  } catch (const Xapian::Error& error) {
    return fail(translate(error, path, access));
  } catch (const std::exception& error) {
    return fail(ErrorCode::kInternal, path, error.what());
  }
}

// The same for readers: when a writer has overtaken the revision that `work` reads, or a remote database has failed,
// `recover` is told of the error; when it gives true, all of `work` runs again.
template <typename F, typename Recover>
auto guarded_retrying(const std::string& path, F&& work, Recover&& recover) -> std::invoke_result_t<F> {
  constexpr int kTries = 20;
  return guarded(path, [&]() -> std::invoke_result_t<F> {
    for (int i = 1; i < kTries; ++i) {
      try {
        return work();
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (!recover(error)) throw;
      } catch (const Xapian::NetworkError& error) {
        if (!recover(error)) throw;
      }
    }
    return work();
  });
}

}  // namespace hoptac
