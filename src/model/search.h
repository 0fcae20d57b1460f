// Requests to the searcher and its answers. Plain data; the JSON of the answers is in docs/json.md.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "src/model/analysis.h"
#include "src/model/document.h"

namespace hoptac {

enum class Undated : std::uint8_t { kExclude, kInclude, kOnly };
enum class Sort : std::uint8_t { kRelevance, kSigned, kPublished, kTitle };

struct SearchRequest {
  std::string query;
  bool plain = false;      // words only, OR, best first
  bool any = false;        // OR instead of AND between words side by side
  bool expand = true;      // names as concepts, English stems
  bool furniture = false;  // words also match furniture and repeats
  Sort sort = Sort::kRelevance;
  bool sort_given = false;  // a filter-only query sorts by date unless the user said otherwise
  Undated undated = Undated::kExclude;
  std::size_t offset = 0;
  std::size_t limit = 10;           // 0 = all
  std::vector<std::string> facets;  // names of facet_names() in index/facets.h
  std::size_t facet_limit = 10;
  std::size_t passages = 2;  // per hit; 0 = none
  bool ids_only = false;     // hits with id and score alone: all that a TREC run needs
  bool explain = false;
};

// A piece of a document's text with the matched words marked.
struct Passage {
  std::string text;
  std::vector<Span> marks;  // into `text`
  std::size_t block = 0;
  Span span;  // of the document's text
  int page = 0;
};

struct Hit {
  std::string id;
  double score = 0;
  std::string title;
  std::string published;
  std::string signed_date;  // the newest of its agreements, or ""
  std::string language;
  std::string path;
  std::string url;
  std::string source;
  int page = 0;
  std::vector<Span> title_marks;
  std::vector<Passage> passages;
};

struct FacetValue {
  std::string value;  // stable key
  std::string label;  // for people
  std::size_t count = 0;
};

struct Suggestion {
  std::string query;
  std::size_t total = 0;
  std::string reason;  // "without signed:2022", "any of the words", …
};

struct SearchResponse {
  std::size_t total = 0;
  std::size_t offset = 0;
  std::size_t limit = 0;
  std::size_t undated = 0;               // would match but for having no date of the role asked for
  std::string understood;                // "Understood as: …" without the label
  std::vector<std::string> explanation;  // lines, with `explain`
  std::vector<Hit> hits;
  std::vector<std::pair<std::string, std::vector<FacetValue>>> facets;
  std::vector<Suggestion> suggestions;
  std::vector<std::string> notes;  // "register is behind the documents", …
};

struct AgreementRequest {
  std::string query;  // same language
  std::vector<std::string> parties;
  std::string country, type, topic, status, signatory;
  std::string since, until;    // of the signing date, inclusive
  std::string min_confidence;  // "" or a level: only rows at least this sure
  Undated undated = Undated::kExclude;
  std::size_t offset = 0;
  std::size_t limit = 10;  // 0 = all
  bool explain = false;
};

struct AgreementParty {
  std::string name;  // the entity's name
  std::string id;    // authority id or ""
  std::string country;
  std::string kind;
  std::string key;  // local key of the entity, "" when the party is none
};

struct AgreementEvidence {
  std::string document;
  std::string field;
  Span span;
  std::string text;
};

// One row of the register: for now one telling of an agreement.
struct AgreementRow {
  std::string id;  // DOCUMENT#n
  std::string type, type_id, status, number;
  std::vector<AgreementParty> parties;
  std::string signed_date, effective, expires, place;
  std::vector<Signatory> signatories;
  std::vector<std::string> signatory_keys;  // local keys, one for each signatory; "" = no entity
  std::vector<std::string> fields, topics;
  std::vector<std::string> documents;
  std::string title;  // of the telling document
  std::vector<AgreementEvidence> evidence;
  Confidence confidence = Confidence::kLikely;
};

// A count that a text states about its agreements, shown beneath a listing, never added to it.
struct StatedFigure {
  std::string document;
  double value = 0;
  std::string unit, of, institution, period;
  std::string text;  // the words of the source
  Span span;
};

struct AgreementResponse {
  std::size_t total = 0;
  std::size_t offset = 0;
  std::size_t limit = 0;
  std::size_t undated = 0;
  std::string understood;
  std::vector<std::string> explanation;
  std::vector<AgreementRow> agreements;
  std::vector<StatedFigure> figures;
  std::vector<Suggestion> suggestions;
  std::vector<std::string> notes;
};

// What an entity may be, too.
struct EntityCandidate {
  std::string id;  // authority id of an institution, key of a person
  std::string name;
  std::string reason;              // of people: "same name", "spelling"
  std::vector<std::string> roles;  // of people
};

// One institution or person across the index.
struct EntityRow {
  std::string key;
  std::string id;  // authority id or ""
  std::string name;
  std::vector<std::string> aliases;
  std::string kind;  // of institutions
  std::string country;
  std::vector<std::string> roles;  // of people: "title, institution"
  std::size_t documents = 0;
  std::size_t agreements = 0;
  std::string example;                      // a document with it; only with `unlinked`
  std::vector<EntityCandidate> candidates;  // only with `unlinked` or `ambiguous`
};

struct EntityRequest {
  bool people = false;
  std::string name;        // only those whose name has these words; accents optional
  bool unlinked = false;   // institutions without an authority id, with an example and the nearest ids
  bool ambiguous = false;  // people with namesakes or near spellings, with those
  std::size_t offset = 0;
  std::size_t limit = 10;  // 0 = all
};

struct EntityResponse {
  std::size_t total = 0;
  std::vector<EntityRow> rows;
};

struct CompletionRequest {
  std::string text;        // the beginning of a query; a blank at its end says that the last word is complete
  std::size_t limit = 10;  // 0 = all that are known
};

struct Completion {
  std::string text;       // the words as they may go on
  std::string kind;       // word, title, institution, person, certification, type, country, topic, status, lang, …
  std::size_t count = 0;  // documents with the name or value, or with the word that was completed
  std::string query;      // what to search for: `institution:"…"`; quotes and brackets that were open are closed
};

struct CompletionResponse {
  std::vector<Completion> rows;  // most documents first
};

// A whole document as stored.
struct StoredDocument {
  Document document;
  Analysis analysis;
};

}  // namespace hoptac
