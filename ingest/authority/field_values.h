// What the keywords of the query language are called in both languages: "status:signed", "đã ký". For completing
// what someone types; no fact is found by them, so that they are no part of Authority's version.
#pragma once

#include <string>
#include <vector>

#include "ingest/authority/embedded.h"
#include "src/base/result.h"

namespace hoptac {

struct FieldValue {
  std::string field;
  std::string value;
  std::vector<std::string> names;  // Vietnamese first
};

Result<std::vector<FieldValue>> load_field_values(const TableSource& tables);

}  // namespace hoptac
