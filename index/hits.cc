#include "index/hits.h"

#include "index/passages.h"
#include "index/schema.h"
#include "index/stored.h"

namespace hoptac {
namespace {

// "20221000" as people write it: 2022-10.
std::string shown_date(std::string key) {
  while (key.size() > 4 && key.ends_with("00")) key.resize(key.size() - 2);
  if (key.size() > 4) key.insert(4, "-");
  if (key.size() > 7) key.insert(7, "-");
  return key;
}

Hit head_of(const Document& document) {
  Hit hit;
  hit.id = document.id;
  hit.title = document.title;
  hit.published = document.published;
  hit.language = std::string(language_code(document.language));
  hit.path = document.path;
  hit.url = document.url;
  hit.source = document.root;
  return hit;
}

}  // namespace

Result<Hit> make_hit(const Xapian::Document& found, double weight, const Highlighter& highlighter,
                     const SearchRequest& request) {
  const auto document = decode_stored_document(found.get_data());
  if (!document) return fail(document.error());
  Hit hit = head_of(*document);
  hit.score = weight;
  hit.signed_date = shown_date(found.get_value(slot_number(Slot::kSigned)));
  if (request.passages == 0) return hit;
  std::vector<std::vector<Mark>> title{highlighter.find(document->title)};
  keep_best_tiers(title);
  for (const Mark& mark : title[0]) hit.title_marks.push_back(mark.span);
  hit.passages = cut_passages(*document, highlighter, {request.passages, request.furniture});
  if (!hit.passages.empty()) hit.page = hit.passages[0].page;
  return hit;
}

}  // namespace hoptac
