// Small helpers that every reader needs while it fills a RawDocument.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/base/tsv.h"
#include "src/model/document.h"

namespace hoptac {

// ASCII only, which is what markup names, charsets and file endings are made of.
std::string ascii_lower(std::string_view text);
inline bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
// Runs of ASCII space and line feeds become one space; none at the ends.
std::string collapse_space(std::string_view text);

// Adds a block unless its text is only space.
void add_block(RawDocument& document, RawBlock block);
// Cuts the blocks at limits::kMaxTextBytes and kMaxParagraphs and says so in the warnings.
void bound_text(RawDocument& document);
bool has_text(const RawDocument& document);
// What a sidecar or a container says of a document beats what the document says; `from_sidecar` goes over too.
void overlay_metadata(RawMetadata& metadata, const RawMetadata& better);
// Key in RawMetadata::other of the pages without text of a PDF that has text on others: "2, 5".
inline constexpr std::string_view kScannedPages = "pages-without-text";
bool has_scanned_pages(const RawDocument& document);
std::string scanned_pages_warning(std::string_view pages);
// True when `title`, taken from a file's properties, can be trusted: those are often left over from
// another document, so it must stand in the first `kTitleSearchBytes` of the text as well.
inline constexpr std::size_t kTitleSearchBytes = 4096;
bool title_stands_in_text(const RawDocument& document, std::string_view title);

}  // namespace hoptac
