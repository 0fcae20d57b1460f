// One place where a text tells of an agreement: what the parts of the finder fill in, and what
// agreement_merge.h makes agreements of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/facts/agreement_frame.h"

namespace hoptac {

// How the parties were found; better ones win when tellings are merged.
enum class PartySource : std::uint8_t {
  kNone,
  kAnaphora,     // "the two sides": those of a telling before, of the title, of the sentence before
  kFilled,       // one is named, the other is the page's host or the subject of the sentence before
  kAffiliation,  // the signatories' institutions
  kNamed,        // subject and object of the act
  kBetween,      // "between A and B"
  kLegal,        // BÊN A, BÊN B
};

struct Telling {
  std::size_t frame = 0;   // the sentence
  std::size_t anchor = 0;  // token of the act or noun
  TokenRange words;        // the part of the sentence that tells of this agreement
  int type = -1;           // row of agreement_types.tsv; -1 unknown
  bool generic = true;     // the noun says little of the type
  bool has_act = false;
  std::string_view status = "signed";
  bool extended = false;  // renewed by making the same document last longer: its type stays
  bool former = false;    // told as a thing of the past: "the first", "the earlier"
  PartySource source = PartySource::kNone;
  std::vector<int> parties;      // institutions, in the order of the text
  std::vector<int> signatories;  // people
  std::string date;
  bool soft_date = false;  // taken from the context, not from the telling's own words
  std::string number;
  std::string effective;
  std::string expires;
  std::string place;
  std::vector<std::string> fields;
  std::vector<Evidence> evidence;
};

// The part of a sentence that speaks of one agreement.
struct Unit {
  int act = -1;   // items of the frame
  int noun = -1;  // the noun that names the agreement
  bool ended = false;
  bool renewed = false;
  bool extended = false;  // renewed by making the same document last longer
  bool amended = false;
  bool denied = false;
  bool talk = false;
  bool planned = false;
  bool listed = false;    // a noun without act, but one of a list of documents told as signed
  std::size_t begin = 0;  // tokens [begin, end)
  std::size_t end = 0;
};

// What every part looks at; borrowed.
struct AgreementView {
  const FactInput& input;
  const Analysis& analysis;
  const std::vector<Frame>& frames;
};

// The token that stands for a unit: its act, else its noun.
std::size_t anchor_of(const Frame& frame, const Unit& unit);
// Adds evidence for a field once.
void add_evidence(std::vector<Evidence>& evidence, std::string_view field, Span span);

}  // namespace hoptac
