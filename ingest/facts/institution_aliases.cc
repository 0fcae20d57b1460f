#include "ingest/facts/institution_aliases.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "ingest/facts/former_names.h"
#include "ingest/facts/tables.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxDefinitionTokens = 24;
constexpr std::size_t kMaxAliasTokens = 8;
constexpr std::size_t kMinInitials = 3;

struct AliasForm {
  std::size_t entity = 0;
  bool caps = false;  // an acronym: must be written the same way
};

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// Who has a proper part.
struct CoreOwner {
  std::size_t entity = 0;       // the first
  std::size_t group = kNobody;  // "Hệ thống X", "X Group"
  bool several = false;         // bodies of two kinds
};

class AliasFinder {
 public:
  AliasFinder(const FactInput& input, const std::vector<NameMention>& names, std::vector<InstitutionEntity>& entities)
      : input_(input), tokens_(input.tokens), entities_(entities), taken_(input.tokens.size(), false) {
    for (const NameMention& name : names) {
      if (name.unit) take(name);
    }
    for (const InstitutionEntity& entity : entities) {
      for (const NameMention& m : entity.mentions) take(m);
    }
  }

  void run() {
    for (std::size_t e = 0; e < entities_.size(); ++e) read_definitions(e);
    merge_same_acronyms();
    merge_missions();
    merge_former_names(input_, entities_);
    drop_merged();
    collect_forms();
    absorb_context_names();
    drop_merged_forms();
    scan();
  }

 private:
  void take(const NameMention& m) {
    std::fill(taken_.begin() + offset(m.first), taken_.begin() + offset(m.last) + 1, true);
  }
  static std::ptrdiff_t offset(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }
  TokenRange sentence_of(const NameMention& m) const { return input_.sentences[m.sentence].tokens; }

  void read_definitions(std::size_t e) {
    for (std::size_t k = 0; k < entities_[e].mentions.size(); ++k) {
      const NameMention m = entities_[e].mentions[k];
      for (const TokenRange form : bracket_behind(m)) define(body_meant(e, m, form), form, m.sentence);
      if (const auto form = acronym_before_bracket(m)) define(e, *form, m.sentence);
      if (const auto form = first_words_defined(m)) define(e, *form, m.sentence);
      if (const auto form = called_behind(m)) define(body_meant(e, m, *form), *form, m.sentence);
    }
  }

  // "Hội Nữ doanh nhân tỉnh X, gọi tắt là "Hội NDN"", "Trung tâm X, Hà Lan, viết tắt là CSF".
  std::optional<TokenRange> called_behind(const NameMention& m) const {
    constexpr std::size_t kReach = 9;
    const std::size_t end = std::min(sentence_of(m).end, m.last + kReach);
    if (!tokens_.is(m.last + 1, ',')) return std::nullopt;
    for (std::size_t t = m.last + 2; t + 2 < end; ++t) {
      const std::string_view verb = tokens_.folded(t);
      if ((verb != "goi" && verb != "viet") || tokens_[t].upper) continue;
      std::size_t form = tokens_.folded(t + 1) == "tat" ? t + 2 : t + 1;
      if (form + 1 >= end || tokens_.folded(form) != "la") return std::nullopt;
      if (tokens_.is(++form, '"')) ++form;
      std::size_t last = form;
      while (last < sentence_of(m).end && last < form + kMaxAliasTokens && !tokens_.is(last, '"') &&
             (tokens_[last].upper || tokens_.is(last, '-')))
        ++last;
      return last > form ? std::optional(TokenRange{form, last}) : std::nullopt;
    }
    return std::nullopt;
  }

  // "GreenRoot International, a charity registered in England ("GreenRoot")": behind an apposition its first words
  // only.
  std::optional<TokenRange> first_words_defined(const NameMention& m) const {
    const std::size_t end = std::min(sentence_of(m).end, m.last + 2 + kMaxDefinitionTokens);
    if (!tokens_.is(m.last + 1, ',')) return std::nullopt;
    for (std::size_t t = m.last + 2; t + 3 < end; ++t) {
      if (!tokens_.is(t, '(') || !tokens_.is(t + 1, '"')) continue;
      std::size_t last = t + 2;
      while (last < end && tokens_[last].word && last - t <= m.last - m.first + 1 &&
             tokens_.exact(last) == tokens_.exact(m.first + last - t - 2))
        ++last;
      if (last == t + 2 || !tokens_.is(last, '"')) return std::nullopt;
      return TokenRange{t + 2, last};
    }
    return std::nullopt;
  }

