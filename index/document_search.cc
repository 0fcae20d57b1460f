#include "index/document_search.h"

#include <algorithm>
#include <optional>

#include "index/document_reader.h"
#include "index/facets.h"
#include "index/hits.h"
#include "index/match_spec.h"
#include "index/query_builder.h"
#include "index/rank.h"
#include "index/result_order.h"
#include "index/shards.h"
#include "index/suggest.h"

namespace hoptac {
namespace {

BuildOptions build_options(const SearchRequest& request) {
  return {request.expand, request.any, request.furniture, request.plain};
}

Result<ParsedQuery> parse(const SearchRequest& request) {
  return parse_query(request.query, {.any = request.any, .plain = request.plain});
}

// One request on its way.
struct Run {
  const SearchContext& context;
  const SearchRequest& request;
  const ParsedQuery& parsed;
  QueryBuilder& builder;
};

Highlighter highlighter_of(const Run& run) {
  const bool expand = run.request.expand && !run.request.plain;
  return Highlighter(match_terms(run.parsed.root, run.context.authority, expand));
}

std::optional<Xapian::Database> beside_servers(const OpenGeneration& open) {
  const bool remote = open.shards && open.shards->has_remote();
  return remote ? std::optional(open.shards->local_docs()) : std::nullopt;
}

// The matches in their order, counted exactly.
Result<Ranked> match(const Run& run, const Xapian::Query& query, SearchResponse& out) {
  auto facets = FacetCounter::make(run.request.facets);
  if (!facets) return fail(facets.error());
  const OpenGeneration& open = run.context.open;
  Ranked ranked =
      rank(open.docs,
           {query, run.builder.neighbours(), order_of(run.request, run.builder.is_ranked(), open.has_orders),
            run.request.offset, run.request.limit, run.request.ids_only, beside_servers(open)},
           *facets);
  out.total = ranked.total;
  out.facets = facets->take(run.context, run.request.facet_limit);
  return ranked;
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
  if (run.request.offset > 0) return;
  const BuildOptions options = build_options(run.request);
  Analysed analysed = advise({run.context, run.parsed, options, Target::kDocs}, out.total, out.undated);
  out.suggestions = std::move(analysed.suggestions);
  for (std::string& note : analysed.notes) out.notes.push_back(std::move(note));
}

// Everything but the hits.
Result<Ranked> answer(const Run& run, SearchResponse& out) {
  const auto undated = undated_left_out(run);
  if (!undated) return fail(undated.error());
  out.undated = *undated;
  const auto query = run.builder.build(Target::kDocs, run.request.undated);
  if (!query) return fail(query.error());
  if (const std::size_t left_out = run.builder.left_out(); left_out > 0)
    out.notes.push_back(std::to_string(left_out) +
                        " of the most frequent words were left out: " + QueryBudget::cause());
  auto found = match(run, *query, out);
  if (!found) return found;
  if (run.request.explain) {
    auto lines = run.builder.explain(Target::kDocs);
    if (!lines) return fail(lines.error());
    out.explanation = std::move(*lines);
  }
  // Pasted text has many rare words: nobody is told of them as long as something is found.
  if (!run.request.plain || out.total == 0) add_advice(run, out);
  return found;
}

std::vector<Xapian::docid> documents_of(const Ranked& found) {
  std::vector<Xapian::docid> out;
  for (const Match& match : found.matches) out.push_back(match.document);
  return out;
}

}  // namespace

struct DocumentSearch::State {
  const SearchContext& context;
  const SearchRequest& request;
  SearchResponse response;
  Ranked found;
  std::optional<Highlighter> highlighter;
  std::optional<DocumentReader> reader;
};

DocumentSearch::DocumentSearch(std::unique_ptr<State> state) : state_(std::move(state)) {}
DocumentSearch::DocumentSearch(DocumentSearch&&) noexcept = default;
DocumentSearch::~DocumentSearch() = default;

Result<DocumentSearch> DocumentSearch::run(const SearchContext& context, const SearchRequest& request) {
  const auto parsed = parse(request);
  if (!parsed) return fail(parsed.error());
  QueryBuilder builder(context.open, context.authority, *parsed, build_options(request));
  auto state = std::make_unique<State>(State{context, request, {}, {}, {}, {}});
  SearchResponse& out = state->response;
  out.offset = request.offset;
  out.limit = request.limit;
  out.understood = print(parsed->root);
  add_state_notes(context, out.notes);
  const Run run{context, request, *parsed, builder};
  auto found = answer(run, out);
  if (!found) return fail(found.error());
  state->found = std::move(*found);
  state->highlighter = highlighter_of(run);
  if (!request.ids_only) state->reader.emplace(context.open, documents_of(state->found));
  return DocumentSearch(std::move(state));
}

std::size_t DocumentSearch::size() const { return state_->found.matches.size(); }

Result<Hit> DocumentSearch::hit(std::size_t i) const {
  const Match& match = state_->found.matches[i];
  if (state_->request.ids_only) {
    Hit hit;
    hit.id = state_->found.ids[i];
    hit.score = match.weight;
    return hit;
  }
  return make_hit(state_->reader->read(i), match.weight, *state_->highlighter, state_->request);
}

SearchResponse DocumentSearch::take_response() { return std::move(state_->response); }

Result<SearchResponse> search_documents(const SearchContext& context, const SearchRequest& request) {
  auto search = DocumentSearch::run(context, request);
  if (!search) return fail(search.error());
  SearchResponse out = search->take_response();
  for (std::size_t i = 0; i < search->size(); ++i) {
    auto hit = search->hit(i);
    if (!hit) return fail(hit.error());
    out.hits.push_back(std::move(*hit));
  }
  return out;
}

Result<void> check_query(const SearchContext& context, const SearchRequest& request) {
  const auto parsed = parse(request);
  if (!parsed) return fail(parsed.error());
  QueryBuilder builder(context.open, context.authority, *parsed, build_options(request));
  const auto query = builder.build(Target::kDocs, Undated::kExclude);
  if (!query) return fail(query.error());
  if (const auto facets = FacetCounter::make(request.facets); !facets) return fail(facets.error());
  return {};
}

}  // namespace hoptac
