// Which encoding each word of a text is in.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/charset_evidence.h"
#include "ingest/text/charsets.h"
#include "ingest/text/legacy_scan.h"

namespace hoptac {

// Replaces `bytes` by the bytes of windows-1252 that `utf8` stands for; false when it has other characters.
bool bytes_of(std::string_view utf8, std::string& bytes);

// Bytes as UTF-8, and what they mean: one good word when they are well-formed, two when Vietnamese, none when their
// characters are unusual; else one bad.
Reading read_double_utf8(std::string_view bytes, std::u32string_view letters);

// The encodings that the suspicious chunks are in, by what they prove; empty when they are as they should be.
std::vector<Charset> detect_charsets(std::span<std::string* const> pieces, std::span<const LegacyChunk> suspicious);

// Sets the labels of all chunks: one of `charsets`, or kWindows1252 for "as it is".
void label_runs(std::span<std::string* const> pieces, std::vector<Charset> charsets, std::vector<LegacyChunk>& chunks);

}  // namespace hoptac
