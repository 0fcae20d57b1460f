// `suggest`: how a query that someone has begun to type may go on.
#include <algorithm>
#include <set>

#include "index/adjacency.h"
#include "index/frequent_terms.h"
#include "index/name_completions.h"
#include "index/near_terms.h"
#include "index/query_ast.h"
#include "index/schema.h"
#include "index/search_context.h"
#include "index/stored.h"
#include "ingest/text/normalise.h"
#include "ingest/text/tokens.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxWords = 8;          // of what was typed; nobody completes a whole sentence
constexpr std::size_t kMaxRows = 16;          // rows of one kind
constexpr std::size_t kWordRows = 5;          // words shown
constexpr std::size_t kTitleRows = 3;         // titles shown
constexpr std::size_t kMaxData = 64U << 10U;  // bytes of a document that is looked at for accents
constexpr std::size_t kTitleDocuments = 40;   // looked at for titles
constexpr AdjacencySample kSample{16, 300};

// The query as typed and as keys.
struct Typed {
  std::string before;  // what stands before the last word, as typed
  std::vector<QueryWord> words;
  TypedBeginning keys;
  bool marked = false;

  const QueryWord* last() const { return keys.last.empty() ? nullptr : &words.back(); }
};

// REQUIRES: clean_text().
Typed read(const std::string& clean) {
  Typed out;
  out.words = query_words(clean);
  const bool open = !clean.empty() && !out.words.empty() && clean.ends_with(out.words.back().text);
  for (std::size_t i = 0; i < out.words.size(); ++i) {
    const QueryWord& word = out.words[i];
    out.marked = out.marked || word.marked;
    if (open && i + 1 == out.words.size()) {
      out.keys.last = word.folded;
    } else {
      out.keys.words.push_back(word.folded);
      out.before += word.text + " ";
    }
  }
  return out;
}

// A word that the last one may become, and a document where it stands behind the one before.
struct NextWord {
  FrequentTerm term;
  Xapian::docid document = 0;
};

// Words of the texts that begin like the last one; behind another word only those that stand behind it somewhere.
std::vector<NextWord> next_words(const SearchContext& context, const Typed& typed) {
  std::vector<std::pair<std::size_t, NextWord>> ranked;
  const bool first = typed.keys.words.empty();
  const std::string before = first ? std::string() : make_term({}, word_value(typed.keys.words.back()));
  for (FrequentTerm& word : frequent_terms(context.open, {}, typed.keys.last, kMaxRows)) {
    std::vector<Xapian::docid> beside;
    if (!first) beside = adjacent(context.open.docs, before, make_term({}, word_value(word.value)), kSample);
    if (first || !beside.empty()) ranked.push_back({beside.size(), {std::move(word), first ? 0 : beside[0]}});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<NextWord> out;
  for (auto& [beside, word] : ranked) out.push_back(std::move(word));
  return out;
}

// How a document writes `word` behind `before`; "" when it does not, or is too long to look at.
std::string written_behind(const SearchContext& context, Xapian::docid id, const std::string& before,
                           const std::string& word) {
  const std::string data = id == 0 ? std::string() : context.open.docs.get_document(id).get_data();
  if (data.empty() || data.size() > kMaxData) return {};
  const auto stored = decode_stored_document(data);
  if (!stored) return {};
  const TokenStream tokens(stored->text);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens.folded(i) == word && tokens.folded(i - 1) == before) return std::string(tokens.exact(i));
  }
  return {};
}

// With accents when such are typed, and so that it goes on as typed; "" when nothing does.
std::string written(const SearchContext& context, const Typed& typed, const NextWord& next) {
  const QueryWord& last = *typed.last();
  const std::string& folded = next.term.value;
  if (folded == last.folded) return last.text;
  if (!typed.marked) return folded;
  const auto goes_on = [&](const std::string& form) { return !last.marked || form.starts_with(last.exact); };
  if (!typed.keys.words.empty()) {
    const std::string form = written_behind(context, next.document, typed.keys.words.back(), folded);
    if (!form.empty() && goes_on(form)) return form;
  }
  for (const NearTerm& form : marked_forms(context.open.docs, folded)) {
    if (goes_on(form.word)) return form.word;
  }
  return last.marked ? std::string() : folded;
}

void add_words(const SearchContext& context, const Typed& typed, std::vector<Completion>& out) {
  if (typed.last() == nullptr) return;
  std::size_t added = 0;
  for (const NextWord& next : next_words(context, typed)) {
    if (added == kWordRows) return;
    const std::string last = written(context, typed, next);
    if (last.empty()) continue;
    const std::string text = typed.before + last;
    out.push_back({text, "word", next.term.frequency, text});
    ++added;
  }
}

