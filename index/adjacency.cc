#include "index/adjacency.h"

#include <vector>

#include "index/query_builder.h"
#include "index/sample.h"

namespace hoptac {
namespace {

constexpr std::size_t kSampled = 32;  // of the documents that hold the rarer word

Xapian::Query both(const Terms& terms, const std::string& first, const std::string& second) {
  return sample_of(terms, std::vector<std::string>{first, second}, kSampled);
}

Xapian::Query behind(const Xapian::Query& both, const std::string& first, const std::string& second) {
  const std::vector<std::string> words{first, second};
  const Xapian::Query phrase(Xapian::Query::OP_PHRASE, words.begin(), words.end(), 2);
  return {Xapian::Query::OP_FILTER, both, phrase};
}

}  // namespace

Beside beside_each_other(const Xapian::Database& docs, const Terms& terms, const std::string& first,
                         const std::string& second) {
  const Xapian::Query sample = both(terms, first, second);
  Beside out;
  out.looked = count_matches(docs, sample);
  if (out.looked > 0) out.found = count_matches(docs, behind(sample, first, second));
  return out;
}

Xapian::docid where_beside(const Xapian::Database& docs, const Terms& terms, const std::string& first,
                           const std::string& second) {
  const Xapian::Query sample = both(terms, first, second);
  const auto found =
      sample.empty() ? std::vector<Xapian::docid>() : first_by_id(docs, behind(sample, first, second), 1);
  return found.empty() ? 0 : found[0];
}

}  // namespace hoptac
