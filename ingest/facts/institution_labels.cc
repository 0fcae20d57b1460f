#include "ingest/facts/institution_labels.h"

#include <algorithm>
#include <string_view>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

// "Accredited by ABET", "lead assessor of AUN-QA", "đại diện CAP": the accreditor itself.
bool acts(const FactInput& input, const NameMention& m) {
  const TokenRange range = input.sentences[m.sentence].tokens;
  if (m.first <= range.begin) return false;
  if (is_examined_by(input.tokens, m.first, range.begin)) return true;
  if (m.last > m.first && is_granting(input.tokens, range.begin, m.first, m.last + 1)) return true;
  if (grants_other_label(input, range, {m.first, m.last + 1}) || is_acting_body(input, range, {m.first, m.last + 1}))
    return true;
  const std::size_t floor = m.first > range.begin + 5 ? m.first - 5 : range.begin;
  const auto cue = input.tables.cues.actors.find_ending(input.tokens, m.first - 1, floor, input.marks);
  return cue && (cue->classes & (kBossCue | kMemberCue)) != 0;
}

// The mention is nothing but a certification's name: "JCI", "AUN-QA".
bool is_label(const FactInput& input, const NameMention& m) {
  constexpr std::size_t kMaxLabelTokens = 3;
  if (m.last - m.first >= kMaxLabelTokens) return false;
  const auto label = input.authority.certification_names().find(input.tokens, m.first, Marks::kSame);
  return label && label->last >= m.last && input.tokens[m.first].caps && !acts(input, m);
}

// "JCI (Joint Commission International)": the label spelled out, nobody that acts.
bool is_spelled_label(const FactInput& input, const NameMention& m) {
  const std::size_t begin = input.sentences[m.sentence].tokens.begin;
  if (m.first < begin + 2 || !input.tokens.is(m.first - 1, '(') || !input.tokens[m.first - 2].caps) return false;
  const std::size_t limit = std::min(input.tokens.size(), m.last + 6);
  for (std::size_t i = m.last + 1; i < limit && !input.tokens.is(i, ')'); ++i) {
    if (input.tokens.exact(i) == "cấp" || input.tokens.exact(i) == "trao" || input.tokens.exact(i) == "issued")
      return false;  // "GMP-EU (Cơ quan Quản lý Dược Bồ Đào Nha cấp năm 2020)"
  }
  for (std::size_t at = m.first - 2, n = 0; n < 3; --at, ++n) {
    const auto label = input.authority.certification_names().find(input.tokens, at, Marks::kSame);
    if (label && label->last + 2 == m.first) return true;
    if (at == begin) break;
  }
  return false;
}

}  // namespace

bool is_granting(const TokenStream& tokens, std::size_t floor, std::size_t begin, std::size_t end) {
  if (begin <= floor || end >= tokens.size()) return false;
  const std::string_view link = tokens.exact(begin - 1);
  if (link != "do" && link != "được" && link != "bởi" && !tokens.is(begin - 1, '(')) return false;
  for (const std::string_view verb : {"cấp", "chứng", "công", "kiểm", "đánh", "bình", "xếp", "giám", "thẩm"}) {
    if (tokens.exact(end) == verb) return true;
  }
  return false;
}

bool grants_other_label(const FactInput& input, TokenRange sentence, TokenRange label) {
  constexpr std::size_t kReach = 8;
  if (!is_granting(input.tokens, sentence.begin, label.begin, label.end)) return false;
  const std::size_t end = std::min(sentence.end, label.end + kReach);
  for (std::size_t t = label.end; t < end && !input.tokens.is(t, ';'); ++t) {
    const bool number = t + 1 < sentence.end && input.tokens[t + 1].number;
    if (input.tokens.exact(t) == "iso" && (number || input.tokens.is(t + 1, '/'))) return true;
    const bool norm = input.tokens.exact(t) == "chuẩn" && input.tokens.exact(t - 1) == "tiêu";
    if (norm && t + 1 < sentence.end && input.tokens[t + 1].caps && input.tokens[t + 1].ascii) return true;
  }
  return false;
}

bool is_acting_body(const FactInput& input, TokenRange sentence, TokenRange label) {
  const TokenStream& tokens = input.tokens;
  if (label.begin < sentence.begin + 2 || label.end >= sentence.end) return false;
  const std::size_t floor = label.begin > sentence.begin + 5 ? label.begin - 5 : sentence.begin;
  const auto noun = input.tables.cues.actors.find_ending(tokens, label.begin - 1, floor, input.marks);
  if (!noun || (noun->classes & (kAssociationNoun | kCompanyNoun)) == 0 || noun->last < noun->first + 2) return false;
  std::size_t verb = label.end;
  if (tokens.is(verb, '(')) {
    while (verb < sentence.end && verb < label.end + 6 && !tokens.is(verb, ')')) ++verb;
    ++verb;
  }
  if (verb < sentence.end && (tokens.exact(verb) == "đã" || tokens.exact(verb) == "vừa")) ++verb;
  if (verb >= sentence.end) return false;
  for (const std::string_view word : {"gửi", "cử", "thông", "ký", "tổ", "tiến", "khảo", "yêu", "khuyến", "sang"}) {
    if (tokens.exact(verb) == word) return true;
  }
  return false;
}

bool is_examined_by(const TokenStream& tokens, std::size_t at, std::size_t begin) {
  if (at < begin + 2 || tokens.exact(at - 1) != "by") return false;
  for (const std::string_view verb : {"assessed", "surveyed", "audited", "evaluated", "inspected", "visited"}) {
    if (tokens.exact(at - 2) == verb) return true;
  }
  return false;
}

void drop_labels(const FactInput& input, std::vector<InstitutionEntity>& entities) {
  std::erase_if(entities, [&](const InstitutionEntity& entity) {
    return std::all_of(entity.mentions.begin(), entity.mentions.end(), [&](const NameMention& m) {
      return m.weak || is_label(input, m) || is_spelled_label(input, m);
    });
  });
}

}  // namespace hoptac
