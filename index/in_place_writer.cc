#include "index/in_place_writer.h"

#include <algorithm>

#include "index/generation.h"
#include "index/ledger.h"
#include "index/schema.h"
#include "index/space.h"
#include "index/stored.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Register records are small: commits of the register are rarer than those of docs.
constexpr std::size_t kRegisterBatch = 2000;

// A transaction that is cancelled unless committed: Xapian's own flush threshold cannot cut a batch.
class Transaction {
 public:
  explicit Transaction(Xapian::WritableDatabase& db) : db_(db) { db_.begin_transaction(true); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (done_) return;
    try {
      db_.cancel_transaction();
    } catch (const Xapian::Error&) {
      // The error that brought us here is the one to tell.
    }
  }
  void commit() {
    done_ = true;
    db_.commit_transaction();
  }

 private:
  Xapian::WritableDatabase& db_;
  bool done_ = false;
};

bool has_file(const Xapian::Database& db, Xapian::docid id, const std::string& file_term) {
  auto it = db.termlist_begin(id);
  it.skip_to(file_term);
  return it != db.termlist_end(id) && *it == file_term;
}

}  // namespace

Result<std::unique_ptr<InPlaceWriter>> InPlaceWriter::open(const std::string& docs_path,
                                                           const std::string& register_path, WriteListener listener) {
  return guarded(
      docs_path,
      [&]() -> Result<std::unique_ptr<InPlaceWriter>> {
        std::unique_ptr<InPlaceWriter> out(new InPlaceWriter);
        out->path_ = docs_path;
        out->docs_ = Xapian::WritableDatabase(docs_path, Xapian::DB_OPEN);
        out->with_register_ = !register_path.empty();
        if (out->with_register_) out->register_ = Xapian::WritableDatabase(register_path, Xapian::DB_OPEN);
        out->listener_ = std::move(listener);
        return out;
      },
      Access::kWrite);
}

Result<void> InPlaceWriter::add(Change change) {
  batch_bytes_ += bytes_of(change);
  batch_documents_ += change.documents.size();
  for (const auto& [key, value] : change.metadata) lazy_.erase(key);
  // In the order of apply().
  for (const std::string& id : change.removed) {
    queued_.erase(id);
    freed_.insert(id);
  }
  for (const NewDocument& d : change.documents) queued_.insert_or_assign(d.id, change.path);
  batch_.push_back(std::move(change));
  if (batch_bytes_ < limits::kBatchBytes && batch_documents_ < limits::kBatchDocuments) return {};
  return commit();
}

void InPlaceWriter::add_lazily(std::string key, std::string value) {
  lazy_.insert_or_assign(std::move(key), std::move(value));
}

Result<void> InPlaceWriter::commit() {
  if (batch_.empty()) {
    if (lazy_.empty() || !has_committed_) return {};
    batch_.emplace_back();
  }
  for (auto& [key, value] : lazy_) batch_.back().metadata.emplace_back(key, std::move(value));
  lazy_.clear();
  if (auto room = check_space(path_, batch_bytes_); !room) return room;
  const std::vector<Change> batch = std::exchange(batch_, {});
  queued_.clear();
  freed_.clear();
  batch_bytes_ = 0;
  batch_documents_ = 0;
  Result<void> written = write(batch);
  if (!written && written.error().code == ErrorCode::kInternal) written = write_one_by_one(batch);
  return written;
}

void InPlaceWriter::apply(const Change& change) {
  for (const std::string& id : change.removed) {
    touch(id_term(id));
    docs_.delete_document(id_term(id));
  }
  for (const NewDocument& d : change.documents) {
    touch(d.record.id_term);
    const Xapian::Document document = to_xapian(d.record);
    touched_.add(document.get_value(slot_number(Slot::kEntities)));
    docs_.replace_document(d.record.id_term, document);
  }
  for (const auto& [key, value] : change.metadata) docs_.set_metadata(key, value);
}

// Notes the keys of the document as it is before the change.
void InPlaceWriter::touch(const std::string& id_term) {
  const auto at = docs_.postlist_begin(id_term);
  if (at == docs_.postlist_end(id_term)) return;
  touched_.add(docs_.get_document(*at, Xapian::DOC_ASSUME_VALID).get_value(slot_number(Slot::kEntities)));
}

