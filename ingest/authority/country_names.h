// What countries are called: CLDR's names of every region, and what countries_extra.tsv adds to them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hoptac {

struct RegionName;

// The spellings that texts use for a name of CLDR: "Trinidad & Tobago" also with "and", "và"; "Myanmar (Burma)" is
// Myanmar, and Burma.
std::vector<std::string> name_spellings(std::string_view name);

// One line for all regions: part of the version of the authority.
std::string region_digest(const std::vector<RegionName>& regions);

}  // namespace hoptac
