#include "index/remove.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "index/corrections.h"
#include "index/edit.h"
#include "index/features.h"
#include "index/generation.h"
#include "index/ledger.h"
#include "index/purge.h"
#include "index/runs.h"
#include "index/schema.h"
#include "index/shards.h"
#include "index/stored.h"
#include "index/xapian_error.h"
#include "ingest/authority/authority.h"
#include "ingest/cache/text_cache.h"
#include "ingest/load.h"
#include "ingest/text/normalise.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// What the index knows, for looking ids up.
struct Known {
  Xapian::Database docs;
  Ledger ledger;
  RemovedList removed;
  std::map<std::string, std::string> paths;                    // path id -> path
  std::map<std::string, std::vector<std::string>> by_content;  // hash -> paths
};

Known read_known(const Generation& generation) {
  Known out;
  out.docs = Xapian::Database(generation.docs());
  out.ledger = read_ledger(out.docs);
  out.removed = read_removed(out.docs);
  for (const auto& [path, entry] : out.ledger) {
    out.paths.emplace(path_id(path), path);
    if (!entry.row.hash.empty()) out.by_content[entry.row.hash].push_back(path);
  }
  return out;
}

std::string id_of(const Xapian::Document& document) { return document.get_value(slot_number(Slot::kId)); }

std::optional<Xapian::Document> find_document(const Xapian::Database& docs, const std::string& id) {
  const std::string term = id_term(id);
  const auto at = docs.postlist_begin(term);
  if (at == docs.postlist_end(term)) return std::nullopt;
  return docs.get_document(*at);
}

// Ids of all documents, and of all files.
std::set<std::string> all_ids(const Known& known) {
  std::set<std::string> out;
  for (const auto& [id, path] : known.paths) out.insert(id);
  const Xapian::valueno slot = slot_number(Slot::kId);
  for (auto it = known.docs.valuestream_begin(slot); it != known.docs.valuestream_end(slot); ++it) out.insert(*it);
  return out;
}

// The id that has the most of its ends in common with the one typed; "" when that is less than half.
std::string nearest_id(const std::set<std::string>& ids, const std::string& typed) {
  std::string best;
  std::size_t most = typed.size() / 2;
  for (const std::string& id : ids) {
    const std::size_t shorter = std::min(id.size(), typed.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && id[head] == typed[head]) ++head;
    while (tail < shorter - head && id[id.size() - 1 - tail] == typed[typed.size() - 1 - tail]) ++tail;
    if (head + tail <= most) continue;
    most = head + tail;
    best = id;
  }
  return best;
}

// The id as the index has it: typed on a keyboard, it finds the name that a Mac wrote in decomposed letters.
std::string as_known(const Known& known, const std::string& typed) {
  if (known.paths.contains(typed) || known.removed.has_document(typed) || find_document(known.docs, typed))
    return typed;
  const std::string wanted = clean_text(typed);
  for (const std::string& id : all_ids(known)) {
    if (clean_text(id) == wanted) return id;
  }
  return typed;
}

// Collects what leaves.
class Removal {
 public:
  explicit Removal(const Known& known) : known_(known), at_(now_utc()) {}

  void take(const std::string& typed) {
    const std::string id = as_known(known_, typed);
    const auto file = known_.paths.find(id);
    if (known_.removed.has_document(id)) {
      report_.rows.push_back({id, {}, RemoveState::kBefore, 0, {}});
    } else if (file != known_.paths.end()) {
      take_file(id, file->second);
    } else if (const auto document = find_document(known_.docs, id)) {
      take_document(id, *document);
    } else {
      const std::string nearest = nearest_id(all_ids(known_), id);
      report_.rows.push_back(
          {typed, {}, RemoveState::kUnknown, 0, nearest.empty() ? "" : "did you mean " + nearest + "?"});
    }
  }

  RemoveReport& report() { return report_; }
  const std::set<std::string>& contents() const { return contents_; }
  bool empty() const { return metadata_.empty(); }

