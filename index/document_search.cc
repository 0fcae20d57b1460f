// `search`: ranked documents with passages, facets and the reasons for an empty answer.
#include <algorithm>
#include <memory>

#include "index/facets.h"
#include "index/highlight.h"
#include "index/match_spec.h"
#include "index/passages.h"
#include "index/query_builder.h"
#include "index/ranking.h"
#include "index/search_context.h"
#include "index/stored.h"
#include "index/suggest.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::size_t kFewHits = 3;  // at most so many: the count of any of the words is offered

Xapian::valueno number(Slot slot) { return static_cast<Xapian::valueno>(slot); }

// Newest first by one or two slots, documents without any last; then by id.
class DateOrder : public Xapian::KeyMaker {
 public:
  DateOrder(Slot first, std::optional<Slot> second) : first_(first), second_(second) {}
  std::string operator()(const Xapian::Document& document) const override {
    std::string key = document.get_value(number(first_));
    if (key.empty() && second_) key = document.get_value(number(*second_));
    for (char& digit : key) digit = static_cast<char>('0' + '9' - digit);
    if (key.empty()) key = "~";
    return key + '\x01' + document.get_value(number(Slot::kId));
  }

 private:
  Slot first_;
  std::optional<Slot> second_;
};

class TitleOrder : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    return document.get_value(number(Slot::kTitle)) + '\x01' + document.get_value(number(Slot::kId));
  }
};

std::unique_ptr<Xapian::KeyMaker> order_of(const SearchRequest& request, bool ranked) {
  const bool by_date = !request.sort_given && !ranked;
  if (by_date) return std::make_unique<DateOrder>(Slot::kSigned, Slot::kPublished);
  if (request.sort == Sort::kSigned) return std::make_unique<DateOrder>(Slot::kSigned, std::nullopt);
  if (request.sort == Sort::kPublished) return std::make_unique<DateOrder>(Slot::kPublished, std::nullopt);
  if (request.sort == Sort::kTitle) return std::make_unique<TitleOrder>();
  return nullptr;
}

std::string shown_date(std::string key) {
  while (key.size() > 4 && key.ends_with("00")) key.resize(key.size() - 2);
  if (key.size() > 4) key.insert(4, "-");
  if (key.size() > 7) key.insert(7, "-");
  return key;
}

Result<Hit> make_hit(const Xapian::MSetIterator& it, const Highlighter& highlighter, const SearchRequest& request) {
  const Xapian::Document found = it.get_document();
  const auto document = decode_stored_document(found.get_data());
  if (!document) return fail(document.error());
  Hit hit;
  hit.id = document->id;
  hit.score = it.get_weight();
  hit.title = document->title;
  hit.published = document->published;
  hit.signed_date = shown_date(found.get_value(number(Slot::kSigned)));
  hit.language = std::string(language_code(document->language));
  hit.path = document->path;
  hit.url = document->url;
  hit.source = document->root;
  if (request.passages == 0) return hit;
  std::vector<std::vector<Mark>> title{highlighter.find(document->title)};
  keep_best_tiers(title);
  for (const Mark& mark : title[0]) hit.title_marks.push_back(mark.span);
  hit.passages = cut_passages(*document, highlighter, {request.passages, request.furniture});
  if (!hit.passages.empty()) hit.page = hit.passages[0].page;
  return hit;
}

BuildOptions build_options(const SearchRequest& request) {
  return {request.expand, request.any, request.furniture, request.plain};
}

Result<ParsedQuery> parse(const SearchRequest& request) {
  return parse_query(request.query, {.any = request.any, .plain = request.plain});
}

void set_order(Xapian::Enquire& enquire, Xapian::KeyMaker* order) {
  // Equal scores and equal keys end in the order of the ids, whatever the docids.
  if (order != nullptr) {
    enquire.set_sort_by_key(order, false);
  } else {
    enquire.set_sort_by_relevance_then_value(number(Slot::kId), false);
  }
}

// One request on its way.
struct Run {
  const SearchContext& context;
  const SearchRequest& request;
  const ParsedQuery& parsed;
  QueryBuilder& builder;
};

