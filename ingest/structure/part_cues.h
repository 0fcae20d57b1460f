// The words by which the parts of an agreement text are told: vi/part_cues.tsv, en/part_cues.tsv.
#pragma once

#include <cstdint>
#include <optional>

#include "ingest/authority/embedded.h"
#include "ingest/structure/draft.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

// Kinds of cue, as bits; column `kind` of the tables names them.
enum PartCue : std::uint32_t {
  kArticleWord = 1U << 0U,    // before the number of an article: "Điều", "Article"
  kPartyLabel = 1U << 1U,     // at its start, of a party's block: "Bên A", "Party A"
  kCalled = 1U << 2U,         // anywhere in a party's block: "hereinafter referred to as", "represented by"
  kPartyField = 1U << 3U,     // starts a line below a party's name: "Địa chỉ", "Represented by"
  kLink = 1U << 4U,           // alone between parties: "and", "between"
  kRecital = 1U << 5U,        // starts a block of the preamble: "Căn cứ", "Whereas", "Now therefore"
  kBehalf = 1U << 6U,         // starts a signature: "Đại diện", "For and on behalf of"
  kFor = 1U << 7U,            // the same, but only in capitals and in a short line: "FOR THE HOSPITAL"
  kWitness = 1U << 8U,        // starts what stands above the signatures: "In witness whereof"
  kAnnexWord = 1U << 9U,      // before the number of an annex: "Phụ lục", "Annex"
  kAgreementNoun = 1U << 10U  // what the title calls an agreement
};

struct PartHit {
  std::size_t last = 0;     // token
  std::uint32_t kinds = 0;  // of PartCue
  bool is(PartCue kind) const { return (kinds & kind) != 0; }
};

// Immutable, thread-safe.
class PartCues {
 public:
  static Result<PartCues> create(const TableSource& tables);
  // The longest cue at token `at` of a block, with all its kinds; nothing when it leaves the block.
  std::optional<PartHit> find(const Draft& draft, std::size_t block, std::size_t at) const;

 private:
  Result<void> add(const TableSource& tables, std::string_view name);
  PhraseTable phrases_;
};

}  // namespace hoptac
