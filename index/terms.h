// The terms of a database: which there are, in their order, and how many documents have each.
//
// The database may be several, some of them on other machines. A remote one hands out all its terms or none, so those
// of an index with remote shards are kept as rows of its register, made with it (vocabulary_rows()); what is asked of
// them is answered here. Uses Xapian and lets its exceptions through. Not thread-safe.
#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hoptac {

class Terms {
 public:
  Terms() = default;
  // Implicit: any database has terms.
  Terms(Xapian::Database db);  // NOLINT(google-explicit-constructor)
  // `rows`: a register with vocabulary_rows() of `db`; `current` says that they are of its revision. Else the
  // frequencies are asked of the database, and a walk sees the terms as they were.
  Terms(Xapian::Database db, Xapian::Database rows, bool current);

  Xapian::doccount frequency(const std::string& term) const;
  bool exists(const std::string& term) const { return frequency(term) > 0; }

  // Goes along the terms that begin with a prefix.
  class Walk {
   public:
    bool done() const { return at_ == end_; }
    std::string term() const;
    Xapian::doccount frequency() const;
    void next() { ++at_; }
    // To the first term that is not less. REQUIRES: `term` has the prefix.
    void skip_to(const std::string& term);

   private:
    friend class Terms;
    const Terms* terms_ = nullptr;
    Xapian::TermIterator at_, end_;
  };
  // Valid as long as these terms are.
  Walk walk(const std::string& prefix) const;

 private:
  Xapian::Database db_;
  std::optional<Xapian::Database> rows_;
  bool current_ = false;
  mutable std::unordered_map<std::string, Xapian::doccount> asked_;  // of remote databases: each is a round trip
};

// Rows for the metadata of a register: term -> number of documents, of all terms but those that only one document can
// have (ids) and those of files.
std::map<std::string, std::string> vocabulary_rows(const Xapian::Database& docs);
inline constexpr std::string_view kVocabularyKey = "V";

}  // namespace hoptac
