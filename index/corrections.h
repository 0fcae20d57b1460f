// What a linguist or archivist corrects about who is who: the rows of overrides.tsv.
//
// A UTF-8 table with tabs and a header row: action, kind, subject, object, note (any order; note may be
// left out; `#` begins a comment line). Rows are facts, not steps: their order does not matter.
//   merge  institution|person  SUBJECT  OBJECT  the subject is the object; shown and found as the object
//   split  institution|person  SUBJECT  OBJECT  the subject is not the object; without OBJECT: nobody else
//   rename institution|person  SUBJECT  NAME    shown under this name
//   alias  institution|person  SUBJECT  NAME    also found by this name; unlinked bodies of that name are it
//   ignore institution|person  SUBJECT          no institution or person at all
// SUBJECT and OBJECT are names in any spelling (case, accents, NFC or NFD), authority ids, or keys
// ("~1f…") as `--format json` prints them; of people also `NAME @ INSTITUTION`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/entities.h"
#include "src/base/result.h"

namespace hoptac {

enum class CorrectionAction : std::uint8_t { kMerge, kSplit, kRename, kAlias, kIgnore };
std::string_view action_name(CorrectionAction action);

struct Correction {
  CorrectionAction action = CorrectionAction::kMerge;
  EntityType type = EntityType::kInstitution;
  std::string subject;
  std::string object;
  std::size_t line = 0;  // in the file, from 1
};

// A row that changes nothing, and why.
struct UnusedCorrection {
  std::size_t line = 0;
  std::string what;  // "merge institution Bệnh viện A"
  std::string reason;

  friend bool operator==(const UnusedCorrection&, const UnusedCorrection&) = default;
};

struct Corrections {
  std::vector<Correction> rows;  // in the order of the file
  std::string hash;              // of the text; "" when there are none
};

// `path` is for messages only. kUsage names every faulty row (at most ten) with file, line, cause and
// repair: unknown actions and kinds, missing cells, rows that contradict each other.
Result<Corrections> parse_corrections(std::string_view text, const std::string& path);
// Reads the file; an absent one is kNotFound.
Result<Corrections> read_corrections(const std::string& path);

// Where an index keeps its corrections: DIR/overrides.tsv.
std::string corrections_path(const std::string& index_directory);
// Those that it keeps; none when there is no file.
Result<Corrections> kept_corrections(const std::string& index_directory);

}  // namespace hoptac
