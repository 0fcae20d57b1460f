#include "ingest/facts/link_reason.h"

#include <algorithm>

namespace hoptac {
namespace {

// Accents must agree where the list has such a name.
std::vector<std::string> bearers(std::string_view form, const Authority& authority) {
  std::vector<std::uint32_t> rows = authority.institutions_named(form, Marks::kSame);
  if (rows.empty()) rows = authority.institutions_named(form, Marks::kFolded);
  std::vector<std::string> ids;
  for (const std::uint32_t row : rows) ids.push_back(authority.institutions()[row].id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

bool is_ambiguous(std::string_view form, const std::string& id, const Authority& authority) {
  for (const std::uint32_t row : authority.institutions_named(form, Marks::kFolded)) {
    if (authority.institutions()[row].id == id && authority.is_ambiguous(row, form)) return true;
  }
  return false;
}

LinkReason reason_of_form(const Institution& institution, std::string form, const Authority& authority) {
  std::vector<std::string> ids = bearers(form, authority);
  if (institution.id.empty()) {
    return ids.empty() ? LinkReason{"unknown-name", std::move(form), {}}
                       : LinkReason{"ambiguous", std::move(form), std::move(ids)};
  }
  if (std::find(ids.begin(), ids.end(), institution.id) == ids.end())
    return {"defined-in-document", std::move(form), {}};
  const bool several = ids.size() > 1 || is_ambiguous(form, institution.id, authority);
  if (!several) ids.clear();
  return {several ? "decided-in-document" : "exact-name", std::move(form), std::move(ids)};
}

// The one that says most comes first.
int rank(std::string_view why) {
  constexpr std::string_view kOrder[] = {"exact-name", "decided-in-document", "ambiguous"};
  return static_cast<int>(std::find(std::begin(kOrder), std::end(kOrder), why) - std::begin(kOrder));
}

}  // namespace

LinkReason link_reason(const Institution& institution, std::string_view text, const Authority& authority) {
  LinkReason best = reason_of_form(institution, institution.name, authority);
  for (const Mention& mention : institution.mentions) {
    if (mention.span.end > text.size()) continue;
    LinkReason other = reason_of_form(institution, std::string(slice(text, mention.span)), authority);
    if (rank(other.why) < rank(best.why)) best = std::move(other);
  }
  return best;
}

}  // namespace hoptac
