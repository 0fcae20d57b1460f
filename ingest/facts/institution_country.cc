#include "ingest/facts/institution_country.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "ingest/facts/country_teller.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

// Where bodies have a word of a language or a legal form in their names.
std::string_view countries_of_word(std::string_view word) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"ag", "CH DE AT"},
                                                                      {"corp", "US CA PH"},
                                                                      {"ecole", "FR CH BE CA"},
                                                                      {"gmbh", "DE AT CH"},
                                                                      {"hochschule", "DE CH AT"},
                                                                      {"hopital", "FR CH BE"},
                                                                      {"inc", "US CA PH"},
                                                                      {"jsc", "VN RU KZ UA"},
                                                                      {"klinik", "DE AT CH"},
                                                                      {"klinikum", "DE AT"},
                                                                      {"llc", "US RU AE"},
                                                                      {"plc", "GB IE"},
                                                                      {"sa", "FR CH BE ES"},
                                                                      {"sarl", "FR CH"},
                                                                      {"sas", "FR"},
                                                                      {"universidad", "ES MX CU AR CL CO PE"},
                                                                      {"universidade", "PT BR"},
                                                                      {"universita", "IT CH"},
                                                                      {"universitat", "DE AT CH ES"},
                                                                      {"universite", "FR BE CH CA"}};
  for (const auto& [key, codes] : kWords) {
    if (key == word) return codes;
  }
  return {};
}

class CountryFinder : public CountryTeller {
 public:
  CountryFinder(const FactInput& input, const std::vector<InstitutionEntity>& entities) : CountryTeller(input) {
    survey();
    first_sentence_ = input.sentences.size();
    for (const InstitutionEntity& entity : entities) {
      first_sentence_ = std::min(first_sentence_, entity.mentions.front().sentence);
      most_ = std::max(most_, entity.mentions.size() + entity.aliases.size());
    }
  }

  // A known body names its country too.
  void hear_of(const InstitutionEntity& entity) {
    if (entity.authority == kNoAuthority || entity.country.empty() || entity.kind == "other") return;
    if (entity.country == "VN") vietnam_ = true;
    const bool house = entity.kind == "hospital" || entity.kind == "university";
    if (house && entity.country != "VN") foreign_.insert(input_.authority.institutions()[entity.authority].country);
  }

  // The page's own country, where the name fits it.
  std::string page_country(const InstitutionEntity& entity) const {
    const bool here = vietnam_ ? is_vietnamese(entity) : is_led_by_syllables(entity.mentions.front());
    return here && !has_foreign_alias(entity) ? "VN" : "";
  }

  // The one country that a page about Vietnam names beside it: that of a partner with a foreign name.
  std::string partner_country(const InstitutionEntity& entity) const {
    if (!vietnam_ || (is_vietnamese(entity) && !has_foreign_alias(entity))) return {};
    if (const std::string_view code = spoken_country(entity.mentions.front()); !code.empty()) return std::string(code);
    if (foreign_.size() != 1 || is_host(entity)) return {};
    return std::string(*foreign_.begin());
  }

