#include "src/model/json.h"

#include <utility>

namespace hoptac {
namespace {

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

// Whole numbers without ".0".
Json number(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) == value ? Json(whole) : Json(value);
}

Json span_json(Span span) { return {{"begin", span.begin}, {"end", span.end}}; }

Json mentions_json(const std::vector<Mention>& mentions, bool rules) {
  Json out = Json::array();
  for (const Mention& m : mentions) {
    out.push_back(span_json(m.span));
    if (rules) out.back()["rule"] = m.rule;
  }
  return out;
}

// `confidence` for everybody; the reasons are told in `extract --explain` (the stored form drops them).
void add_judgement(Json& out, const Judgement& judgement, bool full) {
  out["confidence"] = confidence_name(judgement.level);
  if (full && !judgement.reasons.empty()) out["reasons"] = judgement.reasons;
}

Json institution_json(const Institution& i, bool full) {
  Json out{{"name", i.name}, {"aliases", i.aliases}, {"kind", or_null(i.kind)}, {"country", or_null(i.country)}};
  if (i.planned) out["planned"] = true;
  out["id"] = or_null(i.id);
  if (!i.parent.empty()) out["parent"] = i.parent;
  if (full) out["key"] = i.key;
  add_judgement(out, i.judgement, full);
  out["mentions"] = mentions_json(i.mentions, full);
  return out;
}

Json role_json(const Role& r, bool full) {
  Json out{{"title", or_null(r.title)}, {"institution", or_null(r.institution)}};
  add_judgement(out, r.judgement, full);
  if (!full) return out;
  out["institution_index"] = r.institution_index;
  out["begin"] = r.span.begin;
  out["end"] = r.span.end;
  out["rule"] = r.rule;
  return out;
}

Json person_json(const Person& p, bool full) {
  Json out{{"name", p.name}, {"aliases", p.aliases}, {"honorifics", or_null(p.honorifics)}, {"roles", Json::array()}};
  for (const Role& r : p.roles) out["roles"].push_back(role_json(r, full));
  out["id"] = nullptr;
  if (full) out["key"] = p.key;
  add_judgement(out, p.judgement, full);
  out["mentions"] = mentions_json(p.mentions, full);
  return out;
}

Json date_json(const DateFact& d, bool full) {
  Json out{{"text", d.text}, {"iso", or_null(d.iso)}};
  if (d.inferred) out["inferred"] = true;
  if (d.unresolved) out["unresolved"] = true;
  add_judgement(out, d.judgement, full);
  out["mentions"] = Json::array({span_json(d.span)});
  if (full) out["rule"] = d.rule;
  return out;
}

Json certification_json(const Certification& c, bool full) {
  Json out{{"name", c.name},
           {"full", or_null(c.full)},
           {"aliases", c.aliases},
           {"holder", or_null(c.holder)},
           {"status", or_null(c.status)},
           {"id", or_null(c.id)}};
  if (full) {
    out["key"] = c.key;
    out["holder_index"] = c.holder_index;
  }
  add_judgement(out, c.judgement, full);
  out["mentions"] = mentions_json(c.mentions, full);
  return out;
}

// For `extract`, ids stand where the stored form has indexes.
Json party_ids(const Agreement& a, const Analysis& analysis) {
  Json out = Json::array();
  for (const Party& p : a.parties) {
    const bool known = p.institution_index >= 0;
    out.push_back(known ? or_null(analysis.institutions[static_cast<std::size_t>(p.institution_index)].id)
                        : Json(nullptr));
  }
  return out;
}

Json evidence_json(const Agreement& a) {
  Json out = Json::array();
  for (const Evidence& e : a.evidence)
    out.push_back({{"field", e.field}, {"begin", e.span.begin}, {"end", e.span.end}});
  return out;
}

Json agreement_common(const Agreement& a) {
  return {{"type", a.type},
          {"type_id", or_null(a.type_id)},
          {"status", a.status},
          {"number", or_null(a.number)},
          {"signed", or_null(a.signed_date)},
          {"effective", or_null(a.effective)},
          {"expires", or_null(a.expires)},
          {"place", or_null(a.place)},
          {"fields", a.fields},
          {"topics", a.topics},
          {"confidence", confidence_name(a.judgement.level)},
          {"evidence", evidence_json(a)}};
}

Json agreement_extract(const Agreement& a, const Analysis& analysis, bool explain) {
  Json out = agreement_common(a);
  Json parties = Json::array();
  for (const Party& p : a.parties) parties.push_back(p.name);
  Json signatories = Json::array();
  for (const Signatory& s : a.signatories) signatories.push_back(s.name);
  out["parties"] = std::move(parties);
  out["party_ids"] = party_ids(a, analysis);
  out["signatories"] = std::move(signatories);
  if (explain) {
    out["rule"] = a.rule;
    out["reasons"] = a.judgement.reasons;
  }
  return out;
}

Json agreement_stored(const Agreement& a) {
  Json out = agreement_common(a);
  out["rule"] = a.rule;
  out["parties"] = Json::array();
  for (const Party& p : a.parties) out["parties"].push_back({{"name", p.name}, {"i", p.institution_index}});
  out["signatories"] = Json::array();
  for (const Signatory& s : a.signatories) {
    out["signatories"].push_back({{"name", s.name}, {"role", s.role}, {"party", s.party}, {"i", s.person_index}});
  }
  return out;
}

Json figure_json(const Figure& f, bool full) {
  Json out{{"value", number(f.value)}};
  if (f.max) out["max"] = number(*f.max);
  out["unit"] = or_null(f.unit);
  out["of"] = or_null(f.of);
  out["institution"] = or_null(f.institution);
  out["period"] = or_null(f.period);
  out["mentions"] = Json::array({span_json(f.span)});
  if (full) {
    out["i"] = f.institution_index;
    out["rule"] = f.rule;
  }
  return out;
}

Json quote_json(const Quote& q, std::string_view text, bool full) {
  Json out{{"speaker", or_null(q.speaker)}};
  if (full) out["i"] = q.person_index;
  if (!full) out["text"] = slice(text, q.span);
  out["mentions"] = Json::array({span_json(q.span)});
  return out;
}

Json recognition_json(const Recognition& r, bool full) {
  Json out{{"name", r.name},
           {"by", or_null(r.by)},
           {"holder", or_null(r.holder)},
           {"date", or_null(r.date)},
           {"mentions", Json::array({span_json(r.span)})}};
  if (full) out["rule"] = r.rule;
  return out;
}

template <typename T, typename Make>
Json list(const std::vector<T>& items, Make make) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(make(item));
  return out;
}

