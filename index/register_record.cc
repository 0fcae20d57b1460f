#include <algorithm>
#include <utility>

#include "index/entities.h"
#include "index/record.h"
#include "index/record_fields.h"
#include "index/stored.h"
#include "src/model/date.h"

namespace hoptac {
namespace {

AgreementParty row_party(const Party& party, const Analysis& analysis) {
  const Institution* const institution = entity_at(analysis.institutions, party.institution_index);
  if (institution == nullptr) return {party.name, "", "", "", ""};
  return {institution->name, institution->id, institution->country, institution->kind, local_key(*institution)};
}

std::vector<AgreementEvidence> row_evidence(const Document& document, const Agreement& agreement) {
  std::vector<AgreementEvidence> out;
  for (const Evidence& e : agreement.evidence) {
    if (e.span.empty() || e.span.end > document.text.size()) continue;
    out.push_back({document.id, std::string(e.field), e.span, std::string(slice(document.text, e.span))});
  }
  return out;
}

// First and last day in force: from the effective date, else the signing, to the stated end.
void set_term(SlotValues& values, const Agreement& agreement) {
  auto begin = parse_date_value(agreement.effective);
  if (!begin) begin = parse_date_value(agreement.signed_date);
  if (begin) values.set(Slot::kEffective, sort_key({first_day(begin->begin), std::nullopt, false}));
  const auto end = parse_date_value(agreement.expires);
  if (end) values.set(Slot::kExpires, sort_key({last_day(end->end.value_or(end->begin)), std::nullopt, false}));
}

void set_entities(SlotValues& values, const Agreement& agreement, const Analysis& analysis) {
  for (const Party& p : agreement.parties) {
    const Institution* const institution = entity_at(analysis.institutions, p.institution_index);
    if (institution != nullptr) values.add(Slot::kInstitutions, local_key(*institution));
  }
  for (const Signatory& s : agreement.signatories) {
    const Person* const person = entity_at(analysis.people, s.person_index);
    if (person != nullptr) values.add(Slot::kPeople, local_key(*person, analysis));
  }
}

void set_dates(SlotValues& values, const Document& document, const Agreement& agreement) {
  const auto signing = parse_date_value(agreement.signed_date);
  const auto published = parse_date_value(document.published);
  if (signing) values.set(Slot::kSigned, sort_key(*signing));
  if (signing) values.add(Slot::kYear, std::to_string(signing->begin.year));
  if (!signing && published) values.add(Slot::kYear, std::to_string(published->begin.year));
}

IndexRecord make_register_record(const Document& document, const Analysis& analysis, const Authority& authority,
                                 std::size_t number) {
  const Agreement& agreement = analysis.agreements[number - 1];
  const AgreementRow row = make_row(document, analysis, number);
  Postings postings;
  SlotValues values;
  post_source(postings, values, document);
  post_agreement(postings, values, agreement, analysis);
  for (const std::string& topic : agreement.topics) {
    post_topic(postings, topic, authority);
    values.add(Slot::kTopics, topic);
  }
  if (!agreement.signed_date.empty()) postings.filter(prefix::kHas, "signed");
  set_term(values, agreement);
  set_entities(values, agreement, analysis);
  set_dates(values, document, agreement);
  values.set(Slot::kId, row.id);
  values.set(Slot::kDocument, document.id);
  IndexRecord record;
  record.id_term = id_term(row.id);
  postings.term(record.id_term);
  postings.term(document_term(document.id));
  record.postings = postings.take();
  record.values = values.take();
  record.data = encode_row(row);
  return record;
}

}  // namespace

AgreementRow make_row(const Document& document, const Analysis& analysis, std::size_t number) {
  const Agreement& a = analysis.agreements[number - 1];
  AgreementRow row;
  row.id = document.id + "#" + std::to_string(number);
  row.type = a.type;
  row.type_id = a.type_id;
  row.status = a.status;
  row.number = a.number;
  for (const Party& p : a.parties) row.parties.push_back(row_party(p, analysis));
  row.signed_date = a.signed_date;
  row.effective = a.effective;
  row.expires = a.expires;
  row.place = a.place;
  row.signatories = a.signatories;
  for (const Signatory& s : a.signatories) {
    const Person* const person = entity_at(analysis.people, s.person_index);
    row.signatory_keys.push_back(person == nullptr ? std::string() : local_key(*person, analysis));
  }
  row.fields = a.fields;
  row.topics = a.topics;
  row.documents = {document.id};
  row.title = document.title;
  row.evidence = row_evidence(document, a);
  row.confidence = a.judgement.level;
  return row;
}

std::vector<IndexRecord> make_register_records(const Document& document, const Analysis& analysis,
                                               const Authority& authority) {
  std::vector<IndexRecord> out;
  for (std::size_t i = 1; i <= analysis.agreements.size(); ++i) {
    out.push_back(make_register_record(document, analysis, authority, i));
  }
  return out;
}

}  // namespace hoptac
