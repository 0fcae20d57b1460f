// The sentences of a document as rows of the things that matter for agreements: institutions, people,
// dates, words for agreements, cue words.
#pragma once

#include <string_view>
#include <vector>

#include "ingest/facts/agreement_rules.h"
#include "ingest/facts/input.h"

namespace hoptac {

enum class ItemKind : std::uint8_t { kInstitution, kPerson, kDate, kNoun, kCue };

struct FrameItem {
  ItemKind kind = ItemKind::kCue;
  CueKind cue = CueKind::kSign;  // of kCue
  std::size_t first = 0;         // tokens, both inclusive
  std::size_t last = 0;
  int index = -1;             // into Analysis, or into Authority::agreement_types() (-1: type unknown)
  std::string_view argument;  // of kCue
  bool generic = false;       // kNoun that says little: "agreement", "văn bản"
  bool weak = false;          // kNoun only as the object of an act: "cooperation"
  bool nested = false;        // kInstitution that is a parent, a place or a source here, no actor
  bool of_role = false;       // kInstitution that only says whose rector somebody is

  bool is(CueKind wanted) const { return kind == ItemKind::kCue && cue == wanted; }
};

// One sentence.
struct Frame {
  TokenRange tokens;
  std::size_t block = 0;
  Language language = Language::kUnknown;
  bool heading = false;          // of a title or heading block
  std::vector<FrameItem> items;  // in the order of the text, entities do not overlap
};

// One frame a sentence of `input`. Cues and nouns inside names are left out.
std::vector<Frame> make_frames(const FactInput& input, const Analysis& analysis, const AgreementRules& rules);

// The first item that starts at token `token` or behind it; items.end() when there is none.
std::vector<FrameItem>::const_iterator items_from(const Frame& frame, std::size_t token);

// True for a word that names an agreement by itself: "memorandum", not "cooperation".
inline bool names_agreement(const FrameItem& item) { return item.kind == ItemKind::kNoun && !item.weak; }

// True for the cues that tell what is done to an agreement.
bool is_act(const FrameItem& item);

}  // namespace hoptac
