#include "ingest/readers/html_headline.h"

#include <algorithm>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// Shorter texts stand in many places.
constexpr std::size_t kMinTitleBytes = 12;

struct Title {
  const std::string& text;
  std::uint32_t letters;
};

bool is_heading(const PageElement& e) { return e.tag->role == HtmlRole::kHeading; }

// "Headline | Site": the headline is half of it or more.
bool may_show(const PageElement& e, const Title& title) {
  return e.letters <= title.letters && e.letters * 2 >= title.letters;
}

bool shows(const PageElement& e, const std::vector<Title>& titles) {
  const auto fits = [&](const Title& t) { return may_show(e, t); };
  if (std::none_of(titles.begin(), titles.end(), fits)) return false;
  const std::string text = collapse_space(text_below(*e.node));
  return text.size() >= kMinTitleBytes &&
         std::any_of(titles.begin(), titles.end(), [&](const Title& t) { return t.text.starts_with(text); });
}

// Marks all that stand in something that names itself furniture.
std::vector<bool> signed_parts(const HtmlPage& page) {
  std::vector<bool> out(page.elements.size());
  for (std::uint32_t i = page.body + 1; i < page.elements.size(); ++i) {
    out[i] = page.elements[i].sign == FurnitureSign::kStrong || out[page.elements[i].parent];
  }
  return out;
}

}  // namespace

std::uint32_t find_headline_element(const HtmlPage& page, const std::vector<std::string>& titles) {
  std::vector<Title> wanted;
  for (const std::string& t : titles) {
    if (t.size() >= kMinTitleBytes) wanted.push_back({t, count_letters(t)});
  }
  const std::vector<bool> is_signed = signed_parts(page);
  std::uint32_t line = 0, h1 = 0;
  std::size_t h1s = 0;
  for (std::uint32_t i = page.body + 1; i < page.elements.size(); ++i) {
    const PageElement& e = page.elements[i];
    if (is_signed[i] || e.tag->role == HtmlRole::kInline || e.letters == 0) continue;
    if (is_heading(e) && shows(e, wanted)) return i;
    if (e.tag->id == HtmlId::kH1) {
      ++h1s;
      h1 = i;
    }
    if (line == 0 && e.own_letters > e.own_link_letters && shows(e, wanted)) line = i;
  }
  return h1s == 1 ? h1 : line;
}

}  // namespace hoptac
