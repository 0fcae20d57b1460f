// Word lists that institutions, people and roles are recognised by: lang/{vi,en}/institution_*.tsv,
// role_words.tsv, demonyms.tsv and titles, family names, places and provinces of the authority folder.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/authority/authority.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

// What a head word ("Bệnh viện", "University") says about the name that it makes.
enum class HeadClass : std::uint8_t {
  kBody,    // needs a proper or descriptive part: "Bệnh viện Hùng Vương"
  kShort,   // descriptive words are enough: "Sở Y tế"
  kWhole,   // a name by itself: "Quốc hội"
  kUnit,    // part of a body, or no institution at all: "Khoa", "Phòng", "Forum"
  kUnitOf,  // part of a body that may act itself: "School of Nursing"
  kWeak,    // an institution only with an unknown proper word: "Partners"
  kPrefix,  // head of another language, the name follows: "Klinikum"
  kLegal,   // form of a company behind its name: "GmbH"
};

struct HeadRule {
  std::string kind;  // of the annotation guide
  HeadClass cls = HeadClass::kBody;
  bool upper_only = false;  // an ordinary word when written small ("bộ", "hội")
  std::string country;      // of a legal form that one country has: "Sdn Bhd"
};

// Classes of words inside and around names; bits.
enum WordClass : std::uint32_t {
  kFieldWord = 1,        // what a body deals with: "Y Dược", "Medicine"
  kTypeWord = 2,         // what sort of body: "đa khoa", "quốc tế"
  kPlaceWord = 4,        // before a place: "tỉnh"
  kStopWord = 8,         // never inside a name
  kLeadWord = 16,        // before a name, capital only by position: "The", "Under"
  kPossessiveWord = 32,  // "Children's" belongs to the name, "Japan's" does not
  kRegionWord = 128,     // "Châu Á": ends a name as a country does
  kVerbWord = 64         // also a verb: written small behind a name it has no part in it: "Cục Quân y tổ chức"
};

enum class RoleClass : std::uint8_t { kHead, kWorker };
// kEither stands before or behind a name, kPostNominal only behind.
enum class HonorificClass : std::uint8_t { kTitle, kCivil, kPostNominal, kEither };

// kVietnameseRare is also a place name or a word: it tells a person only beside a title or a post.
enum class FamilyCulture : std::uint8_t { kVietnamese, kOther, kVietnameseRare };

// Immutable, thread-safe.
struct NameTables {
  static Result<NameTables> load(const Authority& authority, const TableSource& source);

  std::vector<PhraseTable*> phrase_tables();

  PhraseTable vi_heads, en_heads;  // value: into head_rules
  std::vector<HeadRule> head_rules;
  PhraseTable vi_words, en_words;  // value: WordClass bits
  PhraseTable hospital_words;      // that make a "Trung tâm", "Institute" a hospital
  PhraseTable roles;               // value: RoleClass
  PhraseTable honorifics;          // value: HonorificClass
  PhraseTable family_names;        // value: FamilyCulture
  PhraseTable given_names;         // of other cultures than the Vietnamese
  PhraseTable places;              // value: into place_countries
  PhraseTable demonyms;            // value: into place_countries
  std::vector<std::string> place_countries;
  PhraseTable fields_vi, fields_en;  // what a body deals with; value: row of field_words.tsv, at most 64
  PhraseTable forms;  // abbreviations and legal forms of normalisation_rules.tsv, value: into form_canonicals
  std::vector<std::string> form_canonicals;  // folded words, "" for what does not tell names apart
};

}  // namespace hoptac
