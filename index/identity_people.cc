#include <algorithm>
#include <map>

#include "index/identity_parts.h"
#include "index/name_neighbours.h"

namespace hoptac {
namespace {

using Members = std::vector<std::size_t>;

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& item) { return b.contains(item); });
}

class PersonGrouper {
 public:
  PersonGrouper(KeyNodes& nodes, const Authority& authority, const InstitutionOf& institution_of)
      : nodes_(nodes),
        authority_(authority),
        institution_of_(institution_of),
        places_(nodes.keys.size()),
        ranks_(nodes.keys.size()) {}

  // Nearly every name has one bearer: of those nothing but the hash is looked at.
  void run() {
    std::vector<std::pair<std::size_t, std::size_t>> hashes;  // of words, node
    hashes.reserve(nodes_.keys.size());
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) hashes.emplace_back(nodes_.facts[i]->words, i);
    std::sort(hashes.begin(), hashes.end());
    for (std::size_t begin = 0, end = 0; begin < hashes.size(); begin = end) {
      while (end < hashes.size() && hashes[end].first == hashes[begin].first) ++end;
      if (end == begin + 1) continue;
      std::map<std::string, Members> names;
      for (std::size_t i = begin; i < end; ++i)
        names[sorted_words(nodes_.name(hashes[i].second))].push_back(hashes[i].second);
      for (const auto& [words, members] : names) {
        if (members.size() > 1) unite_namesakes(members, words.find(' ') != std::string::npos);
      }
    }
  }

 private:
  void unite_namesakes(const Members& members, bool several_words) {
    Members placed, loose;
    for (const std::size_t i : members) read_places(i);
    for (const std::size_t i : members) (places_[i].empty() ? loose : placed).push_back(i);
    unite_by_place(placed);
    if (!several_words) return;
    for (const std::size_t i : members) read_ranks(i);
    std::map<std::size_t, std::set<std::string>> clusters;  // group -> its ranks
    for (const std::size_t i : placed) clusters[nodes_.groups.find(i)].insert(ranks_[i].begin(), ranks_[i].end());
    std::vector<std::pair<std::size_t, std::size_t>> ways;
    for (const std::size_t i : loose) {
      if (const auto to = cluster_of(i, clusters); to != clusters.end()) ways.emplace_back(i, to->first);
    }
    if (clusters.empty()) unite_loose(loose);
    for (const auto& [from, to] : ways) nodes_.groups.unite(from, to);
  }

  void unite_by_place(const Members& placed) {
    std::map<std::string_view, std::size_t> at;
    for (const std::size_t i : placed) {
      for (const std::string& place : places_[i]) {
        const auto [known, added] = at.emplace(place, i);
        if (!added) nodes_.groups.unite(known->second, i);
      }
    }
    for (const std::size_t i : placed) {
      for (const std::string& place : places_[i]) {
        const AuthorityInstitution* const row = authority_.institution(place);
        const auto parent = row == nullptr ? at.end() : at.find(row->parent);
        if (parent != at.end()) nodes_.groups.unite(parent->second, i);
      }
    }
  }

  using Clusters = std::map<std::size_t, std::set<std::string>>;
  Clusters::const_iterator cluster_of(std::size_t i, const Clusters& clusters) const {
    auto found = clusters.end();
    for (auto it = clusters.begin(); it != clusters.end(); ++it) {
      const bool silent = clusters.size() == 1 && (ranks_[i].empty() || it->second.empty());
      if (!silent && !meet(ranks_[i], it->second)) continue;
      if (found != clusters.end()) return clusters.end();
      found = it;
    }
    return found;
  }

  // Nobody of the name has an institution: another order of the words needs a post or title.
  void unite_loose(const Members& loose) {
    for (const std::size_t a : loose) {
      for (const std::size_t b : loose) {
        if (a < b && meet(ranks_[a], ranks_[b])) nodes_.groups.unite(a, b);
      }
    }
  }

  void read_places(std::size_t i) {
    for (const std::string& key : nodes_.facts[i]->affiliations) {
      if (const std::string_view entity = institution_of_(key); !entity.empty()) places_[i].emplace(entity);
    }
  }

  void read_ranks(std::size_t i) {
    for (const std::string& title : nodes_.facts[i]->titles) {
      const std::vector<std::string>& ranks = ranks_of(title);
      ranks_[i].insert(ranks.begin(), ranks.end());
    }
  }

  // Many people have the same few titles.
  const std::vector<std::string>& ranks_of(const std::string& title) {
    const auto [known, added] = known_ranks_.try_emplace(title);
    if (added) known->second = authority_.ranks(title);
    return known->second;
  }

  KeyNodes& nodes_;
  const Authority& authority_;
  const InstitutionOf& institution_of_;
  // Of those with namesakes:
  std::vector<std::set<std::string>> places_;  // entities of institutions
  std::vector<std::set<std::string>> ranks_;
  std::map<std::string, std::vector<std::string>> known_ranks_;  // of titles
};

}  // namespace

void group_people(KeyNodes& nodes, const Authority& authority, const InstitutionOf& institution_of) {
  PersonGrouper(nodes, authority, institution_of).run();
}

}  // namespace hoptac
