// What the index knows about every file it has met: metadata of `docs`, one row a file, under
// F<file key>; committed together with the documents of the file.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/generation.h"
#include "index/inspect.h"

namespace hoptac {

struct LedgerEntry {
  LedgerRow row;
  std::string authority;         // version of the authority lists that its facts were made with
  std::string sidecar;           // signature of NAME.meta.json, "" when there is none
  std::int64_t recorded_ns = 0;  // when the file was looked at
  bool incomplete = false;       // a run ended inside this file: it is read again
  std::string keeper;            // of a duplicate: the path of the file that is indexed for it
  // Ids of lost records that belonged to another file (the first of them): when all are free, the file is read again.
  std::vector<std::string> contested;

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

// By path (ROOT/relative path, raw bytes), sorted.
using Ledger = std::map<std::string, LedgerEntry, std::less<>>;

// True for a file that failed, or that lost records.
bool has_failures(const LedgerEntry& entry);

// True for one that scanned pages were lost of, or all.
bool waits_for_ocr(const LedgerEntry& entry);

// Names a file in XF terms and ledger keys, whatever the length of its path.
std::string file_key(std::string_view path);
std::string ledger_metadata_key(std::string_view path);
// What the keys of all rows begin with; hexadecimal digits follow.
std::string ledger_prefix();
// Fields joined by NUL, which no path can hold; NULs elsewhere become blanks.
std::string encode_entry(const LedgerEntry& entry);
std::optional<LedgerEntry> decode_ledger_entry(std::string_view text);

// These throw Xapian's exceptions: call them guarded (xapian_error.h).
Ledger read_ledger(const Docs& docs);
inline Ledger read_ledger(const Xapian::Database& docs) { return read_ledger(Docs{{docs}, docs}); }

// Named roots: metadata of `docs` under R<hash of the name>.
using Roots = std::map<std::string, std::string>;  // name -> folder
std::string root_metadata_key(std::string_view name);
std::optional<std::pair<std::string, std::string>> decode_root(std::string_view value);
std::string encode_root(std::string_view name, std::string_view folder);
Roots read_roots(const Docs& docs);
inline Roots read_roots(const Xapian::Database& docs) { return read_roots(Docs{{docs}, docs}); }

}  // namespace hoptac
