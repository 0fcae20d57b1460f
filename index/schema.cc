#include "index/schema.h"

#include <array>
#include <string>

#include "ingest/text/normalise.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

using enum FieldKind;
constexpr std::array kFields{
    Field{"title", "tieude", kWords, prefix::kTitle, "", "", false, "words of the title: title:mou"},
    Field{"institution", "tochuc|donvi", kInstitution, prefix::kInstitution, prefix::kInstitutionName,
          prefix::kInstitutionWord, false, "an institution by any of its names: institution:VNU-HCM"},
    Field{"party", "ben", kInstitution, prefix::kParty, prefix::kPartyName, prefix::kPartyWord, true,
          "a party of an agreement: party:Vinmec"},
    Field{"person", "nguoi", kPerson, prefix::kPerson, prefix::kPersonName, prefix::kPersonWord, false,
          "a person, accents optional: person:\"vu hai quan\""},
    Field{"role", "chucvu", kWords, prefix::kRole, "", "", false, "words of a role: role:rector"},
    Field{"signatory", "nguoiky", kPerson, prefix::kSignatory, prefix::kSignatoryName, prefix::kSignatoryWord, true,
          "a person who signed: signatory:\"Vu Hai Quan\""},
    Field{"cert", "chungnhan", kCertification, prefix::kCertification, prefix::kCertificationName, "", false,
          "a certification: cert:AABB"},
    Field{"holder", "", kInstitution, prefix::kHolder, prefix::kHolderName, prefix::kHolderWord, false,
          "who holds a certification: holder:Vinmec"},
    Field{"country", "nuoc", kCountry, prefix::kCountry, "", "", false,
          "a country by name or code: country:KR country:\"Hàn Quốc\""},
    Field{"topic", "chude", kTopic, prefix::kTopic, "", "", false, "a topic: topic:training"},
    Field{"type", "loai", kType, prefix::kType, "", "", true, "type of agreement: type:mou type:\"biên bản ghi nhớ\""},
    Field{"status", "", kKeyword, prefix::kStatus, "", "", true, "signed planned renewed amended ended reported"},
    Field{"confidence", "", kKeyword, prefix::kConfidence, "", "", true,
          "agreements at least this sure: certain, likely, guess"},
    Field{"lang", "ngonngu", kKeyword, prefix::kLanguage, "", "", false, "lang:vi lang:en"},
    Field{"source", "nguon", kKeyword, prefix::kSource, "", "", false, "a named root: source:press"},
    Field{"format", "", kKeyword, prefix::kFormat, "", "", false,
          "txt md html xml pdf docx odt doc rtf eml csv jsonl image"},
    Field{"path", "", kWords, prefix::kPath, "", "", false, "words of the path: path:2022"},
    Field{"url", "", kWords, prefix::kUrl, "", "", false, "words of the web address: url:umc.edu.vn"},
    Field{"place", "", kWords, prefix::kPlace, "", "", true, "where it was signed: place:Hanoi"},
    Field{"signed", "kyket", kDate, prefix::kSigned, "", "", true, "signing date: signed:2022-10-17 signed:2015..2020"},
    Field{"published", "dangngay", kDate, prefix::kPublished, "", "", false, "date of publication: published:q2/2023"},
    Field{"date", "ngay", kDate, prefix::kMentioned, "", "", false, "any date in the text: date:2012"},
    Field{"in-force", "hieuluc", kInForce, "", "", "", true, "agreements in force on a day: in-force:2024-06-01"},
    Field{"has", "", kKeyword, prefix::kHas, "", "", false,
          "has:agreement has:signed has:published has:person has:cert has:figure"},
    Field{"furniture", "", kWords, prefix::kFurniture, "", "", false,
          "words of menus, captions printed twice, teasers"},
};

bool is_alias(std::string_view aliases, std::string_view name) {
  for (const std::string_view alias : split(aliases, '|')) {
    if (!alias.empty() && alias == name) return true;
  }
  return false;
}

// Bytes that Xapian counts: a NUL takes two.
std::size_t stored_size(std::string_view term) {
  std::size_t size = term.size();
  for (const char c : term) size += c == '\0' ? 1U : 0U;
  return size;
}

}  // namespace

std::span<const Field> fields() { return kFields; }

const Field* find_field(std::string_view name) {
  std::string folded = fold_phrase(name);
  std::string plain;
  for (const char c : folded) {
    if (c != ' ') plain += c;
  }
  for (const Field& f : kFields) {
    if (plain == f.name || is_alias(f.aliases, plain) || (f.kind == kInForce && plain == "inforce")) return &f;
  }
  return nullptr;
}

std::string make_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  if (prefix.size() > 1 && !value.empty() && (value[0] == ':' || (value[0] >= 'A' && value[0] <= 'Z'))) term += ':';
  term.append(value);
  if (is_storable(term)) return term;
  const std::string tail = "~" + short_hash(value);
  // A value may be all NULs: half the limit always fits.
  const std::size_t room = limits::kMaxTermBytes / 2 - prefix.size() - tail.size();
  term.resize(term.size() - value.size());
  return term.append(utf8_prefix(value, room)).append(tail);
}

std::string_view word_value(std::string_view word) { return utf8_prefix(word, limits::kMaxWordBytes); }

std::string keyword_value(std::string_view value) { return fold_phrase(value); }

std::string id_term(std::string_view id) { return make_term(prefix::kId, id); }

std::string document_term(std::string_view id) { return make_term(prefix::kDocument, id_term(id).substr(1)); }

bool is_storable(std::string_view term) { return !term.empty() && stored_size(term) <= limits::kMaxTermBytes; }

}  // namespace hoptac
