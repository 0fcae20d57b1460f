#include "ingest/facts/headless_names.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "ingest/facts/english_words.h"
#include "ingest/facts/institution_labels.h"
#include "ingest/facts/localities.h"
#include "ingest/facts/plural_lists.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxRunTokens = 8;
constexpr std::size_t kMaxCueTokens = 6;
constexpr std::size_t kMaxAppositionTokens = 9;

constexpr std::uint32_t kFirmClasses =
    kCompanyNoun | kHospitalNoun | kUniversityNoun | kAssociationNoun | kGovernmentNoun | kResearchNoun;

std::string_view kind_of(std::uint32_t classes) {
  if ((classes & kHospitalNoun) != 0) return "hospital";
  if ((classes & kUniversityNoun) != 0) return "university";
  if ((classes & kAssociationNoun) != 0) return "association";
  if ((classes & kGovernmentNoun) != 0) return "government";
  if ((classes & kResearchNoun) != 0) return "research";
  return "company";
}

class HeadlessFinder : private NameContext {
 public:
  HeadlessFinder(const NameScope& scope, std::vector<NameMention>& names)
      : NameContext(scope, names), localities_(scope, names), cues_(scope.input.tables.cues.actors), names_(names) {}

  void run() {
    support_weak_names();
    const bool vietnamese = language_ == Language::kVietnamese;
    for (std::size_t i = scope_.begin; i < scope_.end;) {
      if (!tokens_[i].upper && !(vietnamese && localities_.opens(i))) {
        ++i;
      } else if (const NameMention* name = name_at(i)) {
        i = name->last + 1;
      } else if (const auto item = scope_.caps ? std::nullopt : plural_item_at(scope_, i)) {
        add(item->tokens, item->kind);
        i = item->tokens.end;
      } else if (const auto locality = localities_.at(i)) {
        if (localities_.is_party(*locality)) add(*locality, "government");
        i = locality->end;
      } else if (const auto run = run_at(i)) {
        judge(*run);
        i = run->end;
      } else {
        ++i;
      }
    }
  }

 private:
  void support_weak_names() {
    for (NameMention& name : names_) {
      const bool acronym = name.ambiguous && name.first == name.last && tokens_[name.first].caps;
      if (!acronym && (!name.weak || name.rule != "institution.head-en")) continue;
      if (!evidence({name.first, name.last + 1})) continue;
      name.weak = false;
      if (acronym) unlink(name);
    }
  }

  // "CMU" acts, but nobody says which one it is.
  static void unlink(NameMention& name) {
    name.authority = kNoAuthority;
    name.ambiguous = false;
    name.rule = "institution.context";
  }

  // The capital words from `i` that may be a name; nothing for a word that cannot start one.
  std::optional<TokenRange> run_at(std::size_t i) const {
    if (!scope_.is_name_word(i) || tokens_[i].number || is_left_out(i)) return std::nullopt;
    TokenRange run{i, i + 1};
    while (run.end < scope_.end && run.end - run.begin < kMaxRunTokens && name_at(run.end) == nullptr) {
      if (tokens_[run.end].word) {
        const std::size_t next = goes_on(run.end) ? run.end : behind_particles(run.end);
        if (next == 0) break;
        run.end = next + 1;
      } else if (joins(run.end)) {
        run.end += 2;
      } else {
        break;
      }
    }
    return run;
  }

  // "Les Enfants de la Rivière": small words of other languages, where English has no capitals around them.
  std::size_t behind_particles(std::size_t at) const {
    if (language_ == Language::kVietnamese) {
      const std::string_view word = tokens_.exact(at);  // "Hearts for Hue"
      const bool english = word == "for" || word == "of" || word == "without" || word == "and";
      return english && at + 1 < scope_.end && name_at(at + 1) == nullptr && goes_on(at + 1) ? at + 1 : 0;
    }
    const std::size_t next = EnglishWords(scope_).behind_particles(at);
    return next > 0 && name_at(next) == nullptr && goes_on(next) ? next : 0;
  }

