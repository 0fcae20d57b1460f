#include "index/stored.h"

#include <utility>
#include <vector>

#include "src/base/hash.h"
#include "src/base/json.h"
#include "src/base/json_writer.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

struct Parts {
  std::string_view document, analysis, checksum, summed;
};

// Lines of JSON hold no line feed of their own: it is escaped.
Result<Parts> split_parts(std::string_view data) {
  const std::size_t first = data.find('\n');
  const std::size_t second = first == std::string_view::npos ? first : data.find('\n', first + 1);
  if (second == std::string_view::npos) return fail(ErrorCode::kIndexDamaged, {}, "stored data without its parts");
  return Parts{data.substr(0, first), data.substr(first + 1, second - first - 1), data.substr(second + 1),
               data.substr(0, second)};
}

Result<Json> open_part(std::string_view line, std::string_view member) {
  auto json = parse_json(line);
  if (!json) return fail(ErrorCode::kIndexDamaged, {}, "stored data: " + json.error().detail);
  const int version = static_cast<int>(get_number(*json, "v"));
  if (version > kStoredVersion) return fail(ErrorCode::kIndexTooNew, {}, "stored data of a newer version");
  const Json& part = get_member(*json, member);
  if (version < 1 || !part.is_object()) return fail(ErrorCode::kIndexDamaged, {}, "stored data of no known version");
  return part;
}

Result<Document> document_of(const Parts& parts) {
  auto json = open_part(parts.document, "document");
  if (!json) return fail(std::move(json.error()));
  return document_from_json(*json);
}

template <typename Write>
std::string part_line(std::string_view member, const Write& write) {
  JsonWriter out;
  out.begin_object();
  out.member("v", kStoredVersion);
  out.key(member);
  write(out);
  out.end_object();
  return out.take();
}

Json party_json(const AgreementParty& p) {
  return {{"name", p.name}, {"id", p.id}, {"country", p.country}, {"kind", p.kind}, {"key", p.key}};
}

Json signatory_json(const Signatory& s) {
  return {{"name", s.name}, {"role", s.role}, {"party", s.party}, {"i", s.person_index}};
}

Json evidence_json(const AgreementEvidence& e) {
  return {{"document", e.document}, {"field", e.field}, {"begin", e.span.begin}, {"end", e.span.end}, {"text", e.text}};
}

template <typename T, typename F>
Json list_json(const std::vector<T>& items, F&& convert) {
  Json out = Json::array();
  for (const T& item : items) out.push_back(convert(item));
  return out;
}

template <typename T, typename F>
std::vector<T> list_of(const Json& row, std::string_view name, F&& convert) {
  std::vector<T> out;
  const Json& list = get_member(row, name);
  if (!list.is_array()) return out;
  for (const Json& item : list) out.push_back(convert(item));
  return out;
}

std::vector<std::string> strings_of(const Json& row, std::string_view name) {
  return list_of<std::string>(row, name, [](const Json& s) { return s.is_string() ? s.get<std::string>() : ""; });
}

AgreementParty party_of(const Json& j) {
  return {get_string(j, "name"), get_string(j, "id"), get_string(j, "country"), get_string(j, "kind"),
          get_string(j, "key")};
}

Signatory signatory_of(const Json& j) {
  return {get_string(j, "name"), get_string(j, "role"), get_string(j, "party"),
          static_cast<int>(get_number(j, "i", -1))};
}

AgreementEvidence evidence_of(const Json& j) {
  const Span span{static_cast<std::uint32_t>(get_number(j, "begin")), static_cast<std::uint32_t>(get_number(j, "end"))};
  return {get_string(j, "document"), get_string(j, "field"), span, get_string(j, "text")};
}

}  // namespace

std::string encode_stored(const Document& document, const Analysis& analysis) {
  std::string out = part_line("document", [&](JsonWriter& json) { write_document(json, document); });
  out += '\n';
  out += part_line("analysis", [&](JsonWriter& json) { write_analysis(json, analysis); });
  const std::string checksum = short_hash(out);
  return out.append("\n").append(checksum);
}

bool is_sound(std::string_view data) {
  const auto parts = split_parts(data);
  return parts && parts->checksum == short_hash(parts->summed);
}

Result<StoredDocument> decode_stored(std::string_view data) {
  const auto parts = split_parts(data);
  if (!parts) return fail(parts.error());
  if (parts->checksum != short_hash(parts->summed)) {
    return fail(ErrorCode::kIndexDamaged, {}, "stored data does not fit its checksum");
  }
  auto document = document_of(*parts);
  if (!document) return fail(std::move(document.error()));
  const auto json = open_part(parts->analysis, "analysis");
  if (!json) return fail(json.error());
  auto analysis = analysis_from_json(*json);
  if (!analysis) return fail(std::move(analysis.error()));
  return StoredDocument{*std::move(document), *std::move(analysis)};
}

Result<Document> decode_stored_document(std::string_view data) {
  const auto parts = split_parts(data);
  if (!parts) return fail(parts.error());
  return document_of(*parts);
}

std::string decode_stored_title(std::string_view data) {
  return peek_string(data.substr(0, data.find('\n')), "document", "title");
}

std::string encode_row(const AgreementRow& row) {
  return to_line({{"v", kStoredVersion},
                  {"id", row.id},
                  {"type", row.type},
                  {"type_id", row.type_id},
                  {"status", row.status},
                  {"number", row.number},
                  {"parties", list_json(row.parties, party_json)},
                  {"signed", row.signed_date},
                  {"effective", row.effective},
                  {"expires", row.expires},
                  {"place", row.place},
                  {"signatories", list_json(row.signatories, signatory_json)},
                  {"signatory_keys", row.signatory_keys},
                  {"fields", row.fields},
                  {"topics", row.topics},
                  {"documents", row.documents},
                  {"title", row.title},
                  {"evidence", list_json(row.evidence, evidence_json)},
                  {"confidence", confidence_name(row.confidence)}});
}

Result<AgreementRow> decode_row(std::string_view data) {
  const auto json = parse_json(data);
  if (!json) return fail(ErrorCode::kIndexDamaged, {}, "register: " + json.error().detail);
  const int version = static_cast<int>(get_number(*json, "v"));
  if (version > kStoredVersion) return fail(ErrorCode::kIndexTooNew, {}, "register record of a newer version");
  AgreementRow row;
  row.id = get_string(*json, "id");
  row.type = get_string(*json, "type");
  row.type_id = get_string(*json, "type_id");
  row.status = get_string(*json, "status");
  row.number = get_string(*json, "number");
  row.parties = list_of<AgreementParty>(*json, "parties", party_of);
  row.signed_date = get_string(*json, "signed");
  row.effective = get_string(*json, "effective");
  row.expires = get_string(*json, "expires");
  row.place = get_string(*json, "place");
  row.signatories = list_of<Signatory>(*json, "signatories", signatory_of);
  row.signatory_keys = strings_of(*json, "signatory_keys");
  row.fields = strings_of(*json, "fields");
  row.topics = strings_of(*json, "topics");
  row.documents = strings_of(*json, "documents");
  row.title = get_string(*json, "title");
  row.evidence = list_of<AgreementEvidence>(*json, "evidence", evidence_of);
  row.confidence = confidence_from_name(get_string(*json, "confidence")).value_or(Confidence::kLikely);
  return row;
}

}  // namespace hoptac
