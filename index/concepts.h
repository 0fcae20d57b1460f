// Names in plain words: a run of query words that is the name of an institution, of a type of
// agreement or of a country stands for all its names.
#pragma once

#include <string>
#include <vector>

#include "index/identity_store.h"
#include "index/query_ast.h"
#include "ingest/authority/authority.h"

namespace hoptac {

struct Concept {
  std::size_t first = 0;  // of the group's children, both inclusive
  std::size_t last = 0;
  std::string label;                          // for --explain: "mou (Memorandum of Understanding)", several with commas
  std::vector<std::string> bearers;           // the institutions, each as in the label
  std::vector<std::string> terms;             // filter terms of docs
  std::vector<std::vector<QueryWord>> names;  // the other names, to look for in the text
};

// Left to right, the longest name first, no overlaps. Quoted and strict words are left alone.
// `identity` (may be nullptr) adds the keys of merged institutions.
std::vector<Concept> find_concepts(const std::vector<QueryNode>& children, const Authority& authority,
                                   const Identity* identity = nullptr);
// "umc (University Medical Center …)".
std::string label_of(const AuthorityInstitution& institution);
// The other names of the institutions that a field's value names.
std::vector<std::vector<QueryWord>> institution_names(const QueryNode& field, const Authority& authority);

}  // namespace hoptac
