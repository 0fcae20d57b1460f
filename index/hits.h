// From a match to what is shown of its document.
#pragma once

#include <xapian.h>

#include <vector>

#include "index/highlight.h"
#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

// A match on its way: small enough to hold hundreds of thousands.
struct Match {
  Xapian::docid document = 0;
  double weight = 0;
};

// Title, dates, passages with marks of one document. kIndexDamaged when its stored data are.
Result<Hit> make_hit(const Xapian::Document& found, double weight, const Highlighter& highlighter,
                     const SearchRequest& request);

}  // namespace hoptac
