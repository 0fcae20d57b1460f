#include "index/ledger.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <utility>
#include <vector>

#include "src/base/hash.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::string_view kRowPrefix = "F";
constexpr std::string_view kRootPrefix = "R";
constexpr char kField = '\0';
constexpr char kId = '\n';
constexpr std::size_t kFields = 19;
// Rows of version 1 end before the number of lost records.
constexpr std::string_view kRowVersion = "2";
constexpr std::size_t kFieldsOfVersion1 = 17;

void append_field(std::string& out, std::string_view text) {
  for (const char c : text) out += c == kField ? ' ' : c;
  out += kField;
}

template <typename T>
void append_number(std::string& out, T value) {
  append_field(out, std::to_string(value));
}

template <typename T>
T number(std::string_view text) {
  T value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool waits_for_ocr(const LedgerEntry& entry) {
  return has_failures(entry) && entry.row.reason.find("failed: needs-ocr") != std::string::npos;
}

bool has_failures(const LedgerEntry& entry) { return entry.row.state == FileState::kFailed || entry.row.lost > 0; }

std::string file_key(std::string_view path) { return content_hash(path); }
std::string ledger_prefix() { return std::string(kRowPrefix); }
std::string ledger_metadata_key(std::string_view path) { return std::string(kRowPrefix) + file_key(path); }

std::string encode_entry(const LedgerEntry& entry) {
  const LedgerRow& row = entry.row;
  std::string out;
  append_field(out, kRowVersion);
  append_field(out, row.path);
  append_field(out, row.root);
  append_number(out, row.size);
  append_number(out, row.mtime_ns);
  append_field(out, row.hash);
  append_number(out, static_cast<int>(row.state));
  append_field(out, row.reason);
  append_field(out, row.format);
  append_number(out, row.documents);
  append_number(out, row.reader_version);
  append_number(out, row.rules_version);
  append_field(out, entry.authority);
  append_field(out, entry.sidecar);
  append_number(out, entry.recorded_ns);
  append_number(out, entry.incomplete ? 1 : 0);
  append_field(out, entry.keeper);
  append_number(out, row.lost);
  std::string contested;
  for (const std::string& id : entry.contested) contested.append(id).append(1, kId);
  if (!contested.empty()) contested.pop_back();
  append_field(out, contested);
  out.pop_back();
  return out;
}

std::optional<LedgerEntry> decode_ledger_entry(std::string_view text) {
  const auto f = split(text, kField);
  const bool former = f.size() == kFieldsOfVersion1 && f[0] == "1";
  if (!former && (f.size() != kFields || f[0] != kRowVersion)) return std::nullopt;
  LedgerEntry entry;
  LedgerRow& row = entry.row;
  row.path = f[1];
  row.root = f[2];
  row.size = number<std::uint64_t>(f[3]);
  row.mtime_ns = number<std::int64_t>(f[4]);
  row.hash = f[5];
  row.state = static_cast<FileState>(number<int>(f[6]));
  row.reason = f[7];
  row.format = f[8];
  row.documents = number<std::size_t>(f[9]);
  row.reader_version = number<int>(f[10]);
  row.rules_version = number<int>(f[11]);
  entry.authority = f[12];
  entry.sidecar = f[13];
  entry.recorded_ns = number<std::int64_t>(f[14]);
  entry.incomplete = f[15] == "1";
  entry.keeper = f[16];
  if (former) return entry;
  row.lost = number<std::size_t>(f[17]);
  if (!f[18].empty()) {
    for (const std::string_view id : split(f[18], kId)) entry.contested.emplace_back(id);
  }
  return entry;
}

// The rows come in the order of their hashes: sorted before, each goes to the end of the map.
Ledger read_ledger(const Docs& docs) {
  std::deque<LedgerEntry> entries;  // large ones: a vector would move them as it grows
  each_metadata(docs, kRowPrefix, [&](const std::string& value) {
    if (auto entry = decode_ledger_entry(value)) entries.push_back(*std::move(entry));
  });
  std::vector<std::pair<std::string_view, LedgerEntry*>> order;
  order.reserve(entries.size());
  for (LedgerEntry& entry : entries) order.emplace_back(entry.row.path, &entry);
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Ledger out;
  for (const auto& [path, entry] : order) out.emplace_hint(out.end(), std::string(path), std::move(*entry));
  return out;
}

std::string root_metadata_key(std::string_view name) { return std::string(kRootPrefix) + content_hash(name); }

std::string encode_root(std::string_view name, std::string_view folder) {
  return std::string(name).append(1, kField).append(folder);
}

std::optional<std::pair<std::string, std::string>> decode_root(std::string_view value) {
  const auto parts = split(value, kField);
  if (parts.size() != 2) return std::nullopt;
  return std::pair(std::string(parts[0]), std::string(parts[1]));
}

Roots read_roots(const Docs& docs) {
  Roots out;
  each_metadata(docs, kRootPrefix, [&](const std::string& value) {
    if (auto root = decode_root(value)) out.insert(*std::move(root));
  });
  return out;
}

}  // namespace hoptac
