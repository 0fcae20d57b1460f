#include <algorithm>
#include <array>

#include "ingest/facts/certification_holder_finder.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"
#include "src/model/block_parts.h"

namespace hoptac {
namespace {

constexpr std::size_t kEarlierSentences = 4;  // how far back the body spoken of may stand
constexpr std::size_t kPartyTokens = 8;       // between "BÊN B" and its name

}  // namespace

std::string_view body_kind_of(std::string_view head) {
  if (head == "hospital" || head == "clinic" || head == "viện" || head == "vien") return "hospital";
  if (head == "university" || head == "college" || head == "school" || head == "trường" || head == "truong")
    return "university";
  if (head == "company" || head == "ty" || head == "firm" || head == "manufacturer") return "company";
  return {};
}

// Behind a sign or a joining word a body can be meant anew; "lấy người bệnh làm trung tâm" is none.
bool HolderFinder::opens_clause(std::size_t at) const {
  constexpr std::array<std::string_view, 22> kJoints{"và",      "nhưng", "còn",   "của",   "thì",  "mà",   "khi", "and",
                                                     "but",     "while", "of",    "by",    "that", "as",   "for", "do",
                                                     "because", "since", "riêng", "where", "giúp", "which"};
  if (at == 0 || !tokens_[at - 1].word || tokens_.exact(at) == "the") return true;
  return std::find(kJoints.begin(), kJoints.end(), tokens_.exact(at - 1)) != kJoints.end();
}

// "the College of American Pathologists" is a name.
bool HolderFinder::opens_name(std::size_t at) const {
  const std::size_t head = tokens_.exact(at) == "the" ? at + 1 : at;
  return head + 1 < tokens_.size() && tokens_[head].upper && tokens_.exact(head + 1) == "of";
}

// One behind the token of the last "the hospital", "nhà trường" between token `from` and the label; 0 for none.
std::size_t HolderFinder::anaphor_before(const LabelMention& label, std::size_t from) const {
  std::size_t out = 0;
  const auto [begin, end] = places_of(label.sentence);
  auto place = begin;
  for (std::size_t at = input_.sentences[label.sentence].tokens.begin; at < label.first; ++at) {
    while (place != end && place->last < at) ++place;
    if (at < from || (place != end && place->first <= at)) continue;  // words of a name
    if ((cue_at(at) & kAnaphor) == 0 || (from > 0 && !opens_clause(at)) || opens_name(at)) continue;
    const bool pronoun = tokens_.exact(at) == "it" || tokens_.exact(at) == "its";
    if (!pronoun || (out == 0 && from == 0)) out = at + 1;
  }
  return out;
}

LabelHolder HolderFinder::planned() const {
  for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
    if (analysis_.institutions[i].planned) return {static_cast<int>(i), {}, false};
  }
  return {};
}

// The body behind the first place of the text where the label of a party stands: "BÊN B: CÔNG TY …".
LabelHolder HolderFinder::party(const Cue& cue) const {
  for (const HolderPlace& place : places_) {
    for (std::size_t t = place.first; t > 1 && place.first - t <= kPartyTokens; --t) {
      if (place.is_unit() || tokens_.folded(t - 1) != tokens_.folded(cue.last)) continue;
      if (tokens_.folded(t - 2) == tokens_.folded(cue.first)) return held_by(place, false);
    }
  }
  return {};
}

// The place of a sentence that the word can stand for: by a word of its name, else by its kind.
const HolderPlace* HolderFinder::meant_in(std::size_t sentence, const Anaphor& word, bool by_name, bool subject) const {
  const auto [first, last] = places_of(sentence);
  for (auto p = first; p != last; ++p) {
    if (p->is_unit() || in_post(*p) || is_aside(*p) || is_owner_of_label(*p) || (subject && is_object(*p))) continue;
    if (word.head.empty() || fits(p->institution, word, by_name)) return &*p;
  }
  return nullptr;
}

bool HolderFinder::fits(int institution, const Anaphor& word, bool by_name) const {
  if (institution < 0) return false;
  const Institution& body = analysis_.institutions[static_cast<std::size_t>(institution)];
  if (!by_name) return word.kind.empty() || body.kind == word.kind;
  return folded_name(institution).find(word.padded) != std::string::npos;
}

