#include "index/name_neighbours.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxCandidates = 3;
constexpr double kNear = 0.4;         // of the weight of both names, shared words counted twice
constexpr std::size_t kLongWord = 5;  // letters of a word that a slip does not make another one
constexpr std::size_t kLeftOut = 2;   // words that a short spelling may lack

std::set<std::string> words_of(const std::string& canonical) {
  std::set<std::string> out;
  for (const std::string_view word : split(canonical, ' ')) {
    if (!word.empty()) out.emplace(word);
  }
  return out;
}

// At most one letter put in, left out or changed.
bool is_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || b.size() < kLongWord) return false;
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto behind_a = a.substr(static_cast<std::size_t>(x - a.begin()));
  const auto behind_b = b.substr(static_cast<std::size_t>(y - b.begin()));
  if (behind_b.empty()) return false;
  return behind_a == behind_b.substr(1) || (!behind_a.empty() && behind_a.substr(1) == behind_b.substr(1));
}

bool is_initial(std::string_view a, std::string_view b) { return a.size() == 1 && b.starts_with(a); }

using Words = std::vector<std::string_view>;

bool match_word_by_word(const Words& a, const Words& b) {
  int slips = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i] || is_initial(a[i], b[i]) || is_initial(b[i], a[i])) continue;
    if (!is_slip(a[i], b[i]) || ++slips > 1) return false;
  }
  return true;
}

bool is_shortened(const Words& shorter, const Words& longer) {
  if (longer.size() - shorter.size() > kLeftOut) return false;
  if (shorter.front() != longer.front() || shorter.back() != longer.back()) return false;
  std::size_t at = 0;
  for (const std::string_view word : longer) at += at < shorter.size() && shorter[at] == word ? 1U : 0U;
  return at == shorter.size();
}

}  // namespace

InstitutionNeighbours::InstitutionNeighbours(const Authority& authority) : authority_(authority) {
  std::vector<std::set<std::string>> words;
  for (std::uint32_t row = 0; row < authority.institutions().size(); ++row) {
    for (const std::string& name : authority.institutions()[row].names) {
      words.push_back(words_of(authority.canonical_name(name)));
      for (const std::string& word : words.back())
        names_with_[word].push_back(static_cast<std::uint32_t>(names_.size()));
      names_.push_back({row, 0});
    }
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    for (const std::string& word : words[i]) names_[i].weight += weight_of(word);
  }
}

double InstitutionNeighbours::weight_of(const std::string& word) const {
  const auto found = names_with_.find(word);
  const auto bearers = static_cast<double>(found == names_with_.end() ? 1 : found->second.size());
  return std::log(static_cast<double>(names_.size() + 1) / bearers);
}

std::vector<EntityCandidate> InstitutionNeighbours::nearest(std::string_view name, std::string_view country) const {
  std::map<std::uint32_t, double> shared;  // into names_
  double own = 0;
  for (const std::string& word : words_of(authority_.canonical_name(name))) {
    const double weight = weight_of(word);
    own += weight;
    const auto found = names_with_.find(word);
    if (found == names_with_.end()) continue;
    for (const std::uint32_t i : found->second) shared[i] += weight;
  }
  std::map<std::uint32_t, double> rows;  // of institutions: the best of their names
  for (const auto& [i, weight] : shared) {
    double& best = rows[names_[i].row];
    best = std::max(best, 2 * weight / (own + names_[i].weight));
  }
  std::vector<std::pair<double, const AuthorityInstitution*>> ranked;
  for (const auto& [row, score] : rows) {
    const AuthorityInstitution& institution = authority_.institutions()[row];
    const bool elsewhere = !country.empty() && !institution.country.empty() && institution.country != country;
    if (score >= kNear && !elsewhere) ranked.emplace_back(-score, &institution);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
  });
  if (ranked.size() > kMaxCandidates) ranked.resize(kMaxCandidates);
  std::vector<EntityCandidate> out;
  for (const auto& [score, row] : ranked) out.push_back({row->id, row->name_vi.empty() ? row->name_en : row->name_vi});
  return out;
}

std::string sorted_words(std::string_view name) {
  const std::string folded = fold_phrase(name);
  std::vector<std::string_view> words = split(folded, ' ');
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string_view word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

std::size_t hash_of_words(std::string_view name) {
  const std::string folded = fold_phrase(name);
  std::string_view left = folded;
  std::size_t out = 0;
  while (!left.empty()) out += std::hash<std::string_view>()(take_field(left, ' '));
  return out;
}

bool may_be_one_name(std::string_view a, std::string_view b) {
  const std::string folded_a = fold_phrase(a), folded_b = fold_phrase(b);
  Words x = split(folded_a, ' '), y = split(folded_b, ' ');
  if (x.size() > y.size()) std::swap(x, y);
  if (x.size() < 2 || x == y) return false;
  return x.size() == y.size() ? match_word_by_word(x, y) : is_shortened(x, y);
}

}  // namespace hoptac
