#include "ingest/facts/certifications.h"
namespace hoptac {
std::vector<Certification> find_certifications(const FactInput&, const Analysis&) { return {}; }
}  // namespace hoptac
