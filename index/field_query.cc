#include "index/field_query.h"

#include <algorithm>

#include "index/word_query.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

using Xapian::Query;
using Faulty = tl::expected<FieldQuery, QueryFault>;

Query any(const std::vector<Query>& queries) { return {Query::OP_OR, queries.begin(), queries.end()}; }
Query all(const std::vector<Query>& queries) { return {Query::OP_AND, queries.begin(), queries.end()}; }

bool exists(const Terms& terms, const Query& query) {
  for (auto it = query.get_unique_terms_begin(); it != query.get_unique_terms_end(); ++it) {
    if (terms.exists(*it)) return true;
  }
  return false;
}

tl::unexpected<QueryFault> unknown_value(const QueryNode& node, std::string_view what,
                                         const std::vector<std::string>& candidates) {
  const std::vector<std::string> near = nearest_names(node.value, candidates, 3);
  std::string cause = "\"" + node.value + "\" is no " + std::string(what);
  const std::vector<std::string>& shown = near.empty() ? candidates : near;
  cause += near.empty() ? "; known are" : "; did you mean";
  for (std::size_t i = 0; i < shown.size() && i < 30; ++i) cause += (i == 0 ? " " : ", ") + shown[i];
  std::string repaired;
  if (!near.empty()) {
    const bool quote = near[0].find(' ') != std::string::npos;
    repaired = std::string(node.field->name) + ":" + (quote ? "\"" + near[0] + "\"" : near[0]);
  }
  return tl::unexpected(QueryFault{node.span, std::move(cause), std::move(repaired)});
}

// Terms that begin with the value, as `person:vu*` asks.
Faulty prefixed(const QueryNode& node, std::string_view term_prefix, const FieldContext& context) {
  const std::string begin = make_term(term_prefix, node.words.back().folded);
  const std::vector<CountedTerm> terms = terms_beginning(context.terms, begin, limits::kMaxPrefixExpansion);
  if (terms.size() > limits::kMaxPrefixExpansion)
    return tl::unexpected(QueryFault{
        node.span,
        "more than " + std::to_string(limits::kMaxPrefixExpansion) + " words begin with these letters: add some",
        {}});
  std::vector<Query> parts;
  for (std::size_t i = 0; i + 1 < node.words.size(); ++i)
    parts.emplace_back(make_term(term_prefix, node.words[i].folded));
  parts.push_back(terms.empty() ? Query() : any_of(terms));
  return FieldQuery{all(parts), {std::to_string(terms.size()) + " words"}, !terms.empty()};
}

Faulty words_field(const QueryNode& node, const FieldContext& context) {
  const std::string_view p = node.field->prefix;
  const bool title = p == prefix::kTitle;
  if (node.prefix) return prefixed(node, p, context);
  const std::vector<Query> terms = word_terms(node.words, p);
  const auto window = static_cast<Xapian::termcount>(terms.size());
  const Query query =
      title && terms.size() > 1 ? Query(Query::OP_PHRASE, terms.begin(), terms.end(), window) : all(terms);
  return FieldQuery{title ? query : unweighted(query), {}, exists(context.terms, query)};
}

// The keys of what the name means by the table of who is who, added to `keys`; false when all that it
// means is ignored. `reading` gets the names of corrected entities.
bool add_identified(const QueryNode& node, EntityType type, const FieldContext& context, std::vector<std::string>& keys,
                    std::vector<std::string>& reading) {
  if (context.identity == nullptr) return true;
  std::vector<std::string> known;
  for (const std::string& id : keys) {
    for (std::string& key : context.identity->posted_keys_of_id(type, id)) known.push_back(std::move(key));
  }
  const std::vector<std::string> entities = context.identity->entities_named(type, node.value);
  for (const std::string& entity : entities) {
    if (entity.empty()) continue;
    reading.push_back(context.identity->corrected_name(type, entity));
    for (std::string& key : context.identity->posted_keys(type, entity)) known.push_back(std::move(key));
  }
  const bool ignored = known.empty() && (!keys.empty() || !entities.empty());
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  keys = std::move(known);
  return !ignored;
}

// A name: keys the lists know it by, the whole name, and for names no list knows all of its words.
FieldQuery name_query(const QueryNode& node, std::vector<std::string> keys, bool with_words,
                      const FieldContext& context) {
  const Field& f = *node.field;
  const EntityType type = f.kind == FieldKind::kPerson ? EntityType::kPerson : EntityType::kInstitution;
  std::vector<std::string> reading;
  if (f.kind != FieldKind::kCertification && !add_identified(node, type, context, keys, reading))
    return {Query(), {}, true};
  std::erase(reading, "");
  std::vector<Query> ways;
  for (const std::string& key : keys) ways.emplace_back(make_term(f.prefix, key));
  ways.emplace_back(make_term(f.name_prefix, fold_phrase(node.value)));
  if (with_words && !f.word_prefix.empty()) ways.push_back(all(word_terms(node.words, f.word_prefix)));
  const Query query = any(ways);
  return {unweighted(query), std::move(reading), !keys.empty() || exists(context.terms, query)};
}

