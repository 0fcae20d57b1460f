#include "index/searcher.h"

#include <algorithm>
#include <utility>

#include "index/answer.h"
#include "index/corrections.h"
#include "index/document_search.h"
#include "index/search_context.h"
#include "index/shards.h"
#include "src/base/file.h"

namespace hoptac {

void add_state_notes(const SearchContext& context, std::vector<std::string>& notes) {
  for (std::string& note : missing_notes(context.open)) notes.push_back(std::move(note));
  if (!context.open.register_current)
    notes.emplace_back("the register is behind the documents; the next ingest mends it");
  if (!context.open.corrections_current)
    notes.emplace_back(
        "overrides.tsv has changed; the next ingest takes it up, or at once: hoptac ingest --overrides " +
        corrections_path(context.index_directory));
}

namespace {

// Between two attempts at missing shards: one that is silent takes all the time that an answer may.
std::int64_t retry_ns(const Shards& shards) {
  constexpr double kSeconds = 10, kTimeouts = 5;
  return static_cast<std::int64_t>(std::max(kSeconds, kTimeouts * shards.list.timeout) * 1e9);
}

enum class Next : std::uint8_t { kGo, kGone, kStop };

// One hit to the sink, as its document is now.
Result<Next> hand_over(const DocumentSearch& search, std::size_t i, const Searcher::HitSink& sink) {
  try {
    const auto hit = search.hit(i);
    if (!hit) return fail(hit.error());
    return sink(*hit) ? Next::kGo : Next::kStop;
  } catch (const Xapian::DocNotFoundError&) {
    return Next::kGone;
  }
}

}  // namespace

struct Searcher::State : SearchContext {
  MissingShards missing_shards = MissingShards::kTell;

  std::size_t count_shards() const { return open.shards ? open.shards->open.size() : 1; }

  // Shards that were missing a while ago may be back.
  Result<void> get_ready() {
    const bool lacking = open.shards && !open.shards->missing.empty();
    if (lacking && now_ns() - open.shards->opened_ns > retry_ns(*open.shards)) {
      if (auto again = reopen_shards(open); !again) return again;
    }
    return check_whole();
  }
  Result<void> check_whole() const {
    return missing_shards == MissingShards::kRefuse ? require_all(open) : Result<void>();
  }
  // One request, from one revision: when the writer overtakes, all of it runs again.
  template <typename F>
  std::invoke_result_t<F> answer(F&& work) {
    if (auto ready = get_ready(); !ready) return fail(std::move(ready.error()));
    auto out = answer_from(open, std::forward<F>(work));
    // A shard may have been lost on the way.
    if (auto whole = check_whole(); out && !whole) return fail(std::move(whole.error()));
    return out;
  }
};

Searcher::Searcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

Result<Searcher> Searcher::open(const std::string& index_directory, const std::string& authority_directory,
                                MissingShards missing) {
  auto authority = Authority::load(TableSource(authority_directory));
  if (!authority) return fail(authority.error());
  auto keywords = load_field_values(TableSource(authority_directory));
  if (!keywords) return fail(keywords.error());
  auto generation = open_generation(index_directory);
  if (!generation) return fail(generation.error());
  auto state = std::make_unique<State>();
  state->index_directory = index_directory;
  state->authority = std::move(*authority);
  state->closed_values = ClosedValues(std::move(*keywords));
  state->open = std::move(*generation);
  state->missing_shards = missing;
  if (auto whole = state->check_whole(); !whole) return fail(std::move(whole.error()));
  return Searcher(std::move(state));
}

Result<SearchResponse> Searcher::search(const SearchRequest& request) {
  return state_->answer([&] { return search_documents(*state_, request); });
}

Result<SearchResponse> Searcher::stream(const SearchRequest& request, const HitSink& sink) {
  auto search = state_->answer([&] { return DocumentSearch::run(*state_, request); });
  if (!search) return fail(search.error());
  std::size_t gone = 0;
  Next next = Next::kGo;
  const std::size_t shards = state_->count_shards();
  const std::string name = generation();
  for (std::size_t i = 0; i < search->size() && next != Next::kStop; ++i) {
    const auto done = state_->answer([&]() -> Result<Next> {
      // Xapian's ids are of as many databases as there were, and of one generation.
      if (state_->count_shards() != shards) return fail(ErrorCode::kIndexMissing, {}, "a shard was lost on the way");
      if (generation() != name) return fail(ErrorCode::kIndexMissing, {}, name + " was removed on the way");
      return hand_over(*search, i, sink);
    });
    if (!done) return fail(done.error());
    next = *done;
    gone += next == Next::kGone ? 1U : 0U;
  }
  SearchResponse out = search->take_response();
  if (gone > 0)
    out.notes.push_back(std::to_string(gone) + " of the documents found were removed while the rows were written");
  return out;
}

Result<AgreementResponse> Searcher::agreements(const AgreementRequest& request) {
  return state_->answer([&] { return search_agreements(*state_, request); });
}

Result<EntityResponse> Searcher::entities(const EntityRequest& request) {
  return state_->answer([&] { return list_entities(*state_, request); });
}

Result<CompletionResponse> Searcher::complete(const CompletionRequest& request) {
  return state_->answer([&] { return hoptac::complete(*state_, request); });
}

Result<StoredDocument> Searcher::document(const std::string& id) {
  return state_->answer([&] { return stored_document(*state_, id); });
}

Result<void> Searcher::check(const SearchRequest& request) {
  return state_->answer([&] { return check_query(*state_, request); });
}

std::vector<std::string> Searcher::missing_shards() const {
  std::vector<std::string> out;
  if (!state_->open.shards) return out;
  for (const MissingShard& shard : state_->open.shards->missing) out.push_back(shard.name);
  return out;
}

std::vector<std::string> Searcher::missing_notes() const { return hoptac::missing_notes(state_->open); }

std::string Searcher::generation() const { return state_->open.generation.name; }

std::uint64_t Searcher::revision() const {
  const auto number = guarded(state_->index_directory,
                              [&]() -> Result<std::uint64_t> { return std::uint64_t{state_->open.parts.revision()}; });
  return number.value_or(0);
}

}  // namespace hoptac
