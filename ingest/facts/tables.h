// The compiled rule tables of the fact finders: one member a finder, loaded once by Analyzer::create.
#pragma once

#include "ingest/facts/agreement_rules.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/lexicon.h"
#include "ingest/facts/name_tables.h"

namespace hoptac {

// Immutable, thread-safe. A finder that reads tables adds its member here and its load to tables.cc.
struct FactTables {
  FactLexicon cues;
  CertificationRules certifications;
  AgreementRules agreements;
  NameTables names;  // institutions and people
};

// `authority` need not outlive the tables.
Result<FactTables> load_fact_tables(const Authority& authority, const TableSource& source);

}  // namespace hoptac
