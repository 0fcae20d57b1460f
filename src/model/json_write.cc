#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "src/base/json.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

// What the same fact tells: in the index, where it must come back whole; to readers; to readers who ask why.
enum class Form { kStored, kPlain, kExplained };

bool has_rules(Form form) { return form != Form::kPlain; }

class FactWriter {
 public:
  FactWriter(JsonWriter& out, Form form) : out_(out), form_(form) {}

  void institution(const Institution& i) {
    out_.begin_object();
    out_.member("name", i.name);
    out_.member("aliases", i.aliases);
    known("kind", i.kind);
    known("country", i.country);
    if (i.planned) out_.member("planned", true);
    known("id", i.id);
    if (!i.parent.empty()) out_.member("parent", i.parent);
    if (is_stored()) out_.member("key", i.key);
    judgement(i.judgement);
    mentions(i.mentions);
    out_.end_object();
  }

  void person(const Person& p) {
    out_.begin_object();
    out_.member("name", p.name);
    out_.member("aliases", p.aliases);
    known("honorifics", p.honorifics);
    out_.array("roles", p.roles, [this](const Role& r) { role(r); });
    known("id", {});
    if (is_stored()) out_.member("key", p.key);
    judgement(p.judgement);
    mentions(p.mentions);
    out_.end_object();
  }

  void date(const DateFact& d) {
    out_.begin_object();
    out_.member("text", d.text);
    known("iso", d.iso);
    if (d.inferred) out_.member("inferred", true);
    if (d.unresolved) out_.member("unresolved", true);
    judgement(d.judgement);
    mention(d.span);
    rule(d.rule);
    out_.end_object();
  }

  void certification(const Certification& c) {
    out_.begin_object();
    out_.member("name", c.name);
    known("full", c.full);
    out_.member("aliases", c.aliases);
    known("holder", c.holder);
    known("status", c.status);
    known("id", c.id);
    if (is_stored()) {
      out_.member("key", c.key);
      out_.member("holder_index", c.holder_index);
    }
    judgement(c.judgement);
    mentions(c.mentions);
    out_.end_object();
  }

  void stored_agreement(const Agreement& a) {
    out_.begin_object();
    agreement_fields(a);
    out_.member("rule", a.rule);
    out_.array("parties", a.parties, [this](const Party& p) {
      out_.begin_object();
      out_.member("name", p.name);
      out_.member("i", p.institution_index);
      out_.end_object();
    });
    out_.array("signatories", a.signatories, [this](const Signatory& s) {
      out_.begin_object();
      out_.member("name", s.name);
      out_.member("role", s.role);
      out_.member("party", s.party);
      out_.member("i", s.person_index);
      out_.end_object();
    });
    out_.end_object();
  }

  // Ids stand where the stored form has indexes.
  void told_agreement(const Agreement& a, const Analysis& analysis) {
    out_.begin_object();
    agreement_fields(a);
    out_.array("parties", a.parties, [this](const Party& p) { out_.value(p.name); });
    out_.array("party_ids", a.parties, [&](const Party& p) {
      const auto i = static_cast<std::size_t>(p.institution_index);
      known_value(p.institution_index < 0 ? std::string_view() : std::string_view(analysis.institutions[i].id));
    });
    out_.array("signatories", a.signatories, [this](const Signatory& s) { out_.value(s.name); });
    rule(a.rule);
    if (form_ == Form::kExplained) out_.member("reasons", a.judgement.reasons);
    out_.end_object();
  }

  void figure(const Figure& f) {
    out_.begin_object();
    number("value", f.value);
    if (f.max) number("max", *f.max);
    known("unit", f.unit);
    known("of", f.of);
    known("institution", f.institution);
    known("period", f.period);
    mention(f.span);
    if (is_stored()) out_.member("i", f.institution_index);
    rule(f.rule);
    out_.end_object();
  }

  // Stored ones find their text by the span.
  void quote(const Quote& q, std::string_view text) {
    out_.begin_object();
    known("speaker", q.speaker);
    if (is_stored()) {
      out_.member("i", q.person_index);
    } else {
      out_.member("text", slice(text, q.span));
    }
    mention(q.span);
    out_.end_object();
  }

  void recognition(const Recognition& r) {
    out_.begin_object();
    out_.member("name", r.name);
    known("by", r.by);
    known("holder", r.holder);
    known("date", r.date);
    mention(r.span);
    rule(r.rule);
    out_.end_object();
  }

  void block(const Block& b) {
    out_.begin_object();
    out_.member("kind", block_kind_name(b.kind));
    out_.member("use", block_use_name(b.use));
    known("lang", language_code(b.language));
    bounds(b.span);
    if (b.page != 0) out_.member("page", b.page);
    out_.end_object();
  }

  // null where nothing is known.
  void known(std::string_view name, std::string_view text) {
    out_.key(name);
    known_value(text);
  }
  void span(Span s) {
    out_.begin_object();
    bounds(s);
    out_.end_object();
  }

 private:
  bool is_stored() const { return form_ == Form::kStored; }
  void known_value(std::string_view text) { text.empty() ? out_.null() : out_.value(text); }
  void bounds(Span s) {
    out_.member("begin", s.begin);
    out_.member("end", s.end);
  }
  void rule(std::string_view name) {
    if (has_rules(form_)) out_.member("rule", name);
  }

  // Whole numbers without ".0".
  void number(std::string_view name, double value) {
    const auto whole = static_cast<std::int64_t>(value);
    out_.key(name);
    static_cast<double>(whole) == value ? out_.value(whole) : out_.value(value);
  }

