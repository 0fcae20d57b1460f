#include "ingest/facts/certification_places.h"

#include <algorithm>

#include "ingest/facts/certification_rules.h"
#include "ingest/facts/name_scanner.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// Words of the longest programme name.
constexpr std::size_t kProgrammeTokens = 10;
constexpr std::size_t kUnitTokens = 10;

class PlaceFinder {
 public:
  PlaceFinder(const FactInput& input, const Analysis& analysis, const std::vector<LabelMention>& labels)
      : input_(input), tokens_(input.tokens), analysis_(analysis) {
    for (const LabelMention& label : labels) {
      for (const std::size_t back : {std::size_t{1}, std::size_t{0}}) {
        if (label.sentence < back) continue;
        const FactSentence& s = input.sentences[label.sentence - back];
        const bool known = !near_.empty() && near_.back().tokens.begin >= s.tokens.begin;
        if (!known && s.block == input.sentences[label.sentence].block) near_.push_back(s);
      }
    }
  }

  std::vector<HolderPlace> find() {
    add_institutions();
    add_units();
    for (const FactSentence& s : near_) {
      add_programmes(s.tokens);
      add_vietnamese_units(s.tokens);
    }
    return resolved();
  }

 private:
  bool can_hold(const Institution& body) const {
    if (body.kind == "government" || !input_.authority.certifications_named(body.name).empty()) return false;
    return !input_.tables.certifications.issuer_names.contains(fold_phrase(body.name));
  }

  void add_institutions() {
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      if (!can_hold(analysis_.institutions[i])) continue;
      for (const Mention& m : analysis_.institutions[i].mentions) {
        const std::size_t first = tokens_.at_offset(m.span.begin);
        const std::size_t end = std::max(first + 1, tokens_.at_offset(m.span.end));
        places_.push_back({first, end - 1, static_cast<int>(i)});
      }
    }
  }

  // Parts of a body with a capital head and a name: "Khoa Vi sinh", not "khoa Xét nghiệm", "Phòng xét nghiệm của".
  void add_units() {
    const FactInput part{input_.document, tokens_, near_, input_.authority, input_.tables, input_.marks};
    for (const NameMention& name : scan_names(part)) {
      if (!name.unit || !tokens_[name.first].upper) continue;
      std::size_t capitals = 0;
      for (std::size_t t = name.first; t <= name.last; ++t)
        if (tokens_[t].upper) ++capitals;
      if (capitals < 2) continue;
      const int owner = tokens_[name.first + 1].upper ? -1 : body_named_alike(name);
      places_.push_back({name.first, name.last, owner});
    }
  }

  // "Phòng xét nghiệm Hoa Mai Huế" is a part of "Bệnh viện Đa khoa Hoa Mai Huế": -1 when there is none.
  int body_named_alike(const NameMention& name) const {
    std::size_t first = name.first + 1;
    while (first <= name.last && !tokens_[first].upper) ++first;
    if (first >= name.last) return -1;
    const std::string tail = " " + fold_phrase(slice(tokens_.text(), tokens_.cover(first, name.last)));
    for (std::size_t i = 0; i < analysis_.institutions.size(); ++i) {
      if (fold_phrase(analysis_.institutions[i].name).ends_with(tail)) return static_cast<int>(i);
    }
    return -1;
  }

  void add_unit(std::size_t first, std::size_t last) { places_.push_back({first, last, -1}); }

  // "Doctor of Medicine programme": capital words before "programme".
  void add_programmes(TokenRange sentence) {
    for (std::size_t at = sentence.begin + 1; at < sentence.end; ++at) {
      const std::string_view word = tokens_.exact(at);
      if (word != "programme" && word != "program") continue;
      std::size_t first = at;
      for (std::size_t t = at; t-- > sentence.begin && at - t <= kProgrammeTokens;) {
        const bool name = tokens_[t].word && tokens_[t].upper && tokens_.exact(t) != "the" && tokens_.exact(t) != "its";
        if (name) first = t;
        if (!name && !is_inner_word(t)) break;
      }
      if (first < at) add_unit(first, at);
    }
  }

  // "Khoa Giải phẫu bệnh", "Ngân hàng Máu cuống rốn X": a capital head, a capital word, up to a word that goes on.
  void add_vietnamese_units(TokenRange sentence) {
    for (std::size_t at = sentence.begin; at < sentence.end; ++at) {
      if (!tokens_[at].upper) continue;
      const auto head = input_.tables.certifications.cues.find(tokens_, at, input_.marks);
      if (!head || (head->classes & kUnit) == 0 || !tokens_[at].syllable) continue;
      std::size_t last = head->last;
      const std::size_t first_word = last + 1;
      if (first_word >= sentence.end || !tokens_[first_word].word || !tokens_[first_word].upper) continue;
      while (last + 1 < sentence.end && last < at + kUnitTokens && goes_on(last + 1)) ++last;
      if (last >= first_word) add_unit(at, last);
      at = last;
    }
  }

  bool goes_on(std::size_t t) const {
    if (!tokens_[t].word || tokens_[t].number || tokens_[t].gap != Gap::kSpace) return false;
    if (tokens_[t].upper) return true;
    const auto cue = input_.tables.certifications.cues.find(tokens_, t, input_.marks);
    const auto word = input_.tables.names.vi_words.find(tokens_, t, input_.marks);
    return !cue && !(word && (word->value & kStopWord) != 0);
  }

  bool is_inner_word(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    return word == "of" || word == "in" || word == "and" || word == "for" || word == "&" || word == "-";
  }

  // Of overlapping places the longer one stays.
  std::vector<HolderPlace> resolved() {
    std::sort(places_.begin(), places_.end(), [](const HolderPlace& a, const HolderPlace& b) {
      return a.first != b.first ? a.first < b.first : a.last > b.last;
    });
    std::vector<HolderPlace> out;
    for (const HolderPlace& p : places_) {
      if (!out.empty() && out.back().is_unit() && !p.is_unit() && p.first > out.back().first + 1 &&
          p.first <= out.back().last && p.last > out.back().last) {
        out.back().last = p.first - 2;  // "Centre Y of | Hospital X": the grammar ran into the body's name
      }
      if (out.empty() || p.first > out.back().last) {
        out.push_back(p);
      } else if (p.last - p.first > out.back().last - out.back().first) {
        out.back() = p;
      }
    }
    return out;
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  std::vector<FactSentence> near_;
  std::vector<HolderPlace> places_;
};

}  // namespace

std::vector<HolderPlace> find_holder_places(const FactInput& input, const Analysis& analysis,
                                            const std::vector<LabelMention>& labels) {
  return PlaceFinder(input, analysis, labels).find();
}

}  // namespace hoptac