  Purge purge() const {
    Purge out;
    out.ids.assign(ids_.begin(), ids_.end());
    out.metadata.assign(metadata_.begin(), metadata_.end());
    // A program that knows no list would take the documents in again.
    auto features = parse_json(known_.docs.get_metadata(std::string(kFeaturesKey)));
    if (features && features->is_object()) {
      (*features)["removed"] = 1;
      out.metadata.emplace_back(kFeaturesKey, to_line(*features));
    }
    return out;
  }

 private:
  void take_file(const std::string& id, const std::string& path) {
    const LedgerRow& row = known_.ledger.at(path).row;
    if (row.state == FileState::kDuplicate && !taken_.contains(path)) {
      report_.rows.push_back({id, path, RemoveState::kDuplicate, 0, row.reason});
      return;
    }
    list({id, path, row.hash, at_, true});
    take_documents(id, path, {});
    const auto same = known_.by_content.find(row.hash);
    if (same == known_.by_content.end()) return;
    for (const std::string& other : same->second) take_documents(path_id(other), other, "same bytes as " + id);
  }

  // All documents of one file; its row says so.
  void take_documents(const std::string& id, const std::string& path, std::string reason) {
    if (!taken_.insert(path).second) return;
    const std::string term = make_term(prefix::kFile, file_key(path));
    std::size_t count = 0;
    for (auto it = known_.docs.postlist_begin(term); it != known_.docs.postlist_end(term); ++it) {
      count += leave(known_.docs.get_document(*it)) ? 1U : 0U;
    }
    LedgerEntry entry = known_.ledger.at(path);
    if (!entry.row.hash.empty()) contents_.insert(entry.row.hash);
    entry.row.state = FileState::kSkipped;
    entry.row.reason = kRemovedReason;
    entry.row.documents = entry.row.lost = 0;
    entry.incomplete = false;
    entry.keeper.clear();
    entry.contested.clear();
    metadata_[ledger_metadata_key(path)] = encode_entry(entry);
    report_.rows.push_back({id, path, RemoveState::kRemoved, count, std::move(reason)});
  }

  void take_document(const std::string& id, const Xapian::Document& document) {
    const auto stored = decode_stored_document(document.get_data());
    const std::string path = stored ? raw_path(stored->root + "/" + stored->path) : std::string();
    list({id, path, stored ? stored->content_hash : std::string(), at_, false});
    const bool left = leave(document);
    report_.rows.push_back({id, path, RemoveState::kRemoved, left ? 1U : 0U, {}});
    const auto row = known_.ledger.find(path);
    if (!left || row == known_.ledger.end() || taken_.contains(path)) return;
    auto& entry = partly_.emplace(path, row->second).first->second;
    entry.row.documents -= std::min<std::size_t>(entry.row.documents, 1);
    if (entry.row.documents == 0) {
      entry.row.state = FileState::kSkipped;
      entry.row.reason = kAllRemovedReason;
    }
    metadata_[ledger_metadata_key(path)] = encode_entry(entry);
  }

  // Stored documents have the path as it is shown.
  std::string raw_path(const std::string& shown) const {
    const auto found = known_.paths.find(shown);
    return found == known_.paths.end() ? shown : found->second;
  }

  bool leave(const Xapian::Document& document) {
    if (!ids_.insert(id_of(document)).second) return false;
    const auto stored = decode_stored_document(document.get_data());
    if (stored && !stored->content_hash.empty()) contents_.insert(stored->content_hash);
    ++report_.documents;
    return true;
  }

  void list(const RemovedRow& row) { metadata_[removed_metadata_key(row.id)] = encode_removed(row); }

  const Known& known_;
  std::string at_;
  RemoveReport report_;
  std::set<std::string> ids_;       // documents
  std::set<std::string> taken_;     // files
  std::set<std::string> contents_;  // hashes of bytes that the cache may know
  std::map<std::string, LedgerEntry> partly_;
  std::map<std::string, std::string> metadata_;
};

// What an older report or the cache could tell of the text.
Result<void> forget_beside(const std::string& index_directory, const std::set<std::string>& contents) {
  TextCache cache(join_path(index_directory, "cache"));
  for (const std::string& content : contents) {
    if (auto forgotten = cache.forget(content); !forgotten) return forgotten;
  }
  return strip_runs(index_directory);
}

