// What a post or a head noun says about the kind of its body: a rector has a university, "the bank" is a company.
#pragma once

#include <span>
#include <string_view>

#include "ingest/facts/role_parser.h"

namespace hoptac {

// Kinds of bodies; bits.
enum Kind : unsigned {
  kHospital = 1U,
  kUniversity = 2U,
  kCompany = 4U,
  kGovernment = 8U,
  kResearch = 16U,
  kAssociation = 32U,
};

// Folded heads that stand alone for a body: "of the hospital", "Giám đốc Bệnh viện"; 0 any kind.
unsigned kinds_of_head(std::string_view head);

// Kinds of bodies that have the post; 0 when any may.
unsigned kinds_of_title(const TokenStream& tokens, const ParsedRole& role);

// The bit of a kind of the annotation guide.
unsigned kind_bit(std::string_view kind);

// Folded words that the name of the office has whose holder the title tells ("Ambassador", "Bộ trưởng"); none for
// other titles.
std::span<const std::string_view> offices_of(const TokenStream& tokens, const ParsedRole& role);

// Folded heads that stand for a body, whatever its kind.
bool is_generic_head(std::string_view word);

// True when the folded name (a blank on either side) is that of such a body: "trường" and "Đại học Kim Sơn", "bệnh
// viện" and "Kim Son Hospital".
bool is_name_of_head(std::string_view name, std::string_view head);

}  // namespace hoptac
