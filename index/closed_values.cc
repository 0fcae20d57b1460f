#include "index/closed_values.h"

#include <algorithm>
#include <utility>

#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// A value and its names, the best first.
struct Row {
  std::string value;
  std::vector<std::string> names;
};

template <typename T, typename Read>
std::vector<Row> rows_of(const std::vector<T>& items, const Read& read) {
  std::vector<Row> out;
  for (const T& item : items) out.push_back(read(item));
  return out;
}

Row row(const std::string& value, std::vector<std::string> names) {
  names.push_back(value);
  return {value, std::move(names)};
}

Row row(const std::string& value, const std::string& vi, const std::string& en, const std::vector<std::string>& more) {
  std::vector<std::string> names{vi, en};
  names.insert(names.end(), more.begin(), more.end());
  return row(value, std::move(names));
}

std::vector<Row> rows_of(const Authority& authority, const std::vector<FieldValue>& keywords, const Field& field) {
  switch (field.kind) {
    case FieldKind::kType:
      return rows_of(authority.agreement_types(),
                     [](const AgreementType& t) { return row(t.id, t.name_vi, t.name_en, t.triggers); });
    case FieldKind::kTopic:
      return rows_of(authority.topics(), [](const Topic& t) { return row(t.id, t.label_vi, t.label_en, t.triggers); });
    case FieldKind::kCountry:
      return rows_of(authority.countries(),
                     [](const Country& c) { return row(c.code, c.name_vi, c.name_en, c.names); });
    case FieldKind::kKeyword: {
      std::vector<Row> out;
      for (const FieldValue& v : keywords) {
        if (v.field == field.name) out.push_back(row(v.value, v.names));
      }
      return out;
    }
    default:
      return {};
  }
}

}  // namespace

ClosedValues::Names ClosedValues::names_of(const Authority& authority, const Field& field) const {
  Names out;
  std::size_t number = 0;
  for (const Row& row : rows_of(authority, keywords_, field)) {
    for (std::size_t rank = 0; rank < row.names.size(); ++rank)
      out.push_back({fold_phrase(row.names[rank]), number, rank, {row.value, row.names[rank]}});
    ++number;
  }
  std::sort(out.begin(), out.end(), [](const Name& a, const Name& b) { return a.folded < b.folded; });
  return out;
}

bool ClosedValues::has_list(const Field& field) {
  return field.kind == FieldKind::kType || field.kind == FieldKind::kTopic || field.kind == FieldKind::kCountry ||
         field.kind == FieldKind::kKeyword;
}

std::vector<ClosedValue> ClosedValues::beginning(const Authority& authority, const Field& field,
                                                 std::string_view phrase) const {
  const auto [list, fresh] = lists_.try_emplace(field.prefix);
  if (fresh) list->second = names_of(authority, field);
  std::map<std::size_t, const Name*> best;
  const Names& names = list->second;
  auto it = std::lower_bound(names.begin(), names.end(), phrase,
                             [](const Name& name, std::string_view begin) { return name.folded < begin; });
  for (; it != names.end() && it->folded.starts_with(phrase); ++it) {
    const auto [known, added] = best.try_emplace(it->row, &*it);
    if (!added && it->rank < known->second->rank) known->second = &*it;
  }
  std::vector<ClosedValue> out;
  for (const auto& [row, name] : best) out.push_back(name->value);
  return out;
}

}  // namespace hoptac
