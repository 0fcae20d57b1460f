#include "src/app/search_json.h"

#include <fmt/format.h>

#include "src/base/json.h"

namespace hoptac {
namespace {

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json marks_json(const std::vector<Span>& marks) {
  Json out = Json::array();
  for (const Span m : marks) out.push_back({m.begin, m.end});
  return out;
}

Json passage_json(const Passage& p) {
  Json out{{"text", p.text},
           {"marks", marks_json(p.marks)},
           {"block", p.block},
           {"begin", p.span.begin},
           {"end", p.span.end}};
  if (p.page != 0) out["page"] = p.page;
  return out;
}

Json facets_json(const SearchResponse& r) {
  Json out = Json::object();
  for (const auto& [name, values] : r.facets) {
    Json list = Json::array();
    for (const FacetValue& v : values) list.push_back({{"value", v.value}, {"label", v.label}, {"count", v.count}});
    out[name] = std::move(list);
  }
  return out;
}

Json suggestions_json(const std::vector<Suggestion>& suggestions) {
  Json out = Json::array();
  for (const Suggestion& s : suggestions) out.push_back({{"query", s.query}, {"total", s.total}, {"reason", s.reason}});
  return out;
}

Json figure_json(const StatedFigure& f) {
  return {{"document", f.document},
          {"value", f.value},
          {"unit", or_null(f.unit)},
          {"of", or_null(f.of)},
          {"institution", or_null(f.institution)},
          {"period", or_null(f.period)},
          {"text", f.text},
          {"begin", f.span.begin},
          {"end", f.span.end}};
}

std::string party_names(const AgreementRow& row) {
  std::vector<std::string> names;
  for (const AgreementParty& p : row.parties) names.push_back(p.name);
  return join(names);
}

std::string signatory_names(const AgreementRow& row) {
  std::vector<std::string> names;
  for (const Signatory& s : row.signatories) names.push_back(s.name);
  return join(names);
}

}  // namespace

Json hit_json(const Hit& h) {
  Json passages = Json::array();
  for (const Passage& p : h.passages) passages.push_back(passage_json(p));
  Json out{{"id", h.id},
           {"score", h.score},
           {"title", or_null(h.title)},
           {"published", or_null(h.published)},
           {"signed", or_null(h.signed_date)},
           {"lang", or_null(h.language)},
           {"path", h.path},
           {"url", or_null(h.url)},
           {"source", or_null(h.source)},
           {"page", h.page == 0 ? Json(nullptr) : Json(h.page)}};
  out["title_marks"] = marks_json(h.title_marks);
  out["passages"] = std::move(passages);
  return out;
}

Json search_json(const SearchResponse& r) {
  Json hits = Json::array();
  for (const Hit& h : r.hits) hits.push_back(hit_json(h));
  Json out{{"total", r.total},
           {"offset", r.offset},
           {"limit", r.limit},
           {"undated", r.undated},
           {"understood", r.understood}};
  out["hits"] = std::move(hits);
  out["facets"] = facets_json(r);
  out["suggestions"] = suggestions_json(r.suggestions);
  out["notes"] = r.notes;
  if (!r.explanation.empty()) out["explanation"] = r.explanation;
  return out;
}

Json agreement_json(const AgreementRow& a) {
  Json parties = Json::array(), signatories = Json::array(), evidence = Json::array();
  for (const AgreementParty& p : a.parties)
    parties.push_back(
        {{"name", p.name}, {"id", or_null(p.id)}, {"country", or_null(p.country)}, {"kind", or_null(p.kind)}});
  for (const Signatory& s : a.signatories)
    signatories.push_back({{"name", s.name}, {"role", or_null(s.role)}, {"party", or_null(s.party)}});
  for (const AgreementEvidence& e : a.evidence) {
    evidence.push_back(
        {{"document", e.document}, {"field", e.field}, {"begin", e.span.begin}, {"end", e.span.end}, {"text", e.text}});
  }
  Json out{{"id", a.id}, {"type", a.type}, {"type_id", or_null(a.type_id)}, {"status", a.status}};
  out["parties"] = std::move(parties);
  out["signed"] = or_null(a.signed_date);
  out["number"] = or_null(a.number);
  out["effective"] = or_null(a.effective);
  out["expires"] = or_null(a.expires);
  out["place"] = or_null(a.place);
  out["signatories"] = std::move(signatories);
  out["fields"] = a.fields;
  out["topics"] = a.topics;
  out["documents"] = a.documents;
  out["title"] = or_null(a.title);
  out["evidence"] = std::move(evidence);
  out["confidence"] = confidence_name(a.confidence);
  return out;
}

Json agreements_json(const AgreementResponse& r) {
  Json rows = Json::array(), figures = Json::array();
  for (const AgreementRow& a : r.agreements) rows.push_back(agreement_json(a));
  for (const StatedFigure& f : r.figures) figures.push_back(figure_json(f));
  Json out{{"total", r.total},
           {"offset", r.offset},
           {"limit", r.limit},
           {"undated", r.undated},
           {"understood", r.understood}};
  out["agreements"] = std::move(rows);
  out["figures"] = std::move(figures);
  out["suggestions"] = suggestions_json(r.suggestions);
  out["notes"] = r.notes;
  if (!r.explanation.empty()) out["explanation"] = r.explanation;
  return out;
}

Json entity_json(const EntityRow& e, const EntityRequest& request) {
  Json out{{"key", e.key}, {"id", or_null(e.id)}, {"name", e.name}, {"aliases", e.aliases}};
  if (request.people) {
    out["roles"] = e.roles;
  } else {
    out["kind"] = or_null(e.kind);
    out["country"] = or_null(e.country);
  }
  out["documents"] = e.documents;
  out["agreements"] = e.agreements;
  if (request.people && request.ambiguous) {
    out["perhaps"] = Json::array();
    for (const EntityCandidate& c : e.candidates)
      out["perhaps"].push_back({{"key", c.id}, {"name", c.name}, {"reason", c.reason}, {"roles", c.roles}});
  }
  if (!request.people && request.unlinked) {
    out["example"] = or_null(e.example);
    out["candidates"] = Json::array();
    for (const EntityCandidate& c : e.candidates) out["candidates"].push_back({{"id", c.id}, {"name", c.name}});
  }
  return out;
}

Row hit_header() {
  return {"rank",   "id",   "score", "title", "published", "signed", "lang",
          "source", "path", "url",   "page",  "passage",   "begin",  "end"};
}

Row hit_row(const Hit& h, std::size_t rank) {
  const bool has = !h.passages.empty();
  return {std::to_string(rank),
          h.id,
          fmt::format("{:.4f}", h.score),
          h.title,
          h.published,
          h.signed_date,
          h.language,
          h.source,
          h.path,
          h.url,
          h.page == 0 ? "" : std::to_string(h.page),
          has ? h.passages.front().text : "",
          has ? std::to_string(h.passages.front().span.begin) : "",
          has ? std::to_string(h.passages.front().span.end) : ""};
}

Row agreement_header() {
  return {"id",      "type",  "status",      "parties", "party_ids", "signed", "number",    "effective",
          "expires", "place", "signatories", "topics",  "documents", "title",  "confidence"};
}

Row agreement_row(const AgreementRow& a) {
  std::vector<std::string> ids;
  for (const AgreementParty& p : a.parties) ids.push_back(p.id);
  return {a.id,
          a.type,
          a.status,
          party_names(a),
          join(ids),
          a.signed_date,
          a.number,
          a.effective,
          a.expires,
          a.place,
          signatory_names(a),
          join(a.topics),
          join(a.documents),
          a.title,
          std::string(confidence_name(a.confidence))};
}

Row entity_header(const EntityRequest& request) {
  Row out = request.people ? Row{"name", "roles", "documents", "agreements"}
                           : Row{"name", "kind", "country", "documents", "agreements", "id"};
  if (request.people && request.ambiguous) out.emplace_back("perhaps");
  if (!request.people && request.unlinked) out.insert(out.end(), {"example", "candidates"});
  out.insert(out.end(), {"aliases", "key"});
  return out;
}

Row entity_row(const EntityRow& e, const EntityRequest& request) {
  const std::string documents = std::to_string(e.documents), agreements = std::to_string(e.agreements);
  Row out = request.people ? Row{e.name, join(e.roles), documents, agreements}
                           : Row{e.name, e.kind, e.country, documents, agreements, e.id};
  std::vector<std::string> candidates;
  for (const EntityCandidate& c : e.candidates)
    candidates.push_back(request.people
                             ? c.name + " (" + (c.roles.empty() ? c.reason : c.reason + ": " + c.roles[0]) + ")"
                             : c.id + " (" + c.name + ")");
  if (!request.people && request.unlinked) out.push_back(e.example);
  if (request.people ? request.ambiguous : request.unlinked) out.push_back(join(candidates));
  out.insert(out.end(), {join(e.aliases), e.key});
  return out;
}

}  // namespace hoptac
