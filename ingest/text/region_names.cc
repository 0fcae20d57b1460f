#include "ingest/text/region_names.h"

#include <unicode/locdspnm.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace hoptac {
namespace {

std::string name_in(const icu::LocaleDisplayNames& names, const char* code) {
  icu::UnicodeString name;
  names.regionDisplayName(code, name);
  std::string out;
  name.toUTF8String(out);
  return out == code ? std::string() : out;
}

}  // namespace

std::vector<RegionName> region_names() {
  using Names = std::unique_ptr<icu::LocaleDisplayNames>;
  const Names en(icu::LocaleDisplayNames::createInstance(icu::Locale("en")));
  const Names vi(icu::LocaleDisplayNames::createInstance(icu::Locale("vi")));
  std::vector<RegionName> out;
  if (!en || !vi) return out;
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
    RegionName region{*code, name_in(*en, *code), name_in(*vi, *code)};
    if (!region.en.empty() && !region.vi.empty()) out.push_back(std::move(region));
  }
  std::sort(out.begin(), out.end(), [](const RegionName& a, const RegionName& b) { return a.code < b.code; });
  return out;
}

}  // namespace hoptac
