// A file -> what structure makes documents of: detection, reader, sidecar, ids and hashes, in one place
// for `ingest` and `extract`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ingest/file_reader.h"
#include "ingest/sidecar.h"
#include "ingest/structure/structure.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// ROOT/relative path as a document id: well-formed UTF-8, other bytes percent-encoded.
std::string path_id(std::string_view path);

// What a file holds. A container or jsonl file beyond limits::kMaxFileBytes is not kept in memory: `bytes` is empty
// and it is read from where it lies.
struct FileContent {
  std::string bytes;
  bool streamed = false;
  Format format = Format::kUnknown;
  std::string hash;  // of a streamed file: over the hashes of its pieces
};
// kUnreadable, kTooLarge, kNotFound.
Result<FileContent> read_content(const SourceFile& file);

// A file that was read; borrowed for one call.
struct LoadedFile {
  const SourceFile& file;
  const FileContent& content;
  const Sidecar& sidecar;  // after read_sidecar_content()
};

struct LoadedDocument {
  RawDocument raw;  // with what the sidecar says, which beats what the file says
  DocumentIdentity identity;
};
// Returns false to end the reading.
using LoadSink = std::function<bool(Result<LoadedDocument>)>;

// Hands over every document of the file, in the order of the file. An error of the file as a whole is
// returned; an error of one record or member goes to the sink (Error::path names the member).
Result<void> load_documents(const LoadedFile& loaded, FileReader& reader, const LoadSink& sink);

}  // namespace hoptac
