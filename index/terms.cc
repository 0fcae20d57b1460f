#include "index/terms.h"

#include <charconv>
#include <utility>

#include "index/schema.h"

namespace hoptac {
namespace {

Xapian::doccount parse_frequency(std::string_view text) {
  Xapian::doccount out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

std::string row_key(std::string_view term) { return std::string(kVocabularyKey).append(term); }

// Not kept in rows; nobody walks them but to name an id that is near.
bool is_of_one_document(std::string_view term) {
  return term.starts_with(prefix::kId) || term.starts_with(prefix::kFile);
}

}  // namespace

Terms::Terms(Xapian::Database db) : db_(std::move(db)) {}

Terms::Terms(Xapian::Database db, Xapian::Database rows, bool current)
    : db_(std::move(db)), rows_(std::move(rows)), current_(current) {}

Xapian::doccount Terms::frequency(const std::string& term) const {
  if (!rows_) return db_.get_termfreq(term);
  if (current_ && !is_of_one_document(term)) return parse_frequency(rows_->get_metadata(row_key(term)));
  const auto [at, fresh] = asked_.try_emplace(term, 0);
  if (fresh) at->second = db_.get_termfreq(term);
  return at->second;
}

Terms::Walk Terms::walk(const std::string& prefix) const {
  Walk out;
  out.terms_ = this;
  const bool kept = rows_ && !is_of_one_document(prefix);
  if (!kept) out.terms_ = nullptr;
  out.at_ = kept ? rows_->metadata_keys_begin(row_key(prefix)) : db_.allterms_begin(prefix);
  out.end_ = kept ? rows_->metadata_keys_end(row_key(prefix)) : db_.allterms_end(prefix);
  return out;
}

std::string Terms::Walk::term() const { return terms_ == nullptr ? *at_ : (*at_).substr(kVocabularyKey.size()); }

Xapian::doccount Terms::Walk::frequency() const {
  return terms_ == nullptr ? at_.get_termfreq() : parse_frequency(terms_->rows_->get_metadata(*at_));
}

void Terms::Walk::skip_to(const std::string& term) { at_.skip_to(terms_ == nullptr ? term : row_key(term)); }

std::map<std::string, std::string> vocabulary_rows(const Xapian::Database& docs) {
  std::map<std::string, std::string> out;
  const auto end = docs.allterms_end();
  for (auto it = docs.allterms_begin(); it != end; ++it) {
    if (const std::string term = *it; !is_of_one_document(term))
      out.emplace_hint(out.end(), row_key(term), std::to_string(it.get_termfreq()));
  }
  return out;
}

}  // namespace hoptac
