#include "ingest/structure/boilerplate.h"

#include <array>
#include <string>
#include <utility>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::array<std::pair<std::string_view, PhraseKind>, 22> kKinds{{
    {"section", kSection},    {"contents", kContents},
    {"widget", kWidget},      {"menu", kMenu},
    {"root", kRoot},          {"notice", kNotice},
    {"more", kMore},          {"banner", kBanner},
    {"state", kState},        {"stamp", kStamp},
    {"top-stamp", kTopStamp}, {"updated", kUpdated},
    {"document", kDocument},  {"subject", kSubject},
    {"number", kNumber},      {"credit", kCredit},
    {"weekday", kWeekday},    {"month", kMonth},
    {"date-word", kDateWord}, {"clock", kClock},
    {"issue", kIssue},        {"event-label", kEventLabel},
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

Result<Boilerplate> Boilerplate::create(const TableSource& tables) {
  Boilerplate boilerplate;
  for (const std::string_view name : {"vi/boilerplate.tsv", "en/boilerplate.tsv"}) {
    if (auto added = boilerplate.add_phrases(tables, name); !added) return fail(added.error());
  }
  if (auto added = boilerplate.add_places(tables); !added) return fail(added.error());
  return boilerplate;
}

Result<void> Boilerplate::add_phrases(const TableSource& tables, std::string_view name) {
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

Result<void> Boilerplate::add_places(const TableSource& tables) {
  const auto text = tables.load("provinces.tsv");
  if (!text) return fail(text.error());
  const auto table = Table::parse("provinces.tsv", *text);
  if (!table) return fail(table.error());
  for (std::size_t row = 0; row < table->size(); ++row) {
    for (const std::string_view column : {"name_vi", "name_en", "aliases"}) {
      for (const std::string_view name : table->list(row, column)) phrases_.add(name, kPlace);
    }
  }
  return {};
}

std::optional<PhraseHit> Boilerplate::find(const TokenStream& tokens, std::size_t at, Marks marks) const {
  const std::vector<PhraseMatch> matches = phrases_.find_all(tokens, at, marks);
  if (matches.empty()) return std::nullopt;
  PhraseHit hit{matches.front().last, 0};
  for (const PhraseMatch& match : matches) hit.kinds |= match.value;
  return hit;
}

}  // namespace hoptac