Result<void> InPlaceWriter::write(const std::vector<Change>& changes) {
  if (!has_committed_ && listener_.beginning) {
    if (auto begun = listener_.beginning(); !begun) return begun;
  }
  auto written = guarded(
      path_,
      [&]() -> Result<void> {
        Transaction transaction(docs_);
        for (const Change& change : changes) apply(change);
        docs_.set_metadata(std::string(kCommitKey), std::to_string(now_ns()));
        transaction.commit();
        return {};
      },
      Access::kWrite);
  if (!written) return written;
  has_committed_ = true;
  std::vector<std::string> ids;
  for (const Change& change : changes) {
    for (const NewDocument& d : change.documents) ids.push_back(d.id);
  }
  if (listener_.committed && !ids.empty()) listener_.committed(ids);
  return write_register(changes);
}

// An exception has cancelled the whole batch; alone, each sound change goes through.
Result<void> InPlaceWriter::write_one_by_one(const std::vector<Change>& changes) {
  for (const Change& change : changes) {
    const auto written = write({change});
    if (written) continue;
    if (written.error().code != ErrorCode::kInternal) return written;
    if (listener_.refused) listener_.refused(change.path, written.error());
  }
  return {};
}

// Behind docs, never before: a crash between the two leaves a register whose stamp does not fit, and
// the next run mends it.
Result<void> InPlaceWriter::write_register(const std::vector<Change>& changes) {
  if (!with_register_) return {};
  return guarded(
      path_,
      [&]() -> Result<void> {
        for (const Change& change : changes) {
          for (const std::string& id : change.removed) register_.delete_document(document_term(id));
          for (const NewDocument& d : change.documents) {
            register_.delete_document(document_term(d.id));
            for (const IndexRecord& r : d.agreements) register_.add_document(to_xapian(r));
            register_changes_ += d.agreements.size();
          }
        }
        if (register_changes_ < kRegisterBatch) return {};
        register_changes_ = 0;
        register_.commit();
        return {};
      },
      Access::kWrite);
}

Result<void> InPlaceWriter::close() {
  if (auto written = commit(); !written) return written;
  return guarded(
      path_,
      [&]() -> Result<void> {
        docs_.close();
        if (with_register_) {
          register_.commit();
          register_.close();
        }
        return {};
      },
      Access::kWrite);
}

Result<std::optional<std::string>> InPlaceWriter::taken_by(const std::string& id, std::string_view own_file_key) const {
  const auto queued = queued_.find(id);
  if (queued != queued_.end()) {
    if (file_key(queued->second) == own_file_key) return std::nullopt;
    return queued->second;
  }
  if (freed_.contains(id)) return std::nullopt;
  return guarded(path_, [&]() -> Result<std::optional<std::string>> {
    const std::string term = id_term(id);
    const auto at = docs_.postlist_begin(term);
    if (at == docs_.postlist_end(term)) return std::nullopt;
    if (has_file(docs_, *at, make_term(prefix::kFile, own_file_key))) return std::nullopt;
    const auto owner = decode_stored_document(docs_.get_document(*at).get_data());
    if (!owner) return fail(owner.error());
    return owner->root + "/" + owner->path;
  });
}

Result<std::vector<std::string>> InPlaceWriter::ids_of_file(std::string_view file_key) const {
  return guarded(path_, [&]() -> Result<std::vector<std::string>> {
    const std::string term = make_term(prefix::kFile, file_key);
    std::vector<std::string> ids;
    for (auto it = docs_.postlist_begin(term); it != docs_.postlist_end(term); ++it) {
      std::string id = docs_.get_document(*it).get_value(slot_number(Slot::kId));
      const auto queued = queued_.find(id);
      const bool gone =
          freed_.contains(id) || (queued != queued_.end() && hoptac::file_key(queued->second) != file_key);
      if (!gone) ids.push_back(std::move(id));
    }
    return ids;
  });
}

}  // namespace hoptac
