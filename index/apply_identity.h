// A document's facts as they are once it is settled who is who.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "index/identity.h"
#include "src/model/analysis.h"
#include "src/model/search.h"

namespace hoptac {

// Where the answer comes from: a table in memory, or that of an index.
struct WhoIsWho {
  std::function<std::string(EntityType, const std::string& local_key)> entity;  // "" = ignored
  // The name to show for an entity that was renamed or merged; "" = as the document has it.
  std::function<std::string(EntityType, const std::string& entity)> name;
};

// Keys and ids become those of the entities; those of one entity become one fact with all names and
// mentions, ignored ones go, and whatever refers to them is kept in step: a party that is ignored is no
// party, a holder or employer that is keeps its name without a link.
void apply_identity(const WhoIsWho& who, Analysis& analysis);

// The same for a row of the register.
void apply_identity(const WhoIsWho& who, AgreementRow& row);

// Corrects documents one by one, without an index.
class Corrector {
 public:
  // `authority` must outlive this.
  Corrector(Corrections corrections, const Authority& authority)
      : corrections_(std::move(corrections)), authority_(authority) {}
  void correct(Analysis& analysis);
  // Rows that changed no document so far.
  std::vector<UnusedCorrection> unused() const;

 private:
  Corrections corrections_;
  const Authority& authority_;
  std::map<std::size_t, UnusedCorrection> idle_;  // by line, as the last document left it
  std::set<std::size_t> used_;                    // lines
};

// `table` must outlive the answer.
WhoIsWho who_is_who(const IdentityTable& table);

}  // namespace hoptac
