// The language of each block and of the document.
#pragma once

#include "ingest/structure/draft.h"

namespace hoptac {

// Sets the language of every block: its own, else that of the block before, else of the one after. Returns the
// majority by words of body blocks; `stated` (of the metadata) breaks a tie or stands where nothing tells.
Language mark_languages(Draft& draft, Language stated);

}  // namespace hoptac
