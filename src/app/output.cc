#include "src/app/output.h"

#include <stdio_ext.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// Only listings come here, which have nothing open for writing: leaving at once is safe.
[[noreturn]] void leave(int error) { ::_exit(error == EPIPE ? 0 : exit_status(ErrorCode::kCannotWrite)); }

}  // namespace

void write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) leave(errno);
}

bool try_write_out(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return true;
  // What is left is nobody's: flush_out() at the end of the command must not meet it.
  ::__fpurge(stdout);
  std::clearerr(stdout);
  return false;
}

std::string shell_quote(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

void flush_out() {
  if (std::fflush(stdout) != 0) leave(errno);
}

void write_err(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

int report_error(std::string_view command, const Error& error) {
  flush_out();
  std::string text = "hoptac";
  if (!command.empty()) text.append(" ").append(command);
  if (error.code == ErrorCode::kBadQuery) {
    write_err(text + ": the query is faulty\n" + error.detail + (error.detail.ends_with('\n') ? "" : "\n"));
  } else {
    write_err(text + ": " + describe(error) + "\n");
  }
  return exit_status(error.code);
}

Json meta_json(std::string_view query, std::string_view generation) {
  return {{"query", query}, {"generation", generation}, {"version", HOPTAC_VERSION}, {"at", now_utc()}};
}

void write_json(const Json& meta, const Json& body) {
  Json out{{"meta", meta}};
  for (const auto& [key, value] : body.items()) out[key] = value;
  write_out(out.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

void write_jsonl(const Json& row) { write_out(to_line(row) + "\n"); }

}  // namespace hoptac
