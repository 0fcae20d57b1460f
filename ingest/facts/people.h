// People with honorifics and roles, short mentions resolved to the full person.
#pragma once

#include "ingest/facts/input.h"

namespace hoptac {

// `analysis.institutions` must be there: roles name them, and names inside them are no people.
std::vector<Person> find_people(const FactInput& input, const Analysis& analysis);

}  // namespace hoptac
