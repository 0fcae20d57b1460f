#include "ingest/structure/structure.h"

#include <utility>

#include "ingest/structure/agreement_parts.h"
#include "ingest/structure/boilerplate.h"
#include "ingest/structure/draft.h"
#include "ingest/structure/furniture.h"
#include "ingest/structure/headline.h"
#include "ingest/structure/languages.h"
#include "ingest/structure/pieces.h"
#include "ingest/structure/published.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// A body paragraph of this many words ends in punctuation, unless its end was lost.
constexpr std::size_t kSentenceWords = 20;

void set_title(Draft& draft, const Headline& headline) {
  for (DraftBlock& block : draft.blocks) {
    if (block.block.kind == BlockKind::kTitle) block.block.kind = BlockKind::kHeading;
  }
  for (std::size_t i = headline.first; i < headline.last; ++i) {
    draft.blocks[i].block.kind = BlockKind::kTitle;
    draft.blocks[i].block.use = BlockUse::kBody;
  }
}

bool ends_midway(const Draft& draft) {
  for (std::size_t i = draft.blocks.size(); i-- > 0;) {
    if (!draft.is_body(i)) continue;
    const TokenRange tokens = draft.blocks[i].tokens;
    return draft.blocks[i].block.kind == BlockKind::kParagraph && draft.blocks[i].words >= kSentenceWords &&
           draft.tokens[tokens.end - 1].word;
  }
  return false;
}

void add_warnings(const Draft& draft, const std::string& cut, const RawMetadata& metadata, Document& document) {
  if (!cut.empty()) document.warnings.push_back("text cut " + cut);
  if (cut.empty() && ends_midway(draft)) document.warnings.push_back("text ends in mid-sentence");
  if (metadata.from_sidecar && !metadata.title.empty()) document.warnings.push_back("title from sidecar");
  if (document.published_origin == "sidecar") document.warnings.push_back("published from sidecar");
  if (document.title.empty()) document.warnings.push_back("no title");
}

void copy_source(const RawDocument& raw, DocumentIdentity identity, Document& document) {
  document.id = std::move(identity.id);
  document.root = std::move(identity.root);
  document.path = std::move(identity.path);
  document.content_hash = std::move(identity.content_hash);
  document.format = raw.format;
  document.url = raw.metadata.url;
  document.publisher = raw.metadata.publisher;
  document.metadata = raw.metadata.other;
  document.encoding = raw.encoding;
  document.encoding_confidence = raw.encoding_confidence;
  document.warnings = raw.warnings;
}

}  // namespace

struct Structurer::Tables {
  Boilerplate boilerplate;
  PartCues parts;
};

Structurer::Structurer() = default;
Structurer::Structurer(Structurer&&) noexcept = default;
Structurer& Structurer::operator=(Structurer&&) noexcept = default;
Structurer::~Structurer() = default;

Result<Structurer> Structurer::create(const TableSource& tables) {
  auto boilerplate = Boilerplate::create(tables);
  if (!boilerplate) return fail(boilerplate.error());
  auto parts = PartCues::create(tables);
  if (!parts) return fail(parts.error());
  Structurer structurer;
  structurer.tables_ = std::make_unique<const Tables>(Tables{std::move(*boilerplate), std::move(*parts)});
  return structurer;
}

Result<TokenisedDocument> Structurer::structure(const RawDocument& raw, DocumentIdentity identity) const {
  const Pieces pieces = split_pieces(raw);
  Draft draft(pieces.items);
  if (draft.tokens.size() == 0) return fail(ErrorCode::kEmpty, identity.path, "no text in it");
  const Boilerplate& phrases = tables_->boilerplate;
  mark_furniture(draft, phrases);
  const Headline headline = find_headline(draft, phrases, raw.metadata);
  const Publication publication = find_publication(draft, phrases, raw.metadata, headline);
  set_title(draft, headline);
  mark_repeats(draft, headline.first < headline.last ? headline.first : draft.blocks.size());
  mark_agreement_parts(draft, tables_->parts, headline);

  Document document;
  copy_source(raw, std::move(identity), document);
  document.language = mark_languages(draft, language_from_code(raw.metadata.language));
  document.title = headline.text;
  document.title_span = headline.span;
  document.published = publication.iso;
  document.published_origin = publication.origin;
  document.published_span = publication.span;
  document.dateline_place = publication.place;
  add_warnings(draft, pieces.cut, raw.metadata, document);
  for (const DraftBlock& block : draft.blocks) document.blocks.push_back(block.block);
  document.text = std::move(draft.text);
  return TokenisedDocument(std::move(document), std::move(draft.tokens));
}

Result<Document> Structurer::make_document(const RawDocument& raw, DocumentIdentity identity) const {
  Result<TokenisedDocument> made = structure(raw, std::move(identity));
  if (!made) return fail(std::move(made.error()));
  return std::move(made->document);
}

}  // namespace hoptac
