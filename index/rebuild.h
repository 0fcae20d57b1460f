// What a rebuild needs beside a run over the named paths: everything else that the index knows.
#pragma once

#include "index/generation.h"
#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/roots.h"
#include "index/update_files.h"
#include "index/writer.h"
#include "src/base/result.h"

namespace hoptac {

// The files of the ledger that still exist and are not in the list yet.
void add_known_files(FileList& list, const Ledger& ledger, const Roots& roots);

// The files that failed before, below the targets, or all of them when there is no target.
Result<FileList> failed_files(const Ledger& ledger, const ResolvedTargets& targets);

// Documents whose files are gone are made anew from their stored text: a rebuild takes nothing out.
Result<void> carry_over(const Generation& from, const Ledger& ledger, const FileList& list, Writer& writer,
                        Pipeline& pipeline);

}  // namespace hoptac
