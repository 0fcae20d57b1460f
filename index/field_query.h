// A field and its value to terms. Names go through the authority lists.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "index/identity_store.h"
#include "index/query_ast.h"
#include "index/query_fault.h"
#include "index/terms.h"
#include "ingest/authority/authority.h"
#include "src/model/search.h"

namespace hoptac {

// Which database a query is made for.
enum class Target : std::uint8_t { kDocs, kRegister };

struct FieldQuery {
  Xapian::Query query;               // without weight, but for the words of a title
  std::vector<std::string> reading;  // what the value was taken for: "umc (University Medical Center …)"
  bool known = true;                 // false: no list and no document knows the name
};

// Everything a field's value needs to become terms.
struct FieldContext {
  const Authority& authority;
  const Terms& terms;                  // of the database of the target
  const Identity* identity = nullptr;  // nullptr: every key stands for itself
};

// A fault for a value that can never match: an unknown type, country, topic, status … or too many
// terms behind an asterisk. The place is the node's.
tl::expected<FieldQuery, QueryFault> field_query(const QueryNode& node, const FieldContext& context);

// A date field: records dated inside the range, `undated` ones as asked.
Xapian::Query date_query(const QueryNode& node, const FieldContext& context, Undated undated);

// Ids of the authority institutions that bear the name; more than one when it is ambiguous.
std::vector<std::uint32_t> institutions_of(const QueryNode& node, const Authority& authority);

}  // namespace hoptac
