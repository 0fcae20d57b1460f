#include "index/shard_list.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kMaxFileSize = 1U << 20U;
constexpr unsigned kMaxPort = 65535;
constexpr unsigned kMaxParts = 1000;
constexpr double kMaxSeconds = 3600;

template <typename T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// HOST:PORT; nothing when it is none.
std::optional<ShardPlace> server(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const auto port = number<unsigned>(text.substr(colon + 1));
  std::string_view host = text.substr(0, colon);
  if (!port || *port == 0 || *port > kMaxPort) return std::nullopt;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);  // IPv6
  return ShardPlace{std::string(text), {}, std::string(host), *port};
}

std::optional<ShardPlace> place_of(std::string_view text, const std::string& beside) {
  if (text.find('/') == std::string_view::npos) return server(text);
  return ShardPlace{std::string(text), text.starts_with('/') ? std::string(text) : join_path(beside, text), {}, 0};
}

// The cause of a faulty line; "" when it is sound.
std::string read_line(std::string_view line, const std::string& beside, ShardList& list) {
  const std::size_t blank = line.find_first_of(" \t");
  const std::string_view word = line.substr(0, blank);
  const std::string_view value = blank == std::string_view::npos ? std::string_view() : trim(line.substr(blank));
  if (word == "shard") {
    auto place = place_of(value, beside);
    if (!place) return "\"" + std::string(value) + "\" is neither a folder (with a /) nor HOST:PORT";
    if (std::find(list.places.begin(), list.places.end(), *place) != list.places.end()) return "the shard stands twice";
    list.places.push_back(*std::move(place));
    return {};
  }
  if (word != "timeout" && word != "connect-timeout")
    return "\"" + std::string(word) + "\" is none of shard, timeout, connect-timeout";
  const auto seconds = number<double>(value);
  if (!seconds || !(*seconds > 0) || *seconds > kMaxSeconds)
    return "\"" + std::string(value) + "\" is no number of seconds from 0.001 to 3600";
  (word == "timeout" ? list.timeout : list.connect_timeout) = std::max(*seconds, 0.001);
  return {};
}

}  // namespace

std::string shards_path(const std::string& index_directory) { return join_path(index_directory, "shards"); }

bool has_shards(const std::string& index_directory) { return path_exists(shards_path(index_directory)); }

Result<ShardList> parse_shards(std::string_view text, const std::string& index_directory) {
  const std::string path = shards_path(index_directory);
  ShardList out;
  std::size_t number = 0;
  for (const std::string_view raw : split(text, '\n')) {
    ++number;
    const std::string_view line = trim(raw);
    if (line.empty() || line.starts_with('#')) continue;
    const std::string fault = read_line(line, index_directory, out);
    if (!fault.empty()) return fail(ErrorCode::kUsage, path + ":" + std::to_string(number), fault);
  }
  if (out.places.empty()) return fail(ErrorCode::kUsage, path, "it names no shard; one a line: shard HOST:PORT");
  return out;
}

Result<ShardList> read_shards(const std::string& index_directory) {
  const auto text = read_file(shards_path(index_directory), kMaxFileSize);
  if (!text) return fail(text.error());
  return parse_shards(*text, index_directory);
}

Result<void> refuse_shards(const std::string& index_directory, std::string_view command) {
  if (!has_shards(index_directory)) return {};
  const auto list = read_shards(index_directory);
  if (!list) return fail(list.error());
  std::string detail = "an index of shards; run hoptac ";
  detail.append(command).append(" on each of them, on its machine:");
  for (const ShardPlace& place : list->places) detail += " " + place.name;
  return fail(ErrorCode::kUsage, index_directory, detail + "; and then hoptac ingest --index " + index_directory);
}

bool ShardPart::holds(std::string_view id) const { return parts == 1 || hash_number(id) % parts == part - 1; }

std::string print(const ShardPart& part) { return std::to_string(part.part) + "/" + std::to_string(part.parts); }

Result<ShardPart> parse_shard_part(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto part = number<unsigned>(text.substr(0, slash));
  const auto parts = slash == std::string_view::npos ? std::nullopt : number<unsigned>(text.substr(slash + 1));
  if (!part || !parts || *part == 0 || *part > *parts || *parts > kMaxParts)
    return fail(ErrorCode::kUsage, {}, "\"" + std::string(text) + "\" is no part such as 2/4, from 1/1 to 1000/1000");
  return ShardPart{*part, *parts};
}

}  // namespace hoptac