const std::string& HolderFinder::folded_name(int institution) const {
  std::string& name = names_[static_cast<std::size_t>(institution)];
  if (name.empty()) name = " " + fold_phrase(analysis_.institutions[static_cast<std::size_t>(institution)].name) + " ";
  return name;
}

// The word that an anaphor stands by: "viện" of "bệnh viện này".
Anaphor HolderFinder::anaphor_of(const Cue& cue) const {
  std::size_t head = cue.last;
  const std::string_view end = tokens_.folded(head);
  if (head > cue.first && (end == "nay" || end == "do")) --head;
  const std::string_view word = tokens_.exact(head);
  if (word == "it" || word == "its" || word == "their") return {};
  const std::string_view folded = tokens_.folded(head);
  const bool any = folded == "vi" || folded == "so" || folded == "noi" || folded == "unit";
  return {std::string(folded), any, body_kind_of(word), " " + std::string(folded) + " "};
}

// "President Hsieh said that his university": the body of the person's post; -1 for no such word or body.
int HolderFinder::speakers_body(std::size_t anaphor, const Cue& cue) const {
  constexpr std::array<std::string_view, 8> kOwn{"his", "her", "my", "our", "ông", "bà", "mình", "tôi"};
  const auto own = [&](std::size_t t) { return std::find(kOwn.begin(), kOwn.end(), tokens_.exact(t)) != kOwn.end(); };
  if (!own(cue.first) && !own(cue.last)) return -1;
  const Post* speaker = speaker_before(tokens_[anaphor].begin);
  return speaker == nullptr ? -1 : speaker->institution;
}

// "Dr A, Director of Hospital X, said that the laboratory": the body of the post of who speaks before token `at` of the
// sentence; -1 when nobody does.
int HolderFinder::sayers_body(std::size_t sentence, std::size_t at) const {
  const TokenRange range = input_.sentences[sentence].tokens;
  const std::uint32_t begin = tokens_[range.begin].begin, end = tokens_[at].begin;
  const Post* speaker = speaker_before(end);
  if (speaker == nullptr || speaker->span.begin < begin) return -1;
  const int out = speaker->institution;
  const std::uint32_t nearest = speaker->span.end;
  const auto holds = [out](const HolderPlace& p) { return p.institution == out; };
  if (std::none_of(places_.begin(), places_.end(), holds)) return -1;
  if (tokens_.folded(range.begin) == "theo" || tokens_.exact(range.begin) == "according") return out;
  for (std::size_t t = tokens_.at_offset(nearest); t < at; ++t) {
    const auto cue = input_.tables.cues.statements.find(tokens_, t, input_.marks);
    if (cue && (cue->classes & kSayCue) != 0) return out;
  }
  return -1;
}

// The holder of the label told last before, wherever.
const LabelHolder* HolderFinder::holder_before(const LabelMention& label) const {
  if (found_ == nullptr) return nullptr;
  for (std::size_t i = found_->size(); i-- > 0;) {
    if (labels_[i].first >= label.first) continue;
    if ((*found_)[i].size() == 1 && (*found_)[i].front().institution >= 0) return &(*found_)[i].front();
  }
  return nullptr;
}

// The only holder of the labels that the sentence tells.
const LabelHolder* HolderFinder::told_last(std::size_t sentence) const {
  if (found_ == nullptr) return nullptr;
  const LabelHolder* only = nullptr;
  auto label = std::lower_bound(labels_.begin(), labels_.end(), sentence,
                                [](const LabelMention& l, std::size_t s) { return l.sentence < s; });
  for (; label != labels_.end() && label->sentence == sentence; ++label) {
    const auto i = static_cast<std::size_t>(label - labels_.begin());
    if (i >= found_->size()) break;
    for (const LabelHolder& holder : (*found_)[i]) {
      if (holder.institution < 0 || (only != nullptr && !(*only == holder))) return nullptr;
      only = &holder;
    }
  }
  return only;
}

