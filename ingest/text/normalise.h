// Normalisation, in two strengths.
//
// clean_text() makes the text that is shown, stored and pointed into. normalise() and fold()
// make matching keys; they are the one and only way to such keys, for documents, queries,
// authority names, suggestions and highlighting alike. Keys are never shown.
//
// All functions are pure and thread-safe; input is UTF-8 (ill-formed bytes become U+FFFD).
#pragma once

#include <string>
#include <string_view>

namespace hoptac {

// NFC (with mark order healed: e + acute + circumflex = ế); zero-width characters, BOM and soft
// hyphens dropped; every Unicode space one blank each; CR, CRLF, VT, FF, NEL, U+2028/9 made "\n";
// control characters other than "\n" and "\t" dropped; at most 30 marks kept on a letter; ligatures (ﬁ) spelled out;
// Ð/ð made Đ/đ inside Vietnamese syllables; a combining mark torn off its vowel by a space put back when that makes a
// syllable. Line feeds stay.
std::string clean_text(std::string_view text);

// The matching key of one word: NFKC case fold, Vietnamese tone placement made canonical
// (hoà = hòa, thuý = thúy, qúi = quí), look-alikes, quotes and dashes unified.
std::string normalise_word(std::string_view word);

// normalise_word without any accent; đ becomes d.
std::string fold_word(std::string_view word);

// The keys of the words of `text` (see tokens.h), joined by one blank. fold_phrase("Đại học  Y-Hà Nội")
// = "dai hoc y ha noi". For comparing names.
std::string normalise_phrase(std::string_view text);
std::string fold_phrase(std::string_view text);

// Lower case of the whole text, Unicode default rules, same script; for display, never for matching.
std::string to_lower(std::string_view text);
// "BỆNH VIỆN HÙNG VƯƠNG" -> "Bệnh Viện Hùng Vương".
std::string to_title_case(std::string_view text);

// The version of Unicode that the tables behind all this have, "15.0".
std::string unicode_version();

}  // namespace hoptac
