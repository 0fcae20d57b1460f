#include <algorithm>
#include <map>

#include "index/identity_parts.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

bool is_linked(const KeyNodes& nodes, std::size_t i) { return !nodes.keys[i].starts_with('~'); }

// The only country told of a key, or "".
std::string country_of(const KeyNodes& nodes, std::size_t i) {
  const auto& countries = nodes.facts[i]->countries;
  return countries.size() == 1 ? countries.begin()->first : "";
}

std::set<std::string> words_of(std::string_view folded) {
  std::set<std::string> out;
  for (const std::string_view word : split(folded, ' ')) {
    if (!word.empty()) out.emplace(word);
  }
  return out;
}

// A name of its own beside `name`, as of the other language: no acronym and no part of the name.
bool is_full_name(std::string_view alias, std::string_view canonical_alias, std::string_view canonical_name) {
  const std::set<std::string> words = words_of(canonical_alias);
  const std::set<std::string> known = words_of(canonical_name);
  const bool spelled_out = std::any_of(alias.begin(), alias.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return words.size() > 1 && spelled_out && !std::includes(known.begin(), known.end(), words.begin(), words.end());
}

class InstitutionGrouper {
 public:
  InstitutionGrouper(KeyNodes& nodes, const Authority& authority) : nodes_(nodes), authority_(authority) {
    for (std::size_t i = 0; i < nodes.keys.size(); ++i) canonical_.push_back(authority.canonical_name(nodes.name(i)));
  }

  void run() {
    unite_bases();
    unite_equal_names();
    unite_told_names();
  }

 private:
  void unite_bases() {
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) {
      const auto [known, added] = first.emplace(nodes_.base(i), i);
      if (!added) nodes_.groups.unite(known->second, i);
    }
  }

  // One word is too little to know a body by.
  void unite_equal_names() {
    std::map<std::string_view, std::vector<std::size_t>> classes;
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) {
      if (!is_linked(nodes_, i) && canonical_[i].find(' ') != std::string::npos) classes[canonical_[i]].push_back(i);
    }
    for (const auto& [name, members] : classes) unite_class(members);
  }

  // Of two countries: each its own, and who has none stays apart from both.
  void unite_class(const std::vector<std::size_t>& members) {
    std::map<std::string, std::size_t> by_country;
    for (const std::size_t i : members) by_country.emplace(country_of(nodes_, i), i);
    const bool one = by_country.size() - by_country.count("") <= 1;
    for (const std::size_t i : members) {
      nodes_.groups.unite(i, one ? members.front() : by_country.at(country_of(nodes_, i)));
    }
  }

  // A body that one other tells as its own name is that body. Every group of unlinked keys has at most
  // one way out and ids have none, so that no group can come to hold two ids.
  void unite_told_names() {
    std::map<std::string, std::set<std::size_t>> tellers;  // canonical full alias -> groups
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) {
      for (const std::string& alias : nodes_.facts[i]->aliases) {
        std::string canonical = authority_.canonical_name(alias);
        if (is_full_name(alias, canonical, canonical_[i])) tellers[std::move(canonical)].insert(nodes_.groups.find(i));
      }
    }
    std::vector<std::pair<std::size_t, std::size_t>> ways;
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) {
      if (is_linked(nodes_, i)) continue;
      const auto found = tellers.find(canonical_[i]);
      if (found == tellers.end()) continue;
      std::set<std::size_t> others = found->second;
      others.erase(nodes_.groups.find(i));
      if (others.size() == 1 && agrees(i, *others.begin())) ways.emplace_back(nodes_.groups.find(i), *others.begin());
    }
    for (const auto& [from, to] : ways) nodes_.groups.unite(from, to);
  }

  static bool meet(const SortedCounts& a, const SortedCounts& b) {
    if (a.empty() || b.empty()) return true;
    return std::any_of(a.begin(), a.end(), [&](const auto& value) { return b.contains(value.first); });
  }
  bool agrees(std::size_t a, std::size_t b) const {
    const Gathered &x = *nodes_.facts[a], &y = *nodes_.facts[b];
    return meet(x.countries, y.countries) &&
           (meet(x.kinds, y.kinds) || x.kinds.contains("other") || y.kinds.contains("other"));
  }

  KeyNodes& nodes_;
  const Authority& authority_;
  std::vector<std::string> canonical_;
};

}  // namespace

void group_institutions(KeyNodes& nodes, const Authority& authority) { InstitutionGrouper(nodes, authority).run(); }

}  // namespace hoptac
