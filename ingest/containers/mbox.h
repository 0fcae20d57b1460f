// A folder of mails in one file, of any size.
#pragma once

#include "ingest/containers/container.h"

namespace hoptac {

// Every message a member of format eml: its Message-ID as path, a number behind it where that comes again, "message 7"
// where there is none. ">From " at the beginning of a line loses its mark.
Result<void> read_mbox(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink);

}  // namespace hoptac
