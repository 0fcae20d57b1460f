// Named roots: another folder, another name.
#pragma once

#include <cstddef>
#include <string>

#include "src/base/result.h"

namespace hoptac {

struct SourceRequest {
  std::string index_directory;
  std::string name;  // of the root
  double lock_timeout = 0;
  std::string authority_directory;
};

struct MovedSource {
  std::string name, folder;  // as they are now
  std::size_t files = 0;     // that the index knows of the root
  std::size_t found = 0;     // of them, in the folder
  std::size_t documents = 0;
  std::string generation;
};

// The root's folder was moved on the disk: ids stay, nothing is read. kUsage when the name is unknown, the folder is
// none, belongs to another root, or has no file that the index knows of this one.
Result<MovedSource> move_source(const SourceRequest& request, const std::string& folder);

// Another name for the root. Ids begin with it, so they change; records with ids of their own keep them. Documents are
// made anew from their stored text in a new generation (rollback() returns), sources are not read. kUsage when one name
// is unknown or the other taken or no good, kIdTaken when a new id is one of another document.
Result<MovedSource> rename_source(const SourceRequest& request, const std::string& to);

}  // namespace hoptac
