#include "ingest/text/normalise.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/locid.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include "ingest/text/chars.h"
#include "ingest/text/keys.h"
#include "ingest/text/tokens.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

icu::StringPiece piece(std::string_view text) { return {text.data(), static_cast<std::int32_t>(text.size())}; }

// Both keys of `text` as one word, whatever stands in it.
std::string word_key(std::string_view text, bool folded) {
  std::string arena;
  const WordKeys keys = KeyMaker().append(text, arena);
  if (folded && keys.marked) return arena.substr(keys.exact_size);
  arena.resize(folded ? keys.folded_size : keys.exact_size);
  return arena;
}

std::string phrase_key(std::string_view text, bool folded) {
  const TokenStream tokens(text);
  std::string key;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].word) continue;
    if (!key.empty()) key += ' ';
    key += folded ? tokens.folded(i) : tokens.exact(i);
  }
  return key;
}

}  // namespace

std::string normalise_word(std::string_view word) { return word_key(word, false); }
std::string fold_word(std::string_view word) { return word_key(word, true); }
std::string normalise_phrase(std::string_view text) { return phrase_key(text, false); }
std::string fold_phrase(std::string_view text) { return phrase_key(text, true); }

std::string to_lower(std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8ToLower("", 0, piece(text), sink, nullptr, status);
  return out;
}

std::string to_title_case(std::string_view text) {
  const std::string lower = to_lower(text);
  const CharTable& table = CharTable::get();
  std::string out;
  bool in_word = false;
  for (std::size_t at = 0; at < lower.size();) {
    const char32_t c = next_code_point(lower, at);
    const CharInfo info = table[c];
    const bool letter = info.kind == CharClass::kLetter;
    append_utf8(out, letter && !in_word ? static_cast<char32_t>(u_totitle(static_cast<UChar32>(c))) : c);
    // An apostrophe does not end a word: Côte d'Ivoire, Don't.
    in_word =
        letter || info.kind == CharClass::kDigit || info.kind == CharClass::kMark || (in_word && info.lower == '\'');
  }
  return out;
}

std::string unicode_version() { return U_UNICODE_VERSION; }

}  // namespace hoptac
