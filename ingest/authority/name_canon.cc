#include "ingest/authority/name_canon.h"

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {

Result<NameCanon> NameCanon::parse(std::string_view text) {
  const Result<Table> table = Table::parse("normalisation_rules.tsv", text);
  if (!table) return fail(table.error());
  NameCanon out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const bool told = table->cell(row, "kind") != "legal";
    const auto value = static_cast<std::uint32_t>(out.canonicals_.size());
    out.canonicals_.push_back(told ? fold_phrase(table->cell(row, "canonical")) : "");
    for (const std::string_view form : table->list(row, "surface_forms")) out.forms_.add(form, value);
    if (!told) out.forms_.add(table->cell(row, "canonical"), value);
  }
  return out;
}

std::string NameCanon::canonical(std::string_view name) const {
  const TokenStream tokens(name);
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word) continue;
    std::string_view word = tokens.folded(i);
    if (const auto form = forms_.find(tokens, i, Marks::kFolded)) {
      word = canonicals_[form->value];
      i = form->last;
    }
    if (word.empty()) continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace hoptac
