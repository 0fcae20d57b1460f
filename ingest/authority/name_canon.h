// One form for the spellings of a name, for comparing names of institutions across documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

// By normalisation_rules.tsv. Immutable, thread-safe.
class NameCanon {
 public:
  static Result<NameCanon> parse(std::string_view table);

  // The folded words of a name, abbreviations spelled out, legal forms and articles left out:
  // "Trường ĐH Y Hà Nội" and "DAI HOC Y HA NOI" give "dai hoc y ha noi".
  std::string canonical(std::string_view name) const;

 private:
  PhraseTable forms_;                    // value: into canonicals_
  std::vector<std::string> canonicals_;  // "" for what is left out
};

}  // namespace hoptac
