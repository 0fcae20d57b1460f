// Which encoding each word of a text is in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/charsets.h"
#include "ingest/text/legacy_scan.h"

namespace hoptac {

// The encodings that the suspicious chunks are in, by what they prove; empty when they are as they should be.
std::vector<Charset> detect_charsets(std::span<std::string* const> pieces, std::span<const LegacyChunk> suspicious);

// Sets the labels of all chunks: one of `charsets`, or kWindows1252 for "as it is".
void label_runs(std::span<std::string* const> pieces, std::vector<Charset> charsets, std::vector<LegacyChunk>& chunks);

}  // namespace hoptac
