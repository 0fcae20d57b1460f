#include "ingest/facts/agreement_signatories.h"

#include <algorithm>

namespace hoptac {
namespace {

// A speaker's verb stands close behind the name and title: "…, ông X cho biết".
constexpr std::size_t kSourceReach = 4;

void add_person(std::vector<SignatoryMention>& out, const FrameItem& item, const TokenStream& tokens) {
  const bool known = std::any_of(out.begin(), out.end(), [&](const auto& s) { return s.person == item.index; });
  if (!known) out.push_back({item.index, tokens.cover(item.first, item.last)});
}

// True when the person at `i` is told as a source: "theo bác sĩ X", "according to Dr. X".
bool is_source(const Frame& frame, std::size_t i) {
  for (std::size_t b = i; b-- > 0;) {
    if (frame.items[b].kind == ItemKind::kPerson) return false;
    if (frame.items[b].is(CueKind::kSource)) return frame.items[i].first - frame.items[b].last <= kSourceReach + 2;
  }
  return false;
}

}  // namespace

std::vector<SignatoryMention> find_signatories(const AgreementView& view, std::size_t at, const Unit& unit) {
  const Frame& frame = view.frames[at];
  if ((unit.act < 0 && !unit.listed) || unit.planned || unit.denied || unit.talk) return {};
  const FrameItem& act = frame.items[static_cast<std::size_t>(unit.act < 0 ? unit.noun : unit.act)];
  if (act.is(CueKind::kSignEvent) || act.is(CueKind::kEnd)) return {};
  std::vector<SignatoryMention> out;
  bool blocked = false;
  bool led = unit.listed || act.argument == "list" || view.input.tokens.is(act.last + 1, ':');
  for (std::size_t i = 0; i < frame.items.size(); ++i) {
    const FrameItem& item = frame.items[i];
    if (item.first < unit.begin || item.first >= unit.end) continue;
    const bool behind = item.first > act.last;
    if (item.is(CueKind::kWitness)) blocked = true;
    if (item.is(CueKind::kBy) || item.is(CueKind::kBehalf)) led = led || behind;
    if (item.is(CueKind::kSource) && !behind) out.clear();
    if (item.kind != ItemKind::kPerson || blocked || (behind && !led)) continue;
    if (!is_source(frame, i)) add_person(out, item, view.input.tokens);
  }
  return out;
}

}  // namespace hoptac
