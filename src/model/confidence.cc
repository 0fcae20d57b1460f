#include "src/model/confidence.h"

#include <array>
#include <cstddef>

#include "src/model/analysis.h"

namespace hoptac {
namespace {

constexpr std::array<std::string_view, 3> kNames = {"guess", "likely", "certain"};

// Removes the facts below `level`; returns where each old one stands now, -1 for those that went.
template <typename Fact>
std::vector<int> keep(std::vector<Fact>& facts, Confidence level) {
  std::vector<int> moved(facts.size(), -1);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].judgement.level < level) continue;
    moved[i] = static_cast<int>(kept);
    if (kept != i) facts[kept] = std::move(facts[i]);
    ++kept;
  }
  facts.resize(kept);
  return moved;
}

void move_index(int& index, const std::vector<int>& moved) {
  if (index >= 0) index = static_cast<std::size_t>(index) < moved.size() ? moved[static_cast<std::size_t>(index)] : -1;
}

}  // namespace

std::string_view confidence_name(Confidence level) { return kNames[static_cast<std::size_t>(level)]; }

std::optional<Confidence> confidence_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Confidence>(i);
  }
  return {};
}

void drop_below(Analysis& analysis, Confidence level) {
  const std::vector<int> institutions = keep(analysis.institutions, level);
  const std::vector<int> people = keep(analysis.people, level);
  keep(analysis.dates, level);
  keep(analysis.certifications, level);
  keep(analysis.agreements, level);
  for (Person& person : analysis.people) {
    keep(person.roles, level);
    for (Role& role : person.roles) move_index(role.institution_index, institutions);
  }
  for (Certification& c : analysis.certifications) move_index(c.holder_index, institutions);
  for (Figure& f : analysis.figures) move_index(f.institution_index, institutions);
  for (Quote& q : analysis.quotes) move_index(q.person_index, people);
  for (Agreement& a : analysis.agreements) {
    for (Party& p : a.parties) move_index(p.institution_index, institutions);
    for (Signatory& s : a.signatories) move_index(s.person_index, people);
  }
}

}  // namespace hoptac
