#include "ingest/facts/recognitions.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ingest/facts/certification_holders.h"
#include "ingest/facts/placed_mention.h"
#include "ingest/facts/recognition_names.h"
#include "ingest/facts/tables.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::size_t kGiverTokens = 3;  // between a giver and its verb

class RecognitionReader {
 public:
  RecognitionReader(const FactInput& input, const Analysis& analysis)
      : input_(input),
        tokens_(input.tokens),
        analysis_(analysis),
        institutions_(place(analysis.institutions)),
        people_(place(analysis.people)) {}

  void read(const RecognitionName& name, const std::vector<LabelHolder>& holders, std::vector<Recognition>& out) {
    Recognition fact;
    fact.span = tokens_.cover(name.first, name.last);
    fact.name = std::string(slice(tokens_.text(), fact.span));
    fact.rule = name.rule;
    fact.by = giver(name);
    fact.date = date_in(input_.sentences[name.sentence].tokens);
    if (const int who = person(name); who >= 0) {
      fact.holder = analysis_.people[static_cast<std::size_t>(who)].name;
      return add(std::move(fact), out);
    }
    const std::vector<std::string> years = years_behind(name);
    for (const LabelHolder& holder : holders) {
      if (!holder.is_known()) continue;
      fact.holder = holder.institution >= 0 ? analysis_.institutions[static_cast<std::size_t>(holder.institution)].name
                                            : holder.unit;
      if (fact.holder == fact.by) continue;
      for (const std::string& year : years) {
        fact.date = year;
        add(fact, out);
      }
      if (years.empty()) add(fact, out);
    }
  }

