// What pipelines look up: the authority and the word lists, compiled.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "ingest/authority/authority.h"
#include "ingest/facts/analyze.h"
#include "ingest/structure/structure.h"
#include "src/base/result.h"

namespace hoptac {

// Thread-safe. The built-in tables are compiled once a process, and only when something is looked up: a run that finds
// nothing to do asks for their version alone. Those that a folder extends are read and checked at once.
class PipelineTables {
 public:
  // `authority_directory` may be "": the built-in tables. kBadRecord names file and line.
  static Result<std::shared_ptr<const PipelineTables>> load(const std::string& authority_directory);

  // Of the authority (authority.h).
  const std::string& version() const { return version_; }
  const Authority& authority() const { return *compiled().authority; }
  const Structurer& structurer() const { return compiled().structurer; }
  const Analyzer& analyzer() const { return compiled().analyzer; }

 private:
  struct Compiled {
    std::unique_ptr<const Authority> authority;
    Structurer structurer;
    Analyzer analyzer;  // looks into `authority`
  };
  explicit PipelineTables(TableSource source) : source_(std::move(source)) {}
  static Result<std::shared_ptr<const PipelineTables>> read(const std::string& directory);
  Result<Compiled> compile() const;
  const Compiled& compiled() const;

  const TableSource source_;
  std::string version_;
  mutable std::once_flag once_;
  mutable std::optional<const Compiled> compiled_;
};

}  // namespace hoptac
