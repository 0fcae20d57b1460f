// One interface for every format: bytes of a file -> its documents, before normalisation.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Raised whenever a reader's output for the same bytes changes; part of what makes a file unchanged.
inline constexpr int kReaderVersion = 1;

// What a reader found: a document, or one member that is lost while the others go on.
using DocumentSink = std::function<void(Result<RawDocument>)>;

// Tells the format from the bytes first, the name second. kUnknown: no known format (skipped).
Format detect_format(std::string_view bytes, std::string_view name);

// Reads all documents of `bytes` into `sink`, in the order of the file. An error of the file as a
// whole is returned; an error of one record goes to the sink. No network, no other file is opened.
Result<void> read_documents(Format format, std::string_view bytes, const DocumentSink& sink);

// Reads the sidecar NAME.meta.json beside a file (title, date, url, language, publisher).
Result<RawMetadata> read_sidecar(std::string_view json);

// The formats that this build reads, for --version.
std::string reader_names();

}  // namespace hoptac
