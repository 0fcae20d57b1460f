// One interface for every format: bytes of a file -> its documents, before normalisation.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Raised whenever a reader's output for the same bytes changes; part of what makes a file unchanged.
inline constexpr int kReaderVersion = 4;

// What a reader found: a document, or one member that is lost while the others go on.
using DocumentSink = std::function<void(Result<RawDocument>)>;

// Tells the format from the bytes first, the name second; the first `kDetectBytes` of a file are
// enough, but for Office files in a zip or OLE file, which want all of it.
// kUnknown: no known format (skipped); kOther: a known one that cannot be read.
inline constexpr std::size_t kDetectBytes = 64U << 10;
Format detect_format(std::string_view bytes, std::string_view name);

// The detail of kTooLarge when the reader's memory did not suffice, not a bound on sizes: whoever it was may fail at
// the next file, too.
inline constexpr std::string_view kOutOfMemory = "out of memory";

// Reads all documents of `bytes` into `sink`, in the order of the file. An error of the file as a
// whole is returned; an error of one record goes to the sink. No network, no other file is opened.
// Errors: kEmpty, kBinary, kBadEncoding, kDamaged, kEncrypted, kTooLarge, kNeedsOcr; kNeedsReader with
// the format's name in the detail for formats that only another program reads. Containers: ingest/containers/expand.h.
// `charset` is what an HTTP or MIME header declares: evidence for text and html, as weak as a declaration of their own.
// Exceptions of libraries do not come out. Thread-safe.
Result<void> read_documents(Format format, std::string_view bytes, const DocumentSink& sink,
                            std::string_view charset = {});

// jsonl and csv: a record at a time.
bool is_read_in_pieces(Format format);

// The same from a file, opened once. What is read in pieces may have any size; every other format is bounded by
// limits::kMaxFileBytes.
Result<void> read_documents_from_file(Format format, const std::string& path, const DocumentSink& sink);

// Reads the sidecar NAME.meta.json beside a file (title, date, url, language, publisher; the rest goes to
// `other`). kBadRecord when it is no JSON object or a value has the wrong type.
Result<RawMetadata> read_sidecar(std::string_view json);

// The formats that this build reads, for --version.
std::string reader_names();

}  // namespace hoptac
