// The schema of the `docs` and `register` databases: prose and the one table that the writer
// and the query side both read. docs/index-format.md shows the same to outsiders.
//
// A document of `docs` posts
//   Q<id>            its id (hashed when long, see id_term())
//   <folded>         every word of title and body, accent-less, with positions; the title's words
//                    count kTitleWeight times; blocks are kPositionGap apart, so that no phrase
//                    crosses a border
//   XE<exact>        words that carry accents, without positions
//   XU<folded>       words without accents inside a Vietnamese block: tells "hop" from "hộp"
//   Z<stem>          English stem of ASCII words in English blocks, only where it differs from the word
//   S<folded>        words of the title, with positions
//   XB<folded>       words of furniture and repeats (nothing else posts them)
//   filter terms     of the fields below: prefix + normalised value
//   XZ<nn>           in samples (sample.h): about one of 2^nn documents, by a hash of the id
//   X… dates         hierarchical units, e.g. XDS2022 XDS202210 XDS20221017 (model/date.h)
// and fills the slots of Slot. Its data is {text part}\n{analysis part}\nchecksum (stored.h).
// Values: keywords (type, topic, status, lang, source, format, has, country) are keyword_value();
// names are fold_phrase(); words of names, roles, paths, urls and places are folded words; entity and
// certification keys and the file's hash stand as they are.
//
// A document of `register` is one telling of an agreement; it posts the agreement fields with the
// same prefixes, Q<document>#<n>, and XD<document> (the document's id term without Q).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace hoptac {

inline constexpr int kSchemaVersion = 2;
inline constexpr std::uint32_t kTitleWeight = 3;
inline constexpr std::uint32_t kPositionGap = 100;

namespace prefix {
inline constexpr std::string_view kId = "Q";
inline constexpr std::string_view kExact = "XE";
inline constexpr std::string_view kUnmarked = "XU";
inline constexpr std::string_view kStem = "Z";
inline constexpr std::string_view kTitle = "S";
inline constexpr std::string_view kFurniture = "XB";
inline constexpr std::string_view kFile = "XF";              // hash of the ledger key: all documents of one file
inline constexpr std::string_view kDocument = "XD";          // register: the telling document
inline constexpr std::string_view kInstitution = "XI";       // entity key
inline constexpr std::string_view kInstitutionName = "XIN";  // folded phrase, one per surface form
inline constexpr std::string_view kInstitutionWord = "XIW";  // folded word of a name
inline constexpr std::string_view kPerson = "XP";
inline constexpr std::string_view kPersonName = "XPN";
inline constexpr std::string_view kPersonWord = "XPW";
inline constexpr std::string_view kParty = "XA";  // as institution, of agreement parties
inline constexpr std::string_view kPartyName = "XAN";
inline constexpr std::string_view kPartyWord = "XAW";
inline constexpr std::string_view kSignatory = "XG";  // as person
inline constexpr std::string_view kSignatoryName = "XGN";
inline constexpr std::string_view kSignatoryWord = "XGW";
inline constexpr std::string_view kHolder = "XH";  // as institution, of certification holders
inline constexpr std::string_view kHolderName = "XHN";
inline constexpr std::string_view kHolderWord = "XHW";
inline constexpr std::string_view kRole = "XR";           // folded words of role titles
inline constexpr std::string_view kCertification = "XC";  // authority id or key
inline constexpr std::string_view kCertificationName = "XCN";
inline constexpr std::string_view kCountry = "XO";  // "kr"
inline constexpr std::string_view kTopic = "XT";    // topic id, parents too
inline constexpr std::string_view kType = "XY";     // annotation type and authority id of agreements
inline constexpr std::string_view kStatus = "XS";
inline constexpr std::string_view kConfidence = "XQ";  // of agreements: its level and every lower one
inline constexpr std::string_view kLanguage = "L";
inline constexpr std::string_view kSource = "XN";  // root name
inline constexpr std::string_view kFormat = "T";
inline constexpr std::string_view kPath = "XPA";    // folded words of the path
inline constexpr std::string_view kUrl = "U";       // folded words of the url
inline constexpr std::string_view kSigned = "XDS";  // date units
inline constexpr std::string_view kPublished = "XDP";
inline constexpr std::string_view kMentioned = "XDM";
inline constexpr std::string_view kPlace = "XL";  // folded words of the signing place
inline constexpr std::string_view kSample = "XZ";
inline constexpr std::string_view kHas = "XK";  // "date" "signed" "agreement" "person" …
}  // namespace prefix