  // "Bio-Rad", "Procter & Gamble", "L'Oréal".
  bool joins(std::size_t at) const {
    if (!scope_.is_name_word(at + 1) || name_at(at + 1) != nullptr) return false;
    if (tokens_.is(at, '&')) return true;
    const bool glue = tokens_.is(at, '-') || tokens_.is(at, '\'') || tokens_.is(at, '+');
    return glue && scope_.glued(at) && scope_.glued(at + 1);
  }

  // "FSC certification": a label.
  bool is_certified_with(std::size_t at) const {
    return at < scope_.end && (tokens_.exact(at).starts_with("certif") || tokens_.exact(at).starts_with("accredit") ||
                               tokens_.exact(at).starts_with("standard"));
  }

  // "Cigna-like insurer".
  bool is_likened(std::size_t at) const {
    return at + 1 < scope_.end && tokens_.is(at, '-') && scope_.glued(at) &&
           (tokens_.exact(at + 1) == "like" || tokens_.exact(at + 1) == "style");
  }

  // "HCM" of "TP.HCM", "Linh Trung" of "cơ sở Linh Trung".
  bool is_inside_place(std::size_t at) const {
    constexpr std::size_t kReach = 3;
    for (std::size_t from = at > scope_.begin + kReach ? at - kReach : scope_.begin; from < at; ++from) {
      const auto place = scope_.tables.places.find(tokens_, from, scope_.input.marks);
      if (place && place->last >= at) return true;
    }
    const auto word = at > scope_.begin ? scope_.ending_at(scope_.tables.vi_words, at - 1) : std::nullopt;
    return language_ == Language::kVietnamese && word && (word->value & kPlaceWord) != 0;
  }

  // "125/2024/NĐ-CP".
  bool is_part_of_number(std::size_t at) const {
    return at > scope_.begin && tokens_.is(at - 1, '/') && scope_.glued(at);
  }

  // The last token of the place, country, demonym or listed word at `at`; nothing when there is none.
  std::optional<std::size_t> known_phrase(std::size_t at) const {
    const Marks marks = scope_.input.marks;
    std::optional<std::size_t> last;
    const auto look = [&](const PhraseTable& table) {
      const auto match = table.find(tokens_, at, marks);
      if (match && (!last || match->last > *last)) last = match->last;
    };
    look(scope_.tables.places);
    look(scope_.tables.demonyms);
    look(scope_.input.authority.country_names());
    look(scope_.tables.en_words);
    look(scope_.tables.en_heads);
    if (language_ == Language::kVietnamese) look(scope_.tables.vi_words);
    return last;
  }

