// A table of metadata for many files, a row a file: `ingest --metadata LIST.csv`.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

class MetadataList {
 public:
  struct Row {
    std::size_t line = 0;
    std::string path;  // as written
    RawMetadata metadata;
    std::string hash;  // of what it says; "" when that is nothing
    bool matched = false;
  };

  // Columns path, title, date, url, publisher, language by the names of column_names.h; others are kept as metadata.
  // kUsage when it cannot be read or has no column of paths. A faulty row is a fault of the list, the others count.
  static Result<MetadataList> read(const std::string& file);

  // The row of a file, which is then matched; null when it has none. A row's path is below the list's own folder, or
  // ROOT/relative, or relative to any root, tried in this order; "\" is "/", and the normal form of letters is one.
  const Row* find(const SourceFile& file);

  const std::string& location() const { return location_; }  // absolute
  std::size_t rows() const { return rows_.size(); }
  std::size_t matched() const;
  // "LIST.csv:3: …", in the order of the list: faulty rows, and those that no file had when `unmatched`.
  std::vector<std::string> faults(bool unmatched) const;

 private:
  void add(Row row);
  Row* find_key(const std::string& key);

  std::string location_;
  std::string folder_;
  std::vector<Row> rows_;
  std::unordered_map<std::string, std::size_t> by_path_;     // keys of paths, absolute ones too
  std::vector<std::pair<std::size_t, std::string>> faults_;  // line, what
};

}  // namespace hoptac
