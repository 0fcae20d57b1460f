#include "ingest/structure/part_cues.h"

#include <array>
#include <string>
#include <utility>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::array<std::pair<std::string_view, PartCue>, 11> kKinds{{
    {"article", kArticleWord},
    {"party", kPartyLabel},
    {"called", kCalled},
    {"field", kPartyField},
    {"link", kLink},
    {"recital", kRecital},
    {"behalf", kBehalf},
    {"for", kFor},
    {"witness", kWitness},
    {"annex", kAnnexWord},
    {"noun", kAgreementNoun},
}};

// 0 for an unknown name.
std::uint32_t kind_bits(const std::vector<std::string_view>& names) {
  std::uint32_t bits = 0;
  for (const std::string_view name : names) {
    std::uint32_t bit = 0;
    for (const auto& [known, kind] : kKinds) {
      if (known == name) bit = kind;
    }
    if (bit == 0) return 0;
    bits |= bit;
  }
  return bits;
}

}  // namespace

Result<PartCues> PartCues::create(const TableSource& tables) {
  PartCues cues;
  for (const std::string_view name : {"vi/part_cues.tsv", "en/part_cues.tsv"}) {
    if (auto added = cues.add(tables, name); !added) return fail(std::move(added.error()));
  }
  return cues;
}

Result<void> PartCues::add(const TableSource& tables, std::string_view name) {
  const auto text = tables.load(name);
  if (!text) return fail(text.error());
  const auto table = Table::parse(name, *text);
  if (!table) return fail(table.error());
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::uint32_t kinds = kind_bits(table->list(row, "kind"));
    if (kinds == 0) {
      return fail(ErrorCode::kBadRecord, std::string(name),
                  "unknown kind for " + std::string(table->cell(row, "phrase")));
    }
    phrases_.add(table->cell(row, "phrase"), kinds);
  }
  return {};
}

std::optional<PartHit> PartCues::find(const Draft& draft, std::size_t block, std::size_t at) const {
  const std::size_t end = draft.blocks[block].tokens.end;
  if (at >= end) return std::nullopt;
  const std::vector<PhraseMatch> matches = phrases_.find_all(draft.tokens, at, draft.blocks[block].marks);
  if (matches.empty() || matches.front().last >= end) return std::nullopt;
  PartHit hit{matches.front().last, 0};
  for (const PhraseMatch& match : matches) hit.kinds |= match.value;
  return hit;
}

}  // namespace hoptac
