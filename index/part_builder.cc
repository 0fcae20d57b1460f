#include "index/part_builder.h"

#include <utility>

#include "index/parts.h"
#include "index/schema.h"
#include "index/xapian_error.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

constexpr std::size_t kWaitingSlices = 4;  // for each worker
// A slice has tables of a few hundred KiB.
constexpr int kSliceBlockBytes = 16 << 10;

std::string slice_path(const std::string& directory, std::size_t number, std::string_view name) {
  return join_path(directory, "slices/" + std::to_string(number) + "." + std::string(name));
}

// Not DB_DANGEROUS: under that Xapian cannot take back what it has of a document that it refuses.
Xapian::WritableDatabase make_slice(const std::string& path) {
  return Xapian::WritableDatabase(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC, kSliceBlockBytes);
}

void merge_slices(const std::string& directory, std::size_t count, std::string_view name) {
  Xapian::Database all;
  for (std::size_t i = 0; i < count; ++i) all.add_database(Xapian::Database(slice_path(directory, i, name)));
  all.compact(join_path(directory, name), 0, kPartBlockBytes);
}

void delete_documents(const std::string& directory, const std::vector<std::string>& ids) {
  Xapian::WritableDatabase docs(join_path(directory, "docs"), Xapian::DB_OPEN);
  Xapian::WritableDatabase records(join_path(directory, "register"), Xapian::DB_OPEN);
  for (const std::string& id : ids) {
    docs.delete_document(id_term(id));
    records.delete_document(document_term(id));
  }
  docs.commit();
  records.commit();
}

}  // namespace

struct PartBuilder::Slice {
  std::vector<QueuedDocument> documents;
  TaskPool::Ticket done;
  Result<void> written;
  std::vector<RefusedDocument> refused;
  double other_cpu = 0;

  // Xapian drops the whole slice with a document that it refuses: it is written again without that.
  void write(const std::string& directory, std::size_t number) {
    bool again = true;
    while (again) {
      again = false;
      written = guarded(
          directory, [&] { return write_once(directory, number, again); }, Access::kWrite);
    }
    documents = {};
  }

  Result<void> write_once(const std::string& directory, std::size_t number, bool& again) {
    Xapian::WritableDatabase docs = make_slice(slice_path(directory, number, "docs"));
    Xapian::WritableDatabase records = make_slice(slice_path(directory, number, "register"));
    for (QueuedDocument& d : documents) {
      if (d.gone) continue;
      try {
        docs.add_document(to_xapian(d.document.record));
        for (const IndexRecord& r : d.document.agreements) records.add_document(to_xapian(r));
      } catch (const Xapian::InvalidArgumentError& error) {
        refused.push_back({d.path, translate(error, d.path, Access::kWrite)});
        d.gone = again = true;
        return {};
      }
    }
    docs.commit();
    records.commit();
    return {};
  }
};

Result<std::unique_ptr<PartBuilder>> PartBuilder::begin(std::string directory, TaskPool& pool) {
  if (auto cleared = remove_tree(directory); !cleared) return fail(std::move(cleared.error()));
  if (auto made = make_directories(join_path(directory, "slices")); !made) return fail(std::move(made.error()));
  return std::unique_ptr<PartBuilder>(new PartBuilder(std::move(directory), pool));
}

PartBuilder::PartBuilder(std::string directory, TaskPool& pool) : directory_(std::move(directory)), pool_(pool) {}

PartBuilder::~PartBuilder() {
  for (const auto& slice : writing_) pool_.wait(slice->done);
}

Result<void> PartBuilder::add(std::vector<QueuedDocument> documents) {
  while (writing_.size() >= kWaitingSlices * pool_.workers()) {
    if (auto done = wait_for_first(); !done) return done;
  }
  auto slice = std::make_unique<Slice>();
  slice->documents = std::move(documents);
  slice->done = pool_.submit(
      [this, s = slice.get(), number = slices_](std::size_t worker) {
        const double before = thread_cpu_seconds();
        s->write(directory_, number);
        if (worker > 0) s->other_cpu = thread_cpu_seconds() - before;
      },
      true);
  ++slices_;
  writing_.push_back(std::move(slice));
  return {};
}

Result<void> PartBuilder::wait_for_first() {
  const auto slice = std::move(writing_.front());
  writing_.pop_front();
  pool_.wait(slice->done);
  other_cpu_ += slice->other_cpu;
  refused_.insert(refused_.end(), slice->refused.begin(), slice->refused.end());
  return std::move(slice->written);
}

Result<void> PartBuilder::wait() {
  while (!writing_.empty()) {
    if (auto done = wait_for_first(); !done) return done;
  }
  return {};
}

Result<void> PartBuilder::finish(const std::map<std::string, std::string>& metadata,
                                 const std::vector<std::string>& removed) {
  if (slices_ == 0) {
    if (auto added = add({}); !added) return added;
  }
  if (auto done = wait(); !done) return done;
  auto merged = guarded(
      directory_,
      [&]() -> Result<void> {
        {
          Xapian::WritableDatabase last(slice_path(directory_, slices_ - 1, "docs"),
                                        Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
          for (const auto& [key, value] : metadata) last.set_metadata(key, value);
          last.commit();
        }
        merge_slices(directory_, slices_, "docs");
        merge_slices(directory_, slices_, "register");
        if (!removed.empty()) delete_documents(directory_, removed);
        return {};
      },
      Access::kWrite);
  if (!merged) return merged;
  if (auto cleared = remove_tree(join_path(directory_, "slices")); !cleared) return cleared;
  return sync_tree(directory_);
}

}  // namespace hoptac
