// The derived database gen-N/register: one record for each telling of an agreement (register_record.cc)
// and, in its metadata, the table of entities (entities.h) and the stamp of the docs it was made from.
#pragma once

#include <cstddef>

#include "index/corrections.h"
#include "index/generation.h"
#include "index/touched_keys.h"
#include "ingest/authority/authority.h"
#include "src/base/result.h"

namespace hoptac {

struct RegisterSummary {
  std::size_t agreements = 0;
};

// Ends a run: brings the register in line with docs and stamps it. `current` says that its records
// already are (the writer has kept them so); else, or when it cannot be read, they are made anew from
// the stored documents. Who is who (identity.h) is computed anew from Slot::kEntities and `corrections` in either
// case; of the table of entities the rows that follow from `touched`, the keys of all documents that were changed since
// the stamp (Writer::touched()), or all of them when that is not known; rows that change are written.
// REQUIRES: the lock, and no open writer.
Result<RegisterSummary> finish_register(const Generation& generation, bool current, const Authority& authority,
                                        const Corrections& corrections = {}, const TouchedKeys* touched = nullptr);

// The same for an index of shards: its register in `generation`, made anew from all their documents.
// REQUIRES: the lock, and no missing shard.
Result<RegisterSummary> make_register(const OpenGeneration& open, const Generation& generation,
                                      const Authority& authority, const Corrections& corrections);

// Of the corrections that the register was made with; "" = none, or it cannot be read.
std::string corrections_hash_of(const Generation& generation);

// True when the register's stamp is that of docs.
bool is_register_current(const Generation& generation);
// False when its rows were made by a program that made them otherwise: answers are right, but slower or with less.
bool has_current_rows(const Generation& generation);

}  // namespace hoptac
