#include <algorithm>
#include <unordered_map>

#include "ingest/facts/english_merge.h"
#include "ingest/facts/institution_entity.h"
#include "ingest/facts/tables.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

bool starts_with_words(std::string_view text, std::string_view words) {
  return text.size() > words.size() && text.starts_with(words) && text[words.size()] == ' ';
}

std::string folded_words(const TokenStream& tokens, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i <= last; ++i) {
    if (!tokens[i].word) continue;
    if (!out.empty()) out += ' ';
    out += tokens.folded(i);
  }
  return out;
}

// A name in capitals ends where a name known from elsewhere in the document does.
void trim_loose(const FactInput& input, const std::vector<NameMention>& all, NameMention& name) {
  const std::string words = folded_words(input.tokens, name.first, name.last);
  const NameMention* best = nullptr;
  for (const NameMention& other : all) {
    if (other.loose || other.unit || other.last - other.first > name.last - name.first) continue;
    if (best != nullptr && other.last - other.first <= best->last - best->first) continue;
    const std::string whole = folded_words(input.tokens, other.first, other.last);
    if (whole == words || starts_with_words(words, whole)) best = &other;
  }
  if (best != nullptr) name.last = name.first + (best->last - best->first);
}

// "Hội Điều dưỡng tỉnh" of "Hội Điều dưỡng tỉnh Bến Tre".
bool is_province_word(std::string_view word) { return word == "tinh" || word == "pho" || word == "huyen"; }

// "Sở Y tế" of "Sở Y tế tỉnh Đắk Lắk", "Trường Đại học Y Dược" of "… Y Dược Cao Lãnh": a name without a part of its
// own; but "Bộ Y tế" is not that of another country.
bool is_common_short_form(const FactInput& input, const NameMention& shorter, const InstitutionEntity& longer) {
  if (shorter.has_core() || (shorter.rule != "institution.head-vi" && shorter.authority == kNoAuthority)) return false;
  const NameMention& m = longer.mentions.front();
  const bool told = input.tokens.is(shorter.last + 1, '-') && longer.kind == "university" &&
                    input.tables.names.vi_heads.find(input.tokens, shorter.last + 2, input.marks).has_value();
  if (told) return false;  // "Trường ĐH Sư phạm – ĐH Đà Nẵng" is not "Đại học Sư phạm Hoa Nam"
  for (std::size_t i = m.first; i <= m.last; ++i) {
    const auto country = input.authority.country_names().find(input.tokens, i, input.marks);
    if (country && country->last == m.last && input.tokens[i].upper) return false;
  }
  if (longer.kind == "association")
    return input.tables.names.vi_words.find(input.tokens, shorter.last, input.marks) &&
           is_province_word(input.tokens.folded(shorter.last));
  return longer.kind == "government" || longer.kind == "university" || longer.kind == "hospital";
}

bool has_foreign_core(const FactInput& input, const NameMention& m) {
  for (std::size_t i = m.core_first; i <= m.core_last; ++i) {
    const Token& t = input.tokens[i];
    if (t.word && !t.number && !t.syllable && !input.tables.names.places.find(input.tokens, i, input.marks))
      return true;
  }
  return false;
}

// Its own part is a place or country: "Đại học Hà Nội".
bool is_placed(const FactInput& input, const NameMention& m) {
  const auto place = input.tables.names.places.find(input.tokens, m.core_first, input.marks);
  const auto country = input.authority.country_names().find(input.tokens, m.core_first, input.marks);
  return (place && place->last == m.core_last) || (country && country->last == m.core_last);
}

std::size_t count_fields(const FactInput& input, const NameMention& m) {
  std::size_t count = 0;
  for (std::size_t i = m.first; i < m.core_first; ++i) {
    const auto word = input.tables.names.vi_words.find(input.tokens, i, input.marks);
    if (!word) continue;
    count += (word->value & kFieldWord) != 0;
    i = word->last;
  }
  return count;
}

// "Đại học Y Hà Nội" is not "Đại học Hà Nội", "Bệnh viện Đa khoa Bắc Ninh" may be "Bệnh viện Bắc Ninh".
bool has_other_field(const FactInput& input, const NameMention& a, const NameMention& b) {
  return count_fields(input, b) > count_fields(input, a);
}