// Documents whose title has all the words.
Xapian::MSet titles_with(const SearchContext& context, const Typed& typed) {
  std::vector<Xapian::Query> parts;
  for (const std::string& word : typed.keys.words) parts.emplace_back(make_term(prefix::kTitle, word_value(word)));
  std::vector<Xapian::Query> ways;
  if (!typed.keys.last.empty()) {
    for (const FrequentTerm& word : frequent_terms(context.open, prefix::kTitle, typed.keys.last, kMaxRows))
      ways.emplace_back(make_term(prefix::kTitle, word.value));
    parts.emplace_back(Xapian::Query::OP_OR, ways.begin(), ways.end());
  }
  Xapian::Enquire enquire(context.open.docs);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end()));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, kTitleDocuments);
}

// Titles that begin as typed, then those with the words inside.
void add_titles(const SearchContext& context, const Typed& typed, std::vector<Completion>& out) {
  const std::string phrase = typed.keys.phrase();
  std::vector<Xapian::Document> begin, inside;
  std::set<std::string> seen;
  const Xapian::MSet found = titles_with(context, typed);
  for (auto it = found.begin(); it != found.end(); ++it) {
    const Xapian::Document document = it.get_document();
    const std::string title = document.get_value(slot_number(Slot::kTitle));
    const bool begins = title.starts_with(phrase);
    if (!begins && title.find(" " + phrase) == std::string::npos) continue;
    if (seen.insert(title).second) (begins ? begin : inside).push_back(document);
  }
  begin.insert(begin.end(), inside.begin(), inside.end());
  if (begin.size() > kTitleRows) begin.resize(kTitleRows);
  for (const Xapian::Document& document : begin) {
    const auto stored = decode_stored_document(document.get_data());
    if (!stored) continue;
    std::string quoted = stored->title;
    std::erase(quoted, '"');
    out.push_back({stored->title, "title", 1, "title:\"" + quoted + "\""});
  }
}

// Types of agreements that some document has.
void add_types(const SearchContext& context, const Typed& typed, std::vector<Completion>& out) {
  const std::string phrase = typed.keys.phrase();
  for (const AgreementType& row : context.authority.agreement_types()) {
    std::vector<std::string> names{row.name_vi, row.name_en};
    names.insert(names.end(), row.triggers.begin(), row.triggers.end());
    const auto fits = std::find_if(names.begin(), names.end(),
                                   [&](const std::string& name) { return fold_phrase(name).starts_with(phrase); });
    if (fits == names.end()) continue;
    const std::size_t count = context.open.docs.get_termfreq(make_term(prefix::kType, keyword_value(row.id)));
    if (count > 0) out.push_back({*fits, "type", count, "type:" + row.id});
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
  if (colon == std::string::npos || colon + 1 == text.size() || text[colon + 1] == ' ') return std::nullopt;
  const std::size_t blank = text.find_last_of(" (", colon);
  const std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
  OpenField out{text.substr(0, colon + 1), find_field(text.substr(begin, colon - begin)), text.substr(colon + 1)};
  if (out.value.starts_with('"')) out.value.erase(0, 1);
  if (out.field == nullptr || out.value.find('"') != std::string::npos) return std::nullopt;
  return out;
}

std::vector<Completion> field_values(const SearchContext& context, const OpenField& open, std::size_t limit) {
  const Typed typed = read(open.value);
  std::vector<Completion> rows;
  if (typed.words.empty() || typed.words.size() > kMaxWords) return rows;
  const FieldKind kind = open.field->kind;
  if (kind == FieldKind::kInstitution) rows = complete_names(context, EntityType::kInstitution, typed.keys, limit);
  if (kind == FieldKind::kPerson) rows = complete_names(context, EntityType::kPerson, typed.keys, limit);
  if (kind == FieldKind::kCertification) rows = complete_names(context, EntityType::kCertification, typed.keys, limit);
  if (kind == FieldKind::kType) add_types(context, typed, rows);
  // The value of the row's own query, behind what was typed.
  for (Completion& row : rows) row.query = row.text = open.before + row.query.substr(row.query.find(':') + 1);
  return rows;
}

std::vector<Completion> everything(const SearchContext& context, const Typed& typed, std::size_t limit) {
  std::vector<Completion> rows;
  if (typed.words.empty() || typed.words.size() > kMaxWords) return rows;
  add_types(context, typed, rows);
  for (const EntityType type : {EntityType::kInstitution, EntityType::kPerson, EntityType::kCertification}) {
    for (Completion& name : complete_names(context, type, typed.keys, limit)) rows.push_back(std::move(name));
  }
  add_words(context, typed, rows);
  add_titles(context, typed, rows);
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
  rows = field ? field_values(context, *field, limit) : everything(context, read(text), limit);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Completion& a, const Completion& b) { return a.count > b.count; });
  if (request.limit > 0 && rows.size() > request.limit) rows.resize(request.limit);
  return out;
}

}  // namespace hoptac
