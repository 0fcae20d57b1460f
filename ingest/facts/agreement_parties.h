// Who an agreement is between.
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

struct Parties {
  PartySource source = PartySource::kNone;
  std::vector<int> who;     // institutions, unique, in the order of the text
  std::vector<Span> spans;  // where they are named in this sentence
  bool counted = false;     // "with 48 institutions": a figure, no agreement
  bool unknown = false;     // one party is only called "the province", and nothing says which
};

class PartyFinder {
 public:
  explicit PartyFinder(const AgreementView& view);

  // Parties of a unit of frame `at`; `told` are the tellings before it, for "the two sides" and for
  // what a sentence leaves out; `signatories` are the unit's; of a listed unit every body that its
  // words name is a party.
  Parties find(std::size_t at, const Unit& unit, const std::vector<int>& signatories,
               const std::vector<Telling>& told) const;
  // Who announced a list of documents: the subject of those that name none. -1: nobody.
  void set_announcer(int institution) { announcer_ = institution; }
  int announcer() const { return announcer_; }
  // The institution whose page this seems to be: -1 when there is none.
  int host() const { return host_; }

 private:
  struct Side;
  Parties between(std::size_t at, const Unit& unit, const std::vector<Telling>& told) const;
  bool has_semicolon(std::size_t begin, std::size_t end) const;
  Parties named(std::size_t at, const Unit& unit) const;
  bool is_behind_with(const Frame& frame, const FrameItem& item) const;
  Parties bracketed(std::size_t at, const Unit& unit) const;
  int subject_or_host(std::size_t at) const;
  bool heads_entry(const Frame& frame, const Unit& unit) const;
  bool only_posts(std::size_t at, const Unit& unit) const;
  bool is_counted(const FrameItem& host) const;
  bool joins_named(const Frame& frame, std::size_t item) const;
  bool is_under_agreement(const Frame& frame, const FrameItem& item, const Unit& unit) const;
  void add_left_out_subject(std::size_t at, const Unit& unit, Parties& out) const;
  Parties affiliated(const std::vector<int>& signatories) const;
  void fill(std::size_t at, const Unit& unit, const std::vector<Telling>& told, Parties& out) const;
  // The institution that "the hospital" at item `item` of frame `at` means; -1 when unclear.
  int resolve_host(std::size_t at, std::size_t item) const;
  std::vector<int> antecedents(std::size_t at, const Unit& unit, const std::vector<Telling>& told) const;
  std::vector<int> named_before(std::size_t at, const std::vector<Telling>& told, std::string_view kind) const;
  std::vector<int> actors_of(std::size_t frame, std::string_view kind) const;
  std::string_view told_kind(std::size_t at, const Unit& unit) const;
  std::size_t told_number(std::size_t at, const Unit& unit) const;
  bool is_of_agreement(const Frame& frame, std::size_t item) const;
  int subject_before(std::size_t at) const;
  std::size_t subject_behind(const Frame& frame, const Unit& unit) const;
  bool counts_partners(const Frame& frame, const Unit& unit, std::size_t count) const;
  std::vector<int> named_by_posts(std::size_t at, std::string_view kind) const;
  bool replaces(std::size_t at, const Unit& unit) const;
  static std::vector<int> last_told(const std::vector<Telling>& told);
  bool opens_entry(const Frame& frame, const FrameItem& body, std::size_t anchor) const;
  bool has_word(int institution, const FrameItem& host, const Frame& frame) const;

  const AgreementView& view_;
  int host_ = -1;
  int announcer_ = -1;
};

}  // namespace hoptac