  // "Université X" on a page that speaks of France and Korea, "X GmbH" where Germany is named, "X JSC" anywhere: of the
  // countries with such a word the one that the page names.
  std::string_view spoken_country(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (!tokens_[i].word) continue;
      const std::string_view codes = countries_of_word(tokens_.folded(i));
      std::string_view only;
      int found = 0;
      for (std::size_t at = 0; at < codes.size(); at += 3) {
        const std::string_view code = codes.substr(at, 2);
        if (code != "VN" && foreign_.count(code) == 0) continue;
        only = code;
        ++found;
      }
      if (found == 1) return only;
    }
    return {};
  }

  // Named in the first sentence, oftener than any other: the page is its own.
  bool is_host(const InstitutionEntity& entity) const {
    return most_ > 1 && entity.mentions.front().sentence == first_sentence_ &&
           entity.mentions.size() + entity.aliases.size() >= most_;
  }

  // The word that bodies of one house share: the first unknown foreign word, or the first two syllables.
  std::string family_of(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (!tokens_[i].word || tokens_[i].number || !tokens_[i].upper) continue;
      if (const auto last = listed_phrase(i)) {
        i = *last;
        continue;
      }
      if (!tokens_[i].syllable && tokens_[i].span().size() < 3) continue;  // "St."
      if (!tokens_[i].syllable) return std::string(tokens_.folded(i));
      const bool two = i < m.last && tokens_[i + 1].word && tokens_[i + 1].upper && !listed_phrase(i + 1);
      return two ? std::string(tokens_.folded(i)).append(1, ' ').append(tokens_.folded(i + 1)) : std::string();
    }
    return {};
  }

 private:
  // Vietnam is named, or people of the page have Vietnamese names; which other countries are named.
  void survey() {
    constexpr int kEnoughNames = 3;
    int names = 0;
    vietnam_ = input_.document.language == Language::kVietnamese;
    const std::uint64_t telling = tables_.demonyms.bit() | tables_.places.bit() | tables_.family_names.bit() |
                                  input_.authority.country_names().bit();
    for (std::size_t s = 0; s < input_.sentences.size(); ++s) {
      const NameScope scope = make_scope(input_, s);
      for (std::size_t i = scope.next(scope.begin, telling); i < scope.end; i = scope.next(i + 1, telling)) {
        if (!tokens_[i].word || !tokens_[i].upper) continue;
        std::string_view code = demonym_at(i);
        if (const Named place = place_at(i); !place.first.empty()) code = place.first;
        if (const Named country = country_at(i); !country.first.empty() && is_country_here(i, country.second))
          code = country.first;
        if (code == "VN") vietnam_ = true;
        if (!code.empty() && code != "VN") foreign_.insert(code);
        if (vietnam_ || names >= kEnoughNames) continue;
        const std::size_t length = scope.personal_name(i);
        if (length >= 3 && are_syllables(i, i + length)) names += is_marked(i, i + length) ? kEnoughNames : 1;
      }
    }
    vietnam_ = vietnam_ || names >= kEnoughNames;
  }

  // "Đức", "Nga", "Anh" of one syllable are names as well.
  bool is_country_here(std::size_t first, std::size_t last) const { return last > first || !tokens_[first].syllable; }

  bool is_marked(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
      if (tokens_[i].marked) return true;
    }
    return false;
  }

  bool are_syllables(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
      if (!tokens_[i].syllable) return false;
    }
    return true;
  }

  // The last token of the listed word or head at `i`.
  std::optional<std::size_t> listed_phrase(std::size_t i) const {
    std::optional<std::size_t> last;
    for (const PhraseTable* table : {&tables_.en_words, &tables_.en_heads, &tables_.vi_words, &tables_.vi_heads}) {
      const auto match = table->find(tokens_, i, input_.marks);
      const bool legal = match && table == &tables_.en_heads && !tokens_[i].caps && tokens_[i].span().size() <= 2;
      if (legal) continue;  // "Sa Đéc" is no S.A.
      if (match && (!last || match->last > *last)) last = match->last;
    }
    return last;
  }

  // "Đại học Y khoa Cao Bình (Kaoping Medical University)": its own name is no Vietnamese one.
  bool has_foreign_alias(const InstitutionEntity& entity) const {
    if (entity.mentions.front().rule != "institution.head-vi") return false;
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](const NameMention& m) {
      return m.rule == "institution.head-en" && !tokens_[m.first].syllable && !listed_phrase(m.first) &&
             place_at(m.first).first.empty();
    });
  }

  // "Công ty TNHH", "Công ty Cổ phần", "Ngân hàng TMCP": written so in Vietnam.
  bool has_vietnamese_form(const NameMention& m) const {
    for (std::size_t i = m.first; i < m.last && i < m.first + 5; ++i) {
      const std::string_view word = tokens_.folded(i);
      if (word == "tnhh" || word == "tmcp" || word == "ctcp") return true;
      if (word == "co" && i > m.first && tokens_.folded(i + 1) == "phan") return true;
    }
    return false;
  }

  // "Bệnh viện St. Raphael Khánh Lâm": two Vietnamese syllables at the end.
  bool ends_vietnamese(const NameMention& m) const {
    const auto own = [&](std::size_t i) {
      return i > m.first && tokens_[i].syllable && tokens_[i].upper && !tokens_[i].caps && !listed_phrase(i);
    };
    return m.rule == "institution.head-vi" && own(m.last) && own(m.last - 1) &&
           (tokens_[m.last].marked || tokens_[m.last - 1].marked);
  }

  // Vietnamese words only, or a name without any foreign word: the page's own country.
  bool is_vietnamese(const InstitutionEntity& entity) const {
    const NameMention& m = entity.mentions.front();
    if (m.rule == "institution.head-vi" && (has_vietnamese_form(m) || ends_vietnamese(m))) return true;
    if (is_led_by_region(m)) return true;
    if (has_foreign_head(m)) return false;
    bool syllables = false;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const Token& t = tokens_[i];
      if (!t.word || t.number || !t.upper) continue;
      if (const auto last = listed_phrase(i)) {
        i = *last;
        continue;
      }
      const bool ethnic = t.span().size() <= 3 && !t.caps;  // "Ea Kao"
      if (!t.syllable && !ethnic && has_district(m)) return true;
      if (!t.syllable && !ethnic) return is_led_by_syllables(m);
      syllables = true;
    }
    if (m.rule == "institution.head-vi" && !is_international(m)) return true;  // "Viện Chăn nuôi"
    return syllables || entity.kind == "government" || entity.kind == "hospital" || entity.kind == "university" ||
           (entity.kind == "research" && m.rule == "institution.head-en");
  }

  // "Viet Delta Bank", "Mekong Biopharm", "VinaCare".
  bool is_led_by_region(const NameMention& m) const {
    const std::string_view word = tokens_.folded(m.first);
    if (m.first == m.last) return word.size() > 5 && word.starts_with("vina");
    return word == "viet" || word == "mekong" || word == "indochina" || (word.size() > 5 && word.starts_with("vina"));
  }

  // "Université d'Aix-Sud": no name of a Vietnamese body, whatever its words are.
  bool has_foreign_head(const NameMention& m) const {
    const auto head = tables_.en_heads.find(tokens_, m.first, Marks::kSame);
    return head && tables_.head_rules[head->value].cls == HeadClass::kPrefix && m.rule == "institution.head-en";
  }

  // "Tổ chức Tài chính Quốc tế", "Hiệp hội … châu Á".
  bool is_international(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto word = tables_.vi_words.find(tokens_, i, input_.marks);
      if (word && (word->value & kRegionWord) != 0) return true;
      const std::string_view plain = tokens_.folded(i);
      const bool two = i < m.last && ((plain == "quoc" && tokens_.folded(i + 1) == "te") ||
                                      (plain == "the" && tokens_.folded(i + 1) == "gioi"));
      if (two) return true;
    }
    return false;
  }

  // "Bệnh viện Đa khoa khu vực Ea Hleo": called after a Vietnamese district.
  bool has_district(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto word = tables_.vi_words.find(tokens_, i, input_.marks);
      if (word && (word->value & kPlaceWord) != 0 && !tokens_[i].caps) return m.rule == "institution.head-vi";
    }
    return false;
  }

  // "Ly Son Military-Civilian Medical Centre", "Kỳ Anh MedCity JSC".
  bool is_led_by_syllables(const NameMention& m) const {
    const bool english = m.rule != "institution.head-vi" && m.first + 2 <= m.last;
    if (!english || !tokens_[m.first].syllable || !tokens_[m.first + 1].syllable) return false;
    if (tokens_[m.first].marked || tokens_[m.first + 1].marked) return true;
    return !listed_phrase(m.first) && !listed_phrase(m.first + 1) && tokens_[m.first + 1].upper;
  }

  bool vietnam_ = false;
  std::size_t first_sentence_ = 0, most_ = 0;  // of the bodies: the first sentence that names one, how often at most
  std::set<std::string_view> foreign_;         // other countries that the page names
};

