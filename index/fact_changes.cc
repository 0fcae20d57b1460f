#include "index/fact_changes.h"

#include <array>
#include <map>
#include <utility>

#include "src/base/json.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 10> kKinds{"institutions", "people",  "dates",  "certifications",
                                                  "agreements",   "figures", "quotes", "recognitions",
                                                  "countries",    "topics"};

Json without_places(Json fact) {
  if (fact.is_object()) fact.erase("mentions"), fact.erase("evidence");
  return fact;
}

// How often each fact is there, by its text as JSON.
std::map<std::string, int> count_facts(const Json& facts) {
  std::map<std::string, int> out;
  for (const Json& fact : facts) ++out[to_line(without_places(fact))];
  return out;
}

void add_changes(const std::string& kind, const std::map<std::string, int>& from, const std::map<std::string, int>& to,
                 bool is_added, std::vector<FactChange>& out) {
  for (const auto& [text, count] : to) {
    const auto known = from.find(text);
    const int missing = count - (known == from.end() ? 0 : known->second);
    for (int i = 0; i < missing; ++i) out.push_back({kind, is_added, parse_json(text).value_or(Json())});
  }
}

}  // namespace

std::vector<FactChange> fact_changes(const Document& document, const Analysis& before, const Analysis& after) {
  const Json old_facts = extract_json(document, before, {});
  const Json new_facts = extract_json(document, after, {});
  std::vector<FactChange> out;
  for (const std::string_view kind : kKinds) {
    const auto from = count_facts(get_member(old_facts, kind));
    const auto to = count_facts(get_member(new_facts, kind));
    add_changes(std::string(kind), to, from, false, out);
    add_changes(std::string(kind), from, to, true, out);
  }
  return out;
}

}  // namespace hoptac