Faulty institution_field(const QueryNode& node, const FieldContext& context) {
  if (node.prefix) return prefixed(node, node.field->word_prefix, context);
  std::vector<std::string> keys;
  std::vector<std::string> reading;
  bool sure = false;
  for (const std::uint32_t i : institutions_of(node, context.authority)) {
    const AuthorityInstitution& row = context.authority.institutions()[i];
    keys.push_back(row.id);
    reading.push_back(row.id + " (" + row.name_en + ")");
    sure = sure || !context.authority.is_ambiguous(i, node.value);
  }
  FieldQuery out = name_query(node, keys, !sure, context);
  out.reading.insert(out.reading.begin(), reading.begin(), reading.end());
  return out;
}

Faulty person_field(const QueryNode& node, const FieldContext& context) {
  if (node.prefix) return prefixed(node, node.field->word_prefix, context);
  return name_query(node, {}, true, context);
}

Faulty certification_field(const QueryNode& node, const FieldContext& context) {
  std::vector<std::string> keys;
  for (const std::uint32_t i : context.authority.certifications_named(node.value))
    keys.push_back(context.authority.certifications()[i].id);
  FieldQuery out = name_query(node, keys, false, context);
  out.reading = keys;
  // "ISO 15189" finds "ISO 15189:2022".
  const std::string begin = make_term(node.field->name_prefix, fold_phrase(node.value)) + (node.prefix ? "" : " ");
  const std::vector<CountedTerm> longer = terms_beginning(context.terms, begin, limits::kMaxPrefixExpansion);
  if (longer.empty()) return out;
  out.query = unweighted(Query(Query::OP_OR, out.query, any_of(longer)));
  out.known = true;
  return out;
}

template <typename Row>
std::vector<std::string> labels_of(const std::vector<Row>& rows, std::string Row::*label) {
  std::vector<std::string> out;
  for (const Row& row : rows) out.push_back(row.*label);
  return out;
}

FieldQuery keyword_terms(const QueryNode& node, const std::vector<std::string>& values, const FieldContext& context) {
  std::vector<Query> terms;
  for (const std::string& value : values) terms.emplace_back(make_term(node.field->prefix, keyword_value(value)));
  const Query query = any(terms);
  return {unweighted(query), values, exists(context.terms, query)};
}

Faulty country_field(const QueryNode& node, const FieldContext& context) {
  std::vector<std::string> codes;
  for (const std::uint32_t i : context.authority.countries_named(node.value))
    codes.push_back(context.authority.countries()[i].code);
  if (codes.empty()) return unknown_value(node, "country", labels_of(context.authority.countries(), &Country::name_en));
  return keyword_terms(node, codes, context);
}

Faulty topic_field(const QueryNode& node, const FieldContext& context) {
  std::vector<std::string> ids;
  for (const std::uint32_t i : context.authority.topics_named(node.value))
    ids.push_back(context.authority.topics()[i].id);
  if (ids.empty()) return unknown_value(node, "topic", labels_of(context.authority.topics(), &Topic::id));
  return keyword_terms(node, ids, context);
}

// Annotation types ("mou", "letter of intent") take all their kinds in; ids and names one kind.
Faulty type_field(const QueryNode& node, const FieldContext& context) {
  constexpr std::string_view kTypes[] = {"mou",
                                         "cooperation_agreement",
                                         "strategic_partnership",
                                         "contract",
                                         "letter_of_intent",
                                         "renewal",
                                         "other",
                                         "cooperation"};
  const std::string asked = keyword_value(node.value);
  for (const std::string_view type : kTypes) {
    if (keyword_value(type) == asked) return keyword_terms(node, {std::string(type)}, context);
  }
  std::vector<std::string> ids;
  for (const std::uint32_t i : context.authority.agreement_types_named(node.value)) {
    const AgreementType& row = context.authority.agreement_types()[i];
    // The plain type of an annotation type has its name: "biên bản ghi nhớ" is all of mou.
    const bool main = keyword_value(row.id) == keyword_value(row.annotation_type);
    ids.push_back(main ? row.annotation_type : row.id);
  }
  if (!ids.empty()) return keyword_terms(node, ids, context);
  std::vector<std::string> known(std::begin(kTypes), std::end(kTypes));
  for (const AgreementType& row : context.authority.agreement_types()) known.push_back(row.id);
  return unknown_value(node, "type of agreement", known);
}

