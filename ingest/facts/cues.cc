#include "ingest/facts/cues.h"

#include <algorithm>
#include <map>
#include <string>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

Result<std::uint32_t> class_bits(const Table& table, std::size_t row, std::span<const std::string_view> classes,
                                 std::string_view name) {
  std::uint32_t bits = 0;
  for (const std::string_view item : table.list(row, "classes")) {
    const auto at = std::find(classes.begin(), classes.end(), item);
    if (at == classes.end())
      return fail(ErrorCode::kBadRecord, std::string(name), "unknown class " + std::string(item));
    bits |= 1U << static_cast<unsigned>(at - classes.begin());
  }
  return bits;
}

Result<void> read_cues(const TableSource& tables, const std::string& name, std::span<const std::string_view> classes,
                       std::map<std::string, std::uint32_t>& cues) {
  const auto text = tables.load(name);
  if (!text) return fail(text.error());
  const auto table = Table::parse(name, *text);
  if (!table) return fail(table.error());
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto bits = class_bits(*table, row, classes, name);
    if (!bits) return fail(bits.error());
    cues[std::string(table->cell(row, "phrase"))] |= *bits;
  }
  return {};
}

}  // namespace

Result<CueTable> CueTable::load(const TableSource& tables, std::string_view name,
                                std::span<const std::string_view> classes) {
  std::map<std::string, std::uint32_t> cues;  // a phrase of both languages has the classes of both
  for (const std::string_view folder : {"vi/", "en/"}) {
    const auto read = read_cues(tables, std::string(folder) + std::string(name), classes, cues);
    if (!read) return fail(read.error());
  }
  CueTable out;
  for (const auto& [phrase, bits] : cues) {
    out.phrases_.add(phrase, bits);
    out.longest_ = std::max(out.longest_, TokenStream(phrase).size());
  }
  return out;
}

std::optional<Cue> CueTable::find_ending(const TokenStream& tokens, std::size_t last, std::size_t floor,
                                         Marks marks) const {
  const std::size_t from = last >= floor + longest_ ? last - longest_ + 1 : floor;
  for (std::size_t at = from; at <= last; ++at) {
    const auto cue = find(tokens, at, marks);
    if (cue && cue->last == last) return cue;
  }
  return std::nullopt;
}

}  // namespace hoptac
