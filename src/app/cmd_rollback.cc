// `hoptac rollback`: back to the generation before a rebuild or a large increment.
#include <fmt/format.h>

#include "index/rollback.h"
#include "src/app/commands.h"
#include "src/app/interrupt.h"
#include "src/app/output.h"
#include "src/app/table.h"
#include "src/base/json.h"

namespace hoptac {

int run_rollback(const Options& o) {
  const auto done = roll_back(o.common.index, o.lock_timeout, &catch_interrupts());
  if (!done) return report_error("rollback", done.error());
  if (o.common.format == OutputFormat::kText) {
    write_out(
        fmt::format("{} is current, {} documents, made {}; {} stays until the next ingest, rollback returns to it\n",
                    done->to, done->documents, done->created, done->from));
    return 0;
  }
  const Json row{{"from", done->from}, {"to", done->to}, {"documents", done->documents}, {"created", done->created}};
  if (o.common.format == OutputFormat::kJson) {
    write_json(meta_json("", done->to), row);
  } else if (o.common.format == OutputFormat::kCsv) {
    const CsvWriter csv(o.common.excel);
    write_out(csv.header({"from", "to", "documents", "created"}));
    write_out(csv.row({done->from, done->to, std::to_string(done->documents), done->created}));
  } else {
    write_jsonl(row);
  }
  return 0;
}

}  // namespace hoptac
