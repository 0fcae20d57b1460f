// What the sentences before say of a unit that does not say it itself: "The following documents were signed
// on 17 January: …" before a list of documents, "Memorandum on …" before "Signed by X and Y".
#pragma once

#include "ingest/facts/agreement_telling.h"

namespace hoptac {

// Reads the units of a document in order. Borrows the view.
class SigningContext {
 public:
  explicit SigningContext(const AgreementView& view) : view_(view) {}

  // Looks at a unit of frame `at`, after its telling was made. True when it announces a list.
  bool see(std::size_t at, const Unit& unit);
  // True when a noun without an act in frame `at` is one of the documents announced as signed.
  bool is_listed(std::size_t at, const Unit& unit) const;
  // The partner that an entry of such a list begins with when it names no document; null for anything else.
  const FrameItem* partner_of_entry(std::size_t at) const;
  // The noun of the announcement.
  const FrameItem& announced() const { return noun_; }
  // True when such a list goes on with what was not signed.
  bool is_postponed(std::size_t at, const Unit& unit) const;
  // The day told with the announcement for a unit of frame `at` that has no day; "" when there is none.
  std::string_view day(std::size_t at) const { return is_open(at) ? std::string_view(day_) : std::string_view(); }
  // True when a noun without an act tells of a document that is or was in force: "has MoUs with A", "the MoU with A
  // expired".
  bool is_held(std::size_t f, const Unit& unit) const;
  // True when a sentence begins with "Under a separate memorandum, …".
  bool opens_with_agreement(std::size_t f, const Unit& unit) const;
  // The frame right before one that begins with its act ("Signed by X"), that has a noun; `at` when there is none.
  std::size_t noun_frame(std::size_t at, const Unit& unit) const;

  // True when a number or "several" stands before a noun at token `noun` of a sentence that starts at `begin`.
  static bool is_several(const TokenStream& tokens, std::size_t begin, std::size_t noun);
  // True when a unit tells of several documents at once.
  bool announces(const Frame& frame, const Unit& unit) const;
  // True while frame `at` may belong to an announced list.
  bool is_open(std::size_t at) const;

 private:
  std::string day_of(std::size_t at, const Unit& unit) const;

  const AgreementView& view_;
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t opened_ = kNone;  // the frame that announces
  FrameItem noun_;
  bool long_list_ = false;  // "the following": over several blocks
  bool closed_ = false;
  std::string day_;
};

}  // namespace hoptac
