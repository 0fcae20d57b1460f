// One post as written: title, complement, body.
#pragma once

#include <optional>

#include "ingest/facts/institution_index.h"
#include "ingest/facts/name_mention.h"
#include "ingest/facts/one_of.h"

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

// Words before a post that change it: "nguyên Giám đốc", "the then superintendent", "newly appointed head".
inline constexpr auto kRoleModifiers =
    word_set({"acting",    "appointed", "assistant", "associate",  "chief",    "cuu",     "cựu",      "deputy",
              "ex",        "executive", "first",     "former",     "founding", "general", "group",    "honorary",
              "incoming",  "interim",   "joint",     "national",   "newly",    "nguyen",  "nguyên",   "outgoing",
              "permanent", "pho",       "phó",       "provincial", "quyen",    "quyền",   "regional", "senior",
              "standing",  "tan",       "then",      "tân",        "vice"});

// A cheap test, asked of every word: without it parse_role() finds nothing at `at`.
inline bool opens_role(const NameScope& scope, std::size_t at) {
  return scope.token(at).word &&
         (scope.tables.roles.is_in(scope.tokens().phrases().bits(at)) || is_one_of(scope.tokens(), at, kRoleModifiers));
}

// The same for a post behind a name, where words may qualify it: "quality officer of …", "IVF Lab Director".
std::optional<ParsedRole> parse_role_behind(const NameScope& scope, const InstitutionIndex& institutions,
                                            std::size_t at);

}  // namespace hoptac