 private:
  std::uint32_t offset(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].begin : static_cast<std::uint32_t>(tokens_.text().size());
  }

  // The same award of the same holder told again adds a date at most: "hạng Kim cương" and the row "Kim cương".
  void add(Recognition fact, std::vector<Recognition>& out) {
    if (out.size() > limits::kMaxFactsPerKind) return;
    const std::string words = " " + fold_phrase(fact.name) + " ";
    const auto holds = [](const std::string& longer, const std::string& shorter) {
      return longer.find(shorter) != std::string::npos;
    };
    for (std::size_t i = 0; i < out.size(); ++i) {
      Recognition& r = out[i];
      if (r.holder != fact.holder || (!holds(words_[i], words) && !holds(words, words_[i]))) continue;
      if (r.date != fact.date && !r.date.empty() && !fact.date.empty()) continue;
      if (r.date.empty()) r.date = fact.date;
      return;
    }
    out.push_back(std::move(fact));
    words_.push_back(words);
  }

  std::uint32_t classes_at(std::size_t t) const {
    const auto cue = input_.tables.cues.recognitions.find(tokens_, t, input_.marks);
    return cue ? cue->classes : 0;
  }

  bool has_class(std::size_t begin, std::size_t end, std::uint32_t wanted) const {
    for (std::size_t t = begin; t < end; ++t) {
      if ((classes_at(t) & wanted) != 0) return true;
    }
    return false;
  }

  // The person who is honoured: "trao kỷ niệm chương cho ông X", "decorated Ms X with the medal", "X nhận Huân chương".
  // -1: a body is, or nobody.
  int person(const RecognitionName& name) const {
    if (name.rule != "recognition.award" && name.rule != "recognition.title") return -1;
    const TokenRange range = input_.sentences[name.sentence].tokens;
    const std::uint32_t begin = offset(range.begin), first = offset(name.first), end = offset(range.end);
    const PlacedMention* behind = next_person(offset(name.last + 1), end);
    if (behind != nullptr) {
      const std::size_t at = tokens_.at_offset(behind->span.begin);
      const bool body =
          first_in(institutions_, offset(name.last + 1), behind->span.begin) >= 0 && !in_post(*behind, name.last);
      if (!body && has_class(name.last + 1, at, kRecipient)) return behind->index;
    }
    const int who = last_in(people_, begin, first);
    if (who < 0 || gives_to_body(name, range.end)) return -1;
    const PlacedMention last = last_person(begin, first);
    const std::size_t from = tokens_.at_offset(last.span.end);
    for (const PlacedMention& m : institutions_) {
      if (m.span.begin >= last.span.end && m.span.end <= first && !is_post_of(last.index, m.index)) return -1;
    }
    if (tokens_.exact(from) == "accepted") return -1;  // for somebody else
    const bool gives = has_class(from, name.first, kGive) && !has_class(from, name.first, kReceive);
    if (gives) return -1;
    const std::size_t before = tokens_.at_offset(last.span.begin);
    const bool decorated = has_class(range.begin, before, kGive);
    const std::uint32_t verbs = name.rule == "recognition.title" ? kReceive | kNamedAs : kReceive + 0U;
    return decorated || has_class(from, name.first, verbs) ? last.index : -1;
  }

  // "ông A nhận Huân chương … do X trao tặng Bệnh viện Y": the body is honoured.
  bool gives_to_body(const RecognitionName& name, std::size_t end) const {
    for (const PlacedMention& m : institutions_) {
      if (m.span.begin < offset(name.last + 1) || m.span.begin >= offset(end)) continue;
      const std::string_view verb = tokens_.exact(tokens_.at_offset(m.span.begin) - 1);
      if (verb == "tặng" || verb == "trao" || verb == "cho") return true;
    }
    return false;
  }

  const PlacedMention* next_person(std::uint32_t begin, std::uint32_t end) const {
    const auto at = std::lower_bound(people_.begin(), people_.end(), begin,
                                     [](const PlacedMention& m, std::uint32_t b) { return m.span.begin < b; });
    return at != people_.end() && at->span.begin < end ? &*at : nullptr;
  }

  PlacedMention last_person(std::uint32_t begin, std::uint32_t end) const {
    PlacedMention out{{}, -1};
    for (const PlacedMention& m : people_) {
      if (m.span.begin >= begin && m.span.begin < end) out = m;
    }
    return out;
  }

  bool is_post_of(int person, int institution) const {
    const auto& roles = analysis_.people[static_cast<std::size_t>(person)].roles;
    return std::any_of(roles.begin(), roles.end(), [&](const Role& r) { return r.institution_index == institution; });
  }

  // The body between the award and the person belongs to his post: "cho nguyên Viện trưởng Viện X Trác Thị Hồng".
  bool in_post(const PlacedMention& who, std::size_t from) const {
    const int body = first_in(institutions_, offset(from + 1), who.span.begin);
    return is_post_of(who.index, body);
  }

  // "Giải Sao Khuê các năm 2021, 2023": one award for each of several years.
  std::vector<std::string> years_behind(const RecognitionName& name) const {
    std::vector<std::string> out;
    const std::size_t end = input_.sentences[name.sentence].tokens.end;
    for (std::size_t t = name.last + 1; t < end; ++t) {
      const std::string_view word = tokens_.exact(t);
      const bool year = tokens_[t].number && word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
      if (year) out.emplace_back(word);
      const bool joint = tokens_.is(t, ',') || tokens_.is(t, '(') || word == "and" || word == "và" || word == "in" ||
                         word == "năm" || word == "các";
      if (!year && !joint) break;
    }
    return out.size() > 1 ? out : std::vector<std::string>();
  }

  // Who gives it: "by X", "của X", "được X trao".
  std::string giver(const RecognitionName& name) const {
    const TokenRange range = input_.sentences[name.sentence].tokens;
    for (std::size_t t = name.last + 1; t < std::min(name.last + 1 + kGiverTokens, range.end); ++t) {
      const auto cue = input_.tables.cues.statements.find(tokens_, t, input_.marks);
      const bool of = tokens_.exact(t) == "of" || tokens_.exact(t) == "from";
      if (!of && !(cue && (cue->classes & kByCue) != 0)) continue;
      const std::size_t at = t + 1 < range.end && tokens_.exact(t + 1) == "the" ? t + 2 : t + 1;
      if (const int who = first_in(institutions_, offset(at), offset(at) + 1); who >= 0) return body(who);
      constexpr std::size_t kTitleTokens = 4;
      const std::size_t near = std::min(at + kTitleTokens, range.end);
      if (next_person(offset(at), offset(near)) != nullptr) return {};  // "shared by Dr. X and Dr. Y"
      std::size_t last = at;
      if (at >= range.end || !tokens_[at].upper) return {};
      while (last + 1 < range.end && tokens_[last + 1].upper) ++last;
      return std::string(slice(tokens_.text(), tokens_.cover(at, last)));
    }
    for (const PlacedMention& m : institutions_) {
      if (m.span.begin < offset(range.begin) || m.span.end > offset(name.first)) continue;
      const std::size_t behind = tokens_.at_offset(m.span.end);
      const std::size_t before = tokens_.at_offset(m.span.begin);
      const bool passive =
          before > range.begin && (tokens_.exact(before - 1) == "được" || tokens_.exact(before - 1) == "do");
      const bool first = before == range.begin;
      if (is_passive(behind)) continue;  // "X được trao": X receives it
      if ((passive || first) && has_class(behind, std::min(behind + 2, name.first), kGive)) return body(m.index);
    }
    return {};
  }

  bool is_passive(std::size_t verb) const {
    constexpr std::array<std::string_view, 6> kWords{"được", "was", "were", "is", "are", "been"};
    if (verb + 1 >= tokens_.size()) return false;
    const std::string_view word = tokens_.exact(verb);
    if (word == "vừa" || word == "đã" || word == "has") return is_passive(verb + 1);
    if (word == "vinh") return tokens_.exact(verb + 1) == "dự";
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  }

  std::string body(int index) const { return analysis_.institutions[static_cast<std::size_t>(index)].name; }

  std::string date_in(TokenRange sentence) const {
    const Span span = tokens_.cover(sentence.begin, sentence.end - 1);
    for (const DateFact& date : analysis_.dates) {
      if (span.contains(date.span) && date.iso.find('/') == std::string::npos) return date.iso;
    }
    return {};
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const Analysis& analysis_;
  std::vector<PlacedMention> institutions_;
  std::vector<PlacedMention> people_;
  std::vector<std::string> words_;  // of the names of the facts so far, folded, between blanks
};