// A programme, department or laboratory counts for its body: the one it is joined to ("Khoa Vi sinh – Bệnh viện X",
// "X's laboratory", "its laboratory"), the one before it in the sentence, the one of who speaks, the one spoken of.
LabelHolder HolderFinder::owner_of(const HolderPlace& part) const {
  LabelMention as_label;
  as_label.first = part.first;
  as_label.last = part.last;
  as_label.sentence = sentence_of(part.first);
  const HolderPlace* before = nullptr;
  const auto [first, last] = places_of(as_label.sentence);
  for (auto p = first; p != last; ++p) {
    if (p->is_unit()) continue;
    if (p->first > part.last) {
      const bool comma = p->first == part.last + 2 && tokens_.is(part.last + 1, ',');
      if (comma || is_part_link(part.last + 1, p->first)) return held_by(*p, true);
      break;
    }
    const bool clause =
        std::none_of(&tokens_[p->last], &tokens_[part.first], [](const Token& t) { return t.mark == ';'; });
    if (clause && !is_aside(*p) && !in_post(*p)) before = &*p;
  }
  const std::size_t word = anaphor_before(as_label, before == nullptr ? 0 : before->last + 1);
  if (word > 0) {
    if (const LabelHolder meant = pointed(as_label, word - 1); meant.is_known()) return meant;
  }
  if (const LabelHolder meant = owner_meant(as_label); meant.is_known()) return meant;
  if (const int named = body_named_in(part); named >= 0) return {named, {}, true};
  if (before != nullptr) return held_by(*before, true);
  if (const int sayer = sayers_body(as_label.sentence, part.first); sayer >= 0) return {sayer, {}, false};
  const LabelHolder body = earlier(as_label);
  return body.is_known() ? body : part_alone(part);
}

// "Centre for Molecular Diagnostics", "Department of Pathology", "Trung tâm Hỗ trợ sinh sản": a body of its own within
// another.
bool HolderFinder::is_centre(const HolderPlace& part) const {
  const std::string_view head = tokens_.exact(part.first);
  const bool named = head == "department" || head == "faculty" || head == "division";
  if (named && tokens_[part.first].upper && part.last > part.first + 1 && tokens_.exact(part.first + 1) == "of")
    return true;
  constexpr std::array<std::string_view, 10> kHeads{"centre", "center", "clinic",    "school", "bank",
                                                    "trung",  "ngan",   "institute", "vien",   "college"};
  const auto is_head = [&](std::size_t t) {
    return tokens_[t].upper && std::find(kHeads.begin(), kHeads.end(), tokens_.folded(t)) != kHeads.end();
  };
  return is_head(part.first) || (is_head(part.last) && !tokens_[part.last].syllable);
}

// "phòng xét nghiệm của bệnh viện", "the ISO 9001 dossier for the Hospital".
LabelHolder HolderFinder::owner_meant(const LabelMention& label) const {
  constexpr std::size_t kReach = 4;
  const std::size_t end = std::min(label.last + kReach + 1, input_.sentences[label.sentence].tokens.end);
  for (std::size_t of = label.last + 1; of + 1 < end && tokens_[of].word; ++of) {
    if ((cue_at(of) & kOwner) == 0) continue;
    const std::size_t noun = of + 1;
    const auto [first, last] = places_of(label.sentence);
    const bool named =
        std::any_of(first, last, [noun](const HolderPlace& p) { return p.first == noun || p.first == noun + 1; });
    const bool own = tokens_.exact(noun) == "it" || tokens_.exact(noun) == "its";
    return !named && !own && (cue_at(noun) & kAnaphor) != 0 && !opens_name(noun) ? pointed(label, noun) : LabelHolder{};
  }
  return {};
}

// "nhà máy An Khê số 2" is of "Công ty CP Dược phẩm An Khê": the body whose name holds the part's own words; -1 for
// none.
int HolderFinder::body_named_in(const HolderPlace& part) const {
  std::size_t first = part.first, last = part.last;
  while (first < last && (!tokens_[first].upper || first == part.first)) ++first;
  std::size_t end = first;
  while (end <= last && tokens_[end].upper && tokens_[end].word && !tokens_[end].number) ++end;
  if (end < first + 2) return -1;
  const std::string own = " " + fold_phrase(slice(tokens_.text(), tokens_.cover(first, end - 1))) + " ";
  for (const HolderPlace& place : places_) {
    if (place.is_unit()) continue;
    if (folded_name(place.institution).find(own) != std::string::npos) return place.institution;
  }
  return -1;
}

std::size_t HolderFinder::sentence_of(std::size_t token) const {
  const auto behind = std::upper_bound(input_.sentences.begin(), input_.sentences.end(), token,
                                       [](std::size_t t, const FactSentence& s) { return t < s.tokens.begin; });
  return static_cast<std::size_t>(behind - input_.sentences.begin()) - 1;
}

