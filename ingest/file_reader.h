// Who turns the bytes of a file into documents: this process, or a bounded one beside it.
#pragma once

#include <string>
#include <string_view>

#include "ingest/readers/reader.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// A file to read; borrowed for one call.
struct ReadRequest {
  Format format = Format::kUnknown;
  std::string_view bytes;  // empty for a file larger than limits::kMaxFileBytes, which is read from `location`
  const SourceFile& source;
  const std::string& hash;  // of the bytes

  std::uint64_t size() const { return bytes.empty() ? source.size : bytes.size(); }
};

// Not thread-safe: one object a thread.
class FileReader {
 public:
  virtual ~FileReader() = default;
  // Hands over all documents of the file in its order, those of containers too (expand_documents). An error of one
  // document goes to the sink with its member in Error::path; an error of the file as a whole is returned.
  virtual Result<void> read(const ReadRequest& file, const DocumentSink& sink) = 0;
  // CPU seconds that other processes have spent on all files so far.
  virtual double other_cpu_seconds() const { return 0; }
};

// Reads in this process, without other programs: for tests, fuzzing, and formats that carry no risk.
class DirectReader : public FileReader {
 public:
  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override;
};

}  // namespace hoptac
