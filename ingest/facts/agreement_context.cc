#include "ingest/facts/agreement_context.h"

#include <algorithm>
#include <array>

#include "ingest/facts/agreement_dates.h"

namespace hoptac {
namespace {

// Sentences that a list of documents may fill.
constexpr std::size_t kListFrames = 60;
// How far before its noun a number may stand: "two new documents".
constexpr std::size_t kNumberReach = 3;
// Sentences between a document's name and who signed it.
constexpr std::size_t kNounFrames = 3;

// Words before "documents" that announce several of them.
constexpr std::array<std::string_view, 24> kSeveral = {
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",  "several", "following", "these",
    "hai", "ba",    "bon",  "nam",  "sau", "bay",   "tam",   "chin", "muoi", "cac",     "nhung",     "loat"};

bool tells_several(const TokenStream& tokens, std::size_t t) {
  return tokens[t].number || std::find(kSeveral.begin(), kSeveral.end(), tokens.folded(t)) != kSeveral.end();
}

}  // namespace

// "Two documents were signed.", "hai văn kiện được trao:"
bool SigningContext::announces(const Frame& frame, const Unit& unit) const {
  if (unit.noun < 0 || unit.denied || unit.talk) return false;
  const FrameItem& noun = frame.items[static_cast<std::size_t>(unit.noun)];
  if (unit.act < 0) {  // "Bốn biên bản ghi nhớ gồm:"
    return !unit.planned && !noun.weak && view_.input.tokens.is(frame.tokens.end - 1, ':') &&
           noun.first <= frame.tokens.begin + kNumberReach &&
           is_several(view_.input.tokens, frame.tokens.begin, noun.first);
  }
  const FrameItem& act = frame.items[static_cast<std::size_t>(unit.act)];
  const std::size_t begin = act.last < noun.first ? act.last + 1 : frame.tokens.begin;  // not "hai trường ký"
  return is_several(view_.input.tokens, begin, noun.first);
}

bool SigningContext::is_several(const TokenStream& tokens, std::size_t begin, std::size_t noun) {
  for (std::size_t t = std::max(begin, noun - std::min(noun, kNumberReach)); t < noun; ++t) {
    if (tells_several(tokens, t)) return true;
  }
  return false;
}

// The unit's own day, else any of its sentence.
std::string SigningContext::day_of(std::size_t at, const Unit& unit) const {
  constexpr std::size_t kDayLength = 10;
  if (SigningDate own = find_signing_date(view_, at, unit); !own.iso.empty() && !own.soft) return own.iso;
  for (const FrameItem& item : view_.frames[at].items) {
    if (item.kind != ItemKind::kDate) continue;
    const std::string& iso = view_.analysis.dates[static_cast<std::size_t>(item.index)].iso;
    if (iso.size() == kDayLength) return iso;
  }
  return {};
}

bool SigningContext::see(std::size_t at, const Unit& unit) {
  const Frame& frame = view_.frames[at];
  if (announces(frame, unit)) {
    const TokenStream& tokens = view_.input.tokens;
    opened_ = at;
    closed_ = false;
    noun_ = frame.items[static_cast<std::size_t>(unit.noun)];
    day_ = day_of(at, unit);
    long_list_ = tokens.is(frame.tokens.end - 1, ':');
    for (std::size_t t = frame.tokens.begin; t < frame.tokens.end && !long_list_; ++t) {
      long_list_ = tokens.folded(t) == "following" || (tokens.folded(t) == "sau" && tokens.is(t + 1, ':'));
    }
    return true;
  }
  // "Documents not ready for signature": the rest was not signed.
  const bool general = unit.noun >= 0 && frame.items[static_cast<std::size_t>(unit.noun)].generic;
  closed_ = closed_ || (general && (unit.denied || (unit.planned && unit.act < 0))) || (frame.heading && unit.planned);
  return false;
}

bool SigningContext::is_open(std::size_t at) const {
  if (opened_ == kNone || closed_ || at < opened_ || at > opened_ + kListFrames) return false;
  return long_list_ || view_.frames[at].block == view_.frames[opened_].block;
}

// "• Với X: nhận sinh viên", "– With X: …", "X: …": the entry of a partner.
const FrameItem* SigningContext::partner_of_entry(std::size_t at) const {
  constexpr std::size_t kBullet = 1;
  if (!is_open(at) || at == opened_ || !long_list_) return nullptr;
  const Frame& frame = view_.frames[at];
  const Block& block = view_.input.document.blocks[frame.block];
  if (block.kind != BlockKind::kListItem || frame.items.empty()) return nullptr;
  if (frame.tokens.begin > view_.input.tokens.at_offset(block.span.begin) + kBullet) return nullptr;
  const bool with = frame.items[0].is(CueKind::kWith) && frame.items.size() > 1;
  const FrameItem& body = frame.items[with ? 1 : 0];
  const std::size_t first = with ? frame.items[0].last + 1 : frame.tokens.begin;
  if (body.kind != ItemKind::kInstitution || body.first > first + kBullet) return nullptr;
  return with || view_.input.tokens.is(body.last + 1, ':') ? &body : nullptr;
}

bool SigningContext::is_listed(std::size_t at, const Unit& unit) const {
  if (!is_open(at) || at == opened_ || unit.act >= 0 || unit.noun < 0) return false;
  const FrameItem& noun = view_.frames[at].items[static_cast<std::size_t>(unit.noun)];
  return !noun.weak && !unit.denied && !unit.planned;
}

// "Documents not ready for signature: MoU between A and B": what follows is still to be signed.
bool SigningContext::is_postponed(std::size_t at, const Unit& unit) const {
  const bool within = opened_ != kNone && at > opened_ && at <= opened_ + kListFrames;
  return within && closed_ && long_list_ && unit.act < 0 && unit.noun >= 0;
}

std::size_t SigningContext::noun_frame(std::size_t at, const Unit& unit) const {
  const Frame& frame = view_.frames[at];
  if (unit.act < 0 || unit.noun >= 0 || frame.heading) return at;
  const FrameItem& act = frame.items[static_cast<std::size_t>(unit.act)];
  if (!act.is(CueKind::kSign) || act.first > frame.tokens.begin + 1) return at;
  for (std::size_t f = at; f-- > 0 && f + kNounFrames >= at;) {
    const std::vector<FrameItem>& items = view_.frames[f].items;
    if (std::any_of(items.begin(), items.end(), names_agreement)) return f;
  }
  return at;
}

// "The company already has MoUs with A and B", "SVT đã có MOU với A": in force, whoever signed when.
bool SigningContext::is_held(std::size_t f, const Unit& unit) const {
  constexpr std::size_t kVerbReach = 4;
  if (unit.act >= 0 || unit.noun < 0 || unit.planned || unit.denied) return false;
  const Frame& frame = view_.frames[f];
  const TokenStream& tokens = view_.input.tokens;
  const FrameItem& name = frame.items[static_cast<std::size_t>(unit.noun)];
  const auto next = items_from(frame, name.last + 1);
  const bool with = next != frame.items.end() && next->is(CueKind::kWith) && next->first <= name.last + 4;
  if (name.weak || !with) return false;
  if (unit.ended) return true;  // "The MoU with A expired in July"
  for (std::size_t t = name.first; t > frame.tokens.begin && t + kVerbReach > name.first; --t) {
    const std::string_view word = tokens.exact(t - 1);
    if (word == "has" || word == "have") return true;
    if (word == "first" || word == "second" || word == "third" || word == "other") return t < frame.tokens.begin + 4;
    if ((word == "có" || tokens.folded(t - 1) == "co") && t > frame.tokens.begin + 1 && tokens.folded(t - 2) == "da")
      return true;
  }
  return false;
}

// "Under a separate memorandum, A, together with B, will train nurses": told without its signing.
bool SigningContext::opens_with_agreement(std::size_t f, const Unit& unit) const {
  const Frame& frame = view_.frames[f];
  if (unit.act >= 0 || unit.noun < 0) return false;
  const FrameItem& name = frame.items[static_cast<std::size_t>(unit.noun)];
  const std::size_t at = frame.tokens.begin;
  if (name.weak || name.first > at + 4 || name.first < at + 2) return false;
  const TokenStream& tokens = view_.input.tokens;
  const bool under = tokens.folded(at) == "under" || tokens.folded(at) == "theo";
  const std::string_view article = tokens.folded(at + 1);
  return under && (article == "a" || article == "an" || article == "another" || article == "mot");
}

}  // namespace hoptac
