// The compiled tables of the certification finder.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ingest/authority/authority.h"
#include "ingest/facts/cues.h"

namespace hoptac {

// Classes of certification_cues.tsv.
enum CertificationCue : std::uint32_t {
  kHeld = 1U << 0U,          // "received", "đạt"
  kSought = 1U << 1U,        // "plans", "phấn đấu"
  kLapsed = 1U << 2U,        // "expired", "hết hạn"
  kDropped = 1U << 3U,       // an application that came to nothing
  kNegated = 1U << 4U,       // "không có": before a label that is not held
  kLabel = 1U << 5U,         // a noun beside a label: "certificate"
  kBody = 1U << 6U,          // before or behind a name that is the accreditor: "consultant"
  kCompare = 1U << 7U,       // likened to a standard, not certified
  kAward = 1U << 8U,         // a prize or ranking
  kCode = 1U << 9U,          // an identifier follows
  kUnit = 1U << 10U,         // a part of an institution that may hold a label
  kAgent = 1U << 11U,        // before who grants: "by", "được"
  kOwner = 1U << 12U,        // before who holds: "of", "của"
  kAnaphor = 1U << 13U,      // stands for an institution named before
  kLevel = 1U << 14U,        // behind a label: "Gold"
  kLevelNumber = 1U << 15U,  // behind a label and before a number: "Level"
  kProduct = 1U << 16U,      // what a mark is put on: "device", "thuốc"
  kBasis = 1U << 17U,        // "theo chuẩn": tells of a certificate only beside a verb that does
  kPlanned = 1U << 18U,      // with kAnaphor: a body that is to be founded: "the future school"
  kParty = 1U << 19U,        // with kAnaphor: the label of a party: "Bên B"
  kPlural = 1U << 20U,       // behind a number: bodies that are counted, not named: "hospitals"
  kSame = 1U << 21U,         // stands for the label before: "the same standard"
  kDefine = 1U << 22U,       // behind or before a label that is only explained: "là gì", "stands for"
  kAs = 1U << 23U,           // "certified as": the name of a designation follows
  kOnceMore = 1U << 25U,     // "lần thứ": repeats the label of the sentence for the next body
  kAside = 1U << 26U,        // before a body that is no holder: "according to", "cùng với"
  kNoLabel = 1U << 24U,      // an acronym that is never a label: "ASEAN", "KPI"
};

struct CertificationRules {
  CueTable cues;                       // {vi,en}/certification_cues.tsv
  PhraseTable issuers;                 // spelled-out accreditors; values index Authority::certifications()
  std::set<std::string> issuer_names;  // folded (fold_phrase)

  static Result<CertificationRules> load(const Authority& authority, const TableSource& tables);
  std::vector<PhraseTable*> phrase_tables() { return {&cues.phrases(), &issuers}; }
};

// Rows of the authority list that are no certification of an institution: prizes, rankings, personal courses, ….
bool is_certification_kind(const AuthorityCertification& row);
// Marks of products (CE, FDA): a certificate of a body only when it is called so.
bool is_product_kind(const AuthorityCertification& row);
// A standard known by its number ("ISO 15189"), found by its form and not by its name.
bool is_numbered_standard(const AuthorityCertification& row);

}  // namespace hoptac
