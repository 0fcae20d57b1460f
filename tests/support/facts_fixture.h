// A document with hand-made institutions, people and dates: for tests of the finders that build on
// them. Every surface is looked up in the text, so that spans are right by construction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/facts/input.h"
#include "ingest/facts/tables.h"

namespace hoptac::testing {

struct InstitutionRow {
  std::vector<std::string> surfaces;  // the name first
  std::string kind;
};

struct PersonRow {
  std::vector<std::string> surfaces;
  std::string title;
  int institution = -1;  // row of InstitutionRow
};

struct DateRow {
  std::string surface;
  std::string iso;
};

// The tables as built in; loaded once a program. Ends the test program when they do not load.
const Authority& built_in_authority();
const FactTables& built_in_tables();
const PhraseFilter& built_in_filter();  // over both

// Owns what FactInput borrows.
class FactsFixture {
 public:
  // One block a line of `text`; the first is the title. `published` may be "".
  FactsFixture(std::string text, Language language, std::string published = {});
  FactsFixture(const FactsFixture&) = delete;
  FactsFixture& operator=(const FactsFixture&) = delete;

  // Adds an entity with a mention at every place where one of its surfaces stands as whole words.
  FactsFixture& institution(const InstitutionRow& row);
  FactsFixture& person(const PersonRow& row);
  FactsFixture& date(const DateRow& row);

  FactInput input() const;
  const Analysis& analysis() const { return analysis_; }
  Document& document() { return document_; }

 private:
  std::vector<Mention> find(const std::vector<std::string>& surfaces) const;

  Document document_;
  TokenStream tokens_;
  std::vector<FactSentence> sentences_;
  Marks marks_ = Marks::kSame;
  Analysis analysis_;
};

}  // namespace hoptac::testing
