// The data tables that are compiled into the program.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

// The content of a table by its file name ("institutions.tsv", "vi/boilerplate.tsv" for
// ingest/lang/vi/boilerplate.tsv); empty when there is none of that name.
std::string_view embedded_table(std::string_view name);

// Where tables come from: the built-in ones, extended by the tables of the same name in a directory
// (table_extension.h), so that adding an institution is one line in a file and no rebuild.
class TableSource {
 public:
  // `directory` may be "": built-in tables only.
  explicit TableSource(std::string directory = {}) : directory_(std::move(directory)) {}
  // The table's text; kNotFound when neither place has it, kBadRecord with file and line when the
  // directory's table does not fit the built-in one.
  Result<std::string> load(std::string_view name) const;
  const std::string& directory() const { return directory_; }

 private:
  std::string directory_;
};

}  // namespace hoptac
