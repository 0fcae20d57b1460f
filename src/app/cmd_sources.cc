// `hoptac sources`: the named roots; `move` and `rename` change one.
#include <fmt/format.h>

#include "index/sources.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

std::string done_text(const Options& o, const MovedSource& done) {
  if (!o.sources.folder.empty()) {
    return fmt::format("{} is in {} now: {} of {} files are there\n", one_line(done.name), one_line(done.folder),
                       done.found, done.files);
  }
  return fmt::format("{} is {} now: {} documents in {}; ids begin with the new name. hoptac rollback returns\n",
                     one_line(o.sources.name), one_line(done.name), done.documents, done.generation);
}

}  // namespace

int run_sources(const Options& o) {
  if (o.sources.name.empty()) return list_sources(o);
  const SourceRequest request{o.common.index, o.sources.name, o.lock_timeout, o.common.authority};
  const auto done =
      o.sources.folder.empty() ? rename_source(request, o.sources.to) : move_source(request, o.sources.folder);
  if (!done) return report_error("sources", done.error());
  if (o.common.format == OutputFormat::kText) {
    write_out(done_text(o, *done));
    return 0;
  }
  const Json row{
      {"name", done->name}, {"folder", done->folder}, {"files", done->files}, {"documents", done->documents}};
  if (o.common.format == OutputFormat::kJson) {
    write_json(meta_json("", done->generation), row);
  } else if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header({"name", "folder", "files", "documents"}));
    write_out(csv.row({done->name, done->folder, std::to_string(done->files), std::to_string(done->documents)}));
  } else {
    write_jsonl(row);
  }
  return 0;
}

}  // namespace hoptac
