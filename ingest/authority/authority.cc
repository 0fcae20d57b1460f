#include "ingest/authority/authority.h"

#include <algorithm>
#include <utility>

#include "ingest/authority/country_names.h"
#include "ingest/authority/name_forms.h"
#include "ingest/text/normalise.h"
#include "ingest/text/region_names.h"
#include "src/base/hash.h"
#include "src/base/tsv.h"

namespace hoptac {

namespace {

using Ids = std::unordered_map<std::string, std::uint32_t>;

// All tables of the authority folder: their texts make up the version.
constexpr std::string_view kTables[] = {"agreement_types.tsv",
                                        "certifications.tsv",
                                        "countries_extra.tsv",
                                        "family_names.tsv",
                                        "institutions.tsv",
                                        "kinds.tsv",
                                        "normalisation_rules.tsv",
                                        "places.tsv",
                                        "provinces.tsv",
                                        "roles.tsv",
                                        "titles.tsv",
                                        "topics.tsv"};

using Texts = std::map<std::string_view, std::string>;

Result<Texts> load_texts(const TableSource& source) {
  Texts texts;
  for (const std::string_view name : kTables) {
    Result<std::string> text = source.load(name);
    if (!text) return fail(text.error());
    texts.emplace(name, std::move(*text));
  }
  return texts;
}

std::string version_of_texts(const Texts& texts, const std::vector<RegionName>& regions) {
  std::string hashes = "regions=" + content_hash(region_digest(regions)) + ";";
  for (const auto& [name, text] : texts) hashes.append(name).append(1, '=').append(content_hash(text)).append(1, ';');
  return short_hash(hashes);
}

void add_unique(std::vector<std::string>& names, std::string_view name) {
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  names.emplace_back(name);
}

void add_cells(const Table& table, std::size_t row, std::initializer_list<std::string_view> columns,
               std::vector<std::string>& names) {
  for (const std::string_view column : columns) {
    for (const std::string_view name : table.list(row, column)) add_unique(names, name);
  }
}

std::string cell(const Table& table, std::size_t row, std::string_view column) {
  return std::string(table.cell(row, column));
}

// "vnu_hcm" and "VNU-HCM" name the id "vnu-hcm".
std::string id_form(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c == '_' || c == ' ') c = '-';
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

template <typename Row>
const Row* row_of(const std::vector<Row>& rows, const Ids& ids, std::string_view id) {
  const auto found = ids.find(id_form(id));
  return found == ids.end() ? nullptr : &rows[found->second];
}

std::vector<std::uint32_t> rows_named(const PhraseTable& names, const Ids& ids, std::string_view name, Marks marks) {
  std::vector<std::uint32_t> out = names.values(name, marks);
  const auto id = ids.find(id_form(name));
  if (id != ids.end()) out.push_back(id->second);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::map<std::string_view, std::string_view> annotation_kinds(const Table& kinds) {
  std::map<std::string_view, std::string_view> out;
  for (std::size_t row = 0; row < kinds.size(); ++row) {
    out.emplace(kinds.cell(row, "kind"), kinds.cell(row, "annotation_kind"));
  }
  return out;
}

template <typename Row>
void add_row(std::vector<Row>& rows, Ids& ids, const std::string& key, Row row) {
  ids.emplace(id_form(key), static_cast<std::uint32_t>(rows.size()));
  rows.push_back(std::move(row));
}

template <typename Row>
void add_phrases(const std::vector<Row>& rows, const std::vector<std::string> Row::*phrases, PhraseTable& table) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const std::string& phrase : rows[i].*phrases) table.add(phrase, static_cast<std::uint32_t>(i));
  }
}

AuthorityInstitution read_institution(const Table& table, std::size_t row) {
  AuthorityInstitution out;
  out.id = cell(table, row, "id");
  out.kind = cell(table, row, "kind");
  out.country = cell(table, row, "country");
  out.city = cell(table, row, "city");
  out.name_en = cell(table, row, "name_en");
  out.name_vi = cell(table, row, "name_vi");
  add_cells(table, row, {"name_en", "name_vi", "aliases"}, out.names);
  add_cells(table, row, {"ambiguous_aliases"}, out.ambiguous);
  out.parent = cell(table, row, "parent_id");
  return out;
}

AuthorityCertification read_certification(const Table& table, std::size_t row) {
  AuthorityCertification out;
  out.id = cell(table, row, "id");
  out.acronym = cell(table, row, "acronym");
  out.name_en = cell(table, row, "name_en");
  out.name_vi = cell(table, row, "name_vi");
  out.issuer = cell(table, row, "issuer");
  out.kind = cell(table, row, "kind");
  add_cells(table, row, {"acronym", "name_en", "name_vi", "aliases"}, out.names);
  out.ambiguous = table.cell(row, "ambiguous") == "y";
  for (const std::string_view word : split(table.cell(row, "context_or_pattern"), ','))
    add_unique(out.context, trim(word));
  return out;
}