Result<void> add_hits(const Run& run, const Xapian::MSet& found, SearchResponse& out) {
  const bool expand = run.request.expand && !run.request.plain;
  const Highlighter highlighter(match_terms(run.parsed.root, run.context.authority, expand));
  for (auto it = found.begin(); it != found.end(); ++it) {
    auto hit = make_hit(it, highlighter, run.request);
    if (!hit) return fail(hit.error());
    out.hits.push_back(std::move(*hit));
  }
  return {};
}

// The matches themselves, counted exactly.
Result<void> match(const Run& run, const Xapian::Query& query, SearchResponse& out) {
  auto facets = FacetCounter::make(run.request.facets);
  if (!facets) return fail(facets.error());
  const auto order = order_of(run.request, run.builder.is_ranked());
  Xapian::Enquire enquire(run.context.open.docs);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BM25Weight(ranking::kK1, 0, 1, ranking::kB, ranking::kShortest));
  set_order(enquire, order.get());
  facets->attach(enquire);
  const Xapian::doccount all = run.context.open.docs.get_doccount();
  const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(run.request.offset, all));
  const auto limit =
      static_cast<Xapian::doccount>(run.request.limit == 0 ? all : std::min<std::size_t>(run.request.limit, all));
  const Xapian::MSet found = enquire.get_mset(offset, limit, all);
  out.total = found.get_matches_estimated();
  out.facets = facets->take(run.context, run.request.facet_limit);
  return add_hits(run, found, out);
}

// Records that the date filter alone keeps out.
Result<std::size_t> undated_left_out(const Run& run) {
  if (!run.builder.is_dated()) return std::size_t{0};
  const auto inside = run.builder.build(Target::kDocs, Undated::kExclude);
  if (!inside) return fail(inside.error());
  const auto with = run.builder.build(Target::kDocs, Undated::kInclude);
  if (!with) return fail(with.error());
  return count_matches(run.context.open.docs, *with) - count_matches(run.context.open.docs, *inside);
}

void add_advice(const Run& run, SearchResponse& out) {
  const BuildOptions options = build_options(run.request);
  if (out.total > kFewHits || run.request.offset > 0) return;
  if (out.total > 0) {
    out.suggestions = suggest_any(run.context, run.parsed, options, out.total);
    return;
  }
  Analysed analysed = analyse_no_hits(run.context, run.parsed, options, Target::kDocs, out.undated);
  out.suggestions = std::move(analysed.suggestions);
  for (std::string& note : analysed.notes) out.notes.push_back(std::move(note));
}

Result<void> answer(const Run& run, SearchResponse& out) {
  const auto undated = undated_left_out(run);
  if (!undated) return fail(undated.error());
  out.undated = *undated;
  const auto query = run.builder.build(Target::kDocs, run.request.undated);
  if (!query) return fail(query.error());
  if (auto done = match(run, *query, out); !done) return done;
  if (run.request.explain) {
    auto lines = run.builder.explain(Target::kDocs);
    if (!lines) return fail(lines.error());
    out.explanation = std::move(*lines);
  }
  if (!run.request.plain) add_advice(run, out);
  return {};
}

}  // namespace

Result<SearchResponse> search_documents(const SearchContext& context, const SearchRequest& request) {
  const auto parsed = parse(request);
  if (!parsed) return fail(parsed.error());
  QueryBuilder builder(context.open, context.authority, *parsed, build_options(request));
  SearchResponse out;
  out.offset = request.offset;
  out.limit = request.limit;
  out.understood = print(parsed->root);
  add_state_notes(context, out.notes);
  if (auto done = answer({context, request, *parsed, builder}, out); !done) return fail(done.error());
  return out;
}

Result<void> check_query(const SearchContext& context, const SearchRequest& request) {
  const auto parsed = parse(request);
  if (!parsed) return fail(parsed.error());
  QueryBuilder builder(context.open, context.authority, *parsed, build_options(request));
  const auto query = builder.build(Target::kDocs, Undated::kExclude);
  if (!query) return fail(query.error());
  return {};
}

}  // namespace hoptac
