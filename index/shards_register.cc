#include "index/shards_register.h"

#include <optional>
#include <utility>

#include "index/corrections.h"
#include "index/register.h"
#include "index/runs.h"
#include "index/samples.h"
#include "index/shards.h"
#include "index/xapian_error.h"
#include "src/base/file.h"
#include "src/base/json.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

Result<void> check_options(const UpdateOptions& options) {
  if (options.paths.empty() && options.source.empty() && !options.rebuild && !options.only_failed) return {};
  return fail(ErrorCode::kUsage, options.index_directory,
              "an index of shards; run ingest --shard on the machine of each, then here ingest without paths");
}

// Those given, or those that the index keeps.
Result<Corrections> corrections_of(const UpdateOptions& options) {
  if (options.drop_overrides) return Corrections{};
  const bool given = !options.overrides.empty();
  auto read = read_corrections(given ? options.overrides : corrections_path(options.index_directory));
  if (!read && !given && read.error().code == ErrorCode::kNotFound) return Corrections{};
  if (!read) return fail(ErrorCode::kUsage, std::move(read.error().path), std::move(read.error().detail));
  return read;
}

// What was given stays with the index.
Result<void> keep_corrections(const UpdateOptions& options) {
  const std::string kept = corrections_path(options.index_directory);
  if (options.drop_overrides) return remove_tree(kept);
  if (options.overrides.empty()) return {};
  const auto text = read_file(options.overrides, limits::kMaxFileBytes);
  if (!text) return fail(text.error());
  return write_file_atomic(kept, *text);
}

// The current one, or a first one that is to be published.
Result<Generation> place_of(const OpenGeneration& open) {
  if (!open.generation.name.empty()) return open.generation;
  Generation first{open.generation.index_directory, "gen-1"};
  if (auto made = make_directories(first.directory()); !made) return fail(made.error());
  const Json meta{{"generation", first.name}, {"created", now_utc()}, {"shards", open.shards->list.places.size()}};
  if (auto written = write_file_atomic(first.meta(), to_line(meta) + "\n"); !written) return fail(written.error());
  return first;
}

Result<void> make_anew(const OpenGeneration& open, const UpdateOptions& options, const Corrections& corrections) {
  auto authority = Authority::load(TableSource(options.authority_directory));
  if (!authority) return fail(authority.error());
  const auto generation = place_of(open);
  if (!generation) return fail(generation.error());
  if (auto made = make_register(open, *generation, *authority, corrections); !made) return fail(made.error());
  return open.generation.name.empty() ? publish(*generation) : Result<void>();
}

Result<void> describe(const std::string& index_directory, UpdateReport& report) {
  auto open = open_shards(index_directory);
  if (!open) return fail(open.error());
  return guarded(index_directory, [&]() -> Result<void> {
    report.generation = open->generation.name;
    report.agreements = open->register_db.get_doccount();
    report.sample_queries = sample_queries(*open);
    return {};
  });
}

}  // namespace

Result<UpdateReport> register_shards(const UpdateOptions& options) {
  UpdateReport report;
  report.started = now_utc();
  const std::int64_t begin = now_ns();
  const double cpu_before = cpu_seconds();
  if (auto good = check_options(options); !good) return fail(good.error());
  auto lock = FileLock::acquire(lock_path(options.index_directory), options.lock_timeout);
  if (!lock) return fail(std::move(lock.error()));
  auto open = open_shards(options.index_directory);
  if (!open) return fail(std::move(open.error()));
  if (auto whole = require_all(*open); !whole) return fail(std::move(whole.error()));
  const auto corrections = corrections_of(options);
  if (!corrections) return fail(corrections.error());
  report.corrections = corrections->rows.size();
  report.changed = !open->register_current || corrections_hash(open->register_db) != corrections->hash;
  if (report.changed && !options.dry_run) {
    if (auto kept = keep_corrections(options); !kept) return fail(kept.error());
    if (auto made = make_anew(*open, options, *corrections); !made) return fail(made.error());
  }
  if (auto described = describe(options.index_directory, report); !described) return fail(described.error());
  report.seconds = static_cast<double>(now_ns() - begin) / 1e9;
  report.cpu_seconds = cpu_seconds() - cpu_before;
  if (options.dry_run) return report;
  if (auto saved = save_run(options.index_directory, report); !saved) return fail(saved.error());
  return report;
}

}  // namespace hoptac
