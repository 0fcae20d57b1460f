// RawDocument -> Document: final text, title, published date, blocks and what each counts for.
#pragma once

#include <memory>
#include <string>

#include "ingest/authority/embedded.h"
#include "ingest/text/tokenised_document.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Who the document is; the caller knows, the reader does not.
struct DocumentIdentity {
  std::string id;
  std::string root;
  std::string path;
  std::string content_hash;
};

// Holds the boilerplate phrases and dateline places of both languages. Immutable, thread-safe.
class Structurer {
 public:
  static Result<Structurer> create(const TableSource& tables);
  Structurer(Structurer&&) noexcept;
  Structurer& operator=(Structurer&&) noexcept;
  ~Structurer();

  // kEmpty when nothing is left that a person would read.
  Result<TokenisedDocument> structure(const RawDocument& raw, DocumentIdentity identity) const;
  // As structure(), the document alone.
  Result<Document> make_document(const RawDocument& raw, DocumentIdentity identity) const;

 private:
  Structurer();
  struct Tables;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace hoptac
