#include "ingest/structure/structure.h"
namespace hoptac {
struct Structurer::Tables {};
Structurer::Structurer() = default;
Structurer::Structurer(Structurer&&) noexcept = default;
Structurer& Structurer::operator=(Structurer&&) noexcept = default;
Structurer::~Structurer() = default;
Result<Structurer> Structurer::create(const TableSource&) { return Structurer(); }
Result<Document> Structurer::make_document(const RawDocument&, DocumentIdentity) const { return Document{}; }
}  // namespace hoptac
