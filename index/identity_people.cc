#include <algorithm>
#include <map>

#include "index/identity_parts.h"
#include "index/name_neighbours.h"

namespace hoptac {
namespace {

using Members = std::vector<std::size_t>;
using Views = std::vector<std::string_view>;  // sorted, each once

void sort_unique(Views& views) {
  std::sort(views.begin(), views.end());
  views.erase(std::unique(views.begin(), views.end()), views.end());
}

// Somebody whose name others have too.
struct Namesake {
  std::size_t node;
  Views places;  // entities of institutions; as long-lived as what InstitutionOf gives
  Views ranks;
};
using Namesakes = std::vector<const Namesake*>;

using Ranks = std::set<std::string_view>;
bool meet(const Views& a, const Ranks& b) {
  return std::any_of(a.begin(), a.end(), [&](std::string_view item) { return b.contains(item); });
}
bool meet(const Views& a, const Views& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](std::string_view item) { return std::binary_search(b.begin(), b.end(), item); });
}

class PersonGrouper {
 public:
  PersonGrouper(KeyNodes& nodes, const Authority& authority, const InstitutionOf& institution_of)
      : nodes_(nodes), authority_(authority), institution_of_(institution_of) {}

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
    std::vector<Namesake> all;
    for (const std::size_t node : members) all.push_back({node, places_of(node), {}});
    Namesakes placed, loose;
    for (const Namesake& one : all) (one.places.empty() ? loose : placed).push_back(&one);
    unite_by_place(placed);
    if (!several_words) return;
    for (Namesake& one : all) one.ranks = ranks_of(one.node);
    Clusters clusters;
    for (const Namesake* const one : placed)
      clusters[nodes_.groups.find(one->node)].insert(one->ranks.begin(), one->ranks.end());
    std::vector<std::pair<std::size_t, std::size_t>> ways;
    for (const Namesake* const one : loose) {
      if (const auto to = cluster_of(*one, clusters); to != clusters.end()) ways.emplace_back(one->node, to->first);
    }
    if (clusters.empty()) unite_loose(loose);
    for (const auto& [from, to] : ways) nodes_.groups.unite(from, to);
  }

  void unite_by_place(const Namesakes& placed) {
    std::map<std::string_view, std::size_t> at;
    for (const Namesake* const one : placed) {
      for (const std::string_view place : one->places) {
        const auto [known, added] = at.emplace(place, one->node);
        if (!added) nodes_.groups.unite(known->second, one->node);
      }
    }
    for (const Namesake* const one : placed) {
      for (const std::string_view place : one->places) {
        const AuthorityInstitution* const row = authority_.institution(place);
        const auto parent = row == nullptr ? at.end() : at.find(row->parent);
        if (parent != at.end()) nodes_.groups.unite(parent->second, one->node);
      }
    }
  }

  using Clusters = std::map<std::size_t, Ranks>;  // group -> its ranks
  static Clusters::const_iterator cluster_of(const Namesake& one, const Clusters& clusters) {
    auto found = clusters.end();
    for (auto it = clusters.begin(); it != clusters.end(); ++it) {
      const bool silent = clusters.size() == 1 && (one.ranks.empty() || it->second.empty());
      if (!silent && !meet(one.ranks, it->second)) continue;
      if (found != clusters.end()) return clusters.end();
      found = it;
    }
    return found;
  }

  // Nobody of the name has an institution: another order of the words needs a post or title.
  void unite_loose(const Namesakes& loose) {
    for (std::size_t a = 0; a < loose.size(); ++a) {
      for (std::size_t b = a + 1; b < loose.size(); ++b) {
        if (meet(loose[a]->ranks, loose[b]->ranks)) nodes_.groups.unite(loose[a]->node, loose[b]->node);
      }
    }
  }

  Views places_of(std::size_t node) const {
    Views out;
    for (const std::string& key : nodes_.facts[node]->affiliations) {
      if (const std::string_view entity = institution_of_(key); !entity.empty()) out.push_back(entity);
    }
    sort_unique(out);
    return out;
  }

  Views ranks_of(std::size_t node) {
    Views out;
    for (const std::string& title : nodes_.facts[node]->titles) {
      const std::vector<std::string>& ranks = ranks_of_title(title);
      out.insert(out.end(), ranks.begin(), ranks.end());
    }
    sort_unique(out);
    return out;
  }

  // Many people have the same few titles.
  const std::vector<std::string>& ranks_of_title(const std::string& title) {
    const auto [known, added] = known_ranks_.try_emplace(title);
    if (added) known->second = authority_.ranks(title);
    return known->second;
  }

  KeyNodes& nodes_;
  const Authority& authority_;
  const InstitutionOf& institution_of_;
  std::map<std::string, std::vector<std::string>> known_ranks_;  // of titles
};

}  // namespace

void group_people(KeyNodes& nodes, const Authority& authority, const InstitutionOf& institution_of) {
  PersonGrouper(nodes, authority, institution_of).run();
}

}  // namespace hoptac
