// Standard output and error, and what a command says when it fails.
#pragma once

#include <string>
#include <string_view>

#include "src/app/options.h"
#include "src/base/json_fwd.h"
#include "src/base/result.h"

namespace hoptac {

// Writes to stdout. When the reader has gone (`| head`) the process ends quietly with status 0; when
// the disk is full it ends with status 6.
void write_out(std::string_view text);
// The same without ending the process: false when stdout takes no more. For commands that must finish
// their work whoever listens.
bool try_write_out(std::string_view text);
// Flushes stdout under the same rules. Called once at the end of a command.
void flush_out();
void write_err(std::string_view text);

// `text` as one word of a shell command: 'it'\\''s'.
std::string shell_quote(std::string_view text);

// "hoptac COMMAND: …" on stderr; gives the exit status of the error.
int report_error(std::string_view command, const Error& error);

// The `meta` object of every JSON answer.
Json meta_json(std::string_view query, std::string_view generation);
// {"meta": …} with the members of `body` behind it, indented, as one document.
void write_json(const Json& meta, const Json& body);
void write_jsonl(const Json& row);

}  // namespace hoptac
