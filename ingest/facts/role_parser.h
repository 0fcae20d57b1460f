// One post as written: title, complement, body.
#pragma once

#include <optional>

#include "ingest/facts/institution_index.h"
#include "ingest/facts/name_mention.h"

namespace hoptac {

struct ParsedRole {
  std::size_t first = 0;  // tokens of the title, both inclusive
  std::size_t last = 0;
  std::size_t end = 0;         // one behind everything that belongs to it
  int institution = -1;        // named with the title
  std::string_view generic;    // folded head of an unnamed body: "Giám đốc Bệnh viện", "of the hospital"
  std::size_t body_first = 1;  // tokens of a body that is no known institution ("Country Manager of Koreadent"),
  std::size_t body_last = 0;   // both inclusive; body_last < body_first: none
  bool worker = false;         // the title is a trade or a task more than a post
  bool before_name = false;    // what stands at `end` can only be a personal name: "Minister of Health Reinol Peña"
};

// The post whose words start at token `at` ("Deputy Director of …", "Phó Hiệu trưởng phụ trách đối ngoại",
// "nguyên Giám đốc"), or nothing.
std::optional<ParsedRole> parse_role(const NameScope& scope, const InstitutionIndex& institutions, std::size_t at);

// A cheap test: without it parse_role() finds nothing at `at`.
bool opens_role(const NameScope& scope, std::size_t at);

// The same for a post behind a name, where words may qualify it: "quality officer of …", "IVF Lab Director".
std::optional<ParsedRole> parse_role_behind(const NameScope& scope, const InstitutionIndex& institutions,
                                            std::size_t at);

}  // namespace hoptac
