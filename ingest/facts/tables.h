// The compiled rule tables of the fact finders: one member a finder, loaded once by Analyzer::create.
#pragma once

#include "ingest/facts/agreement_rules.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/lexicon.h"
#include "ingest/facts/name_tables.h"
#include "ingest/text/phrase_filter.h"

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

// Numbers all phrase tables behind those of the authority and puts them behind one filter; both must outlive it.
PhraseFilter number_tables(const Authority& authority, FactTables& tables);

}  // namespace hoptac