// Value slots of both databases.
enum class Slot : std::uint32_t {
  kId = 0,      // the whole document id
  kSigned = 1,  // newest signing date, sort_key()
  kPublished = 2,
  kTitle = 3,  // folded title, for sorting
  kLanguage = 4,
  kYear = 5,          // joined: years signed, else the year published
  kInstitutions = 6,  // joined local keys (entities.h)
  kPeople = 7,
  kCertifications = 8,
  kTypes = 9,
  kCountries = 10,
  kTopics = 11,
  kSource = 12,
  kFormat = 13,
  kEntities = 14,  // joined display records: key, name, kind, country, aliases (entities.h)
  kStatus = 15,
  kEffective = 16,  // register only: sort keys of first and last day in force
  kExpires = 17,
  kDocument = 18,  // register only: the document's id
  kLength = 19,    // words of the body
  kEncoding = 20,  // of the source, and behind kPart the confidence where it is below 1
  // docs only: what results are sorted by (order_keys.h). Each ends in the id, so that the order is total.
  kNewestOrder = 21,     // by signing date, else publication date
  kSignedOrder = 22,     // by signing date
  kPublishedOrder = 23,  // by publication date
  kTitleOrder = 24,
};
constexpr std::uint32_t slot_number(Slot slot) { return static_cast<std::uint32_t>(slot); }
// Joins and splits multi-valued slots; items never hold it.
inline constexpr char kJoin = '\x1f';
// Between the parts of one display record in Slot::kEntities, and of Slot::kEncoding.
inline constexpr char kPart = '\x1e';

// How a field's value is made into terms.
enum class FieldKind : std::uint8_t {
  kWords,        // tokens, positions or not: title, path, url, role, furniture
  kKeyword,      // one lower-case value: lang, source, format, status, has
  kInstitution,  // a name -> entity keys and name terms
  kPerson,
  kCertification,
  kCountry,
  kTopic,
  kType,
  kDate,
  kInForce,
};

struct Field {
  std::string_view name;
  std::string_view aliases;  // folded, '|' between: "tochuc|donvi"
  FieldKind kind;
  std::string_view prefix;       // of the key term
  std::string_view name_prefix;  // of the whole-name term, "" when none
  std::string_view word_prefix;  // of single name words, "" when none
  bool agreement;                // one AND group of these speaks of one agreement
  std::string_view help;         // for --help and docs: what it finds, with an example
};

// All fields of the query language, in the order of the help.
std::span<const Field> fields();
// By name or alias (folded, any case); nullptr when unknown.
const Field* find_field(std::string_view name);

// prefix + value, cut to Xapian's limit: a longer value keeps its head and gets its hash as tail. As
// usual with Xapian, ':' stands between a prefix of several letters and a value that begins with a
// capital or ':', so that no value can look like another prefix.
std::string make_term(std::string_view prefix, std::string_view value);
// What stands for a word (a key of tokens.h) in terms: itself, or its head when it is longer than
// limits::kMaxWordBytes.
std::string_view word_value(std::string_view word);
// The one form of a keyword: "Strategic_Partnership" and "strategic-partnership" are equal.
std::string keyword_value(std::string_view value);
// The unique term of a document id, and the term by which the register finds a document's tellings.
std::string id_term(std::string_view id);
std::string document_term(std::string_view id);
// True when `term` may be given to Xapian: length (NUL counts twice) and not empty.
bool is_storable(std::string_view term);

}  // namespace hoptac
