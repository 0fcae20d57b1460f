#include "ingest/facts/facets.h"
namespace hoptac {
std::vector<std::string> find_countries(const FactInput&, const Analysis&) { return {}; }
std::vector<std::string> find_topics(const FactInput&) { return {}; }
}  // namespace hoptac
