// The names of all countries and territories of ISO 3166-1 in English and Vietnamese, from CLDR (by ICU).
#pragma once

#include <string>
#include <vector>

namespace hoptac {

struct RegionName {
  std::string code;  // ISO 3166-1 alpha-2, and XK
  std::string en;    // as CLDR writes it: "Bosnia & Herzegovina", "Myanmar (Burma)"
  std::string vi;
};

// Sorted by code. Names change with the version of CLDR; a region that CLDR does not name is left out. Thread-safe.
std::vector<RegionName> region_names();

}  // namespace hoptac
