// The facts of one document. Refers to a Document, is not inside it. Field values as in the
// annotation guide (docs/extraction.md); an unknown value is empty, never a guess.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/model/confidence.h"
#include "src/model/span.h"

namespace hoptac {

// One place in the text where a fact is told, and the rule that found it.
struct Mention {
  Span span;
  std::string_view rule;  // a literal of the rule's module, e.g. "institution.head-vi"
};

struct Institution {
  std::string name;                  // fullest form as written in the text
  std::vector<std::string> aliases;  // other surface forms in the text
  std::string kind;                  // hospital university company government association research other
  std::string country;               // ISO 3166-1 alpha-2, or ""
  bool planned = false;
  std::string id;   // authority id, or "" when not linked with certainty
  std::string key;  // local key: the id, or "~" + hash of kind, folded name, country
  std::vector<Mention> mentions;
  Judgement judgement;
  std::string parent;  // authority id of what it belongs to, when it has an id
};

struct Role {
  std::string title;           // as written; "" = affiliation without a role
  std::string institution;     // as written, or the entity's name; "" when unknown
  int institution_index = -1;  // into Analysis::institutions
  Span span;                   // of the title
  std::string_view rule;
  Judgement judgement;
};

struct Person {
  std::string name;  // without honorifics, as written
  std::vector<std::string> aliases;
  std::string honorifics;
  std::vector<Role> roles;
  std::string key;  // "~" + hash of the folded name
  std::vector<Mention> mentions;
  Judgement judgement;
};

struct DateFact {
  std::string text;  // surface
  std::string iso;   // see date.h; "" when unresolved
  bool inferred = false;
  bool unresolved = false;
  Span span;
  std::string_view rule;
  Judgement judgement;
};

struct Certification {
  std::string name;  // label as written: "JCI", "ISO 15189:2022"
  std::string full;  // spelled-out form in the text, or ""
  std::vector<std::string> aliases;
  std::string holder;
  int holder_index = -1;
  std::string status;  // held sought lapsed
  std::string id;      // authority id or ""
  std::string key;     // the id, or "~" + hash of the folded name
  std::vector<Mention> mentions;
  Judgement judgement;
};

// A text span that supports one field of an agreement: "type", "party", "signed", "signatory", …
struct Evidence {
  std::string_view field;
  Span span;
};

struct Party {
  std::string name;
  int institution_index = -1;
};

struct Signatory {
  std::string name;
  std::string role;
  std::string party;
  int person_index = -1;
};

struct Agreement {
  std::string
      type;  // mou cooperation_agreement strategic_partnership contract letter_of_intent renewal other cooperation
  std::string type_id;  // row of agreement_types.tsv
  std::string status;   // signed planned renewed amended ended reported
  std::string number;
  std::vector<Party> parties;
  std::string signed_date;  // ISO with precision, or ""
  bool day_around = false;  // the signing day is told in sentences around, not in that of the signing; not stored
  std::string effective;
  std::string expires;
  std::string place;
  std::vector<Signatory> signatories;
  std::vector<std::string> fields;  // as written
  std::vector<std::string> topics;  // ids of topics.tsv
  std::vector<Evidence> evidence;   // at least one
  std::string_view rule;
  Judgement judgement;
};

struct Figure {
  double value = 0;
  std::optional<double> max;
  std::string unit;
  std::string of;
  std::string institution;
  int institution_index = -1;
  std::string period;  // ISO or ""
  Span span;           // the sentence part that states it
  std::string_view rule;
};

struct Quote {
  std::string speaker;
  int person_index = -1;
  Span span;
};

struct Recognition {
  std::string name;
  std::string by;
  std::string holder;
  std::string date;
  Span span;
  std::string_view rule;
};

struct Analysis {
  std::vector<Institution> institutions;
  std::vector<Person> people;
  std::vector<DateFact> dates;
  std::vector<Certification> certifications;
  std::vector<Agreement> agreements;
  std::vector<Figure> figures;
  std::vector<Quote> quotes;
  std::vector<Recognition> recognitions;
  std::vector<std::string> countries;  // ISO2, sorted, unique
  std::vector<std::string> topics;     // topic ids, sorted, unique
};

// Interns a rule name, so that an Analysis read from JSON can hold string_views for ever.
// Thread-safe.
std::string_view intern_rule(std::string_view name);

}  // namespace hoptac
