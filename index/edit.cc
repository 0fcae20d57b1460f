#include "index/edit.h"

#include <xapian.h>

#include <utility>

#include "index/checksums.h"
#include "index/features.h"
#include "index/register.h"
#include "index/shard_list.h"
#include "index/xapian_error.h"

namespace hoptac {

Result<LockedIndex> lock_index(const std::string& index_directory, std::string_view command, double lock_timeout,
                               bool look_only) {
  if (auto one = refuse_shards(index_directory, command); !one) return fail(std::move(one.error()));
  if (auto exists = current_generation(index_directory); !exists) return fail(exists.error());
  LockedIndex out;
  if (!look_only) {
    auto lock = FileLock::acquire(lock_path(index_directory), lock_timeout);
    if (!lock) return fail(std::move(lock.error()));
    out.lock.emplace(*std::move(lock));
    if (auto removed = remove_unpublished(index_directory); !removed) return fail(removed.error());
  }
  const auto current = current_generation(index_directory);
  if (!current) return fail(current.error());
  out.generation = *current;
  if (auto whole = require_merged(*current); !whole) return fail(std::move(whole.error()));
  const std::string place = current->docs();
  auto known = guarded(place, [&] { return check_features(Xapian::Database(place), place); });
  if (!known) return fail(std::move(known.error()));
  return out;
}

Result<void> set_docs_metadata(const Generation& generation, const std::map<std::string, std::string>& metadata) {
  const bool current = is_register_current(generation);
  if (auto begun = begin_changes(generation); !begun) return begun;
  auto set = guarded(
      generation.docs(),
      [&]() -> Result<void> {
        Xapian::WritableDatabase docs(generation.docs(), Xapian::DB_OPEN);
        for (const auto& [key, value] : metadata) docs.set_metadata(key, value);
        docs.commit();
        if (!current) return {};
        Xapian::WritableDatabase records(generation.register_db(), Xapian::DB_OPEN);
        records.set_metadata(std::string(kStampKey), stamp_of(docs));
        records.commit();
        return {};
      },
      Access::kWrite);
  return set ? record_checksums(generation) : set;
}

}  // namespace hoptac