Faulty keyword_field(const QueryNode& node, const FieldContext& context) {
  const std::string_view p = node.field->prefix;
  FieldQuery out = keyword_terms(node, {node.value}, context);
  if (out.known) return out;
  std::vector<std::string> known;
  if (p == prefix::kConfidence) known = {"certain", "likely", "guess"};
  if (p == prefix::kStatus) known = {"signed", "planned", "renewed", "amended", "ended", "reported"};
  if (p == prefix::kLanguage) known = {"vi", "en"};
  if (p == prefix::kHas)
    known = {"agreement", "signed", "published", "person",      "institution", "date",
             "cert",      "figure", "quote",     "recognition", "url"};
  const auto same = [&](const std::string& k) { return keyword_value(k) == keyword_value(node.value); };
  if (known.empty() || std::any_of(known.begin(), known.end(), same)) return out;
  return unknown_value(node, std::string("value of ") + std::string(node.field->name) + ":", known);
}

// First and last year that any record has a date of this role in; nothing when none has.
std::optional<std::pair<int, int>> years_of(const Terms& terms, std::string_view p) {
  std::optional<std::pair<int, int>> out;
  const std::string begin(p);
  for (auto it = terms.walk(begin); !it.done();) {
    const int year = std::atoi(it.term().substr(begin.size(), 4).c_str());
    out = {out ? out->first : year, year};
    it.skip_to(begin + std::to_string(year + 1));
  }
  return out;
}

Query dated_inside(const QueryNode& node, const FieldContext& context) {
  const std::string_view p = node.field->prefix;
  const auto years = years_of(context.terms, p);
  if (!years) return {};
  const PartialDate first = node.dates->first.value_or(PartialDate{years->first, 0, 0});
  const PartialDate last = node.dates->last.value_or(PartialDate{years->second, 0, 0});
  std::vector<std::string> terms;
  for (const std::string& unit : covering_units(first, last)) terms.push_back(make_term(p, unit));
  return unweighted(Query(Query::OP_SYNONYM, terms.begin(), terms.end()));
}

Query without_date(const QueryNode& node) {
  const std::string_view p = node.field->prefix;
  const std::string_view role = p == prefix::kSigned ? "signed" : p == prefix::kPublished ? "published" : "date";
  return unweighted({Query::OP_AND_NOT, Query::MatchAll, Query(make_term(prefix::kHas, role))});
}

std::string day_key(const PartialDate& day) { return sort_key({day, std::nullopt, false}); }

Xapian::valueno number(Slot slot) { return static_cast<Xapian::valueno>(slot); }

// Both ends of the term are known and it meets the range.
Query in_force(const QueryNode& node) {
  std::vector<Query> parts{{Query::OP_VALUE_GE, number(Slot::kEffective), "0"},
                           {Query::OP_VALUE_GE, number(Slot::kExpires), "0"}};
  if (node.dates->last)
    parts.emplace_back(Query::OP_VALUE_LE, number(Slot::kEffective), day_key(last_day(*node.dates->last)));
  if (node.dates->first)
    parts.emplace_back(Query::OP_VALUE_GE, number(Slot::kExpires), day_key(first_day(*node.dates->first)));
  // An empty value is less than any day: VALUE_LE alone would take the undated in.
  return unweighted(all(parts));
}

Query without_term() {
  const Query begin(Query::OP_VALUE_GE, number(Slot::kEffective), "0");
  const Query end(Query::OP_VALUE_GE, number(Slot::kExpires), "0");
  return unweighted({Query::OP_AND_NOT, Query::MatchAll, Query(Query::OP_AND, begin, end)});
}

}  // namespace

tl::expected<FieldQuery, QueryFault> field_query(const QueryNode& node, const FieldContext& context) {
  switch (node.field->kind) {
    case FieldKind::kWords:
      return words_field(node, context);
    case FieldKind::kKeyword:
      return keyword_field(node, context);
    case FieldKind::kInstitution:
      return institution_field(node, context);
    case FieldKind::kPerson:
      return person_field(node, context);
    case FieldKind::kCertification:
      return certification_field(node, context);
    case FieldKind::kCountry:
      return country_field(node, context);
    case FieldKind::kTopic:
      return topic_field(node, context);
    case FieldKind::kType:
      return type_field(node, context);
    case FieldKind::kDate:
    case FieldKind::kInForce:
      return FieldQuery{date_query(node, context, Undated::kExclude), {}, true};
  }
  return FieldQuery{};
}

Xapian::Query date_query(const QueryNode& node, const FieldContext& context, Undated undated) {
  const bool term = node.field->kind == FieldKind::kInForce;
  const Query without = term ? without_term() : without_date(node);
  if (undated == Undated::kOnly) return without;
  const Query inside = term ? in_force(node) : dated_inside(node, context);
  return undated == Undated::kInclude ? Query(Query::OP_OR, inside, without) : inside;
}

std::vector<std::uint32_t> institutions_of(const QueryNode& node, const Authority& authority) {
  std::vector<std::uint32_t> marked = authority.institutions_named(node.value, Marks::kSame);
  return marked.empty() ? authority.institutions_named(node.value, Marks::kFolded) : marked;
}

}  // namespace hoptac
