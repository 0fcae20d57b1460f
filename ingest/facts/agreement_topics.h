// The topics of an agreement: those of the sentences that tell of it.
#pragma once

#include <string>
#include <vector>

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// Ids of topics.tsv for each agreement, sorted and unique; `agreements[i]` are the tellings of one. Read
// are the sentences of the tellings and the one behind each; where sentences tell of several agreements,
// only an agreement's own words. A sole agreement is what the title and the lead are about. Words inside
// the names of institutions and people are no topics.
std::vector<std::vector<std::string>> find_agreement_topics(const AgreementView& view,
                                                            const std::vector<std::vector<const Telling*>>& agreements);

// Ids of topics.tsv that one sentence names, outside names; sorted and unique.
std::vector<std::string> topics_of(const AgreementView& view, std::size_t frame);

}  // namespace hoptac
