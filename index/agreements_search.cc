// `agreements`: rows of the register, newest signed first, and the counts that texts state.
#include <algorithm>
#include <set>

#include "index/identity_store.h"
#include "index/match_spec.h"
#include "index/query_builder.h"
#include "index/result_order.h"
#include "index/search_context.h"
#include "index/stored.h"
#include "index/suggest.h"
#include "ingest/text/normalise.h"
#include "ingest/text/segment.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxFigures = 10;

Xapian::valueno number(Slot slot) { return static_cast<Xapian::valueno>(slot); }

// Newest signed first, unsigned last, then by id.
class NewestSigned : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    std::string key = document.get_value(number(Slot::kSigned));
    for (char& digit : key) digit = static_cast<char>('0' + '9' - digit);
    if (key.empty()) key = "~";
    return key + '\x01' + document.get_value(number(Slot::kId));
  }
};

// The value as it may stand between quotes: its words.
std::string quoted(std::string_view field, std::string_view value) {
  std::string words;
  for (const QueryWord& word : query_words(value)) words.append(words.empty() ? "" : " ").append(word.text);
  return std::string(field) + ":\"" + words + "\"";
}

// The options as fields of the query language, behind the query itself.
std::string with_options(const AgreementRequest& request) {
  std::vector<std::string> parts;
  if (!trim(request.query).empty()) parts.push_back("(" + request.query + ")");
  for (const std::string& party : request.parties) parts.push_back(quoted("party", party));
  const auto add = [&](std::string_view field, const std::string& value) {
    if (!value.empty()) parts.push_back(quoted(field, value));
  };
  add("country", request.country);
  add("type", request.type);
  add("topic", request.topic);
  add("status", request.status);
  add("confidence", request.min_confidence);
  add("signatory", request.signatory);
  if (!request.since.empty() || !request.until.empty())
    parts.push_back("signed:" + request.since + ".." + request.until);
  if (parts.size() == 1 && !trim(request.query).empty()) return request.query;
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : " ").append(part);
  return out;
}

Result<ParsedQuery> parse(const AgreementRequest& request) {
  // By itself first, so that a fault shows the query as typed.
  if (auto own = parse_query(request.query, {}); !own) return own;
  for (const std::string* date : {&request.since, &request.until}) {
    if (date->empty()) continue;
    if (auto sound = parse_query("signed:" + *date, {}); !sound) return sound;
  }
  return parse_query(with_options(request), {});
}

struct Run {
  const SearchContext& context;
  const AgreementRequest& request;
  const ParsedQuery& parsed;
  QueryBuilder& builder;
};

Result<void> add_rows(const Run& run, const Xapian::Query& query, AgreementResponse& out) {
  const Xapian::Database& db = run.context.open.register_db;
  const Xapian::doccount all = db.get_doccount();
  if (all == 0) return {};
  Xapian::Enquire enquire(db);
  NewestSigned order;
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_key(&order, false);
  const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(run.request.offset, all));
  const std::size_t limit = run.request.limit == 0 ? all : std::min<std::size_t>(run.request.limit, all);
  const Xapian::MSet found = enquire.get_mset(offset, static_cast<Xapian::doccount>(limit), all);
  out.total = found.get_matches_estimated();
  for (auto it = found.begin(); it != found.end(); ++it) {
    auto row = decode_row(it.get_document().get_data());
    if (!row) return fail(row.error());
    apply_identity(who_is_who(*run.context.open.identity), *row);
    out.agreements.push_back(std::move(*row));
  }
  return {};
}

// Parties asked for, by option or field, outside of NOT.
void collect_parties(const QueryNode& node, std::vector<const QueryNode*>& out) {
  if (node.kind == NodeKind::kNot) return;
  if (node.kind == NodeKind::kField && node.field->prefix == prefix::kParty) out.push_back(&node);
  for (const QueryNode& child : node.children) collect_parties(child, out);
}

// Who is asked about: keys and whole folded names, and the words of names that no list knows.
struct Asked {
  std::set<std::string> keys;
  std::set<std::string> whole;
  std::vector<std::vector<QueryWord>> names;

  bool is(const Institution& institution) const {
    return keys.count(institution.key) > 0 || keys.count(local_key(institution)) > 0 || is_named(institution.name) ||
           std::any_of(institution.aliases.begin(), institution.aliases.end(),
                       [&](const std::string& alias) { return is_named(alias); });
  }
  bool is_named(std::string_view name) const {
    const std::string phrase = fold_phrase(name);
    if (whole.count(phrase) > 0) return true;
    const std::string folded = " " + phrase + " ";
    return std::any_of(names.begin(), names.end(), [&](const std::vector<QueryWord>& words) {
      return std::all_of(words.begin(), words.end(), [&](const QueryWord& word) {
        return folded.find(" " + word.folded + " ") != std::string::npos;
      });
    });
  }
};

Asked asked_parties(const Run& run, const std::vector<const QueryNode*>& parties) {
  Asked out;
  for (const QueryNode* party : parties) {
    const auto rows = institutions_of(*party, run.context.authority);
    out.whole.insert(fold_phrase(party->value));
    const Identity& identity = *run.context.open.identity;
    for (const std::string& entity : identity.entities_named(EntityType::kInstitution, party->value)) {
      for (std::string& key : identity.posted_keys(EntityType::kInstitution, entity)) out.keys.insert(std::move(key));
    }
    for (const std::uint32_t i : rows) {
      const AuthorityInstitution& row = run.context.authority.institutions()[i];
      out.keys.insert(row.id);
      for (const std::string& name : row.names) out.whole.insert(fold_phrase(name));
    }
    if (rows.empty()) out.names.push_back(party->words);
  }
  return out;
}

