#include "src/app/app.h"

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>

#include "index/writing.h"
#include "ingest/isolation/worker.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/reading.h"
#include "src/app/reference.h"

namespace hoptac {
namespace {

int dispatch(const Options& o) {
  switch (o.command) {
    case Command::kNone:
      return run_overview(o);
    case Command::kIngest:
      return run_ingest(o);
    case Command::kExtract:
      return run_extract(o);
    case Command::kSearch:
      return o.search.batch.empty() ? run_search(o) : run_batch(o);
    case Command::kAgreements:
      return run_agreements(o);
    case Command::kShow:
      return run_show(o);
    case Command::kPeople:
    case Command::kInstitutions:
      return run_entities(o);
    case Command::kSuggest:
      return run_suggest(o);
    case Command::kStats:
      return run_stats(o);
    case Command::kFiles:
      return run_files(o);
    case Command::kSources:
      return run_sources(o);
    case Command::kExport:
      return run_export(o);
    case Command::kVerify:
      return run_verify(o);
    case Command::kRollback:
      return run_rollback(o);
    case Command::kRemove:
      return run_remove(o);
    case Command::kReindex:
      return run_reindex(o);
  }
  return exit_status(ErrorCode::kInternal);
}

// Xapian has given up in the middle of a write. Nothing can be put right from here: what was committed is kept, the
// rest is for the next run.
[[noreturn]] void end_at_once() {
  if (!is_writing()) std::abort();
  std::fputs("hoptac: writing failed, and could not be taken back; what was committed is kept, run it again\n", stderr);
  std::_Exit(exit_status(ErrorCode::kCannotWrite));
}

}  // namespace

int run(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == kWorkerWord) {
    return serve_reading(Channel(Descriptor(kWorkerDescriptor)));
  }
  if (argc == 4 && std::string_view(argv[1]) == kDrawerWord) return serve_drawing(argv[2], argv[3]);
  if (argc == 4 && std::string_view(argv[1]) == kReferenceWord) return print_reference(argv[2], argv[3]);
  std::set_terminate(end_at_once);
  std::setlocale(LC_CTYPE, "");
  // A closed pipe shows as a write error (output.cc), so that a run that writes an index is not killed by it.
  std::signal(SIGPIPE, SIG_IGN);
  const Parsed parsed = parse_options(argc, argv);
  int status = parsed.status;
  if (parsed.run) {
    try {
      status = dispatch(parsed.options);
    } catch (const std::bad_alloc&) {
      status = report_error({}, {ErrorCode::kInternal, {}, "out of memory"});
    } catch (const std::exception& e) {
      status = report_error({}, {ErrorCode::kInternal, {}, e.what()});
    }
  }
  write_out(parsed.out);
  write_err(parsed.err);
  flush_out();
  return status;
}

}  // namespace hoptac
