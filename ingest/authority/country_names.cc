#include "ingest/authority/country_names.h"

#include "ingest/text/region_names.h"

namespace hoptac {
namespace {

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  for (std::size_t at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) {
    out.replace(at, from.size(), to);
  }
  return out;
}

}  // namespace

std::vector<std::string> name_spellings(std::string_view name) {
  std::vector<std::string> out{std::string(name)};
  const std::size_t open = name.find(" (");
  const std::size_t close = name.find(')');
  if (open != std::string_view::npos && close != std::string_view::npos && close > open) {
    out.emplace_back(std::string(name.substr(0, open)).append(name.substr(close + 1)));
    if (close + 1 == name.size()) out.emplace_back(name.substr(open + 2, close - open - 2));
  }
  if (const std::size_t comma = name.find(','); comma != std::string_view::npos)
    out.emplace_back(name.substr(0, comma));
  if (name.find(" & ") != std::string_view::npos) {
    out.push_back(replaced(name, " & ", " and "));
    out.push_back(replaced(name, " & ", " và "));
  }
  return out;
}

std::string region_digest(const std::vector<RegionName>& regions) {
  std::string out;
  for (const RegionName& r : regions)
    out.append(r.code).append(1, '\t').append(r.en).append(1, '\t').append(r.vi + "\n");
  return out;
}

}  // namespace hoptac
