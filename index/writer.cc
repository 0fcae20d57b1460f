#include "index/writer.h"

#include <algorithm>

#include "index/schema.h"

namespace hoptac {
namespace {

bool has_posting(const IndexRecord& record, const std::string& term) {
  const auto at = std::lower_bound(record.postings.begin(), record.postings.end(), term,
                                   [](const Posting& p, const std::string& t) { return p.term < t; });
  return at != record.postings.end() && at->term == term;
}

}  // namespace

std::size_t bytes_of(const Change& change) {
  std::size_t bytes = 0;
  for (const NewDocument& d : change.documents) bytes += d.record.data.size();
  for (const auto& [key, value] : change.metadata) bytes += key.size() + value.size();
  return bytes;
}

Result<void> check_record(const IndexRecord& record) {
  if (!has_posting(record, record.id_term)) return fail(ErrorCode::kInternal, {}, "record without its id term");
  for (const Posting& p : record.postings) {
    if (!is_storable(p.term)) return fail(ErrorCode::kInternal, {}, "term that cannot be stored: " + p.term);
  }
  return {};
}

Xapian::Document to_xapian(const IndexRecord& record) {
  Xapian::Document out;
  for (const Posting& p : record.postings) {
    // Each call looks the term up: the first position brings the weight along.
    if (p.positions.empty()) out.add_term(p.term, p.wdf);
    std::uint32_t wdf = p.wdf;
    for (const std::uint32_t position : p.positions) out.add_posting(p.term, position, std::exchange(wdf, 0));
  }
  for (const auto& [slot, value] : record.values) out.add_value(slot, value);
  out.set_data(record.data);
  return out;
}

}  // namespace hoptac