// "Viện Cây công nghiệp Cao nguyên" of "Viện Khoa học Kỹ thuật Cây công nghiệp Cao nguyên", "BV vùng Tây Nguyên" of
// "Bệnh viện Đa khoa vùng Tây Nguyên": words behind the head are left out.
bool leaves_words_out(const FactInput& input, const InstitutionEntity& shorter, const InstitutionEntity& longer) {
  constexpr std::size_t kMaxLeftOut = 4, kMinTail = 4;
  if (shorter.kind != longer.kind || shorter.kind == "government" || shorter.kind == "company") return false;
  const std::string &few = shorter.canonical, &many = longer.canonical;
  if (few.empty() || few.size() >= many.size() || few.front() != many.front() || few.back() != many.back())
    return false;
  if (few.size() < 4 || !many.ends_with(std::string_view(few).substr(few.size() - 4)))
    return false;  // before splitting
  const NameMention& brief = shorter.mentions.front();
  if (!input.tokens[brief.first].syllable && !input.tokens[brief.first].marked && brief.rule != "institution.head-vi")
    return false;
  const auto x = split(shorter.canonical, ' '), y = split(longer.canonical, ' ');
  if (x.size() + 1 > y.size() || y.size() - x.size() > kMaxLeftOut) return false;
  std::size_t front = 0, tail = 0;
  while (front < x.size() && x[front] == y[front]) ++front;
  while (tail < x.size() - front && x[x.size() - 1 - tail] == y[y.size() - 1 - tail]) ++tail;
  if (front == 0 || front + tail != x.size()) return false;
  const bool general = y.size() == x.size() + 2 && y[front] == "da" && y[front + 1] == "khoa";
  if (general && shorter.kind == "hospital") return tail >= 2;
  return tail >= kMinTail && !(brief.has_core() && is_placed(input, brief));
}

// Shorter and longer form of one name, in this order.
bool is_short_form(const FactInput& input, const InstitutionEntity& shorter, const InstitutionEntity& longer) {
  const NameMention& brief = shorter.mentions.front();
  const bool english = brief.rule == "institution.head-en" && !brief.has_core();
  const bool locality = brief.rule == "institution.context";  // "tỉnh X" of "UBND tỉnh X"
  const bool office = shorter.kind == "government" && longer.kind == "government" && (english || locality);
  if (office && longer.canonical.ends_with(" " + shorter.canonical)) return true;  // "Hanoi Department of Health"
  if (is_english_short_form(input, shorter, longer) || leaves_words_out(input, shorter, longer)) return true;
  if (starts_with_words(longer.canonical, shorter.canonical)) {
    const NameMention& m = longer.mentions.front();
    auto words = std::count(shorter.canonical.begin(), shorter.canonical.end(), ' ') + 1;
    if (is_common_short_form(input, shorter.mentions.front(), longer)) return true;
    std::size_t behind = m.first;
    for (; behind <= m.last && words > 0; ++behind) words -= input.tokens[behind].word;
    if (behind > m.last) return false;
    const std::string_view next = input.tokens.exact(behind);
    return next == "of" || next == "-" || next == "at" || (next == "tại" && longer.kind == "government");
  }
  const NameMention &a = shorter.mentions.front(), &b = longer.mentions.front();
  const bool vietnamese = b.rule == "institution.head-vi" && b.has_core();
  if (vietnamese && longer.kind != "company" && has_foreign_core(input, b) &&
      canonical_name(input, b.core_first, b.core_last) == shorter.canonical)
    return true;  // "Delta Health Fonds" of "Quỹ Delta Health Fonds"
  if (longer.kind == "company" && vietnamese) {
    const std::string core = canonical_name(input, b.core_first, b.core_last);
    if (core == shorter.canonical) return true;  // "Optiq Việt Nam"
    const bool same_core =
        a.has_core() && !is_placed(input, a) && core == canonical_name(input, a.core_first, a.core_last);
    const std::string_view head = input.tokens.folded(a.first);
    if (same_core && longer.canonical.find(std::string(head)) != std::string::npos) return true;
  }
  const bool same_kind = shorter.kind == longer.kind || shorter.kind == "other";  // "Trung tâm X"
  if (!a.has_core() || !b.has_core() || !same_kind) return false;
  if (a.rule != b.rule && !(b.authority != kNoAuthority && input.tokens[b.first].marked)) return false;
  if (a.rule != "institution.head-vi") return false;
  const std::string core = folded_words(input.tokens, a.core_first, a.core_last);
  if (core != folded_words(input.tokens, b.core_first, b.core_last)) return false;
  const std::string_view head = std::string_view(shorter.canonical).substr(0, shorter.canonical.size() - core.size());
  if (is_placed(input, a) && has_other_field(input, a, b)) return false;
  return longer.canonical.starts_with(head);
}