Json blocks_json(const Document& d) {
  return list(d.blocks, [](const Block& b) {
    Json out{{"kind", block_kind_name(b.kind)},
             {"use", block_use_name(b.use)},
             {"lang", or_null(language_code(b.language))},
             {"begin", b.span.begin},
             {"end", b.span.end}};
    if (b.page != 0) out["page"] = b.page;
    return out;
  });
}

Json pairs_json(const std::vector<std::pair<std::string, std::string>>& pairs) {
  Json out = Json::object();
  for (const auto& [key, value] : pairs) out[key] = value;
  return out;
}

// ---- reading back ----

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

Json extract_json(const Document& d, const Analysis& a, const ExtractJsonOptions& options) {
  const bool explain = options.explain;
  Json out{{"id", d.id},
           {"path", d.path},
           {"lang", or_null(language_code(d.language))},
           {"title", or_null(d.title)},
           {"published", or_null(d.published)}};
  const auto institution = [&](const Institution& i) {
    Json j = institution_json(i, explain);
    j.erase("key");
    return j;
  };
  const auto person = [&](const Person& p) {
    Json j = person_json(p, explain);
    j.erase("key");
    for (Json& r : j["roles"]) r.erase("institution_index");
    return j;
  };
  const auto certification = [&](const Certification& c) {
    Json j = certification_json(c, explain);
    j.erase("key"), j.erase("holder_index");
    return j;
  };
  out["institutions"] = list(a.institutions, institution);
  out["people"] = list(a.people, person);
  out["dates"] = list(a.dates, [&](const DateFact& x) { return date_json(x, explain); });
  out["certifications"] = list(a.certifications, certification);
  out["agreements"] = list(a.agreements, [&](const Agreement& x) { return agreement_extract(x, a, explain); });
  out["figures"] = list(a.figures, [&](const Figure& x) {
    Json j = figure_json(x, explain);
    j.erase("i");
    return j;
  });
  out["quotes"] = list(a.quotes, [&](const Quote& x) { return quote_json(x, d.text, false); });
  out["recognitions"] = list(a.recognitions, [&](const Recognition& x) { return recognition_json(x, explain); });
  out["countries"] = a.countries;
  out["topics"] = a.topics;
  out["warnings"] = d.warnings;
  out["schema"] = kJsonSchema;
  if (options.with_text) {
    out["text"] = d.text;
    out["blocks"] = blocks_json(d);
  }
  return out;
}

Json document_to_json(const Document& d) {
  return {{"v", kJsonSchema},
          {"id", d.id},
          {"root", d.root},
          {"path", d.path},
          {"format", format_name(d.format)},
          {"lang", language_code(d.language)},
          {"title", d.title},
          {"title_span", span_json(d.title_span)},
          {"published", d.published},
          {"published_origin", d.published_origin},
          {"published_span", span_json(d.published_span)},
          {"dateline", d.dateline_place},
          {"url", d.url},
          {"publisher", d.publisher},
          {"encoding", d.encoding},
          {"encoding_confidence", d.encoding_confidence},
          {"hash", d.content_hash},
          {"metadata", pairs_json(d.metadata)},
          {"warnings", d.warnings},
          {"blocks", blocks_json(d)},
          {"text", d.text}};
}

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

Json analysis_to_json(const Analysis& a) {
  return {{"v", kJsonSchema},
          {"institutions", list(a.institutions, [](const auto& x) { return institution_json(x, true); })},
          {"people", list(a.people, [](const auto& x) { return person_json(x, true); })},
          {"dates", list(a.dates, [](const auto& x) { return date_json(x, true); })},
          {"certifications", list(a.certifications, [](const auto& x) { return certification_json(x, true); })},
          {"agreements", list(a.agreements, agreement_stored)},
          {"figures", list(a.figures, [](const auto& x) { return figure_json(x, true); })},
          {"quotes", list(a.quotes, [](const auto& x) { return quote_json(x, {}, true); })},
          {"recognitions", list(a.recognitions, [](const auto& x) { return recognition_json(x, true); })},
          {"countries", a.countries},
          {"topics", a.topics}};
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
