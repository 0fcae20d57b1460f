// A document and the tokens of its text, made once for all stages that follow.
#pragma once

#include <utility>

#include "ingest/text/tokens.h"
#include "src/model/document.h"

namespace hoptac {

// Movable: the tokens go with the text that they point into.
struct TokenisedDocument {
  Document document;
  TokenStream tokens;

  TokenisedDocument() = default;
  explicit TokenisedDocument(Document made) : document(std::move(made)), tokens(document.text) {}
  TokenisedDocument(Document made, TokenStream its_tokens) : document(std::move(made)), tokens(std::move(its_tokens)) {
    tokens.set_text(document.text);
  }
  TokenisedDocument(TokenisedDocument&& other) noexcept
      : TokenisedDocument(std::move(other.document), std::move(other.tokens)) {}
  TokenisedDocument& operator=(TokenisedDocument&& other) noexcept {
    document = std::move(other.document);
    tokens = std::move(other.tokens);
    tokens.set_text(document.text);
    return *this;
  }
};

}  // namespace hoptac
