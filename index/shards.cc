#include "index/shards.h"

#include <algorithm>
#include <utility>

#include "index/features.h"
#include "index/xapian_error.h"
#include "src/base/connection.h"
#include "src/base/file.h"
#include "src/base/task_pool.h"

namespace hoptac {
namespace {

constexpr int kMaxFailures = 2;  // of a connection; a server that was started anew fails once

unsigned milliseconds(double seconds) { return static_cast<unsigned>(seconds * 1000); }

Xapian::Database connect(const ShardPlace& place, const ShardList& list) {
  return Xapian::Remote::open(place.host, place.port, milliseconds(list.timeout), milliseconds(list.connect_timeout));
}

Result<Xapian::Database> open_local(const ShardPlace& place) {
  const auto generation = current_generation(place.directory);
  if (!generation) return fail(generation.error());
  if (auto whole = require_merged(*generation); !whole) return fail(std::move(whole.error()));
  return Xapian::Database(generation->docs());
}

// An error of a place: whether it is out of reach, or there and of no use.
bool is_out_of_reach(const Error& error) {
  return error.code == ErrorCode::kIndexMissing || error.code == ErrorCode::kIndexBusy ||
         error.code == ErrorCode::kUnreadable || error.code == ErrorCode::kNotFound;
}

Result<OpenShard> open_one(const ShardPlace& place, const ShardList& list) {
  return guarded(place.name, [&]() -> Result<OpenShard> {
    auto docs = place.is_remote() ? Result<Xapian::Database>(connect(place, list)) : open_local(place);
    if (!docs) return fail(std::move(docs.error()));
    if (auto known = check_features(*docs, place.name); !known) return fail(std::move(known.error()));
    return OpenShard{place, *docs, stamp_of(*docs), schema_of(*docs)};
  });
}

std::string reason_of(const Error& error) {
  return error.detail.empty() ? std::string(code_sentence(error.code)) : error.detail;
}

Result<OpenShard> open_unless_lost(const Shards& shards, const ShardPlace& place) {
  const auto lost = shards.lost.find(place.name);
  if (lost == shards.lost.end()) return open_one(place, shards.list);
  return fail(ErrorCode::kIndexMissing, place.name, lost->second.reason);
}

// All at once: servers that do not answer cost the time of one.
std::vector<Result<OpenShard>> open_each(const Shards& shards) {
  constexpr std::size_t kAtOnce = 16;
  const std::vector<ShardPlace>& places = shards.list.places;
  std::vector<Result<OpenShard>> out(places.size(), fail(ErrorCode::kInternal, {}, "not opened"));
  TaskPool pool(shards.has_remote() ? std::min(places.size(), kAtOnce) : 1);
  std::vector<TaskPool::Ticket> tickets;
  for (std::size_t i = 0; i < places.size(); ++i)
    tickets.push_back(pool.submit([&, i](std::size_t) { out[i] = open_unless_lost(shards, places[i]); }));
  for (TaskPool::Ticket& ticket : tickets) pool.wait(ticket, TaskPool::Help::kAll);
  return out;
}

Result<void> open_all(Shards& shards) {
  std::vector<Result<OpenShard>> opened = open_each(shards);
  for (std::size_t i = 0; i < opened.size(); ++i) {
    if (opened[i]) {
      shards.open.push_back(*std::move(opened[i]));
    } else if (is_out_of_reach(opened[i].error())) {
      shards.missing.push_back({shards.list.places[i].name, reason_of(opened[i].error())});
    } else {
      return fail(std::move(opened[i].error()));
    }
  }
  if (!shards.open.empty()) return {};
  const MissingShard& first = shards.missing.front();
  return fail(ErrorCode::kIndexMissing, first.name, "no shard answers: " + first.reason);
}

Result<OpenGeneration> assemble(const std::string& index_directory, Shards shards) {
  if (auto opened = open_all(shards); !opened) return fail(std::move(opened.error()));
  shards.opened_ns = now_ns();
  return guarded(index_directory, [&]() -> Result<OpenGeneration> {
    OpenGeneration open;
    const auto generation = current_generation(index_directory);
    open.generation = generation ? *generation : Generation{index_directory, ""};
    for (const OpenShard& shard : shards.open) open.docs.add_database(shard.docs);
    if (generation) open.register_db = open_register(open.generation.register_db());
    open.shards = std::make_shared<const Shards>(std::move(shards));
    load_state(open);
    return open;
  });
}

// The shard that an error of Xapian's remote backend names.
const OpenShard* named_by(const Shards& shards, const Xapian::Error& error) {
  for (const OpenShard& shard : shards.open) {
    if (shard.place.is_remote() && error.get_context().find(shard.place.context()) != std::string::npos) return &shard;
  }
  return nullptr;
}

// Where it came from: when a server ends a connection, Xapian 1.4.22 does not tell which.
std::vector<const OpenShard*> origins_of(const Shards& shards, const Xapian::Error& error) {
  if (const OpenShard* const named = named_by(shards, error)) return {named};
  std::vector<const OpenShard*> out;
  for (const OpenShard& shard : shards.open) {
    if (shard.place.is_remote() && !is_connected_to(shard.place.host, shard.place.port)) out.push_back(&shard);
  }
  return out;
}

}  // namespace

bool Shards::has_remote() const {
  return std::any_of(list.places.begin(), list.places.end(), [](const ShardPlace& p) { return p.is_remote(); });
}

Xapian::Database Shards::local_docs() const {
  Xapian::Database out;
  for (const OpenShard& shard : open) {
    if (!shard.place.is_remote()) out.add_database(shard.docs);
  }
  return out;
}

std::string Shards::stamp() const {
  if (!missing.empty()) return {};
  std::vector<std::string> stamps;
  for (const OpenShard& shard : open) stamps.push_back(shard.stamp);
  std::sort(stamps.begin(), stamps.end());
  std::string out;
  for (const std::string& one : stamps) out.append(out.empty() ? "" : " ").append(one);
  return out;
}

bool Shards::are_of(const std::string& stamp) const {
  const std::string all = " " + stamp + " ";
  const auto count = static_cast<std::size_t>(std::count(all.begin(), all.end(), ' ')) - 1;
  return count == list.places.size() && std::all_of(open.begin(), open.end(), [&](const OpenShard& shard) {
           return all.find(" " + shard.stamp + " ") != std::string::npos;
         });
}

Result<OpenGeneration> open_shards(const std::string& index_directory) {
  auto list = read_shards(index_directory);
  if (!list) return fail(std::move(list.error()));
  Shards shards;
  shards.list = *std::move(list);
  return assemble(index_directory, std::move(shards));
}

Result<void> reopen_shards(OpenGeneration& open) {
  auto again = open_shards(open.generation.index_directory);
  if (!again) return fail(std::move(again.error()));
  open = *std::move(again);
  return {};
}

// The others are connected anew, too: they may have answers on the way that nobody will read.
bool leave_out_lost(OpenGeneration& open, const Xapian::Error& error) {
  if (!open.shards || !std::string_view(error.get_type()).starts_with("Network")) return false;
  const std::vector<const OpenShard*> origins = origins_of(*open.shards, error);
  if (origins.empty()) return false;
  Shards next;
  next.list = open.shards->list;
  next.lost = open.shards->lost;
  next.failures = open.shards->failures;
  const bool slow = std::string_view(error.get_type()) == "NetworkTimeoutError";
  for (const OpenShard* const origin : origins) {
    const std::string& name = origin->place.name;
    if (!slow && ++next.failures[name] < kMaxFailures) continue;
    const std::string limit = std::to_string(milliseconds(next.list.timeout)) + " ms";
    next.lost[name] = {name, slow ? "no answer within " + limit : error.get_msg()};
  }
  auto again = assemble(open.generation.index_directory, std::move(next));
  if (!again) return false;
  open = *std::move(again);
  return true;
}

std::vector<std::string> missing_notes(const OpenGeneration& open) {
  std::vector<std::string> out;
  if (!open.shards) return out;
  for (const MissingShard& shard : open.shards->missing)
    out.push_back("shard " + shard.name + " is missing (" + shard.reason + "): its documents are not in this answer");
  return out;
}

Result<void> require_all(const OpenGeneration& open) {
  if (!open.shards || open.shards->missing.empty()) return {};
  const MissingShard& first = open.shards->missing.front();
  return fail(ErrorCode::kIndexMissing, first.name, "this shard is missing: " + first.reason);
}

}  // namespace hoptac
