#include <algorithm>
#include <map>

#include "index/identity_parts.h"
#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

using Members = std::vector<std::size_t>;

// "hai quan vu" for "Vũ Hải Quân" and "Hai-Quan Vu".
std::string sorted_words(std::string_view name) {
  const std::string folded = fold_phrase(name);
  std::vector<std::string_view> words = split(folded, ' ');
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& item) { return b.contains(item); });
}

class PersonGrouper {
 public:
  PersonGrouper(KeyNodes& nodes, const Authority& authority,
                const std::function<std::string(const std::string&)>& institution_of)
      : nodes_(nodes), authority_(authority), places_(nodes.keys.size()), ranks_(nodes.keys.size()) {
    for (std::size_t i = 0; i < nodes.keys.size(); ++i) {
      for (const std::string& key : nodes.facts[i]->affiliations) {
        if (std::string entity = institution_of(key); !entity.empty()) places_[i].insert(std::move(entity));
      }
    }
  }

  void run() {
    std::map<std::string, Members> names;
    for (std::size_t i = 0; i < nodes_.keys.size(); ++i) names[sorted_words(nodes_.name(i))].push_back(i);
    for (const auto& [words, members] : names) {
      if (members.size() > 1) unite_namesakes(members, words.find(' ') != std::string::npos);
    }
  }

 private:
  void unite_namesakes(const Members& members, bool several_words) {
    Members placed, loose;
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

  void read_ranks(std::size_t i) {
    for (const std::string& title : nodes_.facts[i]->titles) {
      for (std::string& rank : authority_.ranks(title)) ranks_[i].insert(std::move(rank));
    }
  }

  KeyNodes& nodes_;
  const Authority& authority_;
  std::vector<std::set<std::string>> places_;  // entities of institutions
  std::vector<std::set<std::string>> ranks_;
};

}  // namespace

void group_people(KeyNodes& nodes, const Authority& authority,
                  const std::function<std::string(const std::string&)>& institution_of) {
  PersonGrouper(nodes, authority, institution_of).run();
}

}  // namespace hoptac
