#include "ingest/facts/certification_places.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "ingest/facts/certification_rules.h"
#include "ingest/facts/certification_units.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

class PlaceFinder {
 public:
  PlaceFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels)
      : input_(input), tokens_(input.tokens), analysis_(analysis) {
    for (const Institution& body : analysis.institutions) {
      names_.push_back(fold_phrase(body.name));
      if (body.kind == "company") ++company_heads_[names_.back().substr(0, names_.back().find(' '))];
    }
    for (const LabelMention& label : labels) {
      if (!label.claimed) continue;
      for (const std::size_t back : {std::size_t{2}, std::size_t{1}, std::size_t{0}}) {
        if (label.sentence < back) continue;
        const FactSentence& s = input.sentences[label.sentence - back];
        const bool known = !near_.empty() && near_.back().tokens.begin >= s.tokens.begin;
        if (!known && s.block == input.sentences[label.sentence].block) near_.push_back(s);
      }
    }
  }

  std::vector<HolderPlace> find(const std::vector<NameMention>& names) {
    add_institutions();
    for (const FactSentence& s : near_) add_units(s.tokens, names);
    add_short_names();
    std::vector<std::pair<std::size_t, std::size_t>> units;
    for (const FactSentence& s : near_) {
      units.clear();
      find_units(input_, s.tokens, units);
      for (const auto& [first, last] : units) places_.push_back({first, last, -1});
    }
    return resolved();
  }

 private:
  bool can_hold(std::size_t index) const {
    const Institution& body = analysis_.institutions[index];
    if (body.kind == "government" || !input_.authority.certifications_named(body.name).empty()) return false;
    return !input_.tables.certifications.issuer_names.contains(names_[index]);
  }

  void add_institutions() {
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      if (!can_hold(i)) continue;
      for (const Mention& m : analysis_.institutions[i].mentions) {
        const std::size_t first = tokens_.at_offset(m.span.begin);
        const std::size_t end = std::max(first + 1, tokens_.at_offset(m.span.end));
        places_.push_back({first, end - 1, is_laboratory(first, end - 1) ? -1 : static_cast<int>(i)});
      }
    }
  }

  // "Khoa Xét nghiệm", "Phòng thí nghiệm": any hospital has one.
  bool is_laboratory(std::size_t first, std::size_t last) const {
    if (last != first + 2 || (tokens_.folded(first) != "khoa" && tokens_.folded(first) != "phong")) return false;
    return tokens_.folded(last) == "nghiem" &&
           (tokens_.folded(first + 1) == "xet" || tokens_.folded(first + 1) == "thi");
  }

  // "Cascadia" of "Cascadia Freight Intelligence, Inc.": a firm by the first word of its name, when no other shares it.
  void add_short_names() {
    std::optional<WordsAlone> alone;  // few texts ask
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      const Institution& body = analysis_.institutions[i];
      if (body.kind != "company" || body.mentions.empty()) continue;
      const std::size_t first = tokens_.at_offset(body.mentions.front().span.begin);
      const Token& word = tokens_[first];
      if (!word.upper || word.syllable || word.number || word.end - word.begin < 5) continue;
      if (!alone) alone = words_alone();
      const auto found = alone->find(tokens_.exact(first));
      if (found == alone->end() || !is_first_of_one(i)) continue;
      for (const std::size_t t : found->second) places_.push_back({t, t, static_cast<int>(i)});
    }
  }

  // Capital words near the labels that no other capital word follows, with their tokens.
  using WordsAlone = std::unordered_map<std::string_view, std::vector<std::size_t>>;
  WordsAlone words_alone() const {
    WordsAlone out;
    for (const FactSentence& s : near_) {
      for (std::size_t t = s.tokens.begin; t < s.tokens.end; ++t) {
        if (!tokens_[t].upper) continue;
        const bool goes_on = t + 1 < s.tokens.end && tokens_[t + 1].upper && tokens_[t + 1].gap == Gap::kSpace;
        if (!goes_on) out[tokens_.exact(t)].push_back(t);
      }
    }
    return out;
  }

  // No other body's name begins with the word; places and "National" are no names.
  bool is_first_of_one(std::size_t index) const {
    constexpr std::array<std::string_view, 12> kCommon{"vietnam",  "saigon", "hanoi",    "national",
                                                       "general",  "global", "royal",    "pacific",
                                                       "american", "asian",  "european", "international"};
    const std::string name = names_[index];
    const std::string head = name.substr(0, name.find(' '));
    if (std::find(kCommon.begin(), kCommon.end(), head) != kCommon.end()) return false;
    const auto companies = company_heads_.find(head);
    const std::size_t own = analysis_.institutions[index].kind == "company" ? 1 : 0;
    return companies == company_heads_.end() || companies->second <= own;
  }

  // Parts of a body with a capital head and a name: "Khoa Vi sinh", not "khoa Xét nghiệm", "Phòng xét nghiệm của".
  void add_units(TokenRange sentence, const std::vector<NameMention>& names) {
    auto name = std::lower_bound(names.begin(), names.end(), sentence.begin,
                                 [](const NameMention& m, std::size_t at) { return m.first < at; });
    for (; name != names.end() && name->first < sentence.end; ++name) {
      if (!name->unit || !tokens_[name->first].upper) continue;
      std::size_t capitals = 0;
      for (std::size_t t = name->first; t <= name->last; ++t)
        if (tokens_[t].upper) ++capitals;
      if (capitals < 2) continue;
      const int owner = tokens_[name->first + 1].upper ? -1 : body_named_alike(*name);
      places_.push_back({name->first, name->last, owner});
    }
  }

  // "Phòng xét nghiệm Hoa Mai Huế" is a part of "Bệnh viện Đa khoa Hoa Mai Huế": -1 when there is none.
  int body_named_alike(const NameMention& name) const {
    std::size_t first = name.first + 1;
    while (first <= name.last && !tokens_[first].upper) ++first;
    if (first >= name.last) return -1;
    const std::string tail = " " + fold_phrase(slice(tokens_.text(), tokens_.cover(first, name.last)));
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      if (names_[i].ends_with(tail)) return static_cast<int>(i);
    }
    return -1;
  }

  // Of overlapping places the longer one stays, but a part ends before its body: "Centre Y of | Hospital X".
  std::vector<HolderPlace> resolved() {
    std::sort(places_.begin(), places_.end(), [](const HolderPlace& a, const HolderPlace& b) {
      if (a.first != b.first) return a.first < b.first;
      return a.last != b.last ? a.last > b.last : a.institution > b.institution;  // a body before a part
    });
    std::vector<HolderPlace> out;
    for (const HolderPlace& p : places_) {
      if (!out.empty() && names_body_of(out.back(), p)) end_before(out, p);
      if (!out.empty() && repeats_in_brackets(out.back(), p)) {
        out.back().last = p.last + 1;
      } else if (out.empty() || p.first > out.back().last) {
        out.push_back(p);
      } else if (p.last - p.first > out.back().last - out.back().first) {
        out.back() = p;
      }
    }
    return out;
  }

  // "Viện Đo lường Sinh học (IBM-CV)".
  bool repeats_in_brackets(const HolderPlace& place, const HolderPlace& next) const {
    return next.first == place.last + 2 && next.institution == place.institution && !next.is_unit() &&
           tokens_.is(next.first - 1, '(') && tokens_.is(next.last + 1, ')');
  }

  // The grammar of parts ran into the body's name.
  bool names_body_of(const HolderPlace& part, const HolderPlace& body) const {
    if (!part.is_unit() || body.is_unit() || body.first <= part.first + 1 || body.first > part.last) return false;
    return body.last >= part.last;
  }

  // Leaves "Khoa Vi sinh" of "Khoa Vi sinh của Bệnh viện X"; nothing of "Phòng xét nghiệm Bệnh viện X".
  void end_before(std::vector<HolderPlace>& out, const HolderPlace& body) const {
    HolderPlace& part = out.back();
    const auto cue = input_.tables.certifications.cues.find(tokens_, body.first - 1, input_.marks);
    const bool link = (cue && (cue->classes & kOwner) != 0) || !tokens_[body.first - 1].word ||
                      tokens_.exact(body.first - 1) == "the";
    part.last = body.first - (link ? 2 : 1);
    if (link && part.last > part.first && !tokens_[part.last].upper && tokens_.exact(part.last) == "of") --part.last;
    for (std::size_t t = part.first + 1; t <= part.last; ++t) {
      if (tokens_[t].upper) return;
    }
    out.pop_back();
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  std::vector<std::string> names_;                              // of the institutions, folded
  std::unordered_map<std::string, std::size_t> company_heads_;  // how many companies begin with the word
  std::vector<FactSentence> near_;
  std::vector<HolderPlace> places_;
};

}  // namespace

std::vector<HolderPlace> find_holder_places(const FactInput& input, const Analysis& analysis,
                                            const std::vector<NameMention>& names,
                                            const std::vector<LabelMention>& labels) {
  return PlaceFinder(input, analysis, labels).find(names);
}

}  // namespace hoptac
