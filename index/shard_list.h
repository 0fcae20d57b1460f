// An index of shards: DIR/shards names them, one a line; each is an ordinary index, here or behind xapian-tcpsrv.
//
//     # three machines
//     shard /srv/hoptac/a
//     shard 10.0.0.2:7400
//     shard 10.0.0.3:7400
//     connect-timeout 2
//     timeout 10
//
// A place with a slash is a folder (a relative one lies beside the file), HOST:PORT a server. Times are in seconds.
// What is not of one machine lies beside the file: the register, overrides.tsv, lock, runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

struct ShardPlace {
  std::string name;       // as it is written in the file
  std::string directory;  // of an index; "" of a server
  std::string host;
  unsigned port = 0;

  bool is_remote() const { return directory.empty(); }
  // What errors of Xapian name a server by.
  std::string context() const { return "remote:tcp(" + host + ":" + std::to_string(port) + ")"; }
  friend bool operator==(const ShardPlace&, const ShardPlace&) = default;
};

struct ShardList {
  std::vector<ShardPlace> places;  // at least one
  double connect_timeout = 2;      // seconds to wait for a server to take the connection
  double timeout = 10;             // seconds to wait for each of its answers
};

std::string shards_path(const std::string& index_directory);
// True when the index is one of shards.
bool has_shards(const std::string& index_directory);
// kUsage with file, line and cause: unknown words, two equal shards, none, a time that is none.
Result<ShardList> parse_shards(std::string_view text, const std::string& index_directory);
Result<ShardList> read_shards(const std::string& index_directory);

// For what is done to one index. kUsage for one of shards: the detail says to run `command` ("remove") on each.
Result<void> refuse_shards(const std::string& index_directory, std::string_view command);

// Which part of all documents an index is to hold: those whose id hashes to `part` of `parts`.
struct ShardPart {
  unsigned part = 1;  // from 1
  unsigned parts = 1;

  bool holds(std::string_view id) const;
  friend bool operator==(const ShardPart&, const ShardPart&) = default;
};
// "2/4"; kUsage else.
Result<ShardPart> parse_shard_part(std::string_view text);
std::string print(const ShardPart& part);
inline constexpr std::string_view kShardKey = "shard";  // metadata of docs; absent: all documents

}  // namespace hoptac
