#include "ingest/facts/country_teller.h"

#include <algorithm>

#include "ingest/facts/institution_settings.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

// "Inter-American", "Pan-American": of many countries.
bool spans_countries(std::string_view word) {
  return word == "inter" || word == "pan" || word == "trans" || word == "intra";
}

}  // namespace

CountryTeller::CountryTeller(const FactInput& input)
    : input_(input), tokens_(input.tokens), tables_(input.tables.names), settings_(sentence_countries(input)) {}

std::string CountryTeller::told_country(const InstitutionEntity& entity) const {
  if (entity.authority != kNoAuthority) {
    const std::string& known = input_.authority.institutions()[entity.authority].country;
    if (!known.empty()) return known;
  }
  for (const auto find : {&CountryTeller::behind, &CountryTeller::before, &CountryTeller::by_setting,
                          &CountryTeller::inside, &CountryTeller::by_legal_form}) {
    for (const NameMention& m : entity.mentions) {
      std::string country = (this->*find)(m);
      if (!country.empty()) return country;
    }
  }
  return {};
}

Named CountryTeller::country_at(std::size_t i) const { return country_named_at(input_, i); }

Named CountryTeller::place_at(std::size_t i) const {
  if (i >= tokens_.size() || !tokens_[i].word || !tokens_[i].upper) return {};
  const auto match = tables_.places.find(tokens_, i, input_.marks);
  return match ? Named{tables_.place_countries[match->value], match->last} : Named{};
}

std::string_view CountryTeller::demonym_at(std::size_t i) const {
  const auto match = tables_.demonyms.find(tokens_, i, input_.marks);
  if (!match || place_at(i).second > match->last) return {};  // "Thai Nguyen"
  if (i > 1 && tokens_.is(i - 1, '-') && spans_countries(tokens_.exact(i - 2))) return {};
  return tables_.place_countries[match->value];
}

bool CountryTeller::is(std::size_t i, std::string_view word) const {
  return i < tokens_.size() && tokens_.exact(i) == word;
}

