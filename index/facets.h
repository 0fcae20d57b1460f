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
  // Over several remote databases Xapian 1.4.22 adds up what their servers have counted, and then counts here, document
  // by document and each a round trip, those that it puts into the MSet. kByServers leaves the latter away, and with it
  // the documents of databases on this machine.
  enum class Counted { kAll, kByServers };

  // kUsage for an unknown name; the detail lists the names.
  static Result<FacetCounter> make(const std::vector<std::string>& names);
  FacetCounter(FacetCounter&&) noexcept;
  FacetCounter& operator=(FacetCounter&&) noexcept;
  ~FacetCounter();
  bool empty() const { return spies_.empty(); }
  // Counts add up over several queries; `counted` holds for the one that runs next.
  void attach(Xapian::Enquire& enquire, Counted counted = Counted::kAll);
  // After get_mset(): most frequent first, then by value; years newest first.
  std::vector<std::pair<std::string, std::vector<FacetValue>>> take(const SearchContext& context,
                                                                    std::size_t limit) const;

 private:
  FacetCounter();
  std::vector<std::string> names_;
  class Spy;
  std::vector<std::unique_ptr<Spy>> spies_;
};

}  // namespace hoptac
