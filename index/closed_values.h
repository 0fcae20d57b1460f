// Values of the fields that have a closed list of them, by the beginning of any of their names in either language.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/schema.h"
#include "ingest/authority/authority.h"
#include "ingest/authority/field_values.h"

namespace hoptac {

struct ClosedValue {
  std::string value;  // as the field's terms have it: an id, a code, a keyword
  std::string name;   // one of its names
};

// Makes the list of a field when it is first asked about. Not thread-safe.
class ClosedValues {
 public:
  explicit ClosedValues(std::vector<FieldValue> keywords = {}) : keywords_(std::move(keywords)) {}

  static bool has_list(const Field& field);
  // Each value once, by the first of its names (Vietnamese, English, others, the value itself) that begins with the
  // folded phrase; in the order of the table. Empty for a field without a list.
  std::vector<ClosedValue> beginning(const Authority& authority, const Field& field, std::string_view phrase) const;

 private:
  struct Name {
    std::string folded;
    std::size_t row = 0, rank = 0;
    ClosedValue value;
  };
  using Names = std::vector<Name>;  // by `folded`
  Names names_of(const Authority& authority, const Field& field) const;

  std::vector<FieldValue> keywords_;
  mutable std::map<std::string_view, Names> lists_;  // by the field's prefix
};

}  // namespace hoptac
