#include "ingest/facts/institution_country.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

#include "ingest/facts/institution_settings.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

using Named = std::pair<std::string_view, std::size_t>;  // country, last token

class CountryFinder {
 public:
  CountryFinder(const FactInput& input, const std::vector<InstitutionEntity>& entities)
      : input_(input), tokens_(input.tokens), tables_(input.tables.names), settings_(sentence_countries(input)) {
    survey();
    first_sentence_ = input.sentences.size();
    for (const InstitutionEntity& entity : entities) {
      first_sentence_ = std::min(first_sentence_, entity.mentions.front().sentence);
      most_ = std::max(most_, entity.mentions.size() + entity.aliases.size());
    }
  }

  // What the text says of the body itself; "" when it says nothing.
  std::string told_country(const InstitutionEntity& entity) const {
    if (entity.authority != kNoAuthority) {
      const std::string& known = input_.authority.institutions()[entity.authority].country;
      if (!known.empty()) return known;
    }
    for (const auto find : {&CountryFinder::behind, &CountryFinder::before, &CountryFinder::inside,
                            &CountryFinder::by_setting, &CountryFinder::by_legal_form}) {
      for (const NameMention& m : entity.mentions) {
        std::string country = (this->*find)(m);
        if (!country.empty()) return country;
      }
    }
    return {};
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
    if (!vietnam_ || foreign_.size() != 1 || (is_vietnamese(entity) && !has_foreign_alias(entity))) return {};
    if (is_host(entity)) return {};
    return std::string(*foreign_.begin());
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
    for (std::size_t s = 0; s < input_.sentences.size(); ++s) {
      const NameScope scope = make_scope(input_, s);
      for (std::size_t i = scope.begin; i < scope.end; ++i) {
        if (!tokens_[i].word || !tokens_[i].upper) continue;
        std::string_view code = demonym_at(i);
        if (const Named place = place_at(i); !place.first.empty()) code = place.first;
        if (const Named country = country_at(i); !country.first.empty() && is_country_here(i, country.second))
          code = country.first;
        if (code == "VN") vietnam_ = true;
        if (!code.empty() && code != "VN") foreign_.insert(code);
        if (vietnam_ || names >= kEnoughNames) continue;
        const std::size_t length = scope.personal_name(i);
        names += length >= 3 && are_syllables(i, i + length);
      }
    }
    vietnam_ = vietnam_ || names >= kEnoughNames;
  }

  // "Đức", "Nga", "Anh" of one syllable are names as well.
  bool is_country_here(std::size_t first, std::size_t last) const { return last > first || !tokens_[first].syllable; }

  bool are_syllables(std::size_t first, std::size_t end) const {
    for (std::size_t i = first; i < end; ++i) {
      if (!tokens_[i].syllable) return false;
    }
    return true;
  }

  Named country_at(std::size_t i) const { return country_named_at(input_, i); }

