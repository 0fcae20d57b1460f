#include "ingest/facts/name_tables.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "ingest/text/normalise.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

using RowReader = std::function<Result<void>(const Table&, std::size_t)>;

Result<void> read_table(const TableSource& source, std::string_view name, const RowReader& read) {
  const Result<std::string> text = source.load(name);
  if (!text) return fail(text.error());
  const Result<Table> table = Table::parse(name, *text);
  if (!table) return fail(table.error());
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Result<void> done = read(*table, row);
    if (!done) return fail(done.error());
  }
  return {};
}

template <typename Value>
Result<Value> named(const std::map<std::string_view, Value>& values, std::string_view name, std::string_view table) {
  const auto found = values.find(name);
  if (found != values.end()) return found->second;
  return fail(ErrorCode::kBadRecord, std::string(table), "unknown class " + std::string(name));
}

Result<HeadClass> head_class(std::string_view name) {
  static const std::map<std::string_view, HeadClass> kClasses = {
      {"body", HeadClass::kBody},     {"short", HeadClass::kShort},    {"whole", HeadClass::kWhole},
      {"unit", HeadClass::kUnit},     {"unit-of", HeadClass::kUnitOf}, {"weak", HeadClass::kWeak},
      {"prefix", HeadClass::kPrefix}, {"legal", HeadClass::kLegal}};
  return named(kClasses, name, "institution_heads.tsv");
}

Result<std::uint32_t> word_classes(const std::vector<std::string_view>& names) {
  static const std::map<std::string_view, std::uint32_t> kClasses = {
      {"field", kFieldWord}, {"type", kTypeWord},    {"place", kPlaceWord},
      {"stop", kStopWord},   {"lead", kLeadWord},    {"possessive", kPossessiveWord},
      {"verb", kVerbWord},   {"region", kRegionWord}};
  std::uint32_t bits = 0;
  for (const std::string_view name : names) {
    const Result<std::uint32_t> bit = named(kClasses, name, "institution_words.tsv");
    if (!bit) return fail(bit.error());
    bits |= *bit;
  }
  return bits;
}

std::uint32_t index_of(std::vector<std::string>& list, std::string_view item) {
  const auto found = std::find(list.begin(), list.end(), item);
  if (found != list.end()) return static_cast<std::uint32_t>(found - list.begin());
  list.emplace_back(item);
  return static_cast<std::uint32_t>(list.size() - 1);
}

RowReader heads_reader(PhraseTable& heads, std::vector<HeadRule>& rules) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const Result<HeadClass> cls = head_class(table.cell(row, "class"));
    if (!cls) return fail(cls.error());
    heads.add(table.cell(row, "head"), static_cast<std::uint32_t>(rules.size()));
    rules.push_back({std::string(table.cell(row, "kind")), *cls, table.cell(row, "case") == "upper",
                     std::string(table.cell(row, "country"))});
    return {};
  };
}

RowReader words_reader(PhraseTable& words, PhraseTable& hospital_words) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const Result<std::uint32_t> bits = word_classes(table.list(row, "class"));
    if (!bits) return fail(bits.error());
    words.add(table.cell(row, "word"), *bits);
    if (table.cell(row, "kind") == "hospital") hospital_words.add(table.cell(row, "word"), 1);
    return {};
  };
}

RowReader roles_reader(PhraseTable& roles) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const bool head = table.cell(row, "class") == "head";
    roles.add(table.cell(row, "phrase"), static_cast<std::uint32_t>(head ? RoleClass::kHead : RoleClass::kWorker));
    return {};
  };
}

RowReader countries_reader(PhraseTable& phrases, std::string_view column, std::vector<std::string>& countries) {
  return [&phrases, column, &countries](const Table& table, std::size_t row) -> Result<void> {
    phrases.add(table.cell(row, column), index_of(countries, table.cell(row, "country")));
    return {};
  };
}

RowReader provinces_reader(PhraseTable& places, std::vector<std::string>& countries) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const std::uint32_t vietnam = index_of(countries, "VN");
    std::set<std::string_view> names{table.cell(row, "name_vi"), table.cell(row, "name_en")};
    for (const std::string_view alias : table.list(row, "aliases")) names.insert(alias);
    for (const std::string_view name : names) places.add(name, vietnam);
    return {};
  };
}

HonorificClass honorific_class(const Table& table, std::size_t row) {
  const std::string_view kind = table.cell(row, "kind");
  if (kind == "civil" || kind == "clergy" || kind == "diplomatic") return HonorificClass::kCivil;
  const std::string_view position = table.cell(row, "position");
  if (position == "after") return HonorificClass::kPostNominal;
  return position == "before" ? HonorificClass::kTitle : HonorificClass::kEither;
}