AgreementType read_agreement_type(const Table& table, std::size_t row) {
  AgreementType out;
  out.id = cell(table, row, "id");
  out.annotation_type = cell(table, row, "annotation_type");
  out.name_en = cell(table, row, "normal_en");
  out.name_vi = cell(table, row, "normal_vi");
  add_cells(table, row, {"triggers_en", "triggers_vi", "acronyms"}, out.triggers);
  out.binding = cell(table, row, "binding");
  return out;
}

Topic read_topic(const Table& table, std::size_t row) {
  Topic out;
  out.id = cell(table, row, "id");
  out.parent = cell(table, row, "parent");
  out.label_en = cell(table, row, "label_en");
  out.label_vi = cell(table, row, "label_vi");
  add_cells(table, row, {"triggers_en", "triggers_vi"}, out.triggers);
  return out;
}

Country read_country(const Table& table, std::size_t row) {
  Country out;
  out.code = cell(table, row, "iso2");
  out.name_en = cell(table, row, "name_en");
  out.name_vi = cell(table, row, "name_vi");
  add_cells(table, row, {"name_en", "name_vi", "extra_en", "extra_vi"}, out.names);
  for (const std::string_view name : table.list(row, "not")) add_unique(out.not_names, name);
  return out;
}

// Every region of CLDR is a country; a row of the table names it first, adds to it, and denies names ("Jersey").
void add_regions(const std::vector<RegionName>& regions, std::vector<Country>& countries, Ids& ids) {
  for (const RegionName& region : regions) {
    const auto [at, added] = ids.emplace(id_form(region.code), static_cast<std::uint32_t>(countries.size()));
    if (added) countries.push_back({region.code, {}, {}, {}, {}});
    Country& country = countries[at->second];
    if (country.name_en.empty()) country.name_en = region.en;
    if (country.name_vi.empty()) country.name_vi = region.vi;
    for (const std::string& name : {region.en, region.vi}) {
      for (const std::string& spelling : name_spellings(name)) {
        const auto& denied = country.not_names;
        if (std::find(denied.begin(), denied.end(), spelling) == denied.end()) add_unique(country.names, spelling);
      }
    }
  }
}

// Reads every row of one table with `read`; `ids` gets the rows' keys.
template <typename Row>
Result<void> read_rows(const Texts& texts, std::string_view name, Row (*read)(const Table&, std::size_t),
                       std::pair<std::vector<Row>*, Ids*> out) {
  const Result<Table> table = Table::parse(name, texts.at(name));
  if (!table) return fail(table.error());
  for (std::size_t row = 0; row < table->size(); ++row) {
    add_row(*out.first, *out.second, std::string((*table).cell(row, table->header().front())), read(*table, row));
  }
  return {};
}

Result<void> set_annotation_kinds(const std::string& text, std::vector<AuthorityInstitution>& institutions) {
  const Result<Table> table = Table::parse("kinds.tsv", text);
  if (!table) return fail(table.error());
  const auto kinds = annotation_kinds(*table);
  for (AuthorityInstitution& institution : institutions) {
    const auto kind = kinds.find(institution.kind);
    if (kind == kinds.end()) {
      std::string known;
      for (const auto& [kind_name, unused] : kinds) known.append(known.empty() ? "" : ", ").append(kind_name);
      return fail(ErrorCode::kBadRecord, "institutions.tsv",
                  institution.id + ": unknown kind \"" + institution.kind + "\"; kinds are " + known);
    }
    if (institution.id.find_first_of("~|") != std::string::npos) {
      return fail(ErrorCode::kBadRecord, "institutions.tsv", institution.id + ": an id holds no ~ and no |");
    }
    institution.annotation_kind = std::string(kind->second);
  }
  return {};
}

Result<void> add_institution_names(const std::string& rules, const std::vector<AuthorityInstitution>& institutions,
                                   PhraseTable& names) {
  const Result<NameForms> forms = NameForms::parse(rules);
  if (!forms) return fail(forms.error());
  for (std::size_t i = 0; i < institutions.size(); ++i) {
    std::vector<std::string> spellings;
    for (const std::string& name : institutions[i].names) {
      for (const std::string& variant : forms->variants(name)) add_unique(spellings, variant);
    }
    for (const std::string& name : spellings) names.add(name, static_cast<std::uint32_t>(i));
  }
  return {};
}

}  // namespace

