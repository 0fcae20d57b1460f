// The versioned JSON of documents and facts: what `extract` prints, what `export` writes and what the
// index stores. Fields are those of docs/json.md.
#pragma once

#include "src/base/json_fwd.h"
#include "src/base/json_writer.h"
#include "src/base/result.h"
#include "src/model/analysis.h"
#include "src/model/document.h"

namespace hoptac {

// Raised when a field changes its meaning or goes away; new fields do not raise it.
inline constexpr int kJsonSchema = 1;

struct ExtractJsonOptions {
  bool with_text = false;
  bool explain = false;  // rule of every fact
};

// One document's line of `hoptac extract`.
Json extract_json(const Document& document, const Analysis& analysis, const ExtractJsonOptions& options);

// The stored parts; *_from_json are their inverses and fail with kIndexDamaged. The reasons of judgements are not kept.
void write_document(JsonWriter& out, const Document& document);
Result<Document> document_from_json(const Json& json);
void write_analysis(JsonWriter& out, const Analysis& analysis);
Result<Analysis> analysis_from_json(const Json& json);

}  // namespace hoptac
