// Word lists that institutions, people and roles are recognised by.
#pragma once

#include "ingest/authority/authority.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

struct NameTables {
  static Result<NameTables> load(const Authority& authority, const TableSource& source);
};

}  // namespace hoptac
