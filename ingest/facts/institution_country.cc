#include "ingest/facts/institution_country.h"

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

class CountryFinder {
 public:
  explicit CountryFinder(const FactInput& input)
      : input_(input), tokens_(input.tokens), tables_(input.tables.names), vietnam_(mentions_vietnam()) {}

  std::string country_of(const InstitutionEntity& entity) const {
    if (entity.authority != kNoAuthority) {
      const std::string& known = input_.authority.institutions()[entity.authority].country;
      if (!known.empty()) return known;
    }
    for (const auto find : {&CountryFinder::behind, &CountryFinder::before, &CountryFinder::inside}) {
      for (const NameMention& m : entity.mentions) {
        std::string country = (this->*find)(m);
        if (!country.empty()) return country;
      }
    }
    return vietnam_ && is_vietnamese(entity) ? "VN" : "";
  }

 private:
  bool mentions_vietnam() const {
    if (input_.document.language == Language::kVietnamese) return true;
    for (const FactSentence& sentence : input_.sentences) {
      for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (tokens_[i].upper && (country_at(i).first == "VN" || place_at(i).first == "VN" || demonym_at(i) == "VN"))
          return true;
      }
    }
    return false;
  }

  using Named = std::pair<std::string_view, std::size_t>;  // country, last token

  // A private code (region) is no country.
  Named country_at(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper) return {};
    const auto match = input_.authority.country_names().find(tokens_, i, input_.marks);
    if (!match) return {};
    const std::string& code = input_.authority.countries()[match->value].code;
    if (code == "EU" || code.starts_with('X')) return {};
    return {code, match->last};
  }

  Named place_at(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper) return {};
    const auto match = tables_.places.find(tokens_, i, input_.marks);
    return match ? Named{tables_.place_countries[match->value], match->last} : Named{};
  }

  std::string_view demonym_at(std::size_t i) const {
    const auto match = tables_.demonyms.find(tokens_, i, input_.marks);
    return match ? std::string_view(tables_.place_countries[match->value]) : std::string_view();
  }

  // "(Hàn Quốc)", "(SMIH), Japan", ", Chiang Mai", "of Korea" behind the name; the country beats the place.
  std::string behind(const NameMention& m) const {
    const TokenRange range = input_.sentences[m.sentence].tokens;
    std::string_view place;
    std::size_t i = skip_acronym(m.last + 1, range.end);
    for (int pieces = 0; pieces < 3 && i + 1 < range.end; ++pieces) {
      const bool opens = tokens_.is(i, '(') || tokens_.is(i, ',') || tokens_.exact(i) == "of";
      if (!opens) break;
      if (tokens_.folded(i + 1) == "cong" && i + 3 < range.end && tokens_.folded(i + 2) == "hoa") i += 2;
      if (const auto [code, last] = country_at(i + 1); !code.empty()) return std::string(code);
      const auto [code, last] = place_at(i + 1);
      if (code.empty()) {
        if (!is_seat(i + 1, range.end)) break;
        i = seat_end(i + 1, range.end);
        continue;
      }
      place = place.empty() ? code : place;
      i = last + 1;
    }
    return std::string(place);
  }

  std::size_t skip_acronym(std::size_t i, std::size_t end) const {
    if (i + 2 < end && tokens_.is(i, '(') && country_at(i + 1).first.empty() && place_at(i + 1).first.empty()) {
      for (std::size_t at = i + 1; at < end && at < i + 8; ++at) {
        if (tokens_.is(at, ')')) return at + 1;
      }
    }
    return i;
  }

  // "having its seat at 12 Doi Can Street, Thai Nguyen, Vietnam".
  bool is_seat(std::size_t i, std::size_t end) const {
    return i + 2 < end && (tokens_.exact(i) == "having" || tokens_.exact(i) == "located" || tokens_.exact(i) == "with");
  }
  std::size_t seat_end(std::size_t i, std::size_t end) const {
    for (std::size_t at = i; at < end && at < i + 12; ++at) {
      if (tokens_.is(at, ',') || (tokens_.exact(at) == "in" && at + 1 < end)) {
        return tokens_.is(at, ',') ? at : at;
      }
    }
    return end;
  }

  // "South Korea's X", "the Japanese X".
  std::string before(const NameMention& m) const {
    const TokenRange range = input_.sentences[m.sentence].tokens;
    if (m.first < range.begin + 3 || tokens_.exact(m.first - 1) != "s" || !tokens_.is(m.first - 2, '\'')) return {};
    for (std::size_t at = m.first - 3; at + 3 >= m.first - 3 && at >= range.begin; --at) {
      const auto [code, last] = country_at(at);
      if (!code.empty() && last == m.first - 3) return std::string(code);
      const auto [place, end] = place_at(at);
      if (!place.empty() && end == m.first - 3) return std::string(place);
      if (at == 0) break;
    }
    return {};
  }

  // A country, a demonym or a place among the words of the name; "Việt Đức" is none: a one-syllable
  // country counts only behind a small word or for missions.
  std::string inside(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (!tokens_[i].word || !tokens_[i].upper) continue;
      const auto [code, last] = country_at(i);
      if (!code.empty() && last <= m.last && is_plain_country(m, i, last)) return std::string(code);
      if (const std::string_view of = demonym_at(i); !of.empty()) return std::string(of);
    }
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto [code, last] = place_at(i);
      if (!code.empty() && last <= m.last) return std::string(code);
    }
    return {};
  }

  bool is_plain_country(const NameMention& m, std::size_t first, std::size_t last) const {
    if (last > first || !tokens_[first].syllable) return true;
    const std::string_view head = tokens_.folded(m.first);
    if (head == "dai" || head == "tong" || head == "lanh") return true;
    return last == m.last && first > m.first && !tokens_[first - 1].upper;
  }

  bool is_listed(std::size_t i) const {
    return tables_.en_words.find(tokens_, i, input_.marks) || tables_.en_heads.find(tokens_, i, input_.marks) ||
           tables_.vi_words.find(tokens_, i, input_.marks) || tables_.vi_heads.find(tokens_, i, input_.marks);
  }

  // Vietnamese words only, or a name without any foreign word: the page's own country.
  bool is_vietnamese(const InstitutionEntity& entity) const {
    const NameMention& m = entity.mentions.front();
    bool syllables = false;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const Token& t = tokens_[i];
      if (!t.word || t.number || !t.upper) continue;
      if (is_listed(i)) continue;
      const bool ethnic = t.span().size() <= 3 && !t.caps;  // "Ea Kao"
      if (!t.syllable && !ethnic) return false;
      syllables = true;
    }
    return syllables || entity.kind == "government" || entity.kind == "hospital" || entity.kind == "university";
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const NameTables& tables_;
  bool vietnam_;
};

}  // namespace

void set_countries(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  const CountryFinder finder(input);
  for (InstitutionEntity& entity : entities) entity.country = finder.country_of(entity);
}

}  // namespace hoptac
