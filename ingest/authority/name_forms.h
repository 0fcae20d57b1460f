// The ways in which one institution's name is written: abbreviated heads, places and modifiers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/embedded.h"
#include "src/base/result.h"

namespace hoptac {

// The rules of normalisation_rules.tsv: groups of forms that stand for each other inside a name
// ("BV" = "Bệnh viện", "TP.HCM" = "Thành phố Hồ Chí Minh"). Case and accents are not their matter.
class NameForms {
 public:
  static Result<NameForms> parse(std::string_view table);

  // `name` itself first, then its other spellings, at most kMaxVariants. Each is once in the list.
  std::vector<std::string> variants(std::string_view name) const;

  static constexpr std::size_t kMaxVariants = 12;

 private:
  std::vector<std::vector<std::string>> groups_;  // forms of a group, longest first
};

}  // namespace hoptac
