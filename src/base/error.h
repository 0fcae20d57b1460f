// The one table of error codes: what can go wrong in a correct program.
//
// A code says three things besides its name: a sentence for people, whether the
// whole run must stop (`is_fatal`) or only the document at hand is lost, and the
// exit status of a command that ends because of it. See error.cc for the table.
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

enum class ErrorCode {
  // One document is lost, the run goes on.
  kUnreadable,    // no permission, I/O error, vanished while we looked
  kEmpty,         // nothing in it, or no text in it
  kTooLarge,      // beyond a limit of limits.h; the detail names which
  kBinary,        // bytes that are no text and no format we know
  kBadEncoding,   // text in no encoding that we can tell
  kDamaged,       // a known format, truncated or broken
  kEncrypted,     // needs a password
  kNeedsReader,   // a known format that this build cannot read
  kNeedsOcr,      // pages without a text layer
  kReaderFailed,  // the reading process crashed, hung or went beyond a limit
  kIdTaken,       // another document has this id
  kBadRecord,     // a line of a jsonl file, a sidecar field
  // The command cannot go on.
  kUsage,         // options or arguments
  kBadQuery,      // a query that does not parse; the detail shows the place
  kNotFound,      // a named document, path or entity is not there
  kIndexBusy,     // another writer holds the lock
  kIndexMissing,  // no index at that place
  kIndexTooNew,   // the index uses a feature this build does not know
  kIndexDamaged,  // the index cannot be read
  kCannotWrite,   // disk full, no permission
  kInterrupted,   // SIGINT or SIGTERM
  kInternal,      // a fault of the program itself
};

// Where and why something failed. `path` is the file or index concerned, `detail`
// the cause and the way out, in plain words, without a final full stop.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string path;
  std::string detail;
};

// Stable name of a code as it stands in reports and JSON, e.g. "needs-ocr".
std::string_view code_name(ErrorCode code);
// The code of such a name; kInternal for an unknown one.
ErrorCode code_from_name(std::string_view name);
// One sentence for people.
std::string_view code_sentence(ErrorCode code);
// True when the run cannot go on with the next document.
bool is_fatal(ErrorCode code);
// Exit status of a command ended by this error (DESIGN: 0 … 6).
int exit_status(ErrorCode code);
// "PATH: sentence: detail", the parts that are there.
std::string describe(const Error& error);

}  // namespace hoptac
