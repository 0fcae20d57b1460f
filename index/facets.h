// Exact counts of the values of a slot over all matches of a query.
#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/search_context.h"

namespace hoptac {

// language year institution person certification type country topic source format status.
const std::vector<std::string>& facet_names();

// Counts while a query runs.
class FacetCounter {
 public:
  // kUsage for an unknown name; the detail lists the names.
  static Result<FacetCounter> make(const std::vector<std::string>& names);
  bool empty() const { return spies_.empty(); }
  void attach(Xapian::Enquire& enquire);
  // After get_mset(): most frequent first, then by value; years newest first.
  std::vector<std::pair<std::string, std::vector<FacetValue>>> take(const SearchContext& context,
                                                                    std::size_t limit) const;

 private:
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<Xapian::ValueCountMatchSpy>> spies_;
};

}  // namespace hoptac
