// What the words around a label say of it: whether it is claimed at all, and in which status.
#pragma once

#include <vector>

#include "ingest/facts/certification_labels.h"
#include "ingest/facts/certification_rules.h"

namespace hoptac {

// The cues of one sentence. Reused from sentence to sentence; the memory stays.
class LabelContext {
 public:
  explicit LabelContext(const FactInput& input);

  void enter(const FactSentence& sentence);
  bool has_cues() const { return !cues_.empty(); }

  // Classes of the cues that end at most `reach` tokens before the label, or begin at most `reach` behind it.
  std::uint32_t before(const LabelMention& label, std::size_t reach) const;
  std::uint32_t behind(const LabelMention& label, std::size_t reach) const;

  // A word of certifying ends at most `reach` tokens before token `at`.
  bool certifies(std::size_t at, std::size_t reach) const;

  // A label that is only named as a body, a comparison, a prize, in a denial or a question is not claimed.
  // `next`: the first token of the next label of the sentence, or the sentence's end.
  bool claims(const LabelMention& label, std::size_t next) const;
  // held, sought or lapsed.
  std::string_view status_of(const LabelMention& label, std::size_t next) const;
  // "FDA certification", "was granted CE marking", but not "devices with CE certificates".
  bool names_certificate(const LabelMention& label) const;

 private:
  struct Placed {
    std::size_t at;
    Cue cue;
  };

  std::size_t prize_reach(const LabelMention& label) const;
  bool is_question() const;
  bool is_certified_by(const LabelMention& label) const;
  bool announces(const LabelMention& label) const;
  bool only_likened(const LabelMention& label) const;
  bool came_to_nothing(const LabelMention& label) const;
  bool is_denied(const LabelMention& label, std::size_t next) const;
  bool is_named_as_body(const LabelMention& label) const;
  std::size_t clause_begin(const LabelMention& label) const;
  std::size_t clause_end(const LabelMention& label) const;
  std::uint32_t classes_in(std::size_t begin, std::size_t end) const;
  std::uint32_t governing(const LabelMention& label, std::size_t next) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const CertificationRules& rules_;
  FactSentence sentence_;
  std::vector<Placed> cues_;
};

}  // namespace hoptac
