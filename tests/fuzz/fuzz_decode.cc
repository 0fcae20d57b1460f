// Bytes -> decode -> repair: whatever comes in, well-formed text comes out, and repairing it again changes nothing bad.
//
// The first byte chooses the declared charset, or that the rest is text of several pieces for the repair.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/charsets.h"
#include "ingest/text/decode.h"
#include "ingest/text/legacy_repair.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace {

using namespace hoptac;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_utf8(std::string_view text) { return find_invalid_utf8(text) == std::string_view::npos; }

void check_decode(std::string_view bytes, std::string_view declared) {
  const auto decoded = decode(bytes, declared);
  if (!decoded) return require(!is_fatal(decoded.error().code));
  require(is_utf8(decoded->text));
  require(decoded->text.find('\r') == std::string::npos && decoded->text.find('\0') == std::string::npos);
  require(decoded->confidence >= 0 && decoded->confidence <= 1 && !decoded->encoding.empty());
  require(is_utf8(clean_text(decoded->text)));
}

void check_tables(std::string_view bytes) {
  std::u32string letters;
  for (std::size_t i = 0; i < kCharsets; ++i) {
    decode_bytes(static_cast<Charset>(i), bytes, letters);
    require(letters.size() <= bytes.size());
    for (const char32_t c : letters) require(c < 0x110000);
  }
}

// Lines as blocks of one document.
void check_repair(std::string_view bytes) {
  std::vector<std::string> texts;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    if (is_utf8(line)) texts.emplace_back(line);
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
  }
  const std::vector<std::string> before = texts;
  std::vector<std::string*> pieces;
  for (std::string& text : texts) pieces.push_back(&text);
  const LegacyWords words = repair_legacy(pieces, LegacySource::kSigns);
  require(words.confidence() >= 0 && words.confidence() <= 1);
  require(words.decoded() > 0 || texts == before);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    require(is_utf8(texts[i]) && texts[i].empty() == before[i].empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr std::array<std::string_view, 8> kDeclared = {"",       "utf-8",       "windows-1258", "iso-8859-1",
                                                         "viscii", "x-viet-tcvn", "utf-16",       "gbk"};
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] >= 0x80) {
    check_repair(bytes);
  } else {
    check_decode(bytes, kDeclared[data[0] % kDeclared.size()]);
    check_tables(bytes);
  }
  return 0;
}
