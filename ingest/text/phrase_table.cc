#include "ingest/text/phrase_table.h"
namespace hoptac {
struct PhraseTable::Node {};
PhraseTable::PhraseTable() = default;
PhraseTable::~PhraseTable() = default;
PhraseTable::PhraseTable(PhraseTable&&) noexcept = default;
PhraseTable& PhraseTable::operator=(PhraseTable&&) noexcept = default;
void PhraseTable::add(std::string_view, std::uint32_t) {}
std::optional<PhraseMatch> PhraseTable::find(const TokenStream&, std::size_t, Marks) const { return {}; }
std::vector<PhraseMatch> PhraseTable::find_all(const TokenStream&, std::size_t, Marks) const { return {}; }
std::vector<std::uint32_t> PhraseTable::values(std::string_view, Marks) const { return {}; }
std::size_t PhraseTable::size() const { return size_; }
}  // namespace hoptac
