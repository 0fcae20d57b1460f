// The authority lists, typed and searchable by name: who and what we already know.
//
// Read from the tables of ingest/authority (see its README.md). Immutable once loaded, thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/authority/embedded.h"
#include "ingest/authority/name_canon.h"
#include "ingest/authority/rank_names.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

struct AuthorityInstitution {
  std::string id;
  std::string kind;             // of kinds.tsv, e.g. "hospital-group"
  std::string annotation_kind;  // hospital university company …
  std::string country;
  std::string city;
  std::string name_en;
  std::string name_vi;
  std::vector<std::string> names;      // every name, aliases included
  std::vector<std::string> ambiguous;  // those of `names` that need context
  std::string parent;
};

struct AuthorityCertification {
  std::string id;
  std::string acronym;
  std::string name_en;
  std::string name_vi;
  std::string issuer;
  std::string kind;
  std::vector<std::string> names;
  bool ambiguous = false;  // the acronym needs one of the context words
  std::vector<std::string> context;
};

struct AgreementType {
  std::string id;
  std::string annotation_type;
  std::string name_en;
  std::string name_vi;
  std::vector<std::string> triggers;  // acronyms included
  std::string binding;
};

struct Topic {
  std::string id;
  std::string parent;
  std::string label_en;
  std::string label_vi;
  std::vector<std::string> triggers;
};

struct Country {
  std::string code;  // ISO2, or XE, XA, XS for regions
  std::string name_en;
  std::string name_vi;
  std::vector<std::string> names;
  std::vector<std::string> not_names;  // CLDR's names of it that mean other things in our texts
};

class Authority {
 public:
  static Result<Authority> load(const TableSource& tables);

  const std::vector<AuthorityInstitution>& institutions() const { return institutions_; }
  const std::vector<AuthorityCertification>& certifications() const { return certifications_; }
  const std::vector<AgreementType>& agreement_types() const { return agreement_types_; }
  const std::vector<Topic>& topics() const { return topics_; }
  const std::vector<Country>& countries() const { return countries_; }

  // By id; nullptr when unknown.
  const AuthorityInstitution* institution(std::string_view id) const;
  const AuthorityCertification* certification(std::string_view id) const;
  const AgreementType* agreement_type(std::string_view id) const;
  const Topic* topic(std::string_view id) const;
  const Country* country(std::string_view code) const;

  // Rows that carry this name (any spelling: case, tone placement, dashes, accents when `marks` is
  // kFolded); indexes into the lists above. Also understands ids, with - _ and case equal.
  std::vector<std::uint32_t> institutions_named(std::string_view name, Marks marks = Marks::kFolded) const;
  std::vector<std::uint32_t> certifications_named(std::string_view name, Marks marks = Marks::kFolded) const;
  std::vector<std::uint32_t> agreement_types_named(std::string_view name, Marks marks = Marks::kFolded) const;
  std::vector<std::uint32_t> topics_named(std::string_view name, Marks marks = Marks::kFolded) const;
  std::vector<std::uint32_t> countries_named(std::string_view name, Marks marks = Marks::kFolded) const;

  // The phrase tables behind them, for scanning running text; values index the lists above.
  const PhraseTable& institution_names() const { return institution_names_; }
  const PhraseTable& certification_names() const { return certification_names_; }
  const PhraseTable& agreement_triggers() const { return agreement_triggers_; }
  const PhraseTable& topic_triggers() const { return topic_triggers_; }
  const PhraseTable& country_names() const { return country_names_; }
  // All of them, numbered from 0 (phrase_filter.h).
  std::vector<const PhraseTable*> phrase_tables() const {
    return {&institution_names_, &certification_names_, &agreement_triggers_, &topic_triggers_, &country_names_};
  }
  // True when the phrase is one of the row's ambiguous names.
  bool is_ambiguous(std::uint32_t institution, std::string_view name) const;

  // One form for all spellings of an institution's name (name_canon.h).
  std::string canonical_name(std::string_view name) const { return canon_.canonical(name); }

  // Posts and titles in a role or a chain of honorifics, by id (rank_names.h).
  std::vector<std::string> ranks(std::string_view text) const { return ranks_.ranks(text); }

  // A short hash over all tables: changes when any of them does.
  const std::string& version() const { return version_; }
  // That which load() would give; the tables are not checked.
  static Result<std::string> version_of(const TableSource& source);

 private:
  std::vector<AuthorityInstitution> institutions_;
  std::vector<AuthorityCertification> certifications_;
  std::vector<AgreementType> agreement_types_;
  std::vector<Topic> topics_;
  std::vector<Country> countries_;
  std::unordered_map<std::string, std::uint32_t> institution_ids_, certification_ids_, agreement_type_ids_, topic_ids_,
      country_ids_;
  PhraseTable institution_names_, certification_names_, agreement_triggers_, topic_triggers_, country_names_;
  NameCanon canon_;
  RankNames ranks_;
  std::string version_;
};

}  // namespace hoptac