bool is_certification(Span span, const Analysis& analysis) {
  return std::any_of(analysis.certifications.begin(), analysis.certifications.end(), [&](const Certification& c) {
    return std::any_of(c.mentions.begin(), c.mentions.end(),
                       [&](const Mention& m) { return m.span.begin < span.end && span.begin < m.span.end; });
  });
}

// "Công ty Cổ phần Thiết bị Y tế Sao Khuê", "Ủy ban Giải thưởng X": the words of an award in a longer name.
bool is_inside_body(Span span, const Analysis& analysis) {
  return std::any_of(analysis.institutions.begin(), analysis.institutions.end(), [&](const Institution& i) {
    return std::any_of(i.mentions.begin(), i.mentions.end(), [&](const Mention& m) { return m.span.contains(span); });
  });
}

}  // namespace

std::vector<Recognition> find_recognitions(const FactInput& input, const Analysis& analysis,
                                           const std::vector<NameMention>& names) {
  std::vector<Recognition> out;
  if (analysis.institutions.empty() && analysis.people.empty()) return out;
  std::vector<RecognitionName> told = find_recognition_names(input);
  std::erase_if(
      told, [&](const RecognitionName& n) { return is_certification(input.tokens.cover(n.first, n.last), analysis); });
  std::erase_if(told, [&](const RecognitionName& n) {
    return n.rule != "recognition.network" && is_inside_body(input.tokens.cover(n.first, n.last), analysis);
  });
  if (told.empty()) return out;
  std::vector<LabelMention> labels(told.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    labels[i].first = told[i].first;
    labels[i].last = told[i].last;
    labels[i].sentence = told[i].sentence;
    labels[i].award = labels[i].claimed = true;
    labels[i].rule = told[i].rule;
  }
  const auto holders = find_holders(input, analysis, names, labels);
  RecognitionReader reader(input, analysis);
  for (std::size_t i = 0; i < told.size(); ++i) reader.read(told[i], holders[i], out);
  return out;
}

}  // namespace hoptac
