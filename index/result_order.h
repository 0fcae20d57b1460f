// In which order the matches of a query come.
//
// Every order is total: equal scores, equal dates and equal titles end in the order of the ids, so that pages
// of any size put together are the whole list, however the documents are spread over databases.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>

#include "index/schema.h"
#include "src/model/search.h"

namespace hoptac {

struct ResultOrder {
  std::optional<Slot> slot;  // one of those of order_keys.h; nothing: by score
  bool stored = true;        // false: documents of an index of schema 1, whose keys are made while it is sorted
};

// `ranked`: some part of the query gives weight; without any the newest come first unless the request says otherwise.
ResultOrder order_of(const SearchRequest& request, bool ranked, bool stored);
void set_order(Xapian::Enquire& enquire, const ResultOrder& order);
// The document's id, from MSetIterator::get_sort_key().
std::string id_of_sort_key(const ResultOrder& order, const std::string& key);

}  // namespace hoptac