Result<std::string> Authority::version_of(const TableSource& source) {
  const Result<Texts> texts = load_texts(source);
  if (!texts) return fail(texts.error());
  return version_of_texts(*texts, region_names());
}

Result<Authority> Authority::load(const TableSource& source) {
  const Result<Texts> texts = load_texts(source);
  if (!texts) return fail(texts.error());
  Authority out;
  const std::vector<RegionName> regions = region_names();
  out.version_ = version_of_texts(*texts, regions);
  Result<void> done =
      read_rows(*texts, "institutions.tsv", read_institution, {&out.institutions_, &out.institution_ids_});
  const auto then = [&](auto step) {
    if (done) done = step();
  };
  then([&] {
    return read_rows(*texts, "certifications.tsv", read_certification, {&out.certifications_, &out.certification_ids_});
  });
  then([&] {
    return read_rows(*texts, "agreement_types.tsv", read_agreement_type,
                     {&out.agreement_types_, &out.agreement_type_ids_});
  });
  then([&] { return read_rows(*texts, "topics.tsv", read_topic, {&out.topics_, &out.topic_ids_}); });
  then([&] { return read_rows(*texts, "countries_extra.tsv", read_country, {&out.countries_, &out.country_ids_}); });
  then([&] { return set_annotation_kinds(texts->at("kinds.tsv"), out.institutions_); });
  then([&] {
    return add_institution_names(texts->at("normalisation_rules.tsv"), out.institutions_, out.institution_names_);
  });
  then([&]() -> Result<void> {
    Result<NameCanon> canon = NameCanon::parse(texts->at("normalisation_rules.tsv"));
    if (!canon) return fail(std::move(canon.error()));
    out.canon_ = *std::move(canon);
    return {};
  });
  then([&]() -> Result<void> {
    Result<RankNames> ranks = RankNames::parse(texts->at("roles.tsv"), texts->at("titles.tsv"));
    if (!ranks) return fail(std::move(ranks.error()));
    out.ranks_ = *std::move(ranks);
    return {};
  });
  if (!done) return fail(done.error());
  add_regions(regions, out.countries_, out.country_ids_);
  add_phrases(out.certifications_, &AuthorityCertification::names, out.certification_names_);
  add_phrases(out.agreement_types_, &AgreementType::triggers, out.agreement_triggers_);
  add_phrases(out.topics_, &Topic::triggers, out.topic_triggers_);
  add_phrases(out.countries_, &Country::names, out.country_names_);
  unsigned number = 0;
  for (PhraseTable* table : {&out.institution_names_, &out.certification_names_, &out.agreement_triggers_,
                             &out.topic_triggers_, &out.country_names_}) {
    table->set_number(number++);
  }
  return out;
}

const AuthorityInstitution* Authority::institution(std::string_view id) const {
  return row_of(institutions_, institution_ids_, id);
}
const AuthorityCertification* Authority::certification(std::string_view id) const {
  return row_of(certifications_, certification_ids_, id);
}
const AgreementType* Authority::agreement_type(std::string_view id) const {
  return row_of(agreement_types_, agreement_type_ids_, id);
}
const Topic* Authority::topic(std::string_view id) const { return row_of(topics_, topic_ids_, id); }
const Country* Authority::country(std::string_view code) const {
  return row_of(countries_, country_ids_, id_form(code));
}

std::vector<std::uint32_t> Authority::institutions_named(std::string_view name, Marks marks) const {
  return rows_named(institution_names_, institution_ids_, name, marks);
}
std::vector<std::uint32_t> Authority::certifications_named(std::string_view name, Marks marks) const {
  return rows_named(certification_names_, certification_ids_, name, marks);
}
std::vector<std::uint32_t> Authority::agreement_types_named(std::string_view name, Marks marks) const {
  return rows_named(agreement_triggers_, agreement_type_ids_, name, marks);
}
std::vector<std::uint32_t> Authority::topics_named(std::string_view name, Marks marks) const {
  return rows_named(topic_triggers_, topic_ids_, name, marks);
}
std::vector<std::uint32_t> Authority::countries_named(std::string_view name, Marks marks) const {
  return rows_named(country_names_, country_ids_, name, marks);
}

bool Authority::is_ambiguous(std::uint32_t institution, std::string_view name) const {
  const auto& ambiguous = institutions_[institution].ambiguous;
  if (ambiguous.empty()) return false;
  const std::string folded = fold_phrase(name);
  return std::any_of(ambiguous.begin(), ambiguous.end(), [&](const auto& a) { return fold_phrase(a) == folded; });
}

}  // namespace hoptac
