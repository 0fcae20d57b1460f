#include "ingest/facts/certification_lists.h"

#include <algorithm>
#include <array>

#include "ingest/facts/certification_rules.h"
#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxField = 14;  // tokens of all fields before the verb

class ListReader {
 public:
  ListReader(const FactInput& input, const std::vector<HolderPlace>& places)
      : input_(input), tokens_(input.tokens), places_(places) {}

  // Elements of [begin, end), parted by "," ";" "and"; what stands in brackets is left out.
  std::vector<LabelHolder> read(std::size_t begin, std::size_t end) const {
    std::vector<LabelHolder> out;
    std::size_t first = begin;
    for (std::size_t t = begin; t <= end; ++t) {
      if (t < end && tokens_.is(t, '(')) {
        if (!add(first, t, out)) return {};
        while (t < end && !tokens_.is(t, ')')) ++t;
        first = t + 1;
      } else if (t == end || parts_items(t)) {
        if (first < t && !add(first, t, out)) return {};
        first = t + 1;
      }
    }
    return out;
  }

 private:
  bool parts_items(std::size_t t) const {
    const std::string_view word = tokens_.exact(t);
    if (tokens_.is(t, ',') || tokens_.is(t, ';') || tokens_.is(t, '.')) return true;
    return word == "and" || word == "và" || (input_.marks == Marks::kFolded && word == "va");
  }

  // False when the element is no name: then it is no list of holders.
  bool add(std::size_t first, std::size_t end, std::vector<LabelHolder>& out) const {
    if (first >= end) return true;
    const auto place = std::find_if(places_.begin(), places_.end(),
                                    [&](const HolderPlace& p) { return p.first >= first && p.last < end; });
    if (place == places_.end() || place->is_unit()) return false;
    out.push_back({place->institution, {}, true});
    return true;
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const std::vector<HolderPlace>& places_;
};

bool is_education(const FactInput& input, const LabelMention& label) {
  if (label.authority == kNoCertification) return false;
  return input.authority.certifications()[label.authority].kind.find("education") != std::string::npos;
}

}  // namespace

std::vector<LabelHolder> listed_behind(const FactInput& input, const std::vector<HolderPlace>& places,
                                       const LabelMention& label) {
  const TokenRange sentence = input.sentences[label.sentence].tokens;
  std::size_t colon = label.last + 1;
  while (colon < sentence.end && !input.tokens.is(colon, ':')) ++colon;
  if (colon + 1 >= sentence.end) return {};
  auto out = ListReader(input, places).read(colon + 1, sentence.end);
  if (out.size() < 2) out.clear();
  return out;
}

bool names_fields_before(const FactInput& input, const LabelMention& label) {
  constexpr std::array<std::string_view, 9> kVerbs{"has", "have",     "was",    "were",    "is",
                                                   "are", "received", "earned", "obtained"};
  if (!is_education(input, label)) return false;
  const TokenStream& tokens = input.tokens;
  std::size_t begin = input.sentences[label.sentence].tokens.begin;
  while (begin < label.first && !tokens[begin].word) ++begin;
  std::size_t verb = begin;
  for (; verb < label.first && verb < begin + kMaxField; ++verb) {
    const std::string_view word = tokens.exact(verb);
    if (std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end()) break;
    if (tokens[verb].word && !tokens[verb].upper && word != "and" && word != "of" && word != "in") return false;
  }
  if (verb == begin || verb >= label.first || verb >= begin + kMaxField) return false;
  constexpr std::array<std::string_view, 9> kOthers{"it", "this", "they", "we", "he", "she", "both", "all", "the"};
  return std::find(kOthers.begin(), kOthers.end(), tokens.exact(begin)) == kOthers.end();
}

}  // namespace hoptac
