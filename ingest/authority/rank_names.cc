#include "ingest/authority/rank_names.h"

#include <algorithm>

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

bool is_courtesy(std::string_view kind) { return kind == "civil" || kind == "clergy" || kind == "diplomatic"; }

}  // namespace

Result<RankNames> RankNames::parse(std::string_view roles, std::string_view titles) {
  RankNames out;
  for (const auto& [name, text] : {std::pair("roles.tsv", roles), std::pair("titles.tsv", titles)}) {
    const Result<Table> table = Table::parse(name, text);
    if (!table) return fail(table.error());
    out.first_title_ = static_cast<std::uint32_t>(out.ids_.size());
    for (std::size_t row = 0; row < table->size(); ++row) {
      const auto value = static_cast<std::uint32_t>(out.ids_.size());
      out.ids_.emplace_back(is_courtesy(table->cell(row, "kind")) ? "" : table->cell(row, "id"));
      for (const std::string_view column : {"variants_en", "variants_vi"}) {
        for (const std::string_view form : table->list(row, column)) out.phrases_.add(form, value);
      }
    }
  }
  return out;
}

std::vector<std::string> RankNames::ranks(std::string_view text) const {
  const TokenStream tokens(text);
  std::vector<std::string> out;
  bool listed = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word) continue;
    const auto match = phrases_.find(tokens, i, Marks::kFolded);
    if (!match) continue;
    listed = true;
    if (!ids_[match->value].empty()) out.push_back(ids_[match->value]);
    for (; i <= match->last && match->first < match->last; ++i) {
      for (const std::uint32_t value : phrases_.values(tokens.surface(i), Marks::kFolded)) {
        if (value >= first_title_) out.push_back(ids_[value]);
      }
    }
    i = match->last;
  }
  if (!listed) out.push_back(fold_phrase(text));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  std::erase(out, "");
  return out;
}

}  // namespace hoptac