// "Hanbyeol National University Hospital" is where "Hanbyeol National University" is.
void share_in_families(const CountryFinder& finder, std::vector<InstitutionEntity>& entities) {
  std::map<std::string, std::set<std::string>> families;
  for (const InstitutionEntity& entity : entities) {
    std::string family = finder.family_of(entity.mentions.front());
    if (!entity.country.empty() && !family.empty()) families[std::move(family)].insert(entity.country);
  }
  for (InstitutionEntity& entity : entities) {
    if (!entity.country.empty()) continue;
    const auto found = families.find(finder.family_of(entity.mentions.front()));
    if (found != families.end() && found->second.size() == 1) entity.country = *found->second.begin();
  }
}

// "Centre for Diagnostics of X Hospital", "Khoa Vi sinh – Bệnh viện X": a part is where its whole is.
void share_with_parts(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  std::unordered_map<std::size_t, const InstitutionEntity*> starts;
  for (const InstitutionEntity& entity : entities) {
    for (const NameMention& m : entity.mentions) starts.emplace(m.first, &entity);
  }
  const auto links = [&](std::size_t i) {
    for (const std::string_view word : {"of", "at", "thuộc", "của", "under", "-"}) {
      if (input.tokens.exact(i) == word) return true;
    }
    return input.tokens.is(i, '-');
  };
  for (InstitutionEntity& entity : entities) {
    for (const NameMention& m : entity.mentions) {
      std::size_t i = m.last + 1;
      const bool office = entity.kind == "government" && input.tokens.is(i, ',');  // "Department of X, MOH Laos"
      if (!entity.country.empty() || i + 1 >= input.tokens.size() || !(office || links(i))) continue;
      if (input.tokens.exact(i + 1) == "the") ++i;
      const auto whole = starts.find(i + 1);
      const bool peers = whole != starts.end() && input.tokens.is(m.last + 1, '-') &&
                         whole->second->kind == entity.kind && m.has_core() &&
                         entity.kind == "hospital";  // "Bệnh viện X – Bệnh viện Y (Đài Loan)"
      if (peers) continue;
      if (whole != starts.end() && (!office || whole->second->kind == "government"))
        entity.country = whole->second->country;
    }
  }
}

}  // namespace

void set_countries(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  CountryFinder finder(input, entities);
  for (InstitutionEntity& entity : entities) {
    entity.country = finder.told_country(entity);
    finder.hear_of(entity);
  }
  share_in_families(finder, entities);
  share_with_parts(input, entities);
  for (InstitutionEntity& entity : entities) {
    if (entity.country.empty()) entity.country = finder.page_country(entity);
    if (entity.country.empty()) entity.country = finder.partner_country(entity);
  }
  share_with_parts(input, entities);
}

}  // namespace hoptac
