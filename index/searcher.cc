#include "index/searcher.h"
namespace hoptac {
struct Searcher::State {};
Searcher::Searcher(std::unique_ptr<State> state) : state_(std::move(state)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;
Result<Searcher> Searcher::open(const std::string& d, const std::string&) { return fail(ErrorCode::kIndexMissing, d); }
Result<SearchResponse> Searcher::search(const SearchRequest&) { return SearchResponse{}; }
Result<AgreementResponse> Searcher::agreements(const AgreementRequest&) { return AgreementResponse{}; }
Result<EntityResponse> Searcher::entities(const EntityRequest&) { return EntityResponse{}; }
Result<StoredDocument> Searcher::document(const std::string& id) { return fail(ErrorCode::kNotFound, id); }
Result<void> Searcher::check(const SearchRequest&) { return {}; }
std::string Searcher::generation() const { return {}; }
std::uint64_t Searcher::revision() const { return 0; }
}  // namespace hoptac
