// Document -> Analysis: runs the fact finders in their fixed order.
#pragma once

#include <memory>

#include "ingest/authority/authority.h"
#include "ingest/text/tokenised_document.h"
#include "src/base/result.h"
#include "src/model/analysis.h"
#include "src/model/document.h"

namespace hoptac {

// Raised whenever the facts of the same text change: older documents are then `stale`.
inline constexpr int kRulesVersion = 2;

// Holds the compiled tables. Immutable, thread-safe.
class Analyzer {
 public:
  // `authority` must outlive the analyzer.
  static Result<Analyzer> create(const Authority& authority, const TableSource& tables);
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;
  ~Analyzer();

  // Facts of the body blocks (title included); repeats and furniture give none. Never fails; a
  // kind with more than limits::kMaxFactsPerKind facts is cut.
  // What the phrase tables find is left in the tokens.
  Analysis analyze(TokenisedDocument& read) const;
  Analysis analyze(Document document) const;

 private:
  Analyzer();
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace hoptac
