// Countries and topics that a document is about.
#pragma once

#include <set>
#include <string>

#include "ingest/facts/input.h"

namespace hoptac {

// ISO2 codes of countries named in body text or of its institutions; sorted, unique.
std::vector<std::string> find_countries(const FactInput& input, const Analysis& analysis);
// Topic ids (topics.tsv) whose triggers occur; sorted, unique.
std::vector<std::string> find_topics(const FactInput& input);
// Adds the ids of the topics whose triggers stand in `range`, a sentence or a part of one.
void add_topics(const FactInput& input, TokenRange range, std::set<std::string>& topics);

}  // namespace hoptac
