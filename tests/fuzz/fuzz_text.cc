// Bytes -> decode -> clean_text -> TokenStream -> sentences, language, phrases: invariants hold for any input.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "ingest/text/phrase_table.h"
#include "ingest/text/segment.h"
#include "ingest/text/tokens.h"
#include "src/base/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_tokens(std::string_view text) {
  const hoptac::TokenStream tokens(text);
  std::size_t end = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const hoptac::Token& token = tokens[i];
    require(end <= token.begin && token.begin < token.end && token.end <= text.size());
    require(!tokens.exact(i).empty());
    require(hoptac::find_invalid_utf8(tokens.exact(i)) == std::string_view::npos);
    require(hoptac::find_invalid_utf8(tokens.folded(i)) == std::string_view::npos);
    end = token.end;
  }
  std::size_t covered = 0;
  for (const hoptac::TokenRange range : hoptac::sentences(tokens, {0, tokens.size()})) {
    require(range.begin == covered && range.begin < range.end);
    covered = range.end;
  }
  require(covered == tokens.size());
  hoptac::detect_language(tokens, {0, tokens.size()});
}

void check_phrase(std::string_view text) {
  const std::string_view phrase = hoptac::utf8_prefix(text, 40);
  hoptac::PhraseTable table;
  table.add(phrase, 1);
  const std::size_t known = table.values(phrase, hoptac::Marks::kSame).size();
  require(known == table.size());
  const hoptac::TokenStream tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto match = table.find(tokens, i, hoptac::Marks::kFolded);
    require(!match || (match->first == i && match->last >= i && match->last < tokens.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_tokens(bytes);
  const auto decoded = hoptac::decode(bytes, "windows-1258");
  if (!decoded) return 0;
  require(hoptac::find_invalid_utf8(decoded->text) == std::string_view::npos);
  const std::string clean = hoptac::clean_text(decoded->text);
  require(hoptac::find_invalid_utf8(clean) == std::string_view::npos);
  require(hoptac::clean_text(clean) == clean);
  check_tokens(clean);
  check_phrase(clean);
  return 0;
}