  Named place_at(std::size_t i) const {
    if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper) return {};
    const auto match = tables_.places.find(tokens_, i, input_.marks);
    return match ? Named{tables_.place_countries[match->value], match->last} : Named{};
  }

  std::string_view demonym_at(std::size_t i) const {
    const auto match = tables_.demonyms.find(tokens_, i, input_.marks);
    if (!match || place_at(i).second > match->last) return {};  // "Thai Nguyen"
    return tables_.place_countries[match->value];
  }

  bool is(std::size_t i, std::string_view word) const { return i < tokens_.size() && tokens_.exact(i) == word; }

  // "(Hàn Quốc)", "(SMIH), Japan", ", Chiang Mai", "of Korea", ", a Swedish firm" behind the name; the country
  // beats the place.
  std::string behind(const NameMention& m) const {
    std::size_t end = input_.sentences[m.sentence].tokens.end;
    std::string_view place;
    std::size_t i = m.last + 1;
    if (tokens_.is(i, '.') && tokens_.is(i + 1, '(')) end = std::min(tokens_.size(), std::max(end, i + 16));
    if (tokens_.is(i, '.') && i + 1 < end) ++i;  // "Pte. Ltd. (Singapore)"
    i = skip_acronym(i, end);
    for (int pieces = 0; pieces < 4; ++pieces) {
      if (tokens_.is(i, '(')) {
        const auto [country, place_inside, close] = inside_bracket(i);
        if (!country.empty()) return std::string(country);
        if (place.empty()) place = place_inside;
        i = close;
      } else if (i + 1 < end && (opens_place(i) || (pieces == 0 && opens_seat(m, i)))) {
        const std::size_t at = skip_republic(i + 1, end);
        const Named country = country_at(at);
        if (!country.first.empty() && !owns_what_follows(country.second)) return std::string(country.first);
        if (const std::string_view code = apposition(i + 1, end); !code.empty()) return std::string(code);
        Named named = place_at(at);
        if (owns_what_follows(named.second)) named = {};  // "X Foundation, Da Nang's hospital and Y"
        if (!named.first.empty() && place.empty()) place = named.first;
        i = !named.first.empty() ? named.second + 1 : unknown_piece(at, end);
      } else {
        break;
      }
    }
    return std::string(place);
  }

  bool owns_what_follows(std::size_t last) const {
    const bool joint = last > 0 && tokens_.is(last + 1, '-') && last + 2 < tokens_.size() && tokens_[last + 2].upper &&
                       tokens_[last + 1].gap == Gap::kNone;
    if (joint) return true;  // "X, the Sweden-Vietnam Y"
    return last > 0 && tokens_.is(last + 1, '\'') && is(last + 2, "s") && tokens_[last + 2].gap == Gap::kNone;
  }

  bool opens_place(std::size_t i) const {
    return tokens_.is(i, ',') || is(i, "of") || is(i, "từ") || is(i, "ở") || is_vietnamese_seat(i) || is(i, "của") ||
           is(i, "from");
  }

  // "tại Bari", "trụ sở tại Bonn", "đặt tại".
  bool is_vietnamese_seat(std::size_t i) const {
    if (!is(i, "tại") || i == 0) return false;
    return is(i - 1, "sở") || is(i - 1, "đặt") || is(i - 1, "chính") || is(i - 1, "đóng") || is(i - 1, "nằm");
  }

  // "X Hospital in Auckland, New Zealand"; a body that may have offices elsewhere is not where it works.
  bool opens_seat(const NameMention& m, std::size_t i) const {
    const bool house = m.kind == "hospital" || m.kind == "university" || m.kind == "research";
    return house && (is(i, "in") || is(i, "near") || is(i, "tại") || is(i, "ở"));
  }

  struct Bracket {
    std::string_view country, place;
    std::size_t close = 0;
  };

  Bracket inside_bracket(std::size_t open) const {
    constexpr std::size_t kMaxBracket = 14;
    Bracket out;
    std::size_t i = open + 1;
    for (; i < tokens_.size() && i < open + kMaxBracket && !tokens_.is(i, ')'); ++i) {
      if (const Named country = country_at(i); !country.first.empty() && out.country.empty() && !is_part_of_place(i))
        out.country = country.first;
      if (const Named place = place_at(i); !place.first.empty() && out.place.empty()) out.place = place.first;
    }
    out.close = i + 1;
    return out;
  }

  // "(Khu công nghiệp Long Đức)".
  bool is_part_of_place(std::size_t i) const {
    const Token &before = tokens_[i - 1], &t = tokens_[i];
    return t.syllable && before.word && before.upper && before.syllable && t.gap == Gap::kSpace &&
           country_at(i).second == i;
  }

  // "the Republic of", "Cộng hòa", "tỉnh": small parts before a country's or place's own name.
  std::size_t skip_republic(std::size_t i, std::size_t end) const {
    for (const std::string_view word : {"the", "socialist", "republic", "kingdom", "federal", "democratic", "people",
                                        "of", "cong", "hoa", "tinh", "thanh", "pho", "bang", "vuong", "quoc"}) {
      if (i + 1 < end && tokens_.folded(i) == word && country_at(i).first.empty() && place_at(i).first.empty()) ++i;
    }
    return i;
  }

  // ", Trencin, Slovakia": the token behind an unknown capital piece that a comma follows; `end` otherwise.
  std::size_t unknown_piece(std::size_t i, std::size_t end) const {
    constexpr std::size_t kMaxPiece = 4;
    if (is(i, "trụ") || is(i, "có") || is(i, "đặt") || is(i, "đóng")) {  // ", có trụ sở chính tại Bonn (Đức)"
      for (std::size_t at = i; at < end && at < i + 6; ++at) {
        if (is_vietnamese_seat(at) || is(at, "ở")) return at;
      }
    }
    if (is_seat(i, end)) return seat_end(i, end);
    for (std::size_t at = i; at < end && at < i + kMaxPiece; ++at) {
      if (tokens_.is(at, ',')) return at;
      if (!tokens_[at].upper) break;
    }
    return tokens_.size();
  }

  // "a Swedish consulting firm", "the Malaysian partner".
  std::string_view apposition(std::size_t i, std::size_t end) const {
    constexpr std::size_t kReach = 6;
    if (!is(i, "a") && !is(i, "an") && !is(i, "the")) return {};
    for (std::size_t at = i + 1; at < end && at < i + kReach && (tokens_[at].word || tokens_.is(at, '-')); ++at) {
      if (is(at, "of") || is(at, "in") || is(at, "and")) return {};
      if (const std::string_view code = demonym_at(at); !code.empty()) return code;
      const Named place = country_at(at).first.empty() ? place_at(at) : country_at(at);
      if (!place.first.empty() && tokens_.is(place.second + 1, '-') && is(place.second + 2, "based"))
        return place.first;
    }
    return {};
  }

  std::size_t skip_acronym(std::size_t i, std::size_t end) const {
    if (i + 2 >= end || !tokens_.is(i, '(')) return i;
    const Bracket bracket = inside_bracket(i);
    return bracket.country.empty() && bracket.place.empty() ? std::min(bracket.close, end) : i;
  }

  // "having its seat at 12 Doi Can Street, Thai Nguyen, Vietnam".
  bool is_seat(std::size_t i, std::size_t end) const {
    return i + 2 < end && (is(i, "having") || is(i, "located") || is(i, "with") || is(i, "headquartered"));
  }
  std::size_t seat_end(std::size_t i, std::size_t end) const {
    for (std::size_t at = i; at < end && at < i + 12; ++at) {
      if (tokens_.is(at, ',')) return at;
    }
    return end;
  }

  // "South Korea's X", "the Japanese X", "the German scanner maker X", "Stockholm-based X".
  std::string before(const NameMention& m) const {
    constexpr std::size_t kReach = 5;
    const std::size_t begin = input_.sentences[m.sentence].tokens.begin;
    for (std::size_t at = m.first; at > begin && m.first - at < kReach; --at) {
      const std::size_t i = at - 1;
      const bool joint = tokens_.is(i, '-') || tokens_.is(i, '\'');
      if (!tokens_[i].word && !joint) break;
      if (!tokens_[i].upper) {
        if (is(i, "of") || is(i, "and") || is(i, "with") || is(i, "in") || is(i, "the")) break;
        continue;
      }
      if (const std::string_view code = demonym_at(i); !code.empty()) return std::string(code);
      return attribute_ending(i, begin, m.first);
    }
    return {};
  }

  // A country or place that ends at `last`, when "'s" or "-based" follows it.
  std::string attribute_ending(std::size_t last, std::size_t begin, std::size_t name) const {
    const bool owner = tokens_.is(last + 1, '\'') && is(last + 2, "s") && last + 3 <= name;
    const bool based = tokens_.is(last + 1, '-') && is(last + 2, "based");
    if (!owner && !based) return {};
    constexpr std::size_t kMaxWords = 4;
    for (std::size_t from = last > begin + kMaxWords ? last - kMaxWords : begin; from <= last; ++from) {
      if (const Named country = country_at(from); !country.first.empty() && country.second == last)
        return std::string(country.first);
      if (const Named place = place_at(from); !place.first.empty() && place.second == last)
        return std::string(place.first);
    }
    return {};
  }

  // A country, a demonym or a place among the words of the name; "Việt Đức" is none: a one-syllable
  // country counts only behind a small word or for missions.
  std::string inside(const NameMention& m) const {
    if (const std::string_view seat = seat_inside(m); !seat.empty()) return std::string(seat);
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (!tokens_[i].word || !tokens_[i].upper || is_seat_word(m, i)) continue;
      if (const auto word = tables_.vi_words.find(tokens_, i, input_.marks);
          word && word->last > i && (word->value & kFieldWord) != 0 && country_at(i).second <= word->last) {
        i = word->last;  // "Lao động" is not Laos
        continue;
      }
      if (const std::string_view agency = agency_country(m, i); !agency.empty()) return std::string(agency);
      const auto [code, last] = country_at(i);
      if (!code.empty() && last <= m.last && is_plain_country(m, i, last)) return std::string(code);
      const bool syllable = i > m.first && tokens_[i].syllable && tokens_[i - 1].syllable && tokens_[i - 1].upper;
      if (const std::string_view of = demonym_at(i); !of.empty() && !syllable)
        return std::string(of);  // not "Viet Thai"
    }
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto [code, last] = place_at(i);
      if (!code.empty() && last <= m.last) return std::string(code);
    }
    return {};
  }

  // "French Hospital of Hanoi": a place behind "of" at its end.
  std::string_view seat_inside(const NameMention& m) const {
    if (m.kind != "hospital" && m.kind != "university") return {};
    for (std::size_t i = m.first + 2; i <= m.last; ++i) {
      if (!is(i - 1, "of") && !is(i - 1, "de") && !is(i - 1, "di")) continue;
      const Named place = place_at(i);
      if (!place.first.empty() && place.second == m.last) return place.first;
    }
    return {};
  }

  // "Văn phòng JICA tại Việt Nam", "Embassy of Japan in Vietnam": where it sits, not whose it is.
  bool is_seat_word(const NameMention& m, std::size_t i) const {
    return i > m.first && (is(i - 1, "tại") || is(i - 1, "tai") || is(i - 1, "in"));
  }

  // A known body of another country inside the name.
  std::string_view agency_country(const NameMention& m, std::size_t i) const {
    if (!tokens_[i].caps || i == m.first) return {};
    const auto match = input_.authority.institution_names().find(tokens_, i, Marks::kSame);
    if (!match || match->last > m.last) return {};
    const std::string_view name = slice(tokens_.text(), tokens_.cover(i, match->last));
    if (input_.authority.is_ambiguous(match->value, name)) return {};  // "MIRAE CARE CO., LTD" is not of CARE
    return input_.authority.institutions()[match->value].country;
  }

  bool is_plain_country(const NameMention& m, std::size_t first, std::size_t last) const {
    if (last > first || !tokens_[first].syllable) return true;
    const std::string_view head = tokens_.folded(m.first);
    if (head == "dai" || head == "tong" || head == "lanh") return true;
    return last == m.last && first > m.first && tokens_[first - 1].word && !tokens_[first - 1].upper;
  }

  // The row of a table or the entry of a list that names a country.
  std::string by_setting(const NameMention& m) const { return std::string(settings_[m.sentence]); }

  // Legal forms and heads that one country has: "Sdn Bhd", "Universitas".
  std::string by_legal_form(const NameMention& m) const {
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const auto head = tables_.en_heads.find(tokens_, i, Marks::kSame);
      if (head && head->last <= m.last && !tables_.head_rules[head->value].country.empty())
        return tables_.head_rules[head->value].country;
    }
    return {};
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
    return syllables || entity.kind == "government" || entity.kind == "hospital" || entity.kind == "university";
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

  const FactInput& input_;
  const TokenStream& tokens_;
  const NameTables& tables_;
  std::vector<std::string_view> settings_;
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
