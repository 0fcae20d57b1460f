#include "index/increment.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "index/space.h"
#include "index/update.h"
#include "ingest/readers/reader.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

std::string_view extension_of(std::string_view path) {
  const std::size_t name = path.rfind('/') + 1;  // npos + 1: 0
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot < name ? std::string_view() : path.substr(dot);
}

// How many documents files hold for their size.
class Density {
 public:
  explicit Density(const Ledger& ledger) {
    for (const auto& [path, entry] : ledger) {
      for (Sum* const sum : {&all_, &by_extension_[extension_of(path)]}) {
        ++sum->files;
        sum->documents += static_cast<double>(entry.row.documents);
        sum->bytes += static_cast<double>(entry.row.size);
      }
    }
  }

  double documents(std::string_view path, std::uint64_t bytes) const {
    const auto known = by_extension_.find(extension_of(path));
    const bool is_known = known != by_extension_.end() && known->second.bytes > 0;
    const Sum& sum = is_known ? known->second : all_;
    const double out = sum.bytes == 0 ? 0 : sum.documents * static_cast<double>(bytes) / sum.bytes;
    // Where none holds several, a large one does not either.
    return is_known && sum.documents <= sum.files ? std::min(out, 1.0) : out;
  }
  std::size_t all() const { return static_cast<std::size_t>(all_.documents); }

 private:
  struct Sum {
    double files = 0, documents = 0, bytes = 0;
  };
  std::unordered_map<std::string_view, Sum> by_extension_;
  Sum all_;
};

bool looks_changed(const LedgerEntry& entry, const SourceFile& file) {
  return entry.row.size != file.size || entry.row.mtime_ns != file.mtime_ns || entry.incomplete ||
         entry.row.reader_version != kReaderVersion;
}

// Calls `visit` with each file that is new, or looks changed, and its row, if any.
template <typename Visit>
void each_changed(const Ledger& ledger, const FileList& list, const Visit& visit) {
  auto row = ledger.begin();
  for (const SeenFile& seen : list.files) {
    while (row != ledger.end() && row->first < seen.path) ++row;
    const LedgerEntry* const known = row != ledger.end() && row->first == seen.path ? &row->second : nullptr;
    if (known == nullptr || looks_changed(*known, seen.file)) visit(seen, known);
  }
}

}  // namespace

Increment estimate_increment(const Ledger& ledger, const FileList& list) {
  Increment out;
  bool any = false;
  each_changed(ledger, list, [&](const SeenFile&, const LedgerEntry*) { any = true; });
  if (!any) return out;
  const Density density(ledger);
  out.held = density.all();
  each_changed(ledger, list, [&](const SeenFile& seen, const LedgerEntry* known) {
    if (known != nullptr && known->row.documents > 0) {
      out.changed += static_cast<double>(known->row.documents);
    } else {
      out.added += density.documents(seen.path, seen.file.size);
    }
  });
  return out;
}

bool goes_through_parts(const Increment& increment, const PartsFrom& from, const Generation& generation) {
  const double gain = increment.added - from.for_changed * increment.changed;
  const auto held = static_cast<double>(increment.held);
  if (list_parts(generation).empty()) {
    if (gain < from.documents || gain < from.share * held) return false;
  } else if (increment.changed < from.documents) {
    // The run goes on in the parts, which readers have open: each new part copies those that it takes documents out of.
    return false;
  }
  // The copy and the merged index, as large for a document as now.
  const double bytes =
      2 * static_cast<double>(tree_size(generation.directory())) * (1 + increment.added / std::max(held, 1.0));
  return check_room(generation.index_directory, static_cast<std::uint64_t>(bytes)).has_value();
}

}  // namespace hoptac
