#include "ingest/facts/statements.h"
namespace hoptac {
std::vector<Quote> find_quotes(const FactInput&, const Analysis&) { return {}; }
std::vector<Recognition> find_recognitions(const FactInput&, const Analysis&) { return {}; }
}  // namespace hoptac
