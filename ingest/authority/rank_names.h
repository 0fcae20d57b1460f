// Posts and titles of people in either language, by one id: "Giám đốc" and "Director", "PGS.TS." and
// "Assoc. Prof. Dr."; for telling whether two documents speak of one person.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

// By roles.tsv and titles.tsv. Immutable, thread-safe.
class RankNames {
 public:
  static Result<RankNames> parse(std::string_view roles, std::string_view titles);

  // The ids of all listed phrases in `text`, longest first at each word, and of the titles of one word
  // inside them ("PGS.TS." is a "PGS", too); sorted, unique. Titles of mere courtesy (Mr, ông) have none. A text
  // without any listed phrase is its own folded words.
  std::vector<std::string> ranks(std::string_view text) const;

 private:
  PhraseTable phrases_;            // value: into ids_
  std::vector<std::string> ids_;   // "" for courtesy
  std::uint32_t first_title_ = 0;  // of ids_: roles stand before
};

}  // namespace hoptac
