// The cue words of agreements in both languages, compiled once from lang/{vi,en}/agreement_cues.tsv
// and agreement_columns.tsv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/embedded.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// What a cue word does. The names in the table are these without "k", lower case, words joined by "_".
enum class CueKind : std::uint8_t {
  // Acts: what is done to an agreement.
  kSign,
  kSignEvent,  // "signing ceremony": tells of a signing, but people near it need not sign
  kConclude,   // counts as a signing only together with a noun: "concluded", "entered into"
  kRenew,
  kAmend,
  kEnd,
  // What stands before an act and changes it.
  kPlan,  // argument "text": of the document itself, behind it: "is in preparation"
  kTalk,  // "discussed the possibility of": nothing is agreed
  kDeny,  // argument "behind": takes back what stands before: "led nowhere"
  // Who.
  kBetween,
  kWith,
  kBy,
  kFor,     // what follows at once is a party: "supplies X to B"
  kSides,   // "the two sides"; argument: how many, and their kind: "2 hospital"
  kHost,    // "the hospital"; argument: kind of institution
  kBehalf,  // "on behalf of"
  kRepresented,
  kPartyLabel,  // "BÊN A"
  // Who not.
  kWitness,
  kPlace,     // "at"; argument "host": who is named is one that acts, no place of signing
  kVenue,     // "held in", "diễn ra tại": the place of what the sentence tells
  kLocality,  // "in": a town or country may follow
  kBelongs,   // "a member of", "thuộc": what follows is a parent
  kSource,    // "according to"
  // When.
  kEffect,
  kUntil,
  kTerm,
  kSince,
  kToday,   // argument "-1": the day before the document's
  kWhen,    // "Time:", "Thời gian:" of an invitation
  kFormer,  // "the first", "cũ": a background agreement
  kAgain,   // "lần thứ hai": what is signed was signed before
  kAct,     // "Căn cứ": the dates of laws that follow are not the agreement's
  // The rest.
  kNoun,         // a word for an agreement that says little of its type; argument: agreement_types id or ""
  kTopic,        // "cooperation", "chương trình": names an agreement only as the object of an act
  kJoint,        // cooperation told without a signing; argument "event": of one event only, "between"
  kDocument,     // "hợp đồng", "letter": a phrase with such a word names a document
  kClause,       // a word that opens a new clause
  kCode,         // "BBGN": stands in an agreement's number
  kCount,        // "many", "several": a figure, no party
  kOther,        // a longer word that only looks like a cue: "đăng ký", "sign language"
  kNumber,       // "Số", "No."
  kAbout,        // "về", "on": the field of the agreement follows
  kCertificate,  // "accreditation", "kiểm định": what is renewed or ends may be this, no agreement
};

// Columns of a table of partners.
enum class TableColumn : std::uint8_t { kPartner, kDocument, kDate, kRemark };

struct CueHit {
  std::size_t first = 0;  // tokens, both inclusive
  std::size_t last = 0;
  CueKind cue = CueKind::kSign;
  std::string_view argument;  // lives as long as the rules
};

// Immutable, thread-safe.
class AgreementRules {
 public:
  // Fails with kBadRecord when a table names an unknown cue.
  static Result<AgreementRules> load(const TableSource& tables);

  // The longest cue that starts at token `at`, from the table of `language` (English unless
  // Vietnamese).
  std::optional<CueHit> find(const TokenStream& tokens, std::size_t at, Language language, Marks marks) const {
    const Side& side = side_of(language);
    const std::optional<PhraseMatch> match = side.phrases.find(tokens, at, marks);
    if (!match) return std::nullopt;
    const Row& row = side.rows[match->value];
    return CueHit{match->first, match->last, row.cue, row.argument};
  }
  // What the column is for whose heading starts at token `at`.
  std::optional<TableColumn> column(const TokenStream& tokens, std::size_t at, Language language, Marks marks) const;
  // Whether a token or a sentence with these bits (PhraseHits::bits()) has a cue of the language.
  bool is_in(std::uint64_t phrase_bits, Language language) const {
    return side_of(language).phrases.is_in(phrase_bits);
  }
  std::uint64_t bit(Language language) const { return side_of(language).phrases.bit(); }
  std::vector<PhraseTable*> phrase_tables() { return {&vi_.phrases, &vi_.columns, &en_.phrases, &en_.columns}; }

 private:
  struct Row {
    CueKind cue;
    std::string argument;
  };
  struct Side {
    PhraseTable phrases;
    std::vector<Row> rows;
    PhraseTable columns;  // value: TableColumn
  };
  const Side& side_of(Language language) const { return language == Language::kVietnamese ? vi_ : en_; }
  static Result<Side> load_side(const TableSource& tables, std::string_view folder);

  Side vi_, en_;
};

}  // namespace hoptac
