// The stages from bytes to what is written: read, structure, facts, record. No database.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "index/pipeline_tables.h"
#include "index/shard_list.h"
#include "index/stage_clock.h"
#include "index/writer.h"
#include "ingest/file_reader.h"
#include "ingest/load.h"
#include "src/base/result.h"

namespace hoptac {

// A member that is lost, or a document. `member` is "" for the whole file.
struct PipelineResult {
  std::string member;
  Result<NewDocument> document;
  std::string content = {};  // hash of the bytes that the document was made from
  bool elsewhere = false;    // the document belongs to another shard and was not made
};

// Not thread-safe because of its clock; the tables behind it are shared and immutable.
class Pipeline {
 public:
  // `authority_directory` may be "": the built-in tables.
  static Result<Pipeline> create(const std::string& authority_directory, std::unique_ptr<FileReader> reader);
  // Another for a thread of its own: the same tables and part, a clock of its own.
  Pipeline sibling(std::unique_ptr<FileReader> reader) const;

  // Hands every document of the file to `sink`, in the order of the file, until `sink` has returned
  // false. An error of the whole file is returned.
  Result<void> process(const LoadedFile& file, const std::function<bool(PipelineResult)>& sink);
  // From now on only documents of this part of all are made.
  void set_part(const ShardPart& part) { part_ = part; }
  // A document from its stored text: facts and record anew.
  NewDocument derive(Document document, std::string_view path);

  const Authority& authority() const { return tables_->authority(); }
  const std::string& authority_version() const { return tables_->version(); }
  StageClock& clock() { return *clock_; }

 private:
  Pipeline(std::unique_ptr<FileReader> reader, std::shared_ptr<const PipelineTables> tables);
  NewDocument derive(TokenisedDocument& read, std::string_view path);
  Result<NewDocument> make(LoadedDocument loaded, std::string_view path);

  std::shared_ptr<const PipelineTables> tables_;
  std::unique_ptr<StageClock> clock_;
  std::unique_ptr<FileReader> reader_;
  ShardPart part_;
};

}  // namespace hoptac