// The sentence holds the anaphor's word in small letters.
bool HolderFinder::names_small(std::size_t sentence, const Anaphor& word) const {
  if (word.head.empty() || !word.kind.empty()) return false;
  const TokenRange range = input_.sentences[sentence].tokens;
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (!tokens_[t].upper && tokens_[t].ascii && tokens_.folded(t) == word.head) return true;
  }
  return false;
}

// The nearest place before token `at` that the word can stand for, not before token `floor` and of the last hundred.
const HolderPlace* HolderFinder::nearest(std::size_t at, std::size_t floor, const Anaphor& word, bool by_name,
                                         bool posts) const {
  constexpr std::size_t kReach = 100;
  auto p = std::lower_bound(places_.begin(), places_.end(), at,
                            [](const HolderPlace& q, std::size_t t) { return q.first < t; });
  for (std::size_t n = 0; n < kReach && p != places_.begin() && std::prev(p)->first >= floor; ++n) {
    --p;
    if (p->is_unit() || (!posts && in_post(*p)) || is_aside(*p)) continue;
    if (word.head.empty() || fits(p->institution, word, by_name)) return &*p;
  }
  return nullptr;
}

// Behind a preposition: "a convention with the former University X".
bool HolderFinder::is_object(const HolderPlace& place) const {
  constexpr std::array<std::string_view, 20> kPrepositions{"with", "of",      "from", "by",      "to",  "at",  "for",
                                                           "in",   "between", "on",   "through", "via", "với", "của",
                                                           "từ",   "tại",     "cho",  "ở",       "do",  "sang"};
  std::size_t t = place.first;
  while (t > 0 && (tokens_.exact(t - 1) == "the" || tokens_.exact(t - 1) == "former")) --t;
  return t > 0 && std::find(kPrepositions.begin(), kPrepositions.end(), tokens_.exact(t - 1)) != kPrepositions.end();
}

// Of the sentences before in the block: the holder of the label told last or the subject, else any body.
LabelHolder HolderFinder::spoken_of(std::size_t sentence, const Anaphor& word, bool by_name) const {
  for (const bool subject : {true, false}) {
    for (std::size_t s = sentence; s-- > 0 && s + kEarlierSentences >= sentence;) {
      if (input_.sentences[s].block != input_.sentences[sentence].block) break;
      const LabelHolder* last = told_last(s);
      if (last != nullptr && (word.head.empty() || fits(last->institution, word, by_name)))
        return {last->institution, {}, false};
      if (const HolderPlace* p = meant_in(s, word, by_name, subject)) return held_by(*p, false);
    }
  }
  return {};
}

// What the word stands for: a place of its sentence or of one before in the block, the page's own body, the nearest
// place before of its kind.
LabelHolder HolderFinder::pointed(const LabelMention& label, std::size_t anaphor) const {
  const auto cue = input_.tables.certifications.cues.find(tokens_, anaphor, input_.marks);
  if ((cue->classes & kPlanned) != 0) return planned();
  if ((cue->classes & kParty) != 0) return party(*cue);
  if (const int own = speakers_body(anaphor, *cue); own >= 0) return {own, {}, true};
  const Anaphor word = anaphor_of(*cue);
  const TokenRange sentence = input_.sentences[label.sentence].tokens;
  for (const bool by_name : {true, false}) {
    if (by_name && !word.head.empty()) {
      if (const HolderPlace* p = nearest(anaphor, sentence.begin, word, true, false)) return held_by(*p, true);
    }
    const int sayer = sayers_body(label.sentence, anaphor);
    if (sayer >= 0 && (word.head.empty() || fits(sayer, word, by_name))) return {sayer, {}, false};
    if (const LabelHolder topic = spoken_of(label.sentence, word, by_name); topic.is_known()) return topic;
    for (std::size_t s = label.sentence; s-- > 0 && s + kEarlierSentences >= label.sentence;) {
      if (input_.sentences[s].block != input_.sentences[label.sentence].block) break;
      if (!by_name || !names_small(s, word)) continue;  // "X opened its stroke center. The center …"
      if (const HolderPlace* p = meant_in(s, {}, true, false)) return held_by(*p, false);
    }
    if (!word.head.empty() && fits(host_, word, by_name)) return host(false);
    if (word.kind.empty() && !(by_name && cue->first < cue->last && !word.any_part)) continue;
    for (const bool posts : {false, true}) {
      if (posts && !by_name) break;
      if (const HolderPlace* p = nearest(sentence.begin, 0, word, by_name, posts)) return held_by(*p, false);
    }
  }
  return {};
}