// Figures of the institution asked for; those that name none count when it is a party or alone.
bool concerns(const Figure& figure, const Analysis& analysis, const Asked& asked) {
  if (figure.institution_index >= 0 &&
      static_cast<std::size_t>(figure.institution_index) < analysis.institutions.size())
    return asked.is(analysis.institutions[static_cast<std::size_t>(figure.institution_index)]);
  if (!figure.institution.empty()) return asked.is_named(figure.institution);
  for (const Agreement& agreement : analysis.agreements) {
    for (const Party& party : agreement.parties) {
      if (party.institution_index >= 0 &&
          static_cast<std::size_t>(party.institution_index) < analysis.institutions.size() &&
          asked.is(analysis.institutions[static_cast<std::size_t>(party.institution_index)]))
        return true;
    }
  }
  return analysis.institutions.size() == 1 && asked.is(analysis.institutions[0]);
}

// Documents with figures that name any of the parties.
Xapian::Query figure_documents(const Run& run, const std::vector<const QueryNode*>& parties) {
  std::vector<Xapian::Query> named;
  for (const QueryNode* party : parties) {
    QueryNode institution = *party;
    institution.field = find_field("institution");
    const auto made =
        field_query(institution, {run.context.authority, run.context.open.terms, run.context.open.identity.get()});
    if (made) named.push_back(made->query);
  }
  const Xapian::Query any(Xapian::Query::OP_OR, named.begin(), named.end());
  return {Xapian::Query::OP_FILTER, any, Xapian::Query(make_term(prefix::kHas, "figure"))};
}

// The sentence that states the figure: the words that a person would quote.
Span sentence_around(const Document& document, Span figure) {
  for (const Block& block : document.blocks) {
    if (!block.span.contains(figure)) continue;
    const TokenStream tokens(slice(document.text, block.span));
    for (const TokenRange range : sentences(tokens, {0, tokens.size()})) {
      const Span inside = tokens.cover(range.begin, range.end - 1);
      const Span sentence{inside.begin + block.span.begin, inside.end + block.span.begin};
      if (sentence.contains(figure)) return sentence;
    }
  }
  return figure;
}

void add_figures(const Run& run, AgreementResponse& out) {
  std::vector<const QueryNode*> parties;
  collect_parties(run.parsed.root, parties);
  const Xapian::Database& docs = run.context.open.docs;
  if (parties.empty() || docs.get_doccount() == 0) return;
  const Asked asked = asked_parties(run, parties);
  Xapian::Enquire enquire(docs);
  enquire.set_query(figure_documents(run, parties));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  set_order(enquire, {Slot::kPublishedOrder, run.context.open.has_orders});
  const Xapian::MSet found = enquire.get_mset(0, docs.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) {
    const auto stored = decode_stored(it.get_document().get_data());
    if (!stored) continue;
    for (const Figure& f : stored->analysis.figures) {
      if (out.figures.size() == kMaxFigures) return;
      if (!concerns(f, stored->analysis, asked) || f.span.end > stored->document.text.size()) continue;
      const Span sentence = sentence_around(stored->document, f.span);
      out.figures.push_back({stored->document.id, f.value, f.unit, f.of, f.institution, f.period,
                             std::string(slice(stored->document.text, sentence)), sentence});
    }
  }
}

Result<std::size_t> undated_left_out(const Run& run) {
  if (!run.builder.is_dated()) return std::size_t{0};
  const auto inside = run.builder.build(Target::kRegister, Undated::kExclude);
  if (!inside) return fail(inside.error());
  const auto with = run.builder.build(Target::kRegister, Undated::kInclude);
  if (!with) return fail(with.error());
  const Xapian::Database& db = run.context.open.register_db;
  return count_matches(db, *with) - count_matches(db, *inside);
}

Result<void> answer(const Run& run, AgreementResponse& out) {
  const auto undated = undated_left_out(run);
  if (!undated) return fail(undated.error());
  out.undated = *undated;
  const auto query = run.builder.build(Target::kRegister, run.request.undated);
  if (!query) return fail(query.error());
  if (auto done = add_rows(run, *query, out); !done) return done;
  add_figures(run, out);
  if (run.request.explain) {
    auto lines = run.builder.explain(Target::kRegister);
    if (!lines) return fail(lines.error());
    out.explanation = std::move(*lines);
  }
  if (run.request.offset > 0) return {};
  const BuildOptions options;
  Analysed analysed = advise({run.context, run.parsed, options, Target::kRegister}, out.total, out.undated);
  out.suggestions = std::move(analysed.suggestions);
  for (std::string& note : analysed.notes) out.notes.push_back(std::move(note));
  return {};
}

}  // namespace

Result<AgreementResponse> search_agreements(const SearchContext& context, const AgreementRequest& request) {
  const auto parsed = parse(request);
  if (!parsed) return fail(parsed.error());
  QueryBuilder builder(context.open, context.authority, *parsed, {});
  AgreementResponse out;
  out.offset = request.offset;
  out.limit = request.limit;
  out.understood = print(parsed->root);
  add_state_notes(context, out.notes);
  if (auto done = answer({context, request, *parsed, builder}, out); !done) return fail(done.error());
  return out;
}

}  // namespace hoptac
