// Documents of one generation made anew for another from the text that is stored with them; the sources are not needed.
// What damage has made unreadable is reported, all else goes over.
#pragma once

#include <xapian.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/writer.h"
#include "src/base/result.h"

namespace hoptac {

// Metadata of `docs` by key, as far as damage lets it be read. Throws nothing.
struct SavedMetadata {
  std::map<std::string, std::string> rows;
  bool is_whole = true;
};
SavedMetadata save_metadata(const Xapian::Database& docs);
Ledger ledger_of(const SavedMetadata& saved);
Roots roots_of(const SavedMetadata& saved);

struct CarryListener {
  // A document, or the rest of a file's when `id` is "", that cannot be read.
  std::function<void(const std::string& path, const std::string& id, const Error& error)> lost;
  // May be empty: stored data as it was and the document made of it.
  std::function<void(const std::string& stored, const NewDocument& made)> derived;
  // May be empty. True: the next document is not begun.
  std::function<bool()> is_stopped;
};

// Not thread-safe. The database and the pipeline must outlive it.
class Carrier {
 public:
  // `writer` may be nullptr: everything is read and made, nothing written.
  Carrier(const Xapian::Database& docs, Pipeline& pipeline, Writer* writer, CarryListener listener);

  // The documents of a row, and the row, with the versions that they are made with now. Fails only where writing does.
  Result<void> carry(LedgerEntry entry);
  // After all rows: looks at every document for those that no row has led to, of `is_wanted` paths; costs nothing when
  // every row had its documents, unless `search`. Their files are read again by the next ingest that sees them.
  Result<void> carry_rest(bool search, const std::function<bool(std::string_view path)>& is_wanted);
  // What was carried over.
  const Ledger& ledger() const { return carried_; }
  std::size_t documents() const { return documents_; }

 private:
  struct File {
    LedgerEntry entry;
    std::size_t found = 0;
  };
  Result<void> carry_document(File& file, Xapian::docid docid);
  Result<void> carry_stray(Xapian::docid docid, const std::function<bool(std::string_view path)>& is_wanted);
  Result<void> derive(File& file, const std::string& data, Document document);
  Result<void> write_row(File& file);
  bool stopped() const { return listener_.is_stopped && listener_.is_stopped(); }

  const Xapian::Database& docs_;
  Pipeline& pipeline_;
  Writer* writer_;
  CarryListener listener_;
  std::vector<bool> done_;               // by Xapian's id
  std::map<std::string, File> wanting_;  // rows that lack documents, by path
  Ledger carried_;
  std::size_t documents_ = 0;
};

}  // namespace hoptac
