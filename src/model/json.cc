#include "src/model/json.h"

#include <utility>

#include "src/base/json.h"

namespace hoptac {
namespace {

std::string_view rule_of(const Json& j) { return intern_rule(get_string(j, "rule")); }
int int_of(const Json& j, std::string_view key) { return static_cast<int>(get_number(j, key, -1)); }

Span span_of(const Json& j) {
  return {static_cast<std::uint32_t>(get_number(j, "begin")), static_cast<std::uint32_t>(get_number(j, "end"))};
}

Span first_mention(const Json& j) {
  const Json& m = get_member(j, "mentions");
  return m.is_array() && !m.empty() ? span_of(m.front()) : Span{};
}

template <typename T, typename Make>
std::vector<T> read_list(const Json& j, std::string_view key, Make make) {
  std::vector<T> out;
  const Json& array = get_member(j, key);
  if (!array.is_array()) return out;
  out.reserve(array.size());
  for (const Json& item : array) out.push_back(make(item));
  return out;
}

std::vector<std::string> strings(const Json& j, std::string_view key) {
  return read_list<std::string>(j, key,
                                [](const Json& s) { return s.is_string() ? s.get<std::string>() : std::string(); });
}

std::vector<Mention> read_mentions(const Json& j) {
  return read_list<Mention>(j, "mentions", [](const Json& m) { return Mention{span_of(m), rule_of(m)}; });
}

// An index written before facts had levels reads as likely.
Judgement judgement_of(const Json& j) {
  return {confidence_from_name(get_string(j, "confidence")).value_or(Confidence::kLikely), {}};
}

Institution read_institution(const Json& j) {
  return {get_string(j, "name"),  strings(j, "aliases"),  get_string(j, "kind"), get_string(j, "country"),
          get_bool(j, "planned"), get_string(j, "id"),    get_string(j, "key"),  read_mentions(j),
          judgement_of(j),        get_string(j, "parent")};
}

Role read_role(const Json& j) {
  return {get_string(j, "title"), get_string(j, "institution"), int_of(j, "institution_index"), span_of(j), rule_of(j),
          judgement_of(j)};
}

Person read_person(const Json& j) {
  return {get_string(j, "name"),
          strings(j, "aliases"),
          get_string(j, "honorifics"),
          read_list<Role>(j, "roles", read_role),
          get_string(j, "key"),
          read_mentions(j),
          judgement_of(j)};
}

DateFact read_date(const Json& j) {
  return {get_string(j, "text"), get_string(j, "iso"), get_bool(j, "inferred"), get_bool(j, "unresolved"),
          first_mention(j),      rule_of(j),           judgement_of(j)};
}

Certification read_certification(const Json& j) {
  return {get_string(j, "name"),     get_string(j, "full"),   strings(j, "aliases"), get_string(j, "holder"),
          int_of(j, "holder_index"), get_string(j, "status"), get_string(j, "id"),   get_string(j, "key"),
          read_mentions(j),          judgement_of(j)};
}

Agreement read_agreement(const Json& j) {
  Agreement a;
  a.type = get_string(j, "type");
  a.type_id = get_string(j, "type_id");
  a.status = get_string(j, "status");
  a.number = get_string(j, "number");
  a.signed_date = get_string(j, "signed");
  a.effective = get_string(j, "effective");
  a.expires = get_string(j, "expires");
  a.place = get_string(j, "place");
  a.fields = strings(j, "fields");
  a.topics = strings(j, "topics");
  a.judgement = judgement_of(j);
  a.rule = rule_of(j);
  a.evidence = read_list<Evidence>(j, "evidence", [](const Json& e) {
    return Evidence{intern_rule(get_string(e, "field")), span_of(e)};
  });
  a.parties = read_list<Party>(j, "parties", [](const Json& p) {
    return Party{get_string(p, "name"), int_of(p, "i")};
  });
  a.signatories = read_list<Signatory>(j, "signatories", [](const Json& s) {
    return Signatory{get_string(s, "name"), get_string(s, "role"), get_string(s, "party"), int_of(s, "i")};
  });
  return a;
}

Figure read_figure(const Json& j) {
  Figure f;
  f.value = get_number(j, "value");
  if (get_member(j, "max").is_number()) f.max = get_number(j, "max");
  f.unit = get_string(j, "unit");
  f.of = get_string(j, "of");
  f.institution = get_string(j, "institution");
  f.institution_index = int_of(j, "i");
  f.period = get_string(j, "period");
  f.span = first_mention(j);
  f.rule = rule_of(j);
  return f;
}

Recognition read_recognition(const Json& j) {
  return {get_string(j, "name"), get_string(j, "by"), get_string(j, "holder"),
          get_string(j, "date"), first_mention(j),    rule_of(j)};
}

Block read_block(const Json& j) {
  return {block_kind_from_name(get_string(j, "kind")), block_use_from_name(get_string(j, "use")),
          language_from_code(get_string(j, "lang")), span_of(j), static_cast<int>(get_number(j, "page"))};
}

Span pair_span(const Json& j, std::string_view key) { return span_of(get_member(j, key)); }

// Every span of what was read must lie in the text, or slicing would not be safe.
bool blocks_fit(const Document& d) {
  for (const Block& b : d.blocks) {
    if (b.span.begin > b.span.end || b.span.end > d.text.size()) return false;
  }
  return d.title_span.end <= d.text.size() && d.published_span.end <= d.text.size();
}

}  // namespace

Result<Document> document_from_json(const Json& j) {
  if (!get_member(j, "text").is_string())
    return fail(ErrorCode::kIndexDamaged, get_string(j, "id"), "stored document without text");
  Document d;
  d.id = get_string(j, "id");
  d.root = get_string(j, "root");
  d.path = get_string(j, "path");
  d.format = format_from_name(get_string(j, "format"));
  d.language = language_from_code(get_string(j, "lang"));
  d.title = get_string(j, "title");
  d.title_span = pair_span(j, "title_span");
  d.published = get_string(j, "published");
  d.published_origin = get_string(j, "published_origin");
  d.published_span = pair_span(j, "published_span");
  d.dateline_place = get_string(j, "dateline");
  d.url = get_string(j, "url");
  d.publisher = get_string(j, "publisher");
  d.encoding = get_string(j, "encoding");
  d.encoding_confidence = get_number(j, "encoding_confidence");
  d.content_hash = get_string(j, "hash");
  for (const auto& [key, value] : get_member(j, "metadata").items()) {
    if (value.is_string()) d.metadata.emplace_back(key, value.get<std::string>());
  }
  d.warnings = strings(j, "warnings");
  d.blocks = read_list<Block>(j, "blocks", read_block);
  d.text = get_string(j, "text");
  if (!blocks_fit(d)) return fail(ErrorCode::kIndexDamaged, d.id, "stored spans point outside the text");
  return d;
}

Result<Analysis> analysis_from_json(const Json& j) {
  if (!j.is_object()) return fail(ErrorCode::kIndexDamaged, {}, "stored facts are no object");
  Analysis a;
  a.institutions = read_list<Institution>(j, "institutions", read_institution);
  a.people = read_list<Person>(j, "people", read_person);
  a.dates = read_list<DateFact>(j, "dates", read_date);
  a.certifications = read_list<Certification>(j, "certifications", read_certification);
  a.agreements = read_list<Agreement>(j, "agreements", read_agreement);
  a.figures = read_list<Figure>(j, "figures", read_figure);
  a.quotes = read_list<Quote>(j, "quotes", [](const Json& q) {
    return Quote{get_string(q, "speaker"), int_of(q, "i"), first_mention(q)};
  });
  a.recognitions = read_list<Recognition>(j, "recognitions", read_recognition);
  a.countries = strings(j, "countries");
  a.topics = strings(j, "topics");
  return a;
}

}  // namespace hoptac