Result<void> carry_out(const RemoveRequest& request, const Generation& from, Removal& removal) {
  auto authority = Authority::load(TableSource(request.authority_directory));
  if (!authority) return fail(authority.error());
  const auto corrections = kept_corrections(request.index_directory);
  if (!corrections) return fail(corrections.error());
  if (auto forgotten = forget_beside(request.index_directory, removal.contents()); !forgotten) return forgotten;
  const auto to = purge(from, removal.purge(), *authority, *corrections);
  if (!to) return fail(to.error());
  removal.report().generation = to->name;
  return {};
}

}  // namespace

std::string_view remove_state_name(RemoveState state) {
  switch (state) {
    case RemoveState::kRemoved:
      return "removed";
    case RemoveState::kBefore:
      return "removed before";
    case RemoveState::kDuplicate:
      return "duplicate";
    case RemoveState::kReturned:
      return "returned";
    case RemoveState::kUnknown:
      return "unknown";
  }
  return "";
}

Result<RemoveReport> remove_documents(const RemoveRequest& request) {
  const auto locked = lock_index(request.index_directory, "remove", request.lock_timeout, request.dry_run);
  if (!locked) return fail(locked.error());
  const std::string place = locked->generation.docs();
  const auto known = guarded(place, [&]() -> Result<Known> { return read_known(locked->generation); });
  if (!known) return fail(known.error());
  Removal removal(*known);
  const auto taken = guarded(place, [&]() -> Result<void> {
    for (const std::string& id : request.ids) removal.take(id);
    return {};
  });
  if (!taken) return fail(taken.error());
  removal.report().generation = locked->generation.name;
  if (!request.dry_run && !removal.empty()) {
    if (auto done = carry_out(request, locked->generation, removal); !done) return fail(done.error());
  }
  return std::move(removal.report());
}

Result<RemoveReport> return_documents(const RemoveRequest& request) {
  const auto locked = lock_index(request.index_directory, "remove", request.lock_timeout, request.dry_run);
  if (!locked) return fail(locked.error());
  const std::string place = locked->generation.docs();
  const auto known = guarded(place, [&]() -> Result<Known> { return read_known(locked->generation); });
  if (!known) return fail(known.error());
  RemoveReport report;
  report.generation = locked->generation.name;
  std::map<std::string, std::string> metadata;
  for (const std::string& typed : request.ids) {
    const std::string id = as_known(*known, typed);
    const auto row = known->removed.rows().find(id);
    if (row == known->removed.rows().end()) {
      report.rows.push_back({typed, {}, RemoveState::kUnknown, 0, "it is not on the list of what was removed"});
      continue;
    }
    metadata[removed_metadata_key(id)] = "";
    report.rows.push_back({id, row->second.path, RemoveState::kReturned, 0, {}});
    // A file that holds more than this document would pass as unchanged.
    const auto file = known->ledger.find(row->second.path);
    if (row->second.whole_file || file == known->ledger.end()) continue;
    LedgerEntry entry = file->second;
    entry.incomplete = true;
    metadata[ledger_metadata_key(row->second.path)] = encode_entry(entry);
  }
  if (request.dry_run || metadata.empty()) return report;
  if (auto set = set_docs_metadata(locked->generation, metadata); !set) return fail(set.error());
  return report;
}

Result<std::vector<RemovedRow>> removed_rows(const std::string& index_directory) {
  const auto open = open_generation(index_directory);
  if (!open) return fail(open.error());
  if (auto whole = require_all(*open); !whole) return fail(std::move(whole.error()));
  return guarded(index_directory, [&]() -> Result<std::vector<RemovedRow>> {
    std::map<std::string, RemovedRow> rows;
    const auto add = [&](const Xapian::Database& docs) {
      const RemovedList list = read_removed(docs);
      rows.insert(list.rows().begin(), list.rows().end());
    };
    if (!open->shards) add(open->docs);
    if (open->shards) {
      for (const OpenShard& shard : open->shards->open) add(shard.docs);
    }
    std::vector<RemovedRow> out;
    for (auto& [id, row] : rows) out.push_back(std::move(row));
    return out;
  });
}

}  // namespace hoptac
