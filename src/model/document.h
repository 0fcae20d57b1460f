// What readers hand over (RawDocument) and what everything after them works on (Document).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/model/span.h"

namespace hoptac {

enum class Language : std::uint8_t { kUnknown, kVietnamese, kEnglish };
// "vi", "en", "".
std::string_view language_code(Language language);
Language language_from_code(std::string_view code);

// Readers give the first six; those from kArticle on are parts of an agreement text, found by structure.
enum class BlockKind : std::uint8_t {
  kParagraph,
  kTitle,
  kHeading,
  kListItem,
  kCaption,
  kTableRow,
  kArticle,     // begins with the number of an article: its heading, or all of it where that has none
  kParties,     // names a party, its address and who acts for it
  kPreamble,    // what stands before the first article beside the parties: grounds, purposes
  kSignatures,  // what is signed, with what stands above and below the names
  kAnnex        // the heading of an annex
};
std::string_view block_kind_name(BlockKind kind);
BlockKind block_kind_from_name(std::string_view name);

// What a block counts for. Repeats (a caption printed twice, the title again in the body) and
// furniture (menus, share bars, hotlines, teasers of other pages) neither rank nor yield facts;
// they stay searchable with `furniture:` only.
enum class BlockUse : std::uint8_t { kBody, kRepeat, kFurniture };
std::string_view block_use_name(BlockUse use);
BlockUse block_use_from_name(std::string_view name);

// kOther: a known format that no build reads (failed); kUnknown: none that we know (skipped).
// kArchive: zip, tar, and files packed by gzip, xz, bzip2, zstd.
enum class Format : std::uint8_t {
  kText,
  kMarkdown,
  kHtml,
  kXml,
  kPdf,
  kDocx,
  kOdt,
  kDoc,
  kRtf,
  kMail,
  kMbox,
  kJsonl,
  kCsv,
  kWarc,
  kArchive,
  kImage,
  kOther,
  kUnknown
};
// "txt", "md", "html", "xml", "pdf", "docx", "odt", "doc", "rtf", "eml", "mbox", "jsonl", "csv", "warc", "archive",
// "image", "other", "".
std::string_view format_name(Format format);
Format format_from_name(std::string_view name);

// A file seen by the walk.
struct SourceFile {
  std::string root;      // name of the root that it belongs to
  std::string path;      // relative to the root's folder, '/' between parts, raw bytes
  std::string location;  // where to open it now
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  bool is_alone = false;  // known to have no NAME.meta.json beside it
};

// A piece of text as a reader found it: decoded to UTF-8, not yet normalised.
struct RawBlock {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;  // kFurniture where the markup itself says so (nav, footer)
  std::string text;                // may hold line feeds: structure decides which are paragraphs
  int page = 0;                    // 1-based; 0 where the format has no pages
};

// Facts about the document that came from its markup or its sidecar, not from its text.
struct RawMetadata {
  std::string title;
  std::string published;  // as found; structure makes a date of it
  std::string language;   // "vi", "en-GB", …
  std::string url;
  std::string publisher;
  bool from_sidecar = false;  // sidecar values beat the text
  std::vector<std::pair<std::string, std::string>> other;
};

// One document of a file, before normalisation.
struct RawDocument {
  std::string member;   // "" for the whole file; else the record's id or the member's path
  bool own_id = false;  // member is the whole document id (a jsonl record's _id), no ROOT/path before it
  Format format = Format::kUnknown;
  std::vector<RawBlock> blocks;
  RawMetadata metadata;
  std::string encoding;  // "UTF-8", "UTF-16LE", …
  double encoding_confidence = 1.0;
  std::string content_hash;  // of the record's own bytes (jsonl); "" where the document is the whole file
  std::vector<std::string> warnings;
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  BlockUse use = BlockUse::kBody;
  Language language = Language::kUnknown;
  Span span;  // blocks do not overlap and stand in order; "\n" stands between them
  int page = 0;
};

// A document whose text is final: NFC, invisibles and line-end hyphens repaired. What is shown,
// stored and pointed into.
struct Document {
  std::string id;
  std::string root;
  std::string path;
  Format format = Format::kUnknown;
  Language language = Language::kUnknown;  // the majority by words of body blocks
  std::string title;
  Span title_span;               // empty when the title came from metadata alone
  std::string published;         // ISO, "" when the document gives none
  std::string published_origin;  // "text", "metadata", "sidecar", ""
  Span published_span;           // where the text says it; empty when it does not
  std::string dateline_place;    // "HANOI", "Đà Nẵng" as written; "" when there is none
  std::string url;
  std::string publisher;
  std::string text;
  std::vector<Block> blocks;
  std::string encoding;
  double encoding_confidence = 1.0;
  std::string content_hash;  // of the source bytes (the record's bytes in jsonl)
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<std::string> warnings;  // "text cut at …", "title from sidecar", …
};

}  // namespace hoptac
