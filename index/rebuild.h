// What a rebuild needs beside a run over the named paths: everything else that the index knows.
#pragma once

#include <atomic>

#include "index/generation.h"
#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/roots.h"
#include "index/update_files.h"
#include "index/writer.h"
#include "src/base/result.h"

namespace hoptac {

// The files of the ledger that still exist and are not in the list yet.
void add_known_files(FileList& list, const Ledger& ledger, const ResolvedTargets& targets);

// The files whose rows are wanted (has_failures, waits_for_ocr), below the targets, or all of them when there is no
// target.
Result<FileList> waiting_files(const Ledger& ledger, const ResolvedTargets& targets,
                               bool (*is_wanted)(const LedgerEntry&));

// The generation that a rebuild starts from, and the files that it reads again.
struct CarrySource {
  const Generation& generation;
  const Ledger& ledger;
  const FileList& list;
  const std::atomic<bool>* stop = nullptr;  // set: what is not carried over yet is left, for a run that ends
  bool is_damaged = false;                  // the ledger could not be read whole: every document is looked at
};

// Documents whose files are gone are made anew from their stored text and committed: a rebuild takes
// nothing out, but for documents whose stored text is damaged; those are reported. Returns the rows of
// what was carried over.
Result<Ledger> carry_over(const CarrySource& from, Writer& writer, Pipeline& pipeline, UpdateReport& report);

}  // namespace hoptac
