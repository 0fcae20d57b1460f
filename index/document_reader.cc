#include "index/document_reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "index/shards.h"
#include "src/base/file.h"
#include "src/base/task_pool.h"

namespace hoptac {
namespace {

constexpr std::size_t kBlock = 64;  // documents read ahead; bounds the memory

// Xapian deals the ids of several databases out in turns.
struct ShardDocument {
  std::size_t shard;
  Xapian::docid id;
};
ShardDocument place_of(Xapian::docid id, std::size_t shards) {
  const auto count = static_cast<Xapian::docid>(shards);
  return {(id - 1) % count, (id - 1) / count + 1};
}

// A document comes as many messages, each of which may take as long as an answer.
Xapian::Document read_within(const OpenShard& shard, Xapian::docid id, double seconds) {
  const std::int64_t began = now_ns();
  Xapian::Document out = shard.docs.get_document(id);
  if (shard.place.is_remote() && static_cast<double>(now_ns() - began) > seconds * 1e9)
    throw Xapian::NetworkTimeoutError("a document took longer than an answer may", shard.place.context());
  return out;
}

}  // namespace

DocumentReader::DocumentReader(const OpenGeneration& open, std::vector<Xapian::docid> ids)
    : open_(open), ids_(std::move(ids)) {}

Xapian::Document DocumentReader::read(std::size_t i) {
  if (!open_.shards || !open_.shards->has_remote()) return open_.docs.get_document(ids_[i]);
  if (i < first_ || i >= first_ + ahead_.size()) read_block(i);
  const Ahead& found = ahead_[i - first_];
  if (found.document) return *found.document;
  const std::exception_ptr error = found.error;
  ahead_.clear();
  std::rethrow_exception(error);
}

void DocumentReader::read_block(std::size_t first) {
  const std::vector<OpenShard>& shards = open_.shards->open;
  first_ = first;
  ahead_.assign(std::min(kBlock, ids_.size() - first), {});
  std::map<std::size_t, std::vector<std::size_t>> by_shard;
  for (std::size_t i = 0; i < ahead_.size(); ++i) by_shard[place_of(ids_[first + i], shards.size()).shard].push_back(i);

  const double limit = open_.shards->list.timeout;
  // A thread has the connection of its shard, and the Xapian objects that count their users, to itself.
  const auto read_of = [&](const OpenShard& shard, const std::vector<std::size_t>& places) {
    std::exception_ptr lost;
    for (const std::size_t i : places) {
      try {
        if (!lost) ahead_[i].document = read_within(shard, place_of(ids_[first + i], shards.size()).id, limit);
      } catch (const Xapian::NetworkError&) {
        lost = std::current_exception();  // the others would wait as long
      } catch (...) {
        ahead_[i].error = std::current_exception();
      }
      if (lost) ahead_[i].error = lost;
    }
  };
  TaskPool pool(by_shard.size());
  std::vector<TaskPool::Ticket> tickets;
  for (const auto& [shard, places] : by_shard)
    tickets.push_back(pool.submit([&, s = shard, p = &places](std::size_t) { read_of(shards[s], *p); }));
  for (TaskPool::Ticket& ticket : tickets) pool.wait(ticket, TaskPool::Help::kAll);
}

}  // namespace hoptac