// The only body of the title that can hold a label.
int HolderFinder::titled() const {
  const Span title = input_.document.title_span;
  int only = -1;
  for (const HolderPlace& place : places_) {
    if (place.is_unit() || !title.contains(tokens_.cover(place.first, place.last))) continue;
    if (only >= 0 && only != place.institution) return -1;
    only = place.institution;
  }
  return only;
}

// The body that the text before speaks of: the subject of a sentence before within the block, else of the line that a
// list stands under or of the heading, else the party of the article, the title's, else the first body of the nearest
// sentence before, else the page's.
LabelHolder HolderFinder::earlier(const LabelMention& label) const {
  const std::size_t block = input_.sentences[label.sentence].block;
  const bool row = is_row(label.sentence);
  std::size_t s = label.sentence;
  if (!row && !is_item(label.sentence)) {
    if (const LabelHolder topic = spoken_of(s, {}, true); topic.is_known()) return topic;
  }
  if (const HolderPlace* place = row ? nullptr : above(label.sentence)) return held_by(*place, false);
  const bool caption = input_.document.blocks[block].kind == BlockKind::kCaption;
  if (label.award && caption) return {};  // "The chairman hands over the award"
  const std::size_t from = label.sentence > kEarlierSentences ? label.sentence - kEarlierSentences : 0;
  for (s = label.sentence; s-- > from;) {  // "Điều 4. Trách nhiệm của Bên B" above the line
    const TokenRange range = input_.sentences[s].tokens;
    for (std::size_t t = range.begin; t < range.end; ++t) {
      const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
      if (cue && (cue->classes & kParty) != 0) return party(*cue);
    }
  }
  if (const int title = titled(); title >= 0) return {title, {}, false};
  if (host_ >= 0) return host(false);
  if (const LabelHolder* last = holder_before(label); last != nullptr) return {last->institution, {}, false};
  for (s = label.sentence; !row && !is_item(label.sentence) && s-- > from;) {
    const auto [first, last] = places_of(s);
    const auto body = std::find_if(first, last, [](const HolderPlace& p) { return !p.is_unit(); });
    if (body != last) return held_by(*body, false);
  }
  return host(false);
}

// An entry of a list, by its block or by its bullet.
bool HolderFinder::is_item(std::size_t sentence) const {
  if (input_.document.blocks[input_.sentences[sentence].block].kind == BlockKind::kListItem) return true;
  const TokenRange range = input_.sentences[sentence].tokens;
  static constexpr std::array<std::string_view, 8> kBullets{"●", "•", "►", "▪", "■", "*", "+", "·"};
  if (range.begin == range.end) return false;
  const auto bullet = [this](std::size_t t) {
    return !tokens_[t].word && std::find(kBullets.begin(), kBullets.end(), tokens_.surface(t)) != kBullets.end();
  };
  return bullet(range.begin) || (range.begin > 0 && bullet(range.begin - 1));
}

// A row of a table, by its block or by its borders.
bool HolderFinder::is_row(std::size_t sentence) const {
  if (input_.document.blocks[input_.sentences[sentence].block].kind == BlockKind::kTableRow) return true;
  const TokenRange range = input_.sentences[sentence].tokens;
  for (std::size_t t = range.begin; t < range.end; ++t) {
    if (tokens_.is(t, '|')) return true;
  }
  return false;
}

// The only body of the line above a list ("X holds:") or of the heading that the sentence stands under.
const HolderPlace* HolderFinder::above(std::size_t sentence) const {
  const bool item = is_item(sentence);
  constexpr std::size_t kReach = 200;
  for (std::size_t s = sentence; s-- > 0 && s + kReach > sentence;) {
    const bool intro = item && !is_item(s);
    const bool heading = is_heading(input_.document.blocks[input_.sentences[s].block]);
    if (!intro && !heading) continue;
    const auto range = places_of(s);
    const auto first = range.first, last = range.second;
    const bool one = first != last && std::all_of(first, last, [&](const HolderPlace& p) {
                       return p.institution == first->institution;
                     });
    return one ? &*first : nullptr;
  }
  return nullptr;
}

}  // namespace hoptac
