#include "ingest/authority/authority.h"
namespace hoptac {
Result<Authority> Authority::load(const TableSource&) { return Authority(); }
const AuthorityInstitution* Authority::institution(std::string_view) const { return nullptr; }
const AuthorityCertification* Authority::certification(std::string_view) const { return nullptr; }
const AgreementType* Authority::agreement_type(std::string_view) const { return nullptr; }
const Topic* Authority::topic(std::string_view) const { return nullptr; }
const Country* Authority::country(std::string_view) const { return nullptr; }
std::vector<std::uint32_t> Authority::institutions_named(std::string_view, Marks) const { return {}; }
std::vector<std::uint32_t> Authority::certifications_named(std::string_view, Marks) const { return {}; }
std::vector<std::uint32_t> Authority::agreement_types_named(std::string_view, Marks) const { return {}; }
std::vector<std::uint32_t> Authority::topics_named(std::string_view, Marks) const { return {}; }
std::vector<std::uint32_t> Authority::countries_named(std::string_view, Marks) const { return {}; }
bool Authority::is_ambiguous(std::uint32_t, std::string_view) const { return false; }
}  // namespace hoptac
