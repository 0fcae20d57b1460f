// A file -> its Documents: detection, reader, sidecar, structure and ids, in one place for
// `ingest` and `extract`.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ingest/readers/reader.h"
#include "ingest/structure/structure.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// The id of a whole file, "ROOT/relative path".
std::string file_id(const SourceFile& file);

// What lies beside a file as NAME.meta.json, "" when there is none. Part of the file's change signature.
Result<std::string> load_sidecar(const SourceFile& file);

// Called for each document; `id` is known even when the document failed.
using LoadSink = std::function<void(const std::string& id, Result<Document> document)>;

// Makes the documents of `bytes`, in the order of the file. `sidecar` is the text of load_sidecar().
// An error of the file as a whole is returned; an error of one record goes to the sink.
Result<void> load_documents(const SourceFile& file, std::string_view bytes, std::string_view sidecar,
                            const Structurer& structurer, const LoadSink& sink);

}  // namespace hoptac
