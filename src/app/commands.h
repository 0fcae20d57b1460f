// One function a command, one file each. Each prints and gives the exit status.
#pragma once

#include "src/app/options.h"

namespace hoptac {

int run_overview(const Options& options);
int run_ingest(const Options& options);
int run_extract(const Options& options);
int run_search(const Options& options);
int run_batch(const Options& options);
int run_agreements(const Options& options);
int run_show(const Options& options);
int run_entities(const Options& options);
int run_suggest(const Options& options);
int run_stats(const Options& options);
int run_files(const Options& options);
int run_sources(const Options& options);
int list_sources(const Options& options);
int run_export(const Options& options);
int run_verify(const Options& options);
int run_rollback(const Options& options);
int run_remove(const Options& options);
int run_reindex(const Options& options);

}  // namespace hoptac
