#include "ingest/authority/field_values.h"

#include "src/base/tsv.h"

namespace hoptac {

Result<std::vector<FieldValue>> load_field_values(const TableSource& tables) {
  constexpr std::string_view kName = "field_values.tsv";
  const Result<std::string> text = tables.load(kName);
  if (!text) return fail(text.error());
  const Result<Table> table = Table::parse(kName, *text);
  if (!table) return fail(table.error());
  std::vector<FieldValue> out;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const std::string_view key = table->cell(row, "value");
    const std::size_t colon = key.find(':');
    if (colon == std::string_view::npos)
      return fail(ErrorCode::kBadRecord, std::string(kName), std::string(key) + ": not field:value");
    FieldValue& value =
        out.emplace_back(FieldValue{std::string(key.substr(0, colon)), std::string(key.substr(colon + 1)), {}});
    for (const char* const column : {"names_vi", "names_en"}) {
      for (const std::string_view name : table->list(row, column)) value.names.emplace_back(name);
    }
  }
  return out;
}

}  // namespace hoptac
