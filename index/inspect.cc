#include "index/inspect.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "index/answer.h"
#include "index/entities.h"
#include "index/generation.h"
#include "index/ledger.h"
#include "index/query_builder.h"
#include "index/runs.h"
#include "index/schema.h"
#include "index/shards.h"
#include "index/staleness.h"
#include "index/stored.h"
#include "ingest/authority/authority.h"
#include "ingest/load.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

// Opens the index and runs `work` on one revision of it.
template <typename F>
auto with_index(const std::string& index_directory, F&& work) -> std::invoke_result_t<F, const OpenGeneration&> {
  auto open = open_generation(index_directory);
  if (!open) return fail(std::move(open.error()));
  return answer_from(*open, [&] { return work(std::as_const(*open)); });
}

std::size_t count_entities(const OpenGeneration& open, EntityType type) {
  std::size_t n = 0;
  each_entity(open.register_db, type, [&n](const EntityEntry&) {
    ++n;
    return true;
  });
  return n;
}

void count_files(const Ledger& ledger, IndexStats& stats) {
  stats.files = ledger.size();
  for (const auto& [path, entry] : ledger) {
    switch (entry.row.state) {
      case FileState::kFailed:
        ++stats.failed;
        break;
      case FileState::kDuplicate:
        ++stats.duplicates;
        break;
      case FileState::kSkipped:
        ++stats.skipped;
        break;
      default:
        break;
    }
  }
}

std::map<std::string, std::size_t> count_all_values(const Xapian::Database& docs, Slot slot) {
  std::map<std::string, std::size_t> out = count_values(docs, Xapian::Query::MatchAll, slot);
  out.erase("");
  return out;
}

void count_encodings(const Xapian::Database& docs, IndexStats& stats) {
  for (const auto& [value, count] : count_all_values(docs, Slot::kEncoding)) {
    const std::size_t end = value.find(kPart);
    const std::string encoding = value.substr(0, end);
    stats.by_encoding[encoding] += count;
    if (end == std::string::npos) continue;
    const double confidence = std::strtod(value.c_str() + end + 1, nullptr);
    const auto [at, added] = stats.encoding_confidence.emplace(encoding, confidence);
    if (!added) at->second = std::min(at->second, confidence);
  }
}

// "vi" 12, and "" for documents of no known language.
void add_rest(std::map<std::string, std::size_t>& counts, std::size_t documents) {
  std::size_t known = 0;
  for (const auto& [value, count] : counts) known += count;
  if (known < documents) counts[""] += documents - known;
}

// Of a file that was read on every machine the row of the shard that has most of it, with the documents of all.
void unite(LedgerEntry& row, LedgerEntry other) {
  const std::size_t documents = row.row.documents + other.row.documents;
  const bool failed = documents == 0 && other.row.state == FileState::kFailed;
  if (failed || other.row.documents > row.row.documents) row = std::move(other);
  row.row.documents = documents;
}

Ledger ledger_of(const OpenGeneration& open) {
  if (!open.shards) return read_ledger(open.parts);
  Ledger out;
  for (const OpenShard& shard : open.shards->open) {
    for (auto& [path, entry] : read_ledger(shard.docs)) {
      const auto [at, fresh] = out.try_emplace(path, entry);
      if (!fresh) unite(at->second, std::move(entry));
    }
  }
  return out;
}

Roots roots_of(const OpenGeneration& open) {
  if (!open.shards) return read_roots(open.parts);
  Roots out;
  for (const OpenShard& shard : open.shards->open) out.merge(read_roots(shard.docs));
  return out;
}

// Here: what lies behind servers is not measured.
std::uint64_t bytes_of(const OpenGeneration& open) {
  std::uint64_t out = tree_size(open.generation.directory());
  if (!open.shards) return out;
  for (const OpenShard& shard : open.shards->open) {
    const auto local = current_generation(shard.place.directory);
    if (!shard.place.is_remote() && local) out += tree_size(local->directory());
  }
  return out;
}

