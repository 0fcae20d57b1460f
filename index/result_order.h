// In which order the matches of a query come.
//
// Every order is total: equal scores, equal dates and equal titles end in the order of the ids, so that pages
// of any size put together are the whole list.
#pragma once

#include <xapian.h>

#include <memory>

#include "src/model/search.h"

namespace hoptac {

// nullptr: by score. `ranked`: some part of the query gives weight; without any the newest come first unless
// the request says otherwise.
std::unique_ptr<Xapian::KeyMaker> order_of(const SearchRequest& request, bool ranked);
// `order` must outlive the use of `enquire`.
void set_order(Xapian::Enquire& enquire, Xapian::KeyMaker* order);

}  // namespace hoptac
