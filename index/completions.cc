// `suggest`: how a query that someone has begun to type may go on.
#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "index/document_reader.h"
#include "index/frequent_terms.h"
#include "index/name_completions.h"
#include "index/sample.h"
#include "index/schema.h"
#include "index/search_context.h"
#include "index/stored.h"
#include "index/word_completions.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxWords = 8;         // of what was typed; nobody completes a whole sentence
constexpr std::size_t kMaxRows = 16;         // rows of one kind
constexpr std::size_t kTitleRows = 3;        // titles shown
constexpr std::size_t kTitleDocuments = 40;  // looked at for titles
constexpr std::size_t kSampled = 64;         // of those that have the rarest of the words

// Documents whose title has all the words.
std::vector<Xapian::docid> titles_with(const SearchContext& context, const TypedQuery& typed) {
  std::vector<Xapian::Query> parts;
  Xapian::doccount rarest = context.open.docs.get_doccount();
  for (const std::string& word : typed.keys.words) {
    parts.emplace_back(make_term(prefix::kTitle, word_value(word)));
    rarest = std::min(rarest, context.open.terms.frequency(make_term(prefix::kTitle, word_value(word))));
  }
  std::vector<Xapian::Query> ways;
  if (!typed.keys.last.empty()) {
    Xapian::doccount any = 0;
    for (const FrequentTerm& word : frequent_terms(context.open, prefix::kTitle, typed.keys.last, kMaxRows)) {
      ways.emplace_back(make_term(prefix::kTitle, word.value));
      any += word.frequency;
    }
    rarest = std::min(rarest, any);
    parts.emplace_back(Xapian::Query::OP_OR, ways.begin(), ways.end());
  }
  const Xapian::Query all(Xapian::Query::OP_AND, parts.begin(), parts.end());
  return first_by_id(context.open.docs, sample_of(context.open.terms, all, rarest, kSampled), kTitleDocuments);
}

// Titles that begin as typed, then those with the words inside.
void add_titles(const SearchContext& context, const TypedQuery& typed, std::vector<Completion>& out) {
  const std::string phrase = typed.keys.phrase();
  std::vector<Xapian::Document> begin, inside;
  std::set<std::string> seen;
  const std::vector<Xapian::docid> found = titles_with(context, typed);
  DocumentReader reader(context.open, found);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Xapian::Document document = reader.read(i);
    const std::string title = document.get_value(slot_number(Slot::kTitle));
    const bool begins = title.starts_with(phrase);
    if (!begins && title.find(" " + phrase) == std::string::npos) continue;
    if (seen.insert(title).second) (begins ? begin : inside).push_back(document);
  }
  begin.insert(begin.end(), inside.begin(), inside.end());
  if (begin.size() > kTitleRows) begin.resize(kTitleRows);
  for (const Xapian::Document& document : begin) {
    const std::string title = decode_stored_title(document.get_data());
    if (title.empty()) continue;
    std::string quoted = title;
    std::erase(quoted, '"');
    out.push_back({title, "title", 1, "title:\"" + quoted + "\""});
  }
}

// In quotes when it is more than one plain word.
std::string quoted(std::string value) {
  std::erase(value, '"');
  const std::vector<QueryWord> words = query_words(value);
  return words.size() == 1 && words[0].text == value ? value : "\"" + value + "\"";
}

// Values of a field with a closed list that some document has.
void add_values(const SearchContext& context, const Field& field, const std::string& phrase,
                std::vector<Completion>& out) {
  for (const ClosedValue& v : context.closed_values.beginning(context.authority, field, phrase)) {
    const std::size_t count = context.open.terms.frequency(make_term(field.prefix, keyword_value(v.value)));
    if (count > 0) out.push_back({v.name, std::string(field.name), count, std::string(field.name) + ":" + v.value});
  }
}

// A query that ends in the value of a field: `type:mou party:"dai ho`.
struct OpenField {
  std::string before;  // with the field's name and its colon
  const Field* field = nullptr;
  std::string value;
};

std::optional<OpenField> open_field(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || text.substr(colon + 1).starts_with(' ')) return std::nullopt;
  const std::size_t blank = text.find_last_of(" (", colon);
  const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
  OpenField out{text.substr(0, colon + 1), find_field(text.substr(begin, colon - begin)), text.substr(colon + 1)};
  if (out.field == nullptr || (out.value.empty() && !ClosedValues::has_list(*out.field))) return std::nullopt;
  while (out.value.starts_with('(')) {
    out.before += '(';
    out.value.erase(0, 1);
  }
  if (out.value.starts_with('"')) out.value.erase(0, 1);
  if (out.value.find_first_of("\"()") != std::string::npos) return std::nullopt;
  return out;
}

std::vector<Completion> field_values(const SearchContext& context, const OpenField& open, std::size_t limit) {
  const TypedQuery typed = read_typed(open.value);
  std::vector<Completion> rows;
  if (typed.words.size() > kMaxWords) return rows;
  const FieldKind kind = open.field->kind;
  if (ClosedValues::has_list(*open.field)) add_values(context, *open.field, typed.keys.phrase(), rows);
  if (!typed.words.empty()) {
    if (kind == FieldKind::kInstitution) rows = complete_names(context, EntityType::kInstitution, typed.keys, limit);
    if (kind == FieldKind::kPerson) rows = complete_names(context, EntityType::kPerson, typed.keys, limit);
    if (kind == FieldKind::kCertification)
      rows = complete_names(context, EntityType::kCertification, typed.keys, limit);
  }
  // The value of the row's own query, behind what was typed.
  for (Completion& row : rows) {
    row.text = open.before + quoted(row.text);
    row.query = open.before + row.query.substr(row.query.find(':') + 1) + closing(open.before);
  }
  return rows;
}

// Brackets and a minus that stand before what becomes a name stay before it; a quote is in its query already.
void keep_opening(const TypedQuery& typed, std::vector<Completion>& rows) {
  if (typed.opening.empty()) return;
  std::string kept;
  std::copy_if(typed.opening.begin(), typed.opening.end(), std::back_inserter(kept),
               [](char c) { return c == '(' || c == '-'; });
  for (Completion& row : rows) {
    row.text.insert(0, typed.opening);
    row.query = kept + row.query + closing(kept);
  }
}

std::vector<Completion> everything(const SearchContext& context, const TypedQuery& typed, std::size_t limit) {
  std::vector<Completion> rows;
  if (typed.words.empty() || typed.words.size() > kMaxWords) return rows;
  add_values(context, *find_field("type"), typed.keys.phrase(), rows);
  for (const EntityType type : {EntityType::kInstitution, EntityType::kPerson, EntityType::kCertification}) {
    for (Completion& name : complete_names(context, type, typed.keys, limit)) rows.push_back(std::move(name));
  }
  add_titles(context, typed, rows);
  keep_opening(typed, rows);
  for (Completion& word : complete_words(context, typed)) rows.push_back(std::move(word));
  return rows;
}

}  // namespace

Result<CompletionResponse> complete(const SearchContext& context, const CompletionRequest& request) {
  CompletionResponse out;
  if (context.open.docs.get_doccount() == 0) return out;
  std::vector<Completion>& rows = out.rows;
  const std::size_t limit = std::min(request.limit == 0 ? kMaxRows : request.limit, kMaxRows);
  const std::string text = clean_text(request.text);
  const auto field = open_field(text);
  rows = field ? field_values(context, *field, limit) : everything(context, read_typed(text), limit);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Completion& a, const Completion& b) { return a.count > b.count; });
  if (request.limit > 0 && rows.size() > request.limit) rows.resize(request.limit);
  return out;
}

}  // namespace hoptac
