// JSON Lines: one record, one document. Three forms of a record, told apart by their members:
//   {"_id", "title", "text"}                          BEIR
//   {"id", "title", "text", "date", "url", "lang"}    ours; `published` and `language` also serve
//   {"document": {…}}                                 a line of `hoptac export`
#pragma once

#include "ingest/readers/reader.h"

namespace hoptac {

// Takes one line after the other and hands each document, or what is wrong with the line, to `sink`.
class JsonlReader {
 public:
  explicit JsonlReader(const DocumentSink& sink) : sink_(sink) {}

  // `cut`: the line was longer than limits::kMaxRecordBytes and is not whole.
  void add_line(std::string_view line, bool cut);
  // kEmpty when there was no record at all.
  Result<void> finish() const;

 private:
  const DocumentSink& sink_;
  std::size_t line_ = 0;
  std::size_t records_ = 0;
};

Result<void> read_jsonl(std::string_view bytes, const DocumentSink& sink);
Result<void> read_jsonl_file(const std::string& path, const DocumentSink& sink);

}  // namespace hoptac
