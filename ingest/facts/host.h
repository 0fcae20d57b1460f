// The body that a document is about: whose page it is, what "the hospital", "nhà trường" mean when nothing nearer does.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// Index into `analysis.institutions`: named most, most of all in the title and first; -1 when there is none.
int document_host(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
