// Finds the labels of a sentence, for certification_labels.cc (standards and listed names, what is said of them) and
// certification_unlisted.cc (acronyms and designations of no list).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "ingest/facts/certification_context.h"
#include "ingest/facts/certification_labels.h"
#include "ingest/facts/certification_rules.h"
#include "ingest/facts/tables.h"

namespace hoptac {

inline bool in_sentence(const FactSentence& s, std::size_t at) { return at >= s.tokens.begin && at < s.tokens.end; }

class LabelFinder {
 public:
  explicit LabelFinder(const FactInput& input)
      : input_(input),
        tokens_(input.tokens),
        rules_(input.tables.certifications),
        known_(input.authority.certification_names().bit() | rules_.issuers.bit()),
        told_(rules_.cues.bit()),
        context_(input) {}

  void find(std::size_t sentence, std::vector<LabelMention>& out);

 private:
  bool may_be_known(std::size_t at) const;
  bool may_be_told(std::size_t at) const;
  std::optional<LabelMention> label_at(std::size_t at) const;
  std::optional<LabelMention> standard_at(std::size_t at) const;
  std::optional<LabelMention> listed_at(std::size_t at) const;
  std::optional<LabelMention> issuer_at(std::size_t at) const;
  std::optional<LabelMention> told_at(std::size_t at, std::size_t sentence, const std::vector<LabelMention>& out) const;
  bool is_letter(std::size_t at) const;
  std::size_t code_end(std::size_t last) const;
  bool is_field(const LabelMention& label) const;
  std::size_t acronym_end(std::size_t at) const;
  bool has_noun_behind(const LabelMention& label) const;
  bool has_verb_before(const LabelMention& label) const;
  std::optional<LabelMention> same_at(std::size_t at, std::size_t sentence, const std::vector<LabelMention>& out) const;
  void settle_issuer(LabelMention& label, const std::vector<LabelMention>& out) const;
  bool grants_other(const std::vector<LabelMention>& out, std::size_t i, std::size_t begin) const;
  bool has_and(std::size_t begin, std::size_t end) const;
  bool is_verb_link(std::size_t begin, std::size_t end) const;
  std::size_t reach_of(const std::vector<LabelMention>& out, std::size_t i) const;
  const LabelContext& context() const;
  bool doubles(const LabelMention& label, const std::vector<LabelMention>& out) const;
  std::optional<LabelMention> unlisted_at(std::size_t at) const;
  std::optional<LabelMention> named_at(std::size_t at) const;
  std::optional<LabelMention> accreditor_at(std::size_t at) const;
  bool is_granted_by(std::size_t at) const;
  bool is_designated(std::size_t at) const;
  std::size_t take_version(std::size_t last) const;
  bool is_to(std::size_t at) const;
  bool spells_out(const LabelMention& label) const;
  void take_suffix(LabelMention& label) const;
  bool is_camel(std::size_t at) const;
  bool is_grade(std::size_t at) const;
  void take_level(LabelMention& label) const;
  std::optional<Cue> label_noun(std::size_t at) const;
  void trim_nouns(LabelMention& label) const;
  bool has_capital(const LabelMention& label) const;
  bool is_short_name(const LabelMention& label) const;
  bool narrow(LabelMention& label, const AuthorityCertification& row) const;
  bool in_context(const LabelMention& label, const AuthorityCertification& row) const;
  std::uint32_t row_named(std::string_view id) const;

  const FactInput& input_;
  const TokenStream& tokens_;
  const CertificationRules& rules_;
  const std::uint64_t known_;  // tables of listed names
  const std::uint64_t told_;   // and of cues
  FactSentence sentence_;
  mutable LabelContext context_;  // of sentence_ when entered_: most sentences never need it
  mutable bool entered_ = false;
};

}  // namespace hoptac
