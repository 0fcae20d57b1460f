#include <algorithm>
#include <utility>

#include "index/answer.h"
#include "index/generation.h"
#include "index/identity_store.h"
#include "index/inspect.h"
#include "index/schema.h"
#include "index/shards.h"
#include "index/stored.h"
#include "src/base/json.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

// (document id, Xapian's id) of all documents behind `last`, sorted by document id.
std::vector<std::pair<std::string, Xapian::docid>> ids_after(const Xapian::Database& docs, const std::string& last) {
  std::vector<std::pair<std::string, Xapian::docid>> out;
  if (docs.get_doccount() == 0) return out;
  // Not by a stream of values: a remote database has none, and reads each document for it.
  Xapian::Enquire enquire(docs);
  enquire.set_query(Xapian::Query::MatchAll);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(slot_number(Slot::kId), false);
  const Xapian::MSet found = enquire.get_mset(0, docs.get_doccount());
  for (auto it = found.begin(); it != found.end(); ++it) {
    std::string id = it.get_sort_key();
    if (id > last) out.emplace_back(std::move(id), *it);
  }
  return out;
}

}  // namespace

Result<std::size_t> export_index(const std::string& index_directory,
                                 const std::function<bool(const std::string&)>& line) {
  auto open = open_generation(index_directory);
  if (!open) return fail(std::move(open.error()));
  if (auto whole = require_all(*open); !whole) return fail(std::move(whole.error()));
  // When a writer overtakes, the export goes on behind the last line at the new revision: every line
  // is a whole document of a revision that was current while the export ran.
  std::string last;
  std::size_t count = 0;
  const auto work = [&]() -> Result<std::size_t> {
    if (auto whole = require_all(*open); !whole) return fail(std::move(whole.error()));
    for (const auto& [id, docid] : ids_after(open->docs, last)) {
      auto stored = decode_stored(open->docs.get_document(docid).get_data());
      if (!stored) return fail(stored.error().code, id, stored.error().detail);
      apply_identity(who_is_who(*open->identity), stored->analysis);
      if (!line(to_line(extract_json(stored->document, stored->analysis, {.with_text = true})))) return count;
      last = id;
      ++count;
    }
    return count;
  };
  return answer_from(*open, work);
}

}  // namespace hoptac
