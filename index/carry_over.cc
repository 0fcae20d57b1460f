#include "index/carry_over.h"

#include <utility>

#include "index/schema.h"
#include "index/stored.h"
#include "index/xapian_error.h"

namespace hoptac {
namespace {

Result<std::vector<Xapian::docid>> documents_of(const Xapian::Database& docs, const std::string& path) {
  return guarded(path, [&]() -> Result<std::vector<Xapian::docid>> {
    const std::string term = make_term(prefix::kFile, file_key(path));
    return std::vector<Xapian::docid>(docs.postlist_begin(term), docs.postlist_end(term));
  });
}

// Looks into the table of data alone: others may be damaged. "" when there is no such document.
Result<std::string> data_of(const Xapian::Database& docs, Xapian::docid docid) {
  return guarded("", [&]() -> Result<std::string> {
    try {
      return docs.get_document(docid, Xapian::DOC_ASSUME_VALID).get_data();
    } catch (const Xapian::DocNotFoundError&) {
      return std::string();
    }
  });
}

Result<Document> document_of(const std::string& data) {
  if (!is_sound(data)) return fail(ErrorCode::kIndexDamaged, {}, "stored data does not fit its checksum");
  return decode_stored_document(data);
}

// "" when that cannot be read either.
std::string id_of(const Xapian::Database& docs, Xapian::docid docid) {
  const auto id =
      guarded("", [&]() -> Result<std::string> { return docs.get_document(docid).get_value(slot_number(Slot::kId)); });
  return id.value_or("");
}

// A row for documents whose own cannot be read: no file is like it, so that the next ingest reads the file again.
LedgerEntry made_up_row(const std::string& path, const Document& document) {
  LedgerEntry out;
  out.row.path = path;
  out.row.root = document.root;
  out.row.format = format_name(document.format);
  out.incomplete = true;
  return out;
}

}  // namespace

SavedMetadata save_metadata(const Xapian::Database& docs) {
  SavedMetadata out;
  const auto take = [&](const std::string& prefix) {
    const auto read = guarded("", [&]() -> Result<void> {
      for (auto it = docs.metadata_keys_begin(prefix); it != docs.metadata_keys_end(prefix); ++it) {
        out.rows.insert_or_assign(*it, docs.get_metadata(*it));
      }
      return {};
    });
    out.is_whole = out.is_whole && read;
  };
  take({});
  if (out.is_whole) return out;
  // Rows of the ledger are spread by their hashes: behind a damaged block there are others.
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char a : kDigits) {
    for (const char b : kDigits) take(ledger_prefix().append({a, b}));
  }
  return out;
}

Ledger ledger_of(const SavedMetadata& saved) {
  Ledger out;
  for (const auto& [key, value] : saved.rows) {
    if (!key.starts_with(ledger_prefix())) continue;
    auto entry = decode_ledger_entry(value);
    if (!entry) continue;
    std::string path = entry->row.path;
    out.emplace(std::move(path), *std::move(entry));
  }
  return out;
}

Roots roots_of(const SavedMetadata& saved) {
  Roots out;
  for (const auto& [key, value] : saved.rows) {
    auto root = decode_root(value);
    if (root && key == root_metadata_key(root->first)) out.insert(*std::move(root));
  }
  return out;
}

Carrier::Carrier(const Xapian::Database& docs, Pipeline& pipeline, Writer* writer, CarryListener listener)
    : docs_(docs), pipeline_(pipeline), writer_(writer), listener_(std::move(listener)) {}

Result<void> Carrier::carry(LedgerEntry entry) {
  if (stopped()) return {};
  const std::string path = entry.row.path;
  File file{std::move(entry), 0};
  const auto docids = documents_of(docs_, path);
  if (docids) {
    for (const Xapian::docid docid : *docids) {
      if (stopped()) return {};
      if (auto done = carry_document(file, docid); !done) return done;
    }
  }
  if (file.found == file.entry.row.documents || file.entry.incomplete) return write_row(file);
  wanting_.emplace(path, std::move(file));
  return {};
}

Result<void> Carrier::carry_document(File& file, Xapian::docid docid) {
  if (done_.size() <= docid) done_.resize(docid + 1);
  done_[docid] = true;
  const auto data = data_of(docs_, docid);
  auto document = data ? document_of(*data) : fail(data.error());
  if (document) return derive(file, *data, *std::move(document));
  listener_.lost(file.entry.row.path, id_of(docs_, docid), document.error());
  return {};
}

Result<void> Carrier::derive(File& file, const std::string& data, Document document) {
  NewDocument made = pipeline_.derive(std::move(document), file.entry.row.path);
  if (listener_.derived) listener_.derived(data, made);
  ++file.found;
  ++documents_;
  if (writer_ == nullptr) return {};
  Change change{file.entry.row.path, {}, {}, {}};
  change.documents.push_back(std::move(made));
  return writer_->add(std::move(change));
}

Result<void> Carrier::write_row(File& file) {
  if (file.found == 0) return {};
  LedgerEntry& entry = file.entry;
  entry.row.documents = file.found;
  entry.row.rules_version = kRulesVersion;
  entry.authority = pipeline_.authority_version();
  Change change{entry.row.path, {}, {}, {{ledger_metadata_key(entry.row.path), encode_entry(entry)}}};
  carried_.insert_or_assign(entry.row.path, std::move(entry));
  return writer_ == nullptr ? Result<void>() : writer_->add(std::move(change));
}

Result<void> Carrier::carry_rest(bool search, const std::function<bool(std::string_view path)>& is_wanted) {
  if (wanting_.empty() && !search) return {};
  const auto last = guarded("", [&]() -> Result<Xapian::docid> { return docs_.get_lastdocid(); });
  for (Xapian::docid docid = 1; last && docid <= *last && !stopped(); ++docid) {
    if (docid < done_.size() && done_[docid]) continue;
    if (auto done = carry_stray(docid, is_wanted); !done) return done;
  }
  if (stopped()) return {};
  for (auto& [path, file] : wanting_) {
    if (file.found < file.entry.row.documents) {
      const std::size_t missing = file.entry.row.documents - file.found;
      listener_.lost(path, {},
                     {ErrorCode::kIndexDamaged, {}, std::to_string(missing) + " of its documents cannot be read"});
      file.entry.incomplete = true;
    }
    if (auto written = write_row(file); !written) return written;
  }
  wanting_.clear();
  return {};
}

Result<void> Carrier::carry_stray(Xapian::docid docid, const std::function<bool(std::string_view path)>& is_wanted) {
  const auto data = data_of(docs_, docid);
  if (data && data->empty()) return {};
  auto document = data ? document_of(*data) : fail(data.error());
  if (!document) {
    // What it was of is not known, unless its id tells; the rows that lack documents are reported later.
    const std::string id = id_of(docs_, docid);
    if (id.empty() || is_wanted(id)) listener_.lost({}, id, document.error());
    return {};
  }
  const std::string path = document->root + "/" + document->path;
  auto file = wanting_.find(path);
  if (file == wanting_.end()) {
    if (carried_.contains(path) || !is_wanted(path)) return {};
    file = wanting_.emplace(path, File{made_up_row(path, *document), 0}).first;
  }
  return derive(file->second, *data, *std::move(document));
}

}  // namespace hoptac