RowReader honorifics_reader(PhraseTable& honorifics) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const auto cls = static_cast<std::uint32_t>(honorific_class(table, row));
    for (const std::string_view column : {"variants_en", "variants_vi"}) {
      for (const std::string_view form : table.list(row, column)) honorifics.add(form, cls);
    }
    return {};
  };
}

RowReader family_reader(PhraseTable& families) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const std::string_view name = table.cell(row, "culture");
    const auto culture = static_cast<std::uint32_t>(name == "vi"        ? FamilyCulture::kVietnamese
                                                    : name == "vi-rare" ? FamilyCulture::kVietnameseRare
                                                                        : FamilyCulture::kOther);
    families.add(table.cell(row, "name"), culture);
    for (const std::string_view variant : table.list(row, "variants")) families.add(variant, culture);
    return {};
  };
}

RowReader given_reader(PhraseTable& names) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    names.add(table.cell(row, "name"), 0);
    return {};
  };
}

RowReader forms_reader(PhraseTable& forms, std::vector<std::string>& canonicals) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    const bool told = table.cell(row, "kind") != "legal";
    const auto value = static_cast<std::uint32_t>(canonicals.size());
    canonicals.push_back(told ? fold_phrase(table.cell(row, "canonical")) : "");
    for (const std::string_view form : table.list(row, "surface_forms")) forms.add(form, value);
    if (!told) forms.add(table.cell(row, "canonical"), value);
    return {};
  };
}

RowReader fields_reader(PhraseTable& vietnamese, PhraseTable& english) {
  return [&](const Table& table, std::size_t row) -> Result<void> {
    constexpr std::size_t kMaxRows = 64;
    if (row >= kMaxRows) return fail(ErrorCode::kBadRecord, "field_words.tsv", "more than 64 rows");
    for (const std::string_view word : table.list(row, "words_vi"))
      vietnamese.add(word, static_cast<std::uint32_t>(row));
    for (const std::string_view word : table.list(row, "words_en")) english.add(word, static_cast<std::uint32_t>(row));
    return {};
  };
}

// Cities of the known institutions are a gazetteer; a city of two countries tells nothing.
void add_cities(const Authority& authority, NameTables& tables) {
  std::map<std::string_view, std::set<std::string_view>> cities;
  for (const AuthorityInstitution& row : authority.institutions()) {
    if (!row.city.empty() && !row.country.empty()) cities[row.city].insert(row.country);
  }
  for (const auto& [city, countries] : cities) {
    if (countries.size() == 1) tables.places.add(city, index_of(tables.place_countries, *countries.begin()));
  }
}

}  // namespace

Result<NameTables> NameTables::load(const Authority& authority, const TableSource& source) {
  NameTables out;
  const std::pair<std::string_view, RowReader> readers[] = {
      {"vi/institution_heads.tsv", heads_reader(out.vi_heads, out.head_rules)},
      {"en/institution_heads.tsv", heads_reader(out.en_heads, out.head_rules)},
      {"vi/institution_words.tsv", words_reader(out.vi_words, out.hospital_words)},
      {"en/institution_words.tsv", words_reader(out.en_words, out.hospital_words)},
      {"vi/role_words.tsv", roles_reader(out.roles)},
      {"en/role_words.tsv", roles_reader(out.roles)},
      {"en/demonyms.tsv", countries_reader(out.demonyms, "demonym", out.place_countries)},
      {"provinces.tsv", provinces_reader(out.places, out.place_countries)},
      {"places.tsv", countries_reader(out.places, "place", out.place_countries)},
      {"titles.tsv", honorifics_reader(out.honorifics)},
      {"field_words.tsv", fields_reader(out.fields_vi, out.fields_en)},
      {"normalisation_rules.tsv", forms_reader(out.forms, out.form_canonicals)},
      {"en/given_names.tsv", given_reader(out.given_names)},
      {"family_names.tsv", family_reader(out.family_names)}};
  for (const auto& [name, read] : readers) {
    const Result<void> done = read_table(source, name, read);
    if (!done) return fail(done.error());
  }
  add_cities(authority, out);
  return out;
}

std::vector<PhraseTable*> NameTables::phrase_tables() {
  return {&vi_heads,     &en_heads,    &vi_words, &en_words, &hospital_words, &roles,     &honorifics,
          &family_names, &given_names, &places,   &demonyms, &fields_vi,      &fields_en, &forms};
}

}  // namespace hoptac
