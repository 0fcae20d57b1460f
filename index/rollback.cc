#include "index/rollback.h"

#include "index/features.h"
#include "index/generation.h"
#include "index/shard_list.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {

Result<RollbackReport> roll_back(const std::string& index_directory, double lock_timeout,
                                 const std::atomic<bool>* stop) {
  if (auto one = refuse_shards(index_directory, "rollback"); !one) return fail(std::move(one.error()));
  if (auto exists = current_generation(index_directory); !exists) return fail(std::move(exists.error()));
  auto lock = FileLock::acquire(lock_path(index_directory), lock_timeout, stop);
  if (!lock) return fail(std::move(lock.error()));
  const auto current = current_generation(index_directory);  // as the last writer left it
  if (!current) return fail(current.error());
  const auto other = other_generation(*current);
  if (!other) {
    // That there is no way back matters less than that it cannot be opened.
    auto open = open_generation(index_directory);
    return fail(open ? other.error() : std::move(open.error()));
  }
  if (auto meta = load_meta(*other); !meta) return fail(std::move(meta.error()));
  RollbackReport report{current->name, other->name, 0, {}};
  const auto opened = guarded(other->docs(), [&]() -> Result<void> {
    const Xapian::Database docs = open_docs(*other).all;
    report.documents = docs.get_doccount();
    report.created = get_string(read_versions(docs), "created");
    return check_features(docs, other->docs());
  });
  if (!opened) return fail(opened.error());
  if (auto switched = make_current(*other); !switched) return fail(std::move(switched.error()));
  return report;
}

}  // namespace hoptac