std::string CountryTeller::behind(const NameMention& m) const {
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

bool CountryTeller::owns_what_follows(std::size_t last) const {
  const bool joint = last > 0 && tokens_.is(last + 1, '-') && last + 2 < tokens_.size() && tokens_[last + 2].upper &&
                     tokens_[last + 1].gap == Gap::kNone;
  if (joint) return true;  // "X, the Sweden-Vietnam Y"
  return last > 0 && tokens_.is(last + 1, '\'') && is(last + 2, "s") && tokens_[last + 2].gap == Gap::kNone;
}

bool CountryTeller::opens_place(std::size_t i) const {
  return tokens_.is(i, ',') || is(i, "of") || is(i, "từ") || is(i, "ở") || is_vietnamese_seat(i) || is(i, "của") ||
         is(i, "from");
}

bool CountryTeller::is_vietnamese_seat(std::size_t i) const {
  if (!is(i, "tại") || i == 0) return false;
  return is(i - 1, "sở") || is(i - 1, "đặt") || is(i - 1, "chính") || is(i - 1, "đóng") || is(i - 1, "nằm");
}

bool CountryTeller::opens_seat(const NameMention& m, std::size_t i) const {
  const bool house = m.kind == "hospital" || m.kind == "university" || m.kind == "research";
  return house && (is(i, "in") || is(i, "near") || is(i, "tại") || is(i, "ở"));
}

CountryTeller::Bracket CountryTeller::inside_bracket(std::size_t open) const {
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

bool CountryTeller::is_part_of_place(std::size_t i) const {
  const Token &before = tokens_[i - 1], &t = tokens_[i];
  return t.syllable && before.word && before.upper && before.syllable && t.gap == Gap::kSpace &&
         country_at(i).second == i;
}

std::size_t CountryTeller::skip_republic(std::size_t i, std::size_t end) const {
  for (const std::string_view word : {"the", "socialist", "republic", "kingdom", "federal", "democratic", "people",
                                      "of", "cong", "hoa", "tinh", "thanh", "pho", "bang", "vuong", "quoc"}) {
    if (i + 1 < end && tokens_.folded(i) == word && country_at(i).first.empty() && place_at(i).first.empty()) ++i;
  }
  return i;
}

std::size_t CountryTeller::unknown_piece(std::size_t i, std::size_t end) const {
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

std::string_view CountryTeller::apposition(std::size_t i, std::size_t end) const {
  constexpr std::size_t kReach = 6;
  if (!is(i, "a") && !is(i, "an") && !is(i, "the")) return {};
  for (std::size_t at = i + 1; at < end && at < i + kReach && (tokens_[at].word || tokens_.is(at, '-')); ++at) {
    if (is(at, "of") || is(at, "in") || is(at, "and")) return {};
    if (const std::string_view code = demonym_at(at); !code.empty()) return code;
    const Named place = country_at(at).first.empty() ? place_at(at) : country_at(at);
    const std::size_t next = place.second + 1;  // "a Hanoi research firm"
    const bool attribute = at == i + 1 && !place.first.empty() && next < end && tokens_[next].word;
    if (attribute && !tokens_[next].upper && !is(next, "and") && !is(next, "of")) return place.first;
    if (!place.first.empty() && tokens_.is(place.second + 1, '-') && is(place.second + 2, "based")) return place.first;
  }
  return {};
}

std::size_t CountryTeller::skip_acronym(std::size_t i, std::size_t end) const {
  if (i + 2 >= end || !tokens_.is(i, '(')) return i;
  const Bracket bracket = inside_bracket(i);
  return bracket.country.empty() && bracket.place.empty() ? std::min(bracket.close, end) : i;
}

bool CountryTeller::is_seat(std::size_t i, std::size_t end) const {
  return i + 2 < end && (is(i, "having") || is(i, "located") || is(i, "with") || is(i, "headquartered"));
}

std::size_t CountryTeller::seat_end(std::size_t i, std::size_t end) const {
  for (std::size_t at = i; at < end && at < i + 12; ++at) {
    if (tokens_.is(at, ',')) return at;
  }
  return end;
}

std::string CountryTeller::before(const NameMention& m) const {
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

std::string CountryTeller::attribute_ending(std::size_t last, std::size_t begin, std::size_t name) const {
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

std::string CountryTeller::inside(const NameMention& m) const {
  if (const std::string_view seat = seat_inside(m); !seat.empty()) return std::string(seat);
  if (const std::string_view seat = country_at_end(m); !seat.empty()) return std::string(seat);
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
    if (const std::string_view of = demonym_at(i); !of.empty() && !syllable) return std::string(of);  // not "Viet Thai"
  }
  for (std::size_t i = m.first; i <= m.last; ++i) {
    const auto [code, last] = place_at(i);
    if (!code.empty() && last <= m.last) return std::string(code);
  }
  return std::string(brand_country(m));
}

// "Swiss Palms Hotels Vietnam": the house in a country of a body of another one.
std::string_view CountryTeller::country_at_end(const NameMention& m) const {
  if (m.rule == "institution.head-vi" || m.last < m.first + 2) return {};
  for (std::size_t i = m.last; i + 2 > m.last && i > m.first + 1; --i) {  // "Viet Nam" has two tokens
    const Named country = country_at(i);
    if (country.first.empty() || country.second != m.last) continue;
    return tokens_[i - 1].word && tokens_[i - 1].upper ? country.first : std::string_view();
  }
  return {};
}

std::string_view CountryTeller::seat_inside(const NameMention& m) const {
  if (m.kind != "hospital" && m.kind != "university") return {};
  for (std::size_t i = m.first + 2; i <= m.last; ++i) {
    if (!is(i - 1, "of") && !is(i - 1, "de") && !is(i - 1, "di")) continue;
    const Named place = place_at(i);
    if (!place.first.empty() && place.second == m.last) return place.first;
  }
  return {};
}

bool CountryTeller::is_seat_word(const NameMention& m, std::size_t i) const {
  return i > m.first && (is(i - 1, "tại") || is(i - 1, "tai") || is(i - 1, "in"));
}

// "FPT Software", "Trường Cao đẳng FPT Polytechnic": houses of a known group of Vietnam stay there; "Bệnh viện Samsung
// Medical Center": a known name of several words.
std::string_view CountryTeller::brand_country(const NameMention& m) const {
  for (std::size_t i = m.first; i <= m.last; ++i) {
    if (!tokens_[i].upper || tokens_[i].syllable) continue;
    const auto match = input_.authority.institution_names().find(tokens_, i, Marks::kSame);
    if (!match || match->last > m.last || (i == m.first && match->last == m.last)) continue;
    const auto& row = input_.authority.institutions()[match->value];
    const bool group = tokens_[i].caps && row.kind == "company" && row.country == "VN";
    const bool whole = i > m.first && match->last > i && match->last == m.last;
    if (group || whole) return row.country;
  }
  return {};
}

std::string_view CountryTeller::agency_country(const NameMention& m, std::size_t i) const {
  if (!tokens_[i].caps || i == m.first) return {};
  const auto match = input_.authority.institution_names().find(tokens_, i, Marks::kSame);
  if (!match || match->last > m.last) return {};
  const std::string_view name = slice(tokens_.text(), tokens_.cover(i, match->last));
  if (input_.authority.is_ambiguous(match->value, name)) return {};  // "MIRAE CARE CO., LTD" is not of CARE
  return input_.authority.institutions()[match->value].country;
}

bool CountryTeller::is_plain_country(const NameMention& m, std::size_t first, std::size_t last) const {
  if (last > first || !tokens_[first].syllable) return true;
  const std::string_view head = tokens_.folded(m.first);
  if (head == "dai" || head == "tong" || head == "lanh") return true;
  if (head == "vien" && first == m.first + 1 && first < m.last && !tokens_[first + 1].upper)
    return true;  // "Viện Pháp tại Huế"
  return last == m.last && first > m.first && tokens_[first - 1].word && !tokens_[first - 1].upper;
}

std::string CountryTeller::by_setting(const NameMention& m) const { return std::string(settings_[m.sentence]); }

std::string CountryTeller::by_legal_form(const NameMention& m) const {
  for (std::size_t i = m.first; i <= m.last; ++i) {
    const auto head = tables_.en_heads.find(tokens_, i, Marks::kSame);
    if (head && head->last <= m.last && !tables_.head_rules[head->value].country.empty())
      return tables_.head_rules[head->value].country;
  }
  return {};
}

}  // namespace hoptac
