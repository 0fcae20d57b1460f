#include "ingest/facts/institutions.h"

#include <algorithm>

#include "ingest/facts/capital_names.h"
#include "ingest/facts/entity_key.h"
#include "ingest/facts/institution_aliases.h"
#include "ingest/facts/institution_country.h"
#include "ingest/facts/institution_entity.h"
#include "ingest/facts/institution_labels.h"
#include "ingest/facts/institution_languages.h"
#include "ingest/facts/one_line.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

std::string surface(const FactInput& input, const NameMention& m) {
  return one_line(slice(input.document.text, input.tokens.cover(m.first, m.last)));
}

// An "Institute" with a rector, a provost or a campus teaches.
bool has_rector(const FactInput& input, const NameMention& m) {
  constexpr std::size_t kReach = 14;
  const TokenRange range = input.sentences[m.sentence].tokens;
  const std::size_t from = m.first > range.begin + 4 ? m.first - 4 : range.begin;
  for (std::size_t i = from; i < std::min(range.end, m.last + kReach); ++i) {
    for (const std::string_view word : {"rector", "provost", "chancellor"}) {
      if (input.tokens.exact(i) == word) return true;
    }
  }
  return false;
}

// A "Trung tâm" or "Institute" that treats patients.
std::string_view refine_kind(const FactInput& input, const NameMention& m, std::string_view kind) {
  const bool vague = kind == "other" || (kind == "research" && m.rule == "institution.head-en");
  const bool fund = input.tokens.folded(m.first) == "quy" || input.tokens.folded(m.first) == "to";
  if (!vague || m.authority != kNoAuthority || fund) return kind;
  for (std::size_t i = m.first; i <= m.last; ++i) {
    const auto word = input.tables.names.hospital_words.find(input.tokens, i, input.marks);
    const auto longer = input.tables.names.vi_words.find(input.tokens, i, input.marks);  // "ngoại ngữ" is no "ngoại"
    if (word && word->last <= m.last && (!longer || longer->last <= word->last)) return "hospital";
    if (longer && longer->last <= m.last) i = longer->last;  // "vận tải" has no "tai"
  }
  return kind == "research" && has_rector(input, m) ? "university" : kind;
}

// The fullest form; of equally long ones one not in capitals, then the first.
const NameMention& fullest(const FactInput& input, const InstitutionEntity& entity) {
  const auto rank = [&](const NameMention& m) { return std::pair(m.last - m.first, !input.tokens[m.last].caps); };
  return *std::max_element(entity.mentions.begin(), entity.mentions.end(),
                           [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

// "opening the X University in 2027", "dự án xây dựng Bệnh viện X", "to be called X": a body that is to come.
bool is_planned(const FactInput& input, const NameMention& m) {
  constexpr std::size_t kReach = 5;
  constexpr std::string_view kBuilding[] = {"opening", "open",  "build", "building", "establish", "establishing",
                                            "called",  "found", "dựng",  "lập",      "khởi",      "gọi"};
  const TokenRange range = input.sentences[m.sentence].tokens;
  bool built = false, future = false;
  for (std::size_t i = m.first; i > range.begin && m.first - i < kReach && !built; --i) {
    built = std::find(std::begin(kBuilding), std::end(kBuilding), input.tokens.exact(i - 1)) != std::end(kBuilding);
  }
  for (std::size_t i = range.begin; built && i < range.end && !future; ++i) {
    const auto cue = input.tables.cues.dates.find(input.tokens, i, input.marks);
    future = cue && (cue->classes & kFuture) != 0;
  }
  return built && future;
}

Institution to_institution(const FactInput& input, const InstitutionEntity& entity) {
  Institution out;
  const NameMention& full = fullest(input, entity);
  out.name = surface(input, full);
  const bool firm =
      full.kind == "company" && entity.authority == kNoAuthority;  // "X Hospitals JSC", also "X Hospitals"
  out.kind = refine_kind(input, full, firm ? full.kind : std::string_view(entity.kind));
  out.country = entity.country;
  out.planned = is_planned(input, entity.mentions.front());
  if (entity.authority != kNoAuthority) {
    const AuthorityInstitution& row = input.authority.institutions()[entity.authority];
    out.id = row.id;
    out.parent = row.parent;
  }
  out.key = institution_key(out.id, out.kind, out.name, out.country);
  std::vector<NameMention> all = entity.mentions;
  all.insert(all.end(), entity.aliases.begin(), entity.aliases.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const NameMention& m : all) {
    out.mentions.push_back({input.tokens.cover(m.first, m.last), m.rule});
    std::string form = surface(input, m);
    if (form != out.name && std::find(out.aliases.begin(), out.aliases.end(), form) == out.aliases.end()) {
      out.aliases.push_back(std::move(form));
    }
  }
  return out;
}

}  // namespace

std::vector<Institution> find_institutions(const FactInput& input, const std::vector<NameMention>& names) {
  std::vector<InstitutionEntity> entities = merge_mentions(input, names);
  merge_languages(input, entities);
  add_aliases(input, names, entities);
  drop_labels(input, entities);
  drop_common_names(input, entities);
  set_countries(input, entities);
  std::vector<Institution> out;
  for (const InstitutionEntity& entity : entities) out.push_back(to_institution(input, entity));
  return out;
}

}  // namespace hoptac