// "Đại học Kinh tế Thăng Bình là trường thành viên của Đại học Thăng Bình": told as a part of the shorter one.
bool is_told_as_part(const FactInput& input, const InstitutionEntity& shorter, const InstitutionEntity& longer) {
  for (const NameMention& m : shorter.mentions) {
    const std::size_t begin = input.sentences[m.sentence].tokens.begin;
    if (m.first < begin + 3) continue;
    const bool part = input.tokens.folded(m.first - 1) == "thuoc" ||
                      (input.tokens.folded(m.first - 1) == "cua" && input.tokens.folded(m.first - 2) == "vien");
    const bool same =
        part && std::any_of(longer.mentions.begin(), longer.mentions.end(), [&](const NameMention& other) {
          return other.sentence == m.sentence && other.last < m.first;
        });
    if (same) return true;
  }
  return false;
}

bool is_acronym(const FactInput& input, const NameMention& m) {
  return input.tokens[m.first].caps && (m.first == m.last || input.tokens[m.first + 1].gap == Gap::kNone);
}

void absorb(InstitutionEntity& into, InstitutionEntity& from) {
  std::move(from.mentions.begin(), from.mentions.end(), std::back_inserter(into.mentions));
  std::move(from.aliases.begin(), from.aliases.end(), std::back_inserter(into.aliases));
  if (into.authority == kNoAuthority) into.authority = from.authority;
  from.mentions.clear();
}

bool entity_is_coreless(const InstitutionEntity& entity) { return !entity.mentions.front().has_core(); }

// Edits between two words, counted up to two; more is 3.
int edits(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 2) return 3;
  std::size_t head = 0, tail = 0;
  while (head < a.size() && a[head] == b[head]) ++head;
  while (tail < a.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  return static_cast<int>(std::min<std::size_t>(3, b.size() - head - tail));
}

// "Hanbyul National University" of a caption for "Hanbyeol National University": one long word with a slip.
bool is_misspelt(const InstitutionEntity& a, const InstitutionEntity& b) {
  constexpr std::size_t kLongWord = 6;
  if (a.kind != b.kind || a.authority != kNoAuthority || b.authority != kNoAuthority) return false;
  const auto x = split(a.canonical, ' '), y = split(b.canonical, ' ');
  if (x.size() != y.size() || x.size() < 2) return false;
  int slips = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] == y[i]) continue;
    const bool near = x[i].size() >= kLongWord && x[i][0] == y[i][0] && edits(x[i], y[i]) <= 2;
    if (!near || ++slips > 1) return false;
  }
  return slips == 1;
}

void merge_misspelt(std::vector<InstitutionEntity>& entities) {
  for (InstitutionEntity& rare : entities) {
    if (rare.mentions.size() != 1) continue;
    for (InstitutionEntity& other : entities) {
      const bool long_name = std::count(rare.canonical.begin(), rare.canonical.end(), ' ') >= 3;
      const bool known = other.mentions.size() >= (long_name ? 1U : 2U);
      if (&other == &rare || !known || !is_misspelt(rare, other)) continue;
      absorb(other, rare);
      break;
    }
  }
}

void merge_short_forms(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  for (InstitutionEntity& shorter : entities) {
    if (shorter.mentions.empty()) continue;
    InstitutionEntity* longer = nullptr;
    bool several = false;
    for (InstitutionEntity& other : entities) {
      if (&other == &shorter || other.mentions.empty() || other.canonical.size() <= shorter.canonical.size()) continue;
      if (!is_short_form(input, shorter, other) || is_told_as_part(input, shorter, other)) continue;
      several = longer != nullptr && !entity_is_coreless(shorter);
      if (longer == nullptr) longer = &other;
    }
    const bool linked_apart = longer != nullptr && shorter.authority != kNoAuthority &&
                              longer->authority != kNoAuthority && shorter.authority != longer->authority;
    if (longer != nullptr && !several && !linked_apart) absorb(*longer, shorter);
  }
  std::erase_if(entities, [](const InstitutionEntity& e) { return e.mentions.empty(); });
}

}  // namespace