  // Has a word that only a name explains, is no label and no person's name.
  bool is_name_like(TokenRange run) const {
    bool unknown = false, foreign = false;
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (!tokens_[i].word || tokens_[i].number) continue;
      const auto known = known_phrase(i);
      unknown = unknown || !known;
      foreign = foreign || (!known && !tokens_[i].syllable);
      if (known) i = std::min(*known, run.end - 1);
    }
    if (is_likened(run.end)) return false;
    if (is_certified_with(run.end) || is_part_of_number(run.begin) || is_inside_place(run.begin)) return false;
    if (!unknown || tokens_[run.begin].span().size() < 3) return false;
    if (run.end - run.begin == 1 && tokens_[run.begin].syllable && !tokens_[run.begin].caps) return false;
    if (scope_.input.authority.certification_names().find(tokens_, run.begin, Marks::kSame)) return false;
    return foreign || scope_.personal_name(run.begin) == 0;
  }

  // A post or an honorific right before makes the words a person.
  bool is_addressed(std::size_t at) const {
    if (at > scope_.begin && tokens_.is(at - 1, '.')) --at;  // "Mr."
    if (at == scope_.begin) return false;
    return scope_.ending_at(scope_.tables.honorifics, at - 1) || scope_.ending_at(scope_.tables.roles, at - 1);
  }

  // "assessed by AUN-QA", "took part for ASIIN": an accreditor that acts has the name of its label.
  bool is_acting_label(TokenRange run) const {
    const auto label = scope_.input.authority.certification_names().find(tokens_, run.begin, Marks::kSame);
    if (!label || label->last + 1 != run.end || !tokens_[run.begin].caps || run.begin == scope_.begin) return false;
    return is_examined_by(tokens_, run.begin, scope_.begin) || (cue_before(run.begin) & kBossCue) != 0;
  }

  // "được DNV chứng nhận theo ISO 9001", "tổ chức kiểm định ASIIN gửi thư": what such a one is, or "".
  std::string_view acting_kind(TokenRange run) const {
    if (language_ != Language::kVietnamese || run.begin == scope_.begin || !tokens_[run.begin].caps) return {};
    const auto label = scope_.input.authority.certification_names().find(tokens_, run.begin, Marks::kSame);
    if (!label || label->last + 1 != run.end) return {};
    const TokenRange sentence{scope_.begin, scope_.end};
    if (grants_other_label(scope_.input, sentence, run)) return "company";
    return is_acting_body(scope_.input, sentence, run) ? kind_of(cue_before(run.begin)) : std::string_view();
  }

  // "Ea Kao hospital", "the International SOS clinic": the noun is written small; its kind, or "".
  std::string_view small_head(TokenRange run) const {
    constexpr std::size_t kHeads = 7;
    constexpr std::pair<std::string_view, std::string_view> kSmallHeads[kHeads] = {
        {"hospital", "hospital"}, {"university", "university"}, {"clinic", "hospital"},       {"college", "university"},
        {"school", "university"}, {"institute", "research"},    {"foundation", "association"}};
    if (language_ == Language::kVietnamese || run.end >= scope_.end || run.end - run.begin < 2) return {};
    if (is_addressed(run.begin) || tokens_[run.end].gap != Gap::kSpace) return {};
    for (const auto& [head, kind] : kSmallHeads) {
      if (tokens_.exact(run.end) == head) return kind;
    }
    return {};
  }

  void judge(TokenRange run) {
    if (is_acting_label(run)) return add(run, "other");
    if (const std::string_view kind = acting_kind(run); !kind.empty()) return add(run, kind);
    if (scope_.caps) return;
    if (const auto kind = plural_head(run)) return add(run, *kind);
    if (has_country_bracket(run.end) && language_ == Language::kVietnamese) {
      if (const auto kind = shared_head(run)) return add(run, *kind);
    }
    if (language_ == Language::kVietnamese && is_known_house(run)) return add(run, "company");
    if (!is_name_like(run)) return;
    if (const std::string_view kind = small_head(run); !kind.empty()) return add({run.begin, run.end + 1}, kind);
    if (const auto kind = evidence(run)) add(run, *kind);
  }

  void add(TokenRange run, std::string_view kind) {
    NameMention out;
    out.first = run.begin;
    out.last = run.end - 1;
    out.rule = "institution.context";
    out.kind = kind;
    names_.insert(std::upper_bound(names_.begin(), names_.end(), out,
                                   [](const auto& a, const auto& b) { return a.first < b.first; }),
                  std::move(out));
  }

  // The kind that the sentence proves for the words, or nothing.
  std::optional<std::string_view> evidence(TokenRange run) const {
    if (const auto kind = noun_before(run)) return kind;
    if (is_addressed(run.begin)) return std::nullopt;
    if (const auto kind = noun_behind(run)) return kind;
    if (const auto kind = shared_head(run)) return kind;
    if (is_about_heading(run)) return "company";
    if (language_ == Language::kVietnamese && (is_agent(run) || is_branch(run))) return "company";
    const bool body = is_party(run) || is_beside_parties(run) || has_country_behind(run) || has_post_behind(run);
    return body ? std::optional<std::string_view>("company") : std::nullopt;
  }

  // "do BSI tổ chức", "được TÜV Nord chứng nhận", "(TÜV Rheinland cấp)": who does it, in a word with capitals inside or
  // by a verb that only bodies have.
  bool is_agent(TokenRange run) const {
    if (run.begin == scope_.begin || run.end >= scope_.end || !is_foreign(run)) return false;
    if (grants(run.begin, run.end)) return true;
    const std::string_view link = tokens_.exact(run.begin - 1);
    if (link != "do" && link != "được" && link != "bởi") return false;
    bool caps = false;
    for (std::size_t i = run.begin; i < run.end; ++i) caps = caps || tokens_[i].caps;
    for (const std::string_view verb : {"trao", "tặng", "tổ", "tài", "phát", "cung", "đầu", "hỗ", "quản", "điều"}) {
      if (caps && tokens_.exact(run.end) == verb) return true;
    }
    return false;
  }

  // "BSI Việt Nam", "(TÜV Rheinland cấp)": the house behind a label.
  bool is_known_house(TokenRange run) const {
    if (run.end < run.begin + 2 || !tokens_[run.begin].caps || tokens_[run.begin].syllable) return false;
    if (!scope_.input.authority.certification_names().find(tokens_, run.begin, Marks::kSame)) return false;
    const bool proper =
        !tokens_[run.begin + 1].caps && !tokens_[run.begin + 1].number && !tokens_.is(run.begin + 1, '-');
    return proper && (is_branch(run) || grants(run.begin, run.end));
  }

  bool grants(std::size_t begin, std::size_t end) const {
    return is_granting(tokens_, scope_.begin, begin, std::min(end, scope_.end));
  }

  // "KPMG Việt Nam", "Toyota Motor Việt Nam": the branch of a foreign house, no contest or fair.
  bool is_branch(TokenRange run) const {
    if (run.end < run.begin + 3 || tokens_.folded(run.end - 1) != "nam" || tokens_.folded(run.end - 2) != "viet")
      return false;
    if (tokens_[run.begin].syllable || known_phrase(run.begin) || tokens_[run.begin].span().size() < 3) return false;
    if (run.begin == scope_.begin) return true;
    for (const std::string_view noun :
         {"thi", "trình", "kiện", "đàn", "lãm", "thảo", "lễ", "án", "giải", "hội", "top"}) {
      if (tokens_.exact(run.begin - 1) == noun) return false;
    }
    return !tokens_[run.begin - 1].upper && !tokens_.is(run.begin - 1, '"');
  }

  // "About Corvanta": the heading of what a press release says of a company.
  bool is_about_heading(TokenRange run) const {
    const bool about = run.begin == scope_.begin + 1 && tokens_.exact(scope_.begin) == "about";
    return about && run.end == scope_.end && is_foreign(run);
  }

  std::uint32_t cue_before(std::size_t at) const {
    if (at == scope_.begin) return 0;
    const std::size_t floor = at > scope_.begin + kMaxCueTokens ? at - kMaxCueTokens : scope_.begin;
    const auto cue = cues_.find_ending(tokens_, at - 1, floor, scope_.input.marks);
    return cue ? cue->classes : 0;
  }

  // "the scanner maker X", "hãng X", "Country Manager of X", "a subsidiary of X".
  std::optional<std::string_view> noun_before(TokenRange run) const {
    const std::uint32_t noun = cue_before(run.begin);
    const bool opens = run.begin == scope_.begin + 1;  // "Startup X" at the start of a sentence
    const bool small = run.begin > scope_.begin && (!tokens_[run.begin - 1].upper || tokens_[run.begin - 1].caps);
    const bool plain = (noun & kFirmClasses) != 0 && !ends_compound(run.begin - 1);
    if (plain && (opens || small)) return kind_of(noun);  // "the NGO X"
    if (is_based(run.begin) && is_foreign(run)) return "company";
    const std::uint32_t link = cue_before(before(run.begin));
    if ((link & (kBossCue | kMemberCue | kPartnerCue)) == 0) return std::nullopt;
    if ((link & kBossCue) != 0 && is_post_word(before(run.begin) - 1) && run.end > run.begin + 1) return std::nullopt;
    return is_foreign(run) ? std::optional<std::string_view>("company") : std::nullopt;
  }

  // "thị trường X", "tu viện X", "quảng trường X": the noun is the end of another word.
  bool ends_compound(std::size_t at) const {
    if (language_ != Language::kVietnamese || at == scope_.begin) return false;
    const std::string_view word = tokens_.folded(at);
    if (word != "truong" && word != "vien" && word != "hoi") return false;
    for (const std::string_view part :
         {"thi", "moi", "hien", "quang", "hoi", "nong", "lap", "tu", "thu", "bao", "xa", "quoc", "co", "le", "giao"}) {
      if (tokens_.folded(at - 1) == part) return true;
    }
    return false;
  }

  // "CEO Brian Krzanich", "nhà sáng lập Larry Page": a person of two names is likelier than a body.
  bool is_post_word(std::size_t at) const {
    if (language_ != Language::kVietnamese) return false;
    for (const std::string_view word : {"ceo", "hành", "đốc", "lập", "quản", "trị", "doanh", "gia", "vực", "hđqt"}) {
      if (tokens_.exact(at) == word) return true;
    }
    return false;
  }

  // "Hanoi-based X".
  bool is_based(std::size_t at) const {
    return at >= scope_.begin + 3 && tokens_.exact(at - 1) == "based" && tokens_.is(at - 2, '-');
  }

  bool is_foreign(TokenRange run) const {
    for (std::size_t i = run.begin; i < run.end; ++i) {
      if (tokens_[i].word && !tokens_[i].number && !tokens_[i].syllable && !known_phrase(i)) return true;
    }
    return false;
  }

  // "X, a Korean maker of …", "X, công ty …".
  std::optional<std::string_view> noun_behind(TokenRange run) const {
    if (run.end + 2 >= scope_.end || !tokens_.is(run.end, ',')) return std::nullopt;
    std::size_t at = run.end + 1;
    const std::string_view article = tokens_.exact(at);
    const bool english = article == "a" || article == "an" || article == "the" || article == "one";
    const std::size_t end = std::min(scope_.end, at + (english ? kMaxAppositionTokens : 2));
    for (; at < end && tokens_[at].word && tokens_.exact(at) != "of"; ++at) {
      const auto cue = cues_.find(tokens_, at, scope_.input.marks);
      const bool owner = cue && tokens_.is(cue->last + 1, '\'');  // "the institute's deputy director"
      if (cue && (cue->classes & kFirmClasses) != 0 && !tokens_[at].upper && !owner) return kind_of(cue->classes);
    }
    return std::nullopt;
  }

  bool has_country_bracket(std::size_t at) const {
    if (at + 2 >= scope_.end || !tokens_.is(at, '(')) return false;
    const auto country = scope_.input.authority.country_names().find(tokens_, at + 1, scope_.input.marks);
    return country && tokens_.is(country->last + 1, ')');
  }

  // "X (Germany)", not where the words say a place.
  bool has_country_behind(TokenRange run) const {
    if (run.end + 2 >= scope_.end || !tokens_.is(run.end, '(')) return false;
    const auto country = scope_.input.authority.country_names().find(tokens_, run.end + 1, scope_.input.marks);
    if (!country || !tokens_.is(country->last + 1, ')')) return false;
    return !preposition_before(run.begin) && is_foreign(run) && !tells_of_people(run.begin);
  }

  // "hai nhà khoa học James P. Allison (Mỹ) và …".
  bool tells_of_people(std::size_t at) const {
    constexpr std::size_t kReach = 14;
    if (language_ != Language::kVietnamese) return false;
    constexpr std::string_view kNouns[][2] = {{"nhà", "khoa"},   {"nhà", "văn"},    {"nhà", "thơ"},   {"nhà", "báo"},
                                              {"nhà", "nghiên"}, {"cầu", "thủ"},    {"vận", "động"},  {"tác", "giả"},
                                              {"nhạc", "sĩ"},    {"nghệ", "sĩ"},    {"diễn", "viên"}, {"ca", "sĩ"},
                                              {"huấn", "luyện"}, {"thí", "sinh"},   {"tay", "vợt"},   {"đạo", "diễn"},
                                              {"kỳ", "thủ"},     {"chuyên", "gia"}, {"diễn", "giả"},  {"họa", "sĩ"}};
    for (std::size_t i = at > scope_.begin + kReach ? at - kReach : scope_.begin; i + 1 < at; ++i) {
      for (const auto& noun : kNouns) {
        if (tokens_.exact(i) == noun[0] && tokens_.exact(i + 1) == noun[1]) return true;
      }
    }
    return at > scope_.begin + 1 && tokens_.is(at - 1, '.');
  }

  // "X's provost", "X CEO Jane Doe".
  bool has_post_behind(TokenRange run) const {
    std::size_t at = run.end;
    const bool owner = at + 2 < scope_.end && tokens_.is(at, '\'') && tokens_.exact(at + 1) == "s";
    if (!owner) return false;
    at += 2;
    for (const std::size_t end = std::min(scope_.end, at + 3); at < end && tokens_[at].word; ++at) {
      if (scope_.tables.roles.find(tokens_, at, scope_.input.marks)) return is_foreign(run);
    }
    return false;
  }

  // "between X", "signed … with X", "ký với X", "X, represented by".
  bool is_party(TokenRange run) const {
    if (!is_foreign(run) && !is_long(run)) return false;
    const std::size_t start = before(run.begin);
    if (const auto cue = agreement_cue_before(start)) {
      if (*cue == CueKind::kJoint) return true;
      if (*cue == CueKind::kBetween) return speaks_of_agreement(scope_.begin, scope_.end);  // not "giao thương giữa"
      if (*cue == CueKind::kWith && is_with(start - 1)) return speaks_of_agreement(scope_.begin, start);
    }
    if (start > scope_.begin && is_with(start - 1)) return speaks_of_agreement(scope_.begin, start - 1);
    return is_represented(run.end);
  }

  bool is_represented(std::size_t at) const {
    if (at + 1 >= scope_.end || !tokens_.is(at, ',')) return false;
    const auto hit = scope_.input.tables.agreements.find(tokens_, at + 1, language_, scope_.input.marks);
    return hit && hit->cue == CueKind::kRepresented;
  }

  bool is_long(TokenRange run) const { return run.end - run.begin >= 2 && scope_.personal_name(run.begin) == 0; }

  // The name right before (`step` tokens back: "," or "and" between), or nullptr.
  const NameMention* neighbour_before(std::size_t at) const {
    std::size_t i = before(at);
    std::size_t links = 0;
    while (i > scope_.begin && links < 2 && (tokens_.is(i - 1, ',') || is_and(i - 1))) {
      --i;
      ++links;
    }
    return links > 0 && i > scope_.begin ? name_at(i - 1) : nullptr;
  }

  const NameMention* neighbour_behind(std::size_t at) const {
    std::size_t i = at, links = 0;
    while (i < scope_.end && links < 2 && (tokens_.is(i, ',') || is_and(i))) {
      ++i;
      ++links;
    }
    if (links > 0 && i < scope_.end && tokens_.exact(i) == "the") ++i;
    return links > 0 && i < scope_.end ? name_at(i) : nullptr;
  }

  // In one list with known bodies that signs, or that something is signed with.
  bool is_beside_parties(TokenRange run) const {
    if (!is_foreign(run)) return false;
    TokenRange list = run;
    while (const NameMention* name = neighbour_before(list.begin)) list.begin = name->first;
    while (const NameMention* name = neighbour_behind(list.end)) list.end = name->last + 1;
    if (list.begin == run.begin && list.end == run.end) return false;
    if (deals_with_field(run)) return true;
    const std::size_t start = before(list.begin);
    const auto cue = agreement_cue_before(start);
    if (cue && (*cue == CueKind::kBetween || *cue == CueKind::kJoint)) return true;
    if (start > scope_.begin && is_with(start - 1)) return speaks_of_agreement(scope_.begin, start);
    return signs_next(list.end);
  }

  // "Van Phuc Vaccines & Biologicals": what it deals with is in the name.
  bool deals_with_field(TokenRange run) const {
    for (std::size_t i = run.begin + 1; i < run.end; ++i) {
      const auto word = scope_.tables.en_words.find(tokens_, i, scope_.input.marks);
      if (word && (word->value & kFieldWord) != 0 && word->last + 1 == run.end) return true;
    }
    return false;
  }

  // "trường Đại học Công nghiệp, VinUni, Lạc Hồng, Hoa Sen", "Đại học Sydney, Monash (Úc)": items of a list whose
  // first one has the head. A single item needs its country behind it.
  std::optional<std::string_view> shared_head(TokenRange run) const {
    const NameMention* name = neighbour_before(run.begin);
    if (name == nullptr || name->unit || (name->kind != "university" && name->kind != "hospital")) return std::nullopt;
    // "như Đại học Sydney, Monash, Griffith (Úc)": a place is a name too, before a country.
    const bool told = language_ == Language::kVietnamese && has_country_bracket(run.end) && run.end - run.begin <= 3;
    if (told && !is_addressed(run.begin) && tokens_.is(run.begin - 1, ',')) return std::string_view(name->kind);
    if (is_addressed(run.begin) || scope_.tables.places.find(tokens_, run.begin, scope_.input.marks))
      return std::nullopt;
    const bool listed = name->rule == "institution.context" || has_country_behind(run) || list_goes_on(run.end);
    return listed ? std::optional<std::string_view>(name->kind) : std::nullopt;
  }

  // "các trường đại học Y Hà Nội, Y Dược Thái Bình và Y Dược Huế": the kind of a head in the plural that the list has.
  std::optional<std::string_view> plural_head(TokenRange run) const {
    if (language_ != Language::kVietnamese || is_addressed(run.begin)) return std::nullopt;
    const NameMention* name = neighbour_before(run.begin);
    while (name != nullptr && name->rule == "institution.context") name = neighbour_before(name->first);
    if (name == nullptr || name->unit || name->first == scope_.begin || tokens_[name->first].upper) return std::nullopt;
    for (const std::string_view word : {"các", "những", "hai", "ba", "bốn", "năm"}) {
      if (tokens_.exact(name->first - 1) == word) return std::string_view(name->kind);
    }
    return std::nullopt;
  }

  // "…, Lạc Hồng, Hoa Sen", "…, Lạc Hồng và Hoa Sen": another short item that is no person's name.
  bool list_goes_on(std::size_t at) const {
    if (language_ != Language::kVietnamese || at + 1 >= scope_.end) return false;
    if (!tokens_.is(at, ',') && !is_and(at)) return false;
    const auto next = run_at(at + 1);
    if (!next || name_at(at + 1) != nullptr) return false;
    if (has_country_bracket(next->end) && next->end - next->begin <= 3) return true;
    if (!is_name_like(*next)) return false;
    const bool ends = next->end >= scope_.end || tokens_.is(next->end, ',') || tokens_.is(next->end, '.') ||
                      tokens_.is(next->end, ';') || is_and(next->end) || tokens_[next->end].word;
    return ends && next->end - next->begin <= 3;
  }

  Localities localities_;
  const CueTable& cues_;
  std::vector<NameMention>& names_;
};

}  // namespace

void add_headless_names(const NameScope& scope, std::vector<NameMention>& names) { HeadlessFinder(scope, names).run(); }

}  // namespace hoptac