  // The level for everybody; the reasons for who asks.
  void judgement(const Judgement& j) {
    out_.member("confidence", confidence_name(j.level));
    if (form_ == Form::kExplained && !j.reasons.empty()) out_.member("reasons", j.reasons);
  }

  void mentions(const std::vector<Mention>& all) {
    out_.array("mentions", all, [this](const Mention& m) {
      out_.begin_object();
      bounds(m.span);
      rule(m.rule);
      out_.end_object();
    });
  }
  void mention(Span s) {
    out_.key("mentions");
    out_.begin_array();
    span(s);
    out_.end_array();
  }

  void role(const Role& r) {
    out_.begin_object();
    known("title", r.title);
    known("institution", r.institution);
    judgement(r.judgement);
    if (is_stored()) out_.member("institution_index", r.institution_index);
    if (has_rules(form_)) bounds(r.span);
    rule(r.rule);
    out_.end_object();
  }

  void agreement_fields(const Agreement& a) {
    out_.member("type", a.type);
    known("type_id", a.type_id);
    out_.member("status", a.status);
    known("number", a.number);
    known("signed", a.signed_date);
    known("effective", a.effective);
    known("expires", a.expires);
    known("place", a.place);
    out_.member("fields", a.fields);
    out_.member("topics", a.topics);
    out_.member("confidence", confidence_name(a.judgement.level));
    out_.array("evidence", a.evidence, [this](const Evidence& e) {
      out_.begin_object();
      out_.member("field", e.field);
      bounds(e.span);
      out_.end_object();
    });
  }

  JsonWriter& out_;
  Form form_;
};

// The facts that all forms have; agreements and quotes differ by form.
template <typename WriteAgreement>
void write_facts(JsonWriter& out, Form form, const Analysis& a, std::string_view text,
                 const WriteAgreement& write_agreement) {
  FactWriter facts(out, form);
  out.array("institutions", a.institutions, [&](const Institution& x) { facts.institution(x); });
  out.array("people", a.people, [&](const Person& x) { facts.person(x); });
  out.array("dates", a.dates, [&](const DateFact& x) { facts.date(x); });
  out.array("certifications", a.certifications, [&](const Certification& x) { facts.certification(x); });
  out.array("agreements", a.agreements, [&](const Agreement& x) { write_agreement(facts, x); });
  out.array("figures", a.figures, [&](const Figure& x) { facts.figure(x); });
  out.array("quotes", a.quotes, [&](const Quote& x) { facts.quote(x, text); });
  out.array("recognitions", a.recognitions, [&](const Recognition& x) { facts.recognition(x); });
  out.member("countries", a.countries);
  out.member("topics", a.topics);
}

void write_blocks(JsonWriter& out, const Document& d) {
  out.array("blocks", d.blocks, [&](const Block& b) { FactWriter(out, Form::kStored).block(b); });
}

// Of several values of one name the last.
void write_pairs(JsonWriter& out, const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::unordered_map<std::string_view, const std::string*> last;
  for (const auto& [name, value] : pairs) last[name] = &value;
  out.begin_object();
  for (const auto& [name, value] : pairs) {
    if (last.at(name) == &value) out.member(name, value);
  }
  out.end_object();
}

void write_extract(JsonWriter& out, const Document& d, const Analysis& a, const ExtractJsonOptions& options) {
  const Form form = options.explain ? Form::kExplained : Form::kPlain;
  FactWriter facts(out, form);
  out.begin_object();
  out.member("id", d.id);
  out.member("path", d.path);
  facts.known("lang", language_code(d.language));
  facts.known("title", d.title);
  facts.known("published", d.published);
  write_facts(out, form, a, d.text, [&a](FactWriter& w, const Agreement& x) { w.told_agreement(x, a); });
  out.member("warnings", d.warnings);
  out.member("schema", kJsonSchema);
  if (options.with_text) {
    out.member("text", d.text);
    write_blocks(out, d);
  }
  out.end_object();
}

}  // namespace

// Its callers add to it.
Json extract_json(const Document& d, const Analysis& a, const ExtractJsonOptions& options) {
  JsonWriter out;
  write_extract(out, d, a, options);
  return parse_json(out.take()).value();  // what was just written is JSON, or the program is at fault
}

void write_document(JsonWriter& out, const Document& d) {
  FactWriter facts(out, Form::kStored);
  const auto span = [&](std::string_view name, Span s) {
    out.key(name);
    facts.span(s);
  };
  out.begin_object();
  out.member("v", kJsonSchema);
  out.member("id", d.id);
  out.member("root", d.root);
  out.member("path", d.path);
  out.member("format", format_name(d.format));
  out.member("lang", language_code(d.language));
  out.member("title", d.title);
  span("title_span", d.title_span);
  out.member("published", d.published);
  out.member("published_origin", d.published_origin);
  span("published_span", d.published_span);
  out.member("dateline", d.dateline_place);
  out.member("url", d.url);
  out.member("publisher", d.publisher);
  out.member("encoding", d.encoding);
  out.member("encoding_confidence", d.encoding_confidence);
  out.member("hash", d.content_hash);
  out.key("metadata");
  write_pairs(out, d.metadata);
  out.member("warnings", d.warnings);
  write_blocks(out, d);
  out.member("text", d.text);
  out.end_object();
}

void write_analysis(JsonWriter& out, const Analysis& a) {
  out.begin_object();
  out.member("v", kJsonSchema);
  write_facts(out, Form::kStored, a, {}, [](FactWriter& w, const Agreement& x) { w.stored_agreement(x); });
  out.end_object();
}

}  // namespace hoptac
