// Web archives: WARC 1.0 and 1.1 as crawlers write them, plain or packed (as a whole or record by record).
#pragma once

#include "ingest/containers/container.h"

namespace hoptac {

// The pages and files that were got with status 200 (response), stored otherwise (resource), or made of such
// (conversion). A member's path is its address, with the day and time of the record where an address comes again;
// metadata: url, other "captured". Pictures, scripts and styles are left out. A broken record is lost alone when the
// next one can be found.
Result<void> read_warc(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink);

}  // namespace hoptac
