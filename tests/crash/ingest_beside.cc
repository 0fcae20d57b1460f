// `hoptac ingest` of a small change that goes through parts beside the index, whatever its size (index/increment.h):
// for faults.py, whose arguments it takes.
//
// usage: ingest_beside --index DIR FOLDER
//
// Prints the events that make something safe, as `--progress json` does.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "index/update.h"
#include "index/writing.h"
#include "src/base/json.h"

namespace {

// As the program does: Xapian ends the process when taking back a commit fails.
[[noreturn]] void end_at_once() {
  if (!hoptac::is_writing()) std::abort();
  std::_Exit(hoptac::exit_status(hoptac::ErrorCode::kCannotWrite));
}

void tell(const hoptac::UpdateEvent& event) {
  if (event.kind != hoptac::UpdateEvent::Kind::kCommitted) return;
  std::printf("%s\n", hoptac::to_line({{"event", "committed"}, {"ids", *event.committed}}).c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  std::set_terminate(end_at_once);
  if (argc < 4 || std::string(argv[1]) != "--index") return 2;
  hoptac::UpdateOptions options;
  options.index_directory = argv[2];
  options.paths = {argv[3]};
  options.prune = true;
  options.parts_from = {0, 0, 0};
  options.on_event = tell;
  const auto report = hoptac::update_index(options);
  if (report) return 0;
  std::fprintf(stderr, "%s\n", hoptac::describe(report.error()).c_str());
  return hoptac::exit_status(report.error().code);
}
