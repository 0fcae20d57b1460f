#include "index/purge.h"

#include <xapian.h>

#include <map>

#include "index/checksums.h"
#include "index/register.h"
#include "index/schema.h"
#include "index/space.h"
#include "index/xapian_error.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

// Far above those of the schema, so that a new one is not forgotten here.
constexpr Xapian::valueno kSlots = 256;

void compact(const std::string& from, const std::string& to) {
  Xapian::Database(from).compact(to, static_cast<unsigned>(Xapian::DBCOMPACT_NO_RENUMBER) | Xapian::Compactor::FULL);
}

// True when both bounds that Xapian keeps of a slot are values of documents that are there.
bool has_live_bounds(const Xapian::Database& db, Xapian::valueno slot) {
  bool lower = false, upper = false;
  const std::string low = db.get_value_lower_bound(slot), high = db.get_value_upper_bound(slot);
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot) && !(lower && upper); ++it) {
    lower = lower || *it == low;
    upper = upper || *it == high;
  }
  return lower && upper;
}

void set_value(Xapian::WritableDatabase& db, Xapian::docid id, Xapian::valueno slot, const std::string& value) {
  Xapian::Document document = db.get_document(id);
  if (value.empty()) {
    document.remove_value(slot);
  } else {
    document.add_value(slot, value);
  }
  db.replace_document(id, document);
}

// Xapian keeps the smallest and largest value of a slot (a title, an id) until the last value of the slot goes, even
// when the document that had it is deleted.
void renew_bounds(Xapian::WritableDatabase& db, Xapian::valueno slot) {
  if (db.get_value_freq(slot) == 0 || has_live_bounds(db, slot)) return;
  std::map<Xapian::docid, std::string> values;
  for (auto it = db.valuestream_begin(slot); it != db.valuestream_end(slot); ++it) values[it.get_docid()] = *it;
  for (const auto& [id, value] : values) set_value(db, id, slot, {});
  db.commit();
  for (const auto& [id, value] : values) set_value(db, id, slot, value);
  db.commit();
}

void apply(const std::string& path, const Purge& purge) {
  Xapian::WritableDatabase db(path, Xapian::DB_OPEN);
  for (const std::string& id : purge.ids) db.delete_document(id_term(id));
  for (const auto& [key, value] : purge.metadata) db.set_metadata(key, value);
  db.commit();
  for (Xapian::valueno slot = 0; slot < kSlots; ++slot) renew_bounds(db, slot);
  db.close();
}

Result<void> fill_without(const Generation& from, const Generation& to, const Purge& purge) {
  const std::string work = join_path(to.directory(), "work");
  auto made = guarded(
      to.directory(),
      [&]() -> Result<void> {
        compact(from.docs(), work);
        apply(work, purge);
        compact(work, to.docs());
        return {};
      },
      Access::kWrite);
  if (!made) return made;
  return remove_tree(work);
}

// Publishes what `fill` makes of a new generation.
Result<Generation> make_generation(const Generation& from, const std::function<Result<void>(const Generation&)>& work) {
  if (auto room = check_space(from.index_directory, tree_size(from.docs())); !room) return fail(room.error());
  const auto to = create_generation(from.index_directory);
  if (!to) return to;
  Result<void> made = remove_tree(to->docs());
  if (made) made = remove_tree(to->register_db());
  if (made) made = work(*to);
  if (made) made = publish(*to);
  if (made) made = record_checksums(*to);
  // Unpublished work goes; behind a removal, what stood before it. The error to tell is the one that ended the work.
  const auto removed = remove_unpublished(from.index_directory);
  if (!made) return fail(made.error());
  if (!removed) return fail(removed.error());
  return to;
}

}  // namespace

Result<Generation> purge(const Generation& from, const Purge& purge, const Authority& authority,
                         const Corrections& corrections) {
  return make_generation(from, [&](const Generation& to) -> Result<void> {
    if (auto filled = fill_without(from, to, purge); !filled) return filled;
    if (auto summary = finish_register(to, false, authority, corrections); !summary) return fail(summary.error());
    return mark_alone(to);
  });
}

Result<Generation> copy_generation(const Generation& from,
                                   const std::function<Result<void>(const Generation& copy)>& change,
                                   const Authority& authority, const Corrections& corrections) {
  return make_generation(from, [&](const Generation& to) -> Result<void> {
    const auto copied = guarded(
        to.docs(),
        [&]() -> Result<void> {
          compact(from.docs(), to.docs());
          return {};
        },
        Access::kWrite);
    if (!copied) return copied;
    if (auto changed = change(to); !changed) return changed;
    const auto summary = finish_register(to, false, authority, corrections);
    return summary ? Result<void>() : fail(summary.error());
  });
}

}  // namespace hoptac