  // "Military Hospital 87 - General Department of Logistics (MH87)": the body before the last one, when only its name
  // has the letters of the form.
  std::size_t body_meant(std::size_t e, const NameMention& m, TokenRange form) const {
    if (const auto whole = body_of_apposition(m, form)) return *whole;
    if (form.end - form.begin != 1 || !tokens_[form.begin].caps || m.first < 2 || letters_of(m) == form_letters(form))
      return e;
    if (!tokens_.is(m.first - 1, '-') && !tokens_.is(m.first - 1, ',')) return e;
    for (std::size_t other = 0; other < entities_.size(); ++other) {
      for (const NameMention& before : entities_[other].mentions) {
        if (before.last + 2 == m.first && letters_of(before) == form_letters(form)) return other;
      }
    }
    return e;
  }

  // "Trường X, đơn vị thành viên của Đại học Y (sau đây gọi là "MTKT")": what is called so is X.
  std::optional<std::size_t> body_of_apposition(const NameMention& m, TokenRange form) const {
    constexpr std::size_t kReach = 6;
    const std::size_t begin = sentence_of(m).begin;
    if (m.first < begin + 3 || form.begin < 2 || !tokens_.is(form.begin - 1, '"')) return std::nullopt;
    const std::string_view link = tokens_.folded(m.first - 1);
    if (link != "cua" && link != "thuoc") return std::nullopt;
    for (std::size_t t = m.first - 1; t > begin && m.first - t <= kReach; --t) {
      if (tokens_[t].upper) return std::nullopt;
      if (tokens_.is(t, ',')) return entity_ending_at(t - 1);
    }
    return std::nullopt;
  }

