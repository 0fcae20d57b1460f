#include "index/file_indexer.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "src/base/limits.h"

namespace hoptac {

std::string failure_reason(const Error& error) {
  std::string out = "failed: " + std::string(code_name(error.code));
  return error.detail.empty() ? out : out + ": " + error.detail;
}

namespace {

// More are no help to a reader of the report.
constexpr std::size_t kMaxCauses = 20;

// "3 records failed, among them: a.docx failed: damaged: …; scan.png failed: needs-ocr: …", one record for each cause.
std::string losses_text(std::size_t count, const std::vector<Error>& causes) {
  std::string out = std::to_string(count) + (count == 1 ? " record failed: " : " records failed, among them: ");
  for (const Error& error : causes) {
    out +=
        (&error == &causes.front() ? "" : "; ") + error.path + (error.path.empty() ? "" : " ") + failure_reason(error);
  }
  return out;
}

}  // namespace

// The state of one index() call.
struct FileIndexer::Work {
  std::string path;
  std::string key;
  LedgerEntry& entry;
  FileResult result;
  Change change;
  std::size_t bytes = 0;                     // of change
  std::size_t elsewhere = 0;                 // documents of other shards
  std::set<std::string> before;              // ids that the index has of this file
  std::set<std::string> written;             // ids of this call
  std::map<std::string, std::size_t> taken;  // of change: documents that were another file's
  std::vector<Error> lost;                   // of the first lost record, and of the first for each other cause
  std::optional<Error> fatal;
};

// The document, unless its id belongs to another that does not give it up.
Result<NewDocument> FileIndexer::claim(Work& work, Result<NewDocument> document) {
  if (!document) return document;
  std::optional<std::string> owner;
  if (work.written.contains(document->id)) {
    owner = work.path;
  } else if (writer_ != nullptr) {
    auto taken = writer_->taken_by(document->id, work.key);
    if (!taken) return fail(std::move(taken.error()));
    owner = *std::move(taken);
  }
  if (!owner) return document;
  if (*owner != work.path) {
    if (owners_.gives_up(*owner, work.entry)) {
      ++work.taken[*owner];
      return document;
    }
    if (work.entry.contested.size() < kMaxLostOutcomes) work.entry.contested.push_back(document->id);
  }
  if (*owner == work.path) return fail(ErrorCode::kIdTaken, {}, "id " + document->id + " stands twice in this file");
  return fail(ErrorCode::kIdTaken, {}, "id " + document->id + " taken by " + path_id(*owner) + ", use --source");
}

// True for a document that the user has removed for good, by its id or by its bytes under another.
bool FileIndexer::leave_out(Work& work, const PipelineResult& item) {
  if (!item.document) return false;
  const std::string& id = item.document->id;
  if (!removed_.has_document(id) && !removed_.has_content(item.content)) return false;
  ++work.result.left_out;
  if (work.result.outcomes.size() < kMaxLostOutcomes) {
    work.result.outcomes.push_back(
        {path_id(work.path), id, FileState::kSkipped, std::string(kRemovedReason), {}, false});
  }
  return true;
}

void FileIndexer::lose(Work& work, const std::string& member, const Error& error) {
  ++work.result.lost;
  // Each program that is missing is a cause: any of them may come.
  const auto is_same = [&](const Error& e) {
    return e.code == error.code && (e.code != ErrorCode::kNeedsReader || e.detail == error.detail);
  };
  const bool is_new = work.lost.size() < kMaxCauses && std::none_of(work.lost.begin(), work.lost.end(), is_same);
  if (is_new) work.lost.push_back({error.code, member, error.detail});
  if (work.result.outcomes.size() >= kMaxLostOutcomes) return;
  work.result.outcomes.push_back({path_id(work.path), member, FileState::kFailed, failure_reason(error), {}, false});
}

bool FileIndexer::take(Work& work, PipelineResult item) {
  if (stop_ != nullptr && stop_->load()) {
    work.result.interrupted = true;
    return false;
  }
  if (item.elsewhere) {
    ++work.elsewhere;
    return true;
  }
  if (leave_out(work, item)) return true;
  auto document = claim(work, std::move(item.document));
  if (!document) {
    if (is_fatal(document.error().code) && document.error().code != ErrorCode::kInternal) {
      work.fatal = std::move(document.error());
      return false;
    }
    lose(work, item.member, document.error());
    return true;
  }
  work.written.insert(document->id);
  ++work.result.documents;
  work.bytes += document->record.data.size();
  work.change.documents.push_back(*std::move(document));
  if (work.bytes < limits::kBatchBytes && work.change.documents.size() < limits::kBatchDocuments) return true;
  if (auto written = write_part(work, false); !written) work.fatal = std::move(written.error());
  return !work.fatal;
}

// A part that is not the last leaves a row that makes the next run read the file again.
Result<void> FileIndexer::write_part(Work& work, bool last) {
  const StageClock::Stage stage(pipeline_.clock(), "write");
  Change change = std::exchange(work.change, Change{work.path, {}, {}, {}});
  work.bytes = 0;
  work.entry.row.state = FileState::kIndexed;
  work.entry.row.documents = work.result.documents;
  work.entry.incomplete = !last;
  work.entry.row.lost = work.result.lost;
  if (last && work.result.documents == 0 && work.result.left_out > 0) {
    work.entry.row.state = FileState::kSkipped;
    work.entry.row.reason = kAllRemovedReason;
  }
  if (last) {
    for (const std::string& id : work.before) {
      if (!work.written.contains(id)) change.removed.push_back(id);
    }
  }
  if (writer_ == nullptr) return {};
  for (const auto& [owner, count] : std::exchange(work.taken, {})) {
    change.metadata.push_back(owners_.row_after(owner, count));
  }
  change.metadata.emplace_back(ledger_metadata_key(work.path), encode_entry(work.entry));
  return writer_->add(std::move(change));
}

// None of the file's documents stays, neither of this call nor of former runs.
Result<void> FileIndexer::write_failure(Work& work) {
  const StageClock::Stage stage(pipeline_.clock(), "write");
  work.entry.row.state = FileState::kFailed;
  work.entry.row.reason = failure_reason(*work.result.error);
  work.entry.row.documents = 0;
  work.entry.row.lost = 0;
  work.entry.incomplete = false;
  work.result.documents = 0;
  if (writer_ == nullptr) return {};
  std::set<std::string> queued;
  for (const NewDocument& d : work.change.documents) queued.insert(d.id);
  Change change{work.path, {}, {work.before.begin(), work.before.end()}, {}};
  for (const std::string& id : work.written) {
    if (!queued.contains(id) && !work.before.contains(id)) change.removed.push_back(id);
  }
  change.metadata.emplace_back(ledger_metadata_key(work.path), encode_entry(work.entry));
  return writer_->add(std::move(change));
}

Result<void> FileIndexer::process(Work& work, const LoadedFile& file, ReadFile* read) {
  if (read == nullptr || !read->analysed) {
    return pipeline_.process(file, [&](PipelineResult item) { return take(work, std::move(item)); });
  }
  for (PipelineResult& item : read->documents) {
    if (!take(work, std::move(item))) break;
  }
  return read->end;
}

Result<FileResult> FileIndexer::index(const LoadedFile& file, LedgerEntry& entry, ReadFile* read_ahead) {
  Work work{entry.row.path, file_key(entry.row.path), entry, {}, {}, 0, 0, {}, {}, {}, {}, {}};
  work.change.path = work.path;
  entry.contested.clear();
  if (writer_ != nullptr) {
    auto ids = writer_->ids_of_file(work.key);
    if (!ids) return fail(std::move(ids.error()));
    work.before.insert(ids->begin(), ids->end());
  }
  const auto read = process(work, file, read_ahead);
  if (work.fatal) return fail(*std::move(work.fatal));
  if (!read && read.error().code == ErrorCode::kInterrupted) work.result.interrupted = true;
  if (!read && !work.result.interrupted) work.result.error = read.error();
  const bool all_left_out = work.result.left_out > 0 && work.result.lost == 0;
  // A file of documents of other shards is indexed here, too, with none.
  if (read && work.result.documents + work.elsewhere == 0 && !work.result.interrupted && !all_left_out) {
    work.result.error = work.lost.empty() ? Error{ErrorCode::kEmpty, {}, {}} : work.lost.front();
    // A file of one document has no records: what is lost is the file.
    if (work.result.lost == 1 && work.result.outcomes[0].id.empty()) work.result.outcomes.clear();
    if (work.result.outcomes.empty()) work.result.lost = 0;
  }
  if (!work.result.error && !work.lost.empty()) {
    entry.row.reason =
        losses_text(work.result.lost, work.lost) + (entry.row.reason.empty() ? "" : "; " + entry.row.reason);
  }
  auto written = work.result.error ? write_failure(work) : write_part(work, !work.result.interrupted);
  if (!written) return fail(std::move(written.error()));
  return std::move(work.result);
}

}  // namespace hoptac