std::string canonical_name(const FactInput& input, std::size_t first, std::size_t last) {
  const NameTables& tables = input.tables.names;
  std::string out;
  for (std::size_t i = first; i <= last; ++i) {
    if (input.tokens.is(i - 1, '(') && input.tokens.is(i + 1, ')')) continue;  // "Trường đại học (ĐH) Y Dược"
    std::string_view word = input.tokens.folded(i);
    if (input.tokens.is(i, '&') || word == "and" || word == "va") word = "&";
    if (!input.tokens[i].word && word != "&") continue;
    const auto form = tables.forms.find(input.tokens, i, Marks::kFolded);
    if (form && form->last <= last) {
      word = tables.form_canonicals[form->value];
      i = form->last;
    }
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

// "HMU" of a document that names Hanoi Medical University in full.
void place_acronyms(const FactInput& input, const std::vector<NameMention>& names,
                    const std::unordered_map<std::uint32_t, std::size_t>& by_row, std::vector<InstitutionEntity>& out) {
  for (const NameMention& name : names) {
    if (!name.ambiguous || name.unit || !is_acronym(input, name)) continue;
    if (input.authority.certification_names().find(input.tokens, name.first, Marks::kSame)) continue;  // "đạt CAP"
    for (const PhraseMatch& match :
         input.authority.institution_names().find_all(input.tokens, name.first, input.marks)) {
      const auto row = by_row.find(match.value);
      if (row == by_row.end() || match.last != name.last) continue;
      out[row->second].aliases.push_back(name);
      break;
    }
  }
}

// "Giám đốc điều hành AUN": an acronym that its context made a body, of a body that is named in full.
void absorb_acronyms(const FactInput& input, const std::unordered_map<std::uint32_t, std::size_t>& by_row,
                     std::vector<InstitutionEntity>& out) {
  for (InstitutionEntity& entity : out) {
    const NameMention& m = entity.mentions.front();
    if (entity.authority != kNoAuthority || m.rule != "institution.context" || !is_acronym(input, m)) continue;
    for (const PhraseMatch& match : input.authority.institution_names().find_all(input.tokens, m.first, Marks::kSame)) {
      const auto row = by_row.find(match.value);
      if (row == by_row.end() || match.last != m.last || &out[row->second] == &entity) continue;
      absorb(out[row->second], entity);
      break;
    }
  }
  std::erase_if(out, [](const InstitutionEntity& e) { return e.mentions.empty(); });
}

std::vector<InstitutionEntity> merge_mentions(const FactInput& input, const std::vector<NameMention>& names) {
  std::vector<InstitutionEntity> out;
  std::unordered_map<std::string, std::size_t> by_name;
  std::unordered_map<std::uint32_t, std::size_t> by_row;
  for (NameMention name : names) {
    if (name.unit || (name.ambiguous && is_acronym(input, name))) continue;
    if (name.ambiguous) name.authority = kNoAuthority;
    if (name.loose) trim_loose(input, names, name);
    std::string canonical = canonical_name(input, name.first, name.last);
    const auto row = name.authority == kNoAuthority ? by_row.end() : by_row.find(name.authority);
    const auto same = by_name.find(canonical);
    const std::size_t at = row != by_row.end() ? row->second : same != by_name.end() ? same->second : out.size();
    if (at == out.size()) {
      out.emplace_back();
      out.back().canonical = canonical;
      out.back().kind = name.kind;
    }
    by_name.emplace(std::move(canonical), at);
    if (name.authority != kNoAuthority) {
      by_row.emplace(name.authority, at);
      out[at].authority = name.authority;
      out[at].kind = name.kind;
    }
    out[at].mentions.push_back(std::move(name));
  }
  place_acronyms(input, names, by_row, out);
  absorb_acronyms(input, by_row, out);
  merge_misspelt(out);
  merge_short_forms(input, out);
  return out;
}

}  // namespace hoptac