  std::optional<std::size_t> entity_ending_at(std::size_t last) const {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      for (const NameMention& m : entities_[e].mentions) {
        if (m.last == last) return e;
      }
    }
    return std::nullopt;
  }

  std::string_view form_letters(TokenRange form) const { return tokens_.folded(form.begin); }

  // Initials and numbers: "mh87".
  std::string letters_of(const NameMention& m) const {
    std::string out;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (tokens_[i].number) {
        out += tokens_.folded(i);
      } else if (tokens_[i].word && tokens_[i].upper) {
        out += tokens_.folded(i).substr(0, 1);
      }
    }
    return out;
  }

  // The forms in the bracket behind a mention, each without its small words in front ("hereinafter referred to
  // as", "gọi tắt là", "tên tiếng Anh:").
  std::vector<TokenRange> bracket_behind(const NameMention& m) const {
    const bool legal =
        tokens_.is(m.last + 1, '.') && tokens_.is(m.last + 2, '(');  // the full stop of "Inc." ends nothing
    const std::size_t end = std::min(legal ? tokens_.size() : sentence_of(m).end, m.last + 3 + kMaxDefinitionTokens);
    const std::size_t open = legal ? m.last + 2 : behind_place(m.last + 1, end);
    if (open + 1 >= end || !tokens_.is(open, '(')) return {};
    std::size_t close = open + 1;
    while (close < end && !tokens_.is(close, ')')) ++close;
    if (close >= end) return {};
    std::vector<TokenRange> forms;
    std::size_t begin = open + 1;
    for (std::size_t i = begin; i <= close; ++i) {
      if (tokens_.is(i, ':')) begin = i + 1;
      const bool comma = tokens_.is(i, ',') && tokens_[i + 1].gap != Gap::kNone;  // not in "Sở VH,TT&DL"
      const bool cut = i == close || comma || tokens_.is(i, ';') || tokens_.exact(i) == "or" ||
                       tokens_.exact(i) == "hoặc" || is_spaced_dash(i);
      if (!cut) continue;
      if (const TokenRange form = trimmed({begin, i}); form.begin < form.end) forms.push_back(form);
      begin = i + 1;
    }
    return forms;
  }

  // "National Archives of X, Dili ("NAX")": a term that is defined behind the seat.
  std::size_t behind_place(std::size_t comma, std::size_t end) const {
    constexpr std::size_t kMaxSeatTokens = 7;
    if (!tokens_.is(comma, ',')) return comma;
    for (std::size_t t = comma + 1; t + 1 < end && t < comma + kMaxSeatTokens; ++t) {
      if (tokens_.is(t, '(')) return tokens_.is(t + 1, '"') ? t : comma;
      const bool seat = tokens_.is(t, ',') || (tokens_[t].word && tokens_[t].upper && !tokens_[t].number);
      if (!seat || taken_[t]) return comma;
    }
    return comma;
  }

  // "UMC (University Medical Center …)": the acronym stands before its full form.
  std::optional<TokenRange> acronym_before_bracket(const NameMention& m) const {
    const std::size_t begin = sentence_of(m).begin;
    if (m.first < begin + 2 || !tokens_.is(m.first - 1, '(') || m.last + 1 >= tokens_.size()) return std::nullopt;
    std::size_t first = m.first - 2;
    if (!tokens_[first].caps || !(tokens_.is(m.last + 1, ')') || tokens_.is(m.last + 1, ','))) return std::nullopt;
    while (first >= begin + 2 && tokens_.is(first - 1, '-') && tokens_[first].gap == Gap::kNone &&
           tokens_[first - 2].caps) {
      first -= 2;
    }
    return TokenRange{first, m.first - 1};
  }

  bool is_spaced_dash(std::size_t i) const {
    return tokens_.is(i, '-') && tokens_[i].gap != Gap::kNone && i + 1 < tokens_.size() &&
           tokens_[i + 1].gap != Gap::kNone;
  }

  TokenRange trimmed(TokenRange form) const {
    while (form.begin < form.end && !(tokens_[form.begin].word && tokens_[form.begin].upper)) ++form.begin;
    while (form.end > form.begin && !tokens_[form.end - 1].word) --form.end;
    return form;
  }

  void define(std::size_t e, TokenRange form, std::size_t sentence) {
    if (const auto other = entity_at(form); other && *other != e) {
      if (!is_parent(e, *other, form)) merge(e, *other);
      return;
    }
    if (!is_alias_shape(form) || taken_[form.begin] || is_known_other(e, form)) return;
    NameMention alias;
    alias.first = form.begin;
    alias.last = form.end - 1;
    alias.rule = "institution.acronym";
    alias.sentence = sentence;
    take(alias);
    entities_[e].aliases.push_back(std::move(alias));
  }

  // "Trường Đại học Kinh tế - Luật (ĐHQG-HCM)": the acronym that the list knows for another body.
  bool is_known_other(std::size_t e, TokenRange form) const {
    if (entities_[e].authority == kNoAuthority) return false;
    const auto known = input_.authority.institution_names().find(tokens_, form.begin, Marks::kSame);
    return known && known->last + 1 == form.end && known->value != entities_[e].authority &&
           !input_.authority.is_ambiguous(known->value, text_of(form.begin, form.end - 1));
  }

  // "Cục Quản lý đầu tư (Bộ Giáo dục và Đào tạo)": a name of the same language without a word of it, and no "formerly".
  bool is_parent(std::size_t e, std::size_t other, TokenRange form) const {
    const InstitutionEntity &a = entities_[e], &b = entities_[other];
    const bool vietnamese =
        a.mentions.front().rule == "institution.head-vi" || tokens_[a.mentions.front().first].marked;
    const bool same_language = vietnamese == tokens_[form.begin].marked;
    const bool short_office = a.kind == "government" && form.begin + 1 < form.end && tokens_[form.begin + 1].caps &&
                              a.canonical.substr(0, a.canonical.find(' ')) == tokens_.folded(form.begin);
    if (short_office) return false;  // "(Sở VH,TT&DL)"
    const bool plain = form.begin > 0 && tokens_.is(form.begin - 1, '(') && !tokens_[form.begin].caps;
    const bool vietnamese_house = vietnamese && tokens_[form.begin].marked;  // "Khoa X (Đại học Y)"
    return same_language && plain && ((a.kind == b.kind && a.kind == "government") || vietnamese_house) &&
           !share_two_words(a.canonical, b.canonical);
  }

  static bool share_two_words(std::string_view a, std::string_view b) {
    const auto x = split(a, ' '), y = split(b, ' ');
    std::size_t same = 0;
    for (const std::string_view word : x) same += std::find(y.begin(), y.end(), word) != y.end();
    return same >= 3 || (x.size() > 1 && y.size() > 1 && x[0] == y[0] && x[1] == y[1]);
  }

  std::optional<std::size_t> entity_at(TokenRange form) const {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      for (const NameMention& m : entities_[e].mentions) {
        if (m.first == form.begin && m.last + 1 == form.end) return e;
      }
    }
    return std::nullopt;
  }

  void drop_merged() {
    std::erase_if(entities_, [](const auto& e) { return e.mentions.empty(); });
  }

  // A page in both languages: names that define the same acronym are one body.
  void merge_same_acronyms() {
    std::map<std::string_view, std::size_t> owners;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      for (std::size_t k = 0; k < entities_[e].aliases.size(); ++k) {
        const NameMention& alias = entities_[e].aliases[k];
        const auto [owner, added] = owners.emplace(text_of(alias.first, alias.last), e);
        if (added || owner->second == e) continue;
        const InstitutionEntity& first = entities_[owner->second];
        const bool two_languages = first.mentions.front().rule != entities_[e].mentions.front().rule;
        if (!two_languages || entities_[e].mentions.empty() || first.kind != entities_[e].kind) continue;
        merge(owner->second, e);
        break;
      }
    }
  }

  // "Đại sứ quán Việt Nam tại Đan Mạch" is "Embassy of Vietnam in Denmark": the kind of mission and the countries.
  std::string mission_of(const InstitutionEntity& entity) const {
    if (entity.mentions.empty() || entity.kind != "government") return {};
    const NameMention& m = entity.mentions.front();
    std::string out, countries;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      const std::string_view word = tokens_.folded(i);
      if (word == "embassy" || (word == "su" && i < m.last && tokens_.folded(i + 1) == "quan")) out += "embassy ";
      if (word == "consulate" || word == "lanh") out += "consulate ";
      const auto country = input_.authority.country_names().find(tokens_, i, input_.marks);
      const auto people = input_.tables.names.demonyms.find(tokens_, i, input_.marks);  // "French Embassy in Vietnam"
      if (people && !country && people->last <= m.last && tokens_[i].upper) {
        countries.append(input_.tables.names.place_countries[people->value]).append(1, ' ');
        i = people->last;
      }
      if (!country || country->last > m.last || !tokens_[i].upper) continue;
      countries.append(input_.authority.countries()[country->value].code).append(1, ' ');
      i = country->last;
    }
    return out.empty() || countries.empty() ? std::string() : out + countries;
  }

  void merge_missions() {
    std::map<std::string, std::size_t> owners;
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      std::string mission = mission_of(entities_[e]);
      if (mission.empty()) continue;
      const auto [owner, added] = owners.emplace(std::move(mission), e);
      if (!added) merge(owner->second, e);
    }
  }

  // "SDHG", "Optiq Việt Nam": found by their context alone, they are another form of a body named in full.
  void absorb_context_names() {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      const auto& mentions = entities_[e].mentions;
      const bool context = !mentions.empty() && std::all_of(mentions.begin(), mentions.end(), [](const auto& m) {
        return m.rule == "institution.context";
      });
      if (!context) continue;
      if (const auto owner = owner_of(mentions.front(), e)) merge(*owner, e);
    }
  }

  // The other body that a defined form, a proper part or initials lead to.
  std::optional<std::size_t> owner_of(const NameMention& m, std::size_t self) const {
    for (const PhraseMatch& match : forms_.find_all(tokens_, m.first, Marks::kSame)) {
      const std::size_t owner = form_list_[match.value].entity;
      // "NCI" of "về phía NCI Thailand" too
      if (match.last >= m.last && owner != self && !entities_[owner].mentions.empty()) return owner;
    }
    if (m.first == m.last && !tokens_[m.first].caps) return owner_of_first_word(m.first, self);
    if (m.first != m.last || !tokens_[m.first].caps) return std::nullopt;
    const auto initials = initials_.find(std::string(tokens_.folded(m.first)));
    const bool found = initials != initials_.end() && initials->second != self;
    return found && !entities_[initials->second].mentions.empty() ? std::optional(initials->second) : std::nullopt;
  }

  // "Zenlyra" of "Zenlyra Lifesciences Limited": the only body whose name starts with that foreign word.
  std::optional<std::size_t> owner_of_first_word(std::size_t at, std::size_t self) const {
    constexpr std::size_t kLongWord = 5;
    if (tokens_[at].syllable || tokens_[at].span().size() < kLongWord || is_listed(at) || is_place_or_country(at))
      return std::nullopt;
    std::optional<std::size_t> found;
    const std::string start = std::string(tokens_.folded(at)) + " ";
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      if (e == self || entities_[e].mentions.empty() || entities_[e].kind != "company") continue;
      if (!entities_[e].canonical.starts_with(start)) continue;
      if (found) return std::nullopt;
      found = e;
    }
    return found;
  }

  // Bodies merged after the forms were collected leave their forms to the body that took them in.
  void drop_merged_forms() {
    if (!merged_) return;
    drop_merged();
    forms_ = PhraseTable();
    form_list_.clear();
    cores_.clear();
    initials_.clear();
    collect_forms();
  }

  void merge(std::size_t into, std::size_t from) {
    merged_ = true;
    InstitutionEntity &a = entities_[into], &b = entities_[from];
    std::move(b.mentions.begin(), b.mentions.end(), std::back_inserter(a.mentions));
    std::move(b.aliases.begin(), b.aliases.end(), std::back_inserter(a.aliases));
    if (a.authority == kNoAuthority) a.authority = b.authority;
    b.mentions.clear();
    b.aliases.clear();
  }

  bool is_place_or_country(std::size_t at) const {
    return input_.authority.country_names().find(tokens_, at, input_.marks).has_value() ||
           input_.tables.names.places.find(tokens_, at, input_.marks).has_value();
  }

  // "Hanoi CDC", not "TP.HCM".
  bool goes_on_behind_place(TokenRange form) const {
    const auto place = input_.tables.names.places.find(tokens_, form.begin, input_.marks);
    return place && place->last + 2 == form.end && tokens_[form.end - 1].caps;
  }

  // "VNU-HCM", "BVĐH Bảy Núi", "SDH7", "Melipharm": capitals or a word of no language, no country, no post.
  bool is_alias_shape(TokenRange form) const {
    if (form.end - form.begin > kMaxAliasTokens) return false;
    if (is_place_or_country(form.begin) && !goes_on_behind_place(form)) return false;
    if (input_.tables.names.roles.find(tokens_, form.begin, input_.marks)) return false;
    if (input_.tables.names.honorifics.find(tokens_, form.begin, input_.marks)) return false;
    bool capitals = false;
    for (std::size_t i = form.begin; i < form.end; ++i) {
      if (!tokens_[i].word) continue;
      const bool elided = tokens_[i].span().size() <= 2 && tokens_.is(i + 1, '\'');  // "INSA Val d'Ardèche"
      if (!tokens_[i].upper && !tokens_[i].number && !(elided && i > form.begin)) return false;
      capitals = capitals || tokens_[i].caps;
    }
    return capitals || (form.end - form.begin <= 3 && !tokens_[form.begin].syllable && !is_listed(form.begin));
  }

  bool is_listed(std::size_t at) const {
    return is_listed_word(at) || input_.tables.names.family_names.find(tokens_, at, input_.marks);
  }

  bool is_listed_word(std::size_t at) const {
    const NameTables& tables = input_.tables.names;
    return tables.en_words.find(tokens_, at, input_.marks) || tables.en_heads.find(tokens_, at, input_.marks) ||
           tables.vi_words.find(tokens_, at, input_.marks) || tables.demonyms.find(tokens_, at, input_.marks);
  }

  // First letters of every word: "benh vien ung buou" -> "bvub".
  std::string initials(const NameMention& m) const {
    std::string out;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (tokens_[i].word && (tokens_[i].upper || tokens_[i].syllable)) out += tokens_.folded(i).substr(0, 1);
    }
    return out;
  }

  // Of a name with its abbreviations spelled out: "dai hoc y duoc" -> "dhyd"; small English words count for nothing.
  static std::string initials(const std::string& canonical) {
    std::string out;
    for (const std::string_view word : split(canonical, ' ')) {
      if (word.empty() || word == "of" || word == "&" || word == "and" || word == "for" || word == "the") continue;
      out += word[0];
    }
    return out;
  }

  void add_form(std::string_view text, std::size_t entity, bool caps) {
    forms_.add(text, static_cast<std::uint32_t>(form_list_.size()));
    form_list_.push_back({entity, caps});
  }

  std::string_view text_of(std::size_t first, std::size_t last) const {
    return slice(tokens_.text(), tokens_.cover(first, last));
  }

  void collect_forms() {
    for (std::size_t e = 0; e < entities_.size(); ++e) {
      for (const NameMention& alias : entities_[e].aliases) {
        add_form(text_of(alias.first, alias.last), e, tokens_[alias.first].caps);
      }
      std::string_view before;
      for (const NameMention& m : entities_[e].mentions) {
        add_core(e, m);
        const bool again = m.first < m.last && text_of(m.first, m.last) == before;  // adds nothing new
        before = text_of(m.first, m.last);
        if (again) continue;
        add_initials(e, initials(m));
        add_initials(e, initials(canonical_name(input_, m.first, m.last)));
      }
    }
    add_cores();
  }

  // "DHO" for "Dong Hai Oncology Hospital" too: the head may be left out.
  void add_initials(std::size_t e, std::string letters) {
    if (letters.size() >= kMinInitials) initials_.emplace(letters, e);
    if (letters.size() > kMinInitials) initials_.emplace(letters.substr(0, letters.size() - 1), e);
  }

  // The proper part alone, where it cannot be a place or a common word.
  void add_core(std::size_t e, const NameMention& m) {
    if (m.loose) return;
    if (m.has_core()) add_core_words(e, {m.core_first, m.core_last + 1});
    if (m.rule == "institution.head-en") add_brand(e, m);
  }

  // "Chungli" of "Chungli Medical University", "Northmoor" of "University of Northmoor".
  void add_brand(std::size_t e, const NameMention& m) {
    std::size_t first = m.first;
    if (!m.has_core()) {
      while (first < m.last && tokens_.exact(first) != "of") ++first;
      ++first;
    }
    std::size_t end = first;
    while (end <= m.last && tokens_[end].word && tokens_[end].upper && !is_listed_word(end) &&
           !is_place_or_country(end))
      ++end;
    const bool whole = m.has_core() ? end <= m.core_last : end == m.last + 1;
    const bool person = end == first + 1 && is_listed(first);  // "Curtin", "Nguyen"
    if (end > first && whole && !person) add_core_words(e, {first, end});
  }

  void add_core_words(std::size_t e, TokenRange core) {
    for (const std::string_view word : {"city", "province", "prefecture", "county"}) {
      if (tokens_.exact(core.end - 1) == word) return;  // "Shiribeki City" is not its hospital
    }
    const auto place =
        core.begin > 0 ? input_.tables.names.vi_words.find(tokens_, core.begin - 1, input_.marks) : std::nullopt;
    if (place && (place->value & kPlaceWord) != 0 && entities_[e].kind == "government") return;  // "Sở Y tế tỉnh X"
    const bool brand = core.begin + 1 == core.end;
    const Token& first = tokens_[core.begin];
    if (!first.word || is_place_or_country(core.begin)) return;
    if (brand && (first.syllable || first.number || first.span().size() < 4)) return;
    CoreOwner& owner = cores_.emplace(text_of(core.begin, core.end - 1), CoreOwner{e, kNobody, false}).first->second;
    owner.several = owner.several || entities_[owner.entity].kind != entities_[e].kind;
    if (is_group(e) && owner.group == kNobody) owner.group = e;
  }

  // Of several bodies with one proper part the group has it; none has it where they differ in kind.
  void add_cores() {
    for (const auto& [text, owner] : cores_) {
      if (owner.group != kNobody) add_form(text, owner.group, false);
      if (owner.group == kNobody && !owner.several) add_form(text, owner.entity, false);
    }
  }

  // "Hệ thống", "Tập đoàn", "Group", "System": the whole that bears the short name.
  bool is_group(std::size_t e) const {
    const std::string& name = entities_[e].canonical;
    return name.starts_with("he thong") || name.starts_with("tap doan") || name.ends_with("system") ||
           name.ends_with("group") || name.ends_with("holdings");
  }

  void scan() {
    for (std::size_t s = 0; s < input_.sentences.size(); ++s) {
      const TokenRange range = input_.sentences[s].tokens;
      for (std::size_t i = range.begin; i < range.end; ++i) {
        if (!tokens_[i].upper || !tokens_[i].word || taken_[i]) continue;
        if (auto alias = alias_at(i, range)) {
          alias->first.sentence = s;
          i = alias->first.last;
          entities_[alias->second].aliases.push_back(std::move(alias->first));
        }
      }
    }
  }

  using Found = std::pair<NameMention, std::size_t>;

  std::optional<Found> alias_at(std::size_t i, TokenRange range) const {
    const auto matches = forms_.find_all(tokens_, i, Marks::kSame);
    if (matches.empty()) return initials_at(i);
    const PhraseMatch match = matches.back();
    const AliasForm form = form_list_[match.value];
    if (match.last >= range.end || taken_[match.last]) return std::nullopt;
    if (form.caps && !tokens_[i].caps) return std::nullopt;
    if (!form.caps && is_inside_longer(i, match.last, range)) return std::nullopt;
    return made(i, match.last, form.entity, form.caps ? "institution.acronym" : "institution.short-form");
  }

  // A capital word beside it makes it part of another name.
  bool is_inside_longer(std::size_t first, std::size_t last, TokenRange range) const {
    const auto joins = [&](std::size_t at) { return tokens_[at].word && tokens_[at].upper && !tokens_[at].number; };
    const bool behind = last + 1 < range.end && tokens_[last + 1].gap == Gap::kSpace && joins(last + 1) &&
                        !input_.tables.names.roles.find(tokens_, last + 1, input_.marks);
    const bool before = first > range.begin + 1 && tokens_[first].gap == Gap::kSpace && joins(first - 1);
    return behind || before;
  }

  // An undefined acronym that spells a body's initials.
  std::optional<Found> initials_at(std::size_t i) const {
    if (!tokens_[i].caps || tokens_.folded(i).size() < kMinInitials) return std::nullopt;
    if (input_.authority.certification_names().find(tokens_, i, Marks::kSame)) return std::nullopt;
    const auto found = initials_.find(std::string(tokens_.folded(i)));
    if (found != initials_.end()) return made(i, i, found->second, "institution.initials");
    return std::nullopt;
  }

  static Found made(std::size_t first, std::size_t last, std::size_t entity, std::string_view rule) {
    NameMention out;
    out.first = first;
    out.last = last;
    out.rule = rule;
    return {std::move(out), entity};
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  std::vector<InstitutionEntity>& entities_;
  std::vector<bool> taken_;
  bool merged_ = false;  // some entity took another in
  PhraseTable forms_;
  std::vector<AliasForm> form_list_;
  std::map<std::string_view, CoreOwner> cores_;
  std::map<std::string, std::size_t> initials_;
};

}  // namespace

void add_aliases(const FactInput& input, const std::vector<NameMention>& names,
                 std::vector<InstitutionEntity>& entities) {
  AliasFinder(input, names, entities).run();
}

}  // namespace hoptac
