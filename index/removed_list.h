// What was taken out for good (`hoptac remove`): rows in the metadata of `docs`, one an id. They commit with the
// documents, go along into every new generation, and keep what they name out of every later run.
#pragma once

#include <xapian.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace hoptac {

struct RemovedRow {
  std::string id;       // of a document; of a file: its path id, for all its documents
  std::string path;     // of the file, ROOT/relative path
  std::string content;  // hash of the bytes of the file, or of the member or record; nothing else of the text is kept
  std::string at;       // when, UTC
  bool whole_file = false;

  friend bool operator==(const RemovedRow&, const RemovedRow&) = default;
};

// The state of a file in the ledger, and of a document in the report, that is on the list.
inline constexpr std::string_view kRemovedReason = "skipped: removed with hoptac remove";
// Of a file each of whose documents is on the list.
inline constexpr std::string_view kAllRemovedReason = "skipped: its documents were removed with hoptac remove";

class RemovedList {
 public:
  void add(RemovedRow row);
  // By name, whatever the file holds by now; by bytes, whatever its name.
  bool has_file(const std::string& path) const { return files_.contains(path); }
  bool has_content(const std::string& hash) const { return !hash.empty() && contents_.contains(hash); }
  bool has_document(const std::string& id) const { return rows_.contains(id); }
  bool empty() const { return rows_.empty(); }
  const std::map<std::string, RemovedRow>& rows() const { return rows_; }  // by id

 private:
  std::map<std::string, RemovedRow> rows_;
  std::set<std::string> files_, contents_;
};

std::string removed_metadata_key(std::string_view id);
std::string encode_removed(const RemovedRow& row);
// Throws Xapian's exceptions: call it guarded (xapian_error.h).
RemovedList read_removed(const Xapian::Database& docs);

}  // namespace hoptac