IndexStats make_stats(const OpenGeneration& open) {
  IndexStats stats;
  stats.documents = open.docs.get_doccount();
  stats.agreements = open.register_db.get_doccount();
  stats.institutions = count_entities(open, EntityType::kInstitution);
  stats.people = count_entities(open, EntityType::kPerson);
  stats.certifications = count_entities(open, EntityType::kCertification);
  count_files(ledger_of(open), stats);
  stats.by_language = count_all_values(open.docs, Slot::kLanguage);
  add_rest(stats.by_language, stats.documents);
  stats.by_format = count_all_values(open.docs, Slot::kFormat);
  stats.by_source = count_all_values(open.docs, Slot::kSource);
  count_encodings(open.docs, stats);
  stats.bytes_on_disk = bytes_of(open);
  stats.generation = open.generation.name;
  stats.schema = std::to_string(kSchemaVersion);
  const Json versions = read_versions(open.docs);
  stats.rules = std::to_string(static_cast<int>(get_number(versions, "rules")));
  stats.authority = get_string(versions, "authority");
  stats.unicode = get_string(versions, "unicode");
  stats.created = get_string(versions, "created");
  stats.last_run = last_run(open.generation.index_directory);
  if (!open.shards) stats.revision = open.parts.revision();
  return stats;
}

std::string folder_state(const std::string& folder) {
  if (!path_exists(folder)) return "missing";
  const auto entries = list_directory(folder);
  if (!entries) return "unreadable";
  return entries->empty() ? "empty" : "there";
}

}  // namespace

// A listing that a shard is missing of would be taken for the whole.
Result<IndexStats> index_stats(const std::string& index_directory) {
  return with_index(index_directory, [](const OpenGeneration& open) -> Result<IndexStats> {
    if (auto whole = require_all(open); !whole) return fail(std::move(whole.error()));
    return make_stats(open);
  });
}

Result<std::string> index_staleness(const std::string& index_directory, const std::string& authority_directory) {
  const auto authority = Authority::load(TableSource(authority_directory));
  if (!authority) return fail(authority.error());
  return with_index(index_directory, [&](const OpenGeneration& open) -> Result<std::string> {
    if (open.shards) return std::string();  // of each shard on its machine
    return describe(staleness_of(read_ledger(open.docs), read_versions(open.docs), authority->version()));
  });
}

Result<std::vector<LedgerRow>> ledger_rows(const std::string& index_directory, const std::string& state) {
  return with_index(index_directory, [&](const OpenGeneration& open) -> Result<std::vector<LedgerRow>> {
    if (auto whole = require_all(open); !whole) return fail(std::move(whole.error()));
    std::vector<LedgerRow> out;
    for (auto& [path, entry] : ledger_of(open)) {
      const bool lossy = state == file_state_name(FileState::kFailed) && entry.row.lost > 0;
      if (state.empty() || lossy || file_state_name(entry.row.state) == state) out.push_back(entry.row);
    }
    return out;
  });
}

std::string why_no_document(const std::string& index_directory, const std::string& id) {
  const auto rows = ledger_rows(index_directory, {});
  if (!rows) return {};
  for (const LedgerRow& row : *rows) {
    if (path_id(row.path) == id) return row.reason;
  }
  return {};
}

Result<std::vector<RootRow>> root_rows(const std::string& index_directory) {
  return with_index(index_directory, [](const OpenGeneration& open) -> Result<std::vector<RootRow>> {
    if (auto whole = require_all(open); !whole) return fail(std::move(whole.error()));
    std::map<std::string, RootRow> rows;
    for (const auto& [name, folder] : roots_of(open)) rows[name] = {name, folder, folder_state(folder), 0, 0, 0};
    for (const auto& [path, entry] : ledger_of(open)) {
      RootRow& row = rows[entry.row.root];
      ++row.files;
      row.documents += entry.row.documents;
      row.failed += entry.row.state == FileState::kFailed ? 1U : 0U;
    }
    std::vector<RootRow> out;
    for (auto& [name, row] : rows) out.push_back(std::move(row));
    return out;
  });
}

}  // namespace hoptac
