#include "ingest/facts/tables.h"

#include <utility>

namespace hoptac {

PhraseFilter number_tables(const Authority& authority, FactTables& tables) {
  std::vector<const PhraseTable*> all = authority.phrase_tables();
  const auto add = [&](const std::vector<PhraseTable*>& more) {
    for (PhraseTable* table : more) {
      table->set_number(static_cast<unsigned>(all.size()));
      all.push_back(table);
    }
  };
  add(tables.cues.phrase_tables());
  add(tables.certifications.phrase_tables());
  add(tables.agreements.phrase_tables());
  add(tables.names.phrase_tables());
  return PhraseFilter(std::move(all));
}

Result<FactTables> load_fact_tables(const Authority& authority, const TableSource& source) {
  FactTables out;
  Result<NameTables> names = NameTables::load(authority, source);
  if (!names) return fail(names.error());
  out.names = std::move(*names);
  auto cues = FactLexicon::load(source);
  if (!cues) return fail(cues.error());
  out.cues = std::move(*cues);
  auto certifications = CertificationRules::load(authority, source);
  if (!certifications) return fail(certifications.error());
  out.certifications = std::move(*certifications);
  Result<AgreementRules> agreements = AgreementRules::load(source);
  if (!agreements) return fail(agreements.error());
  out.agreements = std::move(*agreements);
  return out;
}

}  // namespace hoptac
