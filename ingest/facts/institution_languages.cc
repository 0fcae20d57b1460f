#include "ingest/facts/institution_languages.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>

#include "ingest/facts/tables.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

constexpr std::size_t kMinCore = 5;  // letters of a proper part that tells something
constexpr std::size_t kMaxWords = 5;

class LanguageMerger {
 public:
  LanguageMerger(const FactInput& input, std::vector<InstitutionEntity>& entities)
      : input_(input), tables_(input.tables.names), entities_(entities) {}

  void run() {
    for (std::size_t e = 0; e < entities_.size(); ++e) collect(e);
    if (cores_.empty()) return;
    for (InstitutionEntity& entity : entities_) {
      if (!is_english(entity)) continue;
      if (const auto own = original_of(entity)) absorb(entities_[*own], entity);
    }
    std::erase_if(entities_, [](const InstitutionEntity& e) { return e.mentions.empty(); });
  }

 private:
  bool is_english(const InstitutionEntity& entity) const {
    const NameMention& m = entity.mentions.front();
    if (m.rule == "institution.head-vi" || input_.sentences[m.sentence].language != Language::kEnglish) return false;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (input_.tokens[i].marked) return false;
    }
    return m.first < m.last;
  }

  void collect(std::size_t e) {
    const NameMention& m = entities_[e].mentions.front();
    const bool vietnamese = input_.tokens[m.first].marked || input_.tokens[m.last].marked;
    if (!vietnamese || !m.has_core() || input_.tokens.is(m.first - 1, '('))
      return;  // "X (ĐHBK Trà Giang)": its own form
    std::string core;
    for (std::size_t i = m.core_first; i <= m.core_last; ++i) {
      if (input_.tokens[i].word) core += input_.tokens.folded(i);
    }
    if (core.size() >= kMinCore) cores_.emplace(std::move(core), e);
  }

  // The only Vietnamese name whose proper part stands in the English one.
  std::optional<std::size_t> original_of(const InstitutionEntity& entity) const {
    const auto words = split(entity.canonical, ' ');
    std::optional<std::size_t> found;
    for (std::size_t first = 0; first < words.size(); ++first) {
      std::string run;
      for (std::size_t i = first; i < words.size() && i < first + kMaxWords; ++i) {
        run += words[i];
        const auto [begin, end] = cores_.equal_range(run);
        for (auto at = begin; at != end; ++at) {
          if (!may_be_one(entities_[at->second], entity) || found == at->second) continue;
          if (found) return std::nullopt;
          found = at->second;
        }
      }
    }
    return found;
  }

  bool may_be_one(const InstitutionEntity& own, const InstitutionEntity& other) const {
    if (own.mentions.empty() || own.kind != other.kind) return false;
    if (own.authority != kNoAuthority && other.authority != kNoAuthority) return false;
    const std::uint64_t a = fields(own, tables_.fields_vi), b = fields(other, tables_.fields_en);
    const bool same = (a & b) == a || (a & b) == b;
    if (own.kind == "government" || is_place(own)) return same && (a & b) != 0;
    return same || (a & b) != 0;
  }

  bool is_place(const InstitutionEntity& entity) const {
    const NameMention& m = entity.mentions.front();
    return tables_.places.find(input_.tokens, m.core_first, input_.marks).has_value();
  }

  // What a name deals with, a bit for each row of field_words.tsv.
  std::uint64_t fields(const InstitutionEntity& entity, const PhraseTable& table) const {
    const NameMention& m = entity.mentions.front();
    std::uint64_t bits = 0;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      for (const PhraseMatch& match : table.find_all(input_.tokens, i, input_.marks)) {
        if (match.last <= m.last) bits |= std::uint64_t{1} << match.value;
      }
    }
    return bits;
  }

  static void absorb(InstitutionEntity& into, InstitutionEntity& from) {
    std::move(from.mentions.begin(), from.mentions.end(), std::back_inserter(into.mentions));
    std::move(from.aliases.begin(), from.aliases.end(), std::back_inserter(into.aliases));
    if (into.authority == kNoAuthority) into.authority = from.authority;
    from.mentions.clear();
  }

  const FactInput& input_;
  const NameTables& tables_;
  std::vector<InstitutionEntity>& entities_;
  std::unordered_multimap<std::string, std::size_t> cores_;
};

}  // namespace

void merge_languages(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  const auto english = [](const InstitutionEntity& e) { return e.mentions.front().rule != "institution.head-vi"; };
  const auto all = static_cast<std::size_t>(std::count_if(entities.begin(), entities.end(), english));
  if (all > 0 && all < entities.size()) LanguageMerger(input, entities).run();
}

}  // namespace hoptac
