#include "ingest/readers/html_furniture.h"

#include <algorithm>
#include <array>

#include "ingest/readers/host.h"
#include "ingest/readers/html_headline.h"
#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

// A share button leads away from the site, but to no partner.
constexpr std::array kShareHosts{"facebook.com"sv, "twitter.com"sv, "x.com"sv, "linkedin.com"sv,
                                 "youtube.com"sv,  "zalo.me"sv,     "t.me"sv,  "pinterest.com"sv};

// Few links are a sentence with references, not a list.
constexpr std::uint32_t kLinksOfAList = 4;
// A teaser: the title of another page as a link, and at most two sentences about it.
constexpr std::uint32_t kTeaserTitle = 15;
constexpr std::uint32_t kTeaserText = 350;
// Running text beside the column that is no side note.
constexpr std::uint32_t kSideNote = 200;

class Judge {
 public:
  Judge(const HtmlPage& page, const PageNames& names)
      : page_(page),
        names_(names),
        furniture_(page.elements.size()),
        story_(page.elements.size()),
        running_(page.elements.size()),
        headline_(find_headline_element(page, names.titles)) {}

  std::vector<bool> run() {
    sum_up(true);
    mark_signed();
    mark_teasers();
    spread();
    sum_up(false);
    links_are_content_ = find_content_of_links();
    find_column();
    mark_outside();
    mark_link_lists();
    mark_switches();
    mark_tools();
    spread();
    for (std::uint32_t i = column_; main_ && i > page_.body; i = element(i).parent) {
      if (page_.contains(i, page_.main) && i != page_.main) furniture_[i] = true;  // its own lines stand beside <main>
    }
    return std::move(furniture_);
  }

 private:
  const PageElement& element(std::uint32_t i) const { return page_.elements[i]; }
  bool holds_headline(std::uint32_t i) const { return headline_ != 0 && page_.contains(i, headline_); }
  bool is_part_of_body(std::uint32_t i) const { return i > page_.body; }

  // Running text below each element, without that of parts that are furniture whatever is in them (`by_sign`), or
  // that were found to be.
  void sum_up(bool by_sign) {
    for (std::uint32_t i = static_cast<std::uint32_t>(page_.elements.size()); i-- > 0;) {
      const PageElement& e = element(i);
      if (by_sign || is_part_of_body(i)) {
        story_[i] += e.own_story();
        running_[i] += e.own_letters - e.own_link_letters;
      }
      const bool out = by_sign ? e.sign == FurnitureSign::kStrong && !holds_headline(i) : bool(furniture_[i]);
      if (i == 0 || out) continue;
      story_[e.parent] += story_[i];
      running_[e.parent] += running_[i];
    }
  }

  bool holds_most(std::uint32_t i) const {
    return story_[i] * 2 > story_[page_.body] || running_[i] * 2 > running_[page_.body];
  }

  void mark_signed() {
    for (std::uint32_t i = page_.body + 1; i < page_.elements.size(); ++i) {
      const FurnitureSign sign = element(i).sign;
      if (sign == FurnitureSign::kNone || holds_headline(i)) continue;
      furniture_[i] = sign == FurnitureSign::kStrong || !holds_most(i);
    }
  }

  // Two or more parts of one kind side by side, each a link of its own line and a text apart from it.
  void mark_teasers() {
    for (std::uint32_t i = page_.body + 1; i < page_.elements.size(); ++i) {
      if (furniture_[i] || holds_headline(i) || element(i).links < 2 || holds_most(i)) continue;
      if (is_run_of_teasers(i)) furniture_[i] = true;
    }
  }

  bool is_run_of_teasers(std::uint32_t i) const {
    std::uint32_t teasers = 0, letters = 0;
    bool text = false;
    for (std::uint32_t child = i + 1; child < element(i).end; child = element(child).end) {
      if (!is_teaser(child)) continue;
      ++teasers;
      letters += element(child).letters;
      text = text || element(child).running() > 0;
    }
    return teasers >= 2 && text && letters * 10 >= element(i).letters * 7;
  }

  bool is_teaser(std::uint32_t i) const {
    const PageElement& e = element(i);
    if (e.links == 0 || e.links > 4 || e.link_letters < kTeaserTitle || e.running() > kTeaserText) return false;
    if (e.tag->role != HtmlRole::kBlock && e.tag->role != HtmlRole::kListItem) return false;
    bool title = false, text_in_title = e.own_link_letters > 0 && e.own_letters > e.own_link_letters;
    for (std::uint32_t k = i; k < e.end; ++k) {
      const PageElement& part = element(k);
      if (part.own_link_letters < kTeaserTitle) continue;
      (part.own_letters == part.own_link_letters ? title : text_in_title) = true;
    }
    return title && !text_in_title;
  }

  // What is below furniture is furniture.
  void spread() {
    for (std::uint32_t i = page_.body + 1; i < page_.elements.size(); ++i) {
      if (furniture_[element(i).parent]) furniture_[i] = true;
    }
    std::fill(story_.begin(), story_.end(), 0);
    std::fill(running_.begin(), running_.end(), 0);
  }

  // A page whose own part is a list of links (partners, publications) has no other text: its lists are the article.
  std::uint32_t find_content_of_links() const {
    if (headline_ == 0) return 0;
    std::uint32_t part = headline_;
    while (part > page_.body && element(part).letters < 4 * element(headline_).letters) part = element(part).parent;
    if (part <= page_.body || element(part).sign != FurnitureSign::kNone) return 0;
    const bool links = element(part).link_letters * 2 > element(part).letters - element(headline_).letters;
    return links && story_[page_.body] < 2 * story_[part] + element(part).letters ? part : 0;
  }

  // From the body, or from <main>, inwards while one part holds headline and most of the running text.
  void find_column() {
    column_ = page_.main != 0 && running_[page_.main] * 4 >= running_[page_.body] ? page_.main : page_.body;
    main_ = column_ != page_.body;
    while (const std::uint32_t next = part_with_most(column_)) column_ = next;
  }

  std::uint32_t part_with_most(std::uint32_t outer) const {
    for (std::uint32_t child = outer + 1; child < element(outer).end; child = element(child).end) {
      if (furniture_[child] || story_[child] * 10 < story_[outer] * 7 || story_[child] == 0) continue;
      if (holds_headline(outer) && !holds_headline(child)) return 0;
      return element(child).own_story() == story_[child] ? 0 : child;
    }
    return 0;
  }

  void mark_outside() {
    if (main_) mark_beside_main();
    const std::uint32_t outermost = main_ ? page_.main : page_.body;
    if (story_[outermost] == 0) return;
    int depth = 0;
    bool cell = false;
    for (std::uint32_t inner = column_; inner != outermost; inner = element(inner).parent) {
      ++depth;
      cell = cell || element(inner).tag->role == HtmlRole::kCell;
      const std::uint32_t outer = element(inner).parent;
      for (std::uint32_t part = outer + 1; part < element(outer).end; part = element(part).end) {
        // Behind the column stand footers, before it may stand a headline and a date that nothing names.
        const bool far = cell || depth >= (part > inner ? 2 : 3);
        if (part != inner && is_beside(part, inner, far)) furniture_[part] = true;
      }
    }
  }

  // Beside a <main> that holds text everything is furniture.
  void mark_beside_main() {
    for (std::uint32_t inner = page_.main; inner > page_.body; inner = element(inner).parent) {
      const std::uint32_t outer = element(inner).parent;
      for (std::uint32_t part = outer + 1; part < element(outer).end; part = element(part).end) {
        if (part != inner && !holds_headline(part)) furniture_[part] = true;
      }
    }
  }

  // `far`: some levels or a cell of a layout lie between the part and the column.
  bool is_beside(std::uint32_t part, std::uint32_t column, bool far) const {
    const PageElement& e = element(part);
    if (holds_headline(part) || e.letters == 0) return false;
    if (story_[part] > 0) {
      return e.links >= 2 && story_[part] <= kTeaserText * e.links && story_[part] * 2 < story_[page_.body];
    }
    if (headline_ != 0 && page_.contains(column_, headline_)) {
      return e.running() < kSideNote || e.link_letters * 2 > e.running();
    }
    if (far) return e.running() < kSideNote || e.link_letters * 2 > e.running();
    const std::uint32_t links = part > column ? 2 : 3;
    return e.links >= links && e.link_letters * (part > column ? 3 : 2) >= e.letters;
  }

  bool leads_away(const xmlNode& link) const {
    const std::string target = host_of(attribute(link, "href"));
    return !target.empty() && !names_.host.empty() && target != names_.host &&
           std::find(kShareHosts.begin(), kShareHosts.end(), target) == kShareHosts.end();
  }

  std::uint32_t links_away(std::uint32_t i) const {
    std::uint32_t n = 0;
    for (std::uint32_t k = i; k < element(i).end; ++k) {
      if (element(k).tag->id == HtmlId::kLinkTo && leads_away(*element(k).node)) ++n;
    }
    return n;
  }

  void mark_link_lists() {
    for (std::uint32_t i = page_.body + 1; i < page_.elements.size(); ++i) {
      const PageElement& e = element(i);
      if (furniture_[i] || holds_headline(i) || !e.tag->is_list || e.links < kLinksOfAList ||
          e.link_letters * 10 < e.letters * 8)
        continue;
      if (links_are_content_ != 0 && page_.contains(links_are_content_, i)) continue;
      if (links_away(i) * 2 < e.links) furniture_[i] = true;
    }
  }

  // "Print", "Close", "A+": lines of links that lead nowhere.
  void mark_switches() {
    for (std::uint32_t i = page_.body + 1; i < page_.elements.size(); ++i) {
      const PageElement& e = element(i);
      if (furniture_[i] || e.letters == 0 || e.link_letters != e.letters || e.tag->role == HtmlRole::kInline) continue;
      if (!holds_headline(i) &&
          all_links(i, [](const std::string& target) { return target.starts_with("javascript:") || target == "#"; })) {
        furniture_[i] = true;
      }
    }
  }

  template <typename Is>
  bool all_links(std::uint32_t i, const Is& is) const {
    for (std::uint32_t k = i; k < element(i).end; ++k) {
      if (element(k).tag->id == HtmlId::kLinkTo && !is(attribute(*element(k).node, "href"))) {
        return false;
      }
    }
    return true;
  }

  // Behind the text: "Print | Send to a friend", "Previous – Next".
  void mark_tools() {
    std::uint32_t last = 0;
    for (std::uint32_t i = page_.body; i < element(column_).end; ++i) {
      if (!furniture_[i] && element(i).own_story() > 0) last = i;
    }
    if (links_are_content_ != 0 || last == 0) return;
    for (std::uint32_t i = element(last).end; i < element(column_).end; ++i) {
      const PageElement& e = element(i);
      if (e.links >= 2 && e.letters > 0 && e.link_letters == e.letters && e.tag->role != HtmlRole::kInline) {
        furniture_[i] = true;
      }
    }
  }

  const HtmlPage& page_;
  const PageNames& names_;
  std::vector<bool> furniture_;
  std::vector<std::uint32_t> story_, running_;  // as of sum_up()
  std::uint32_t headline_;
  std::uint32_t column_ = 0;
  std::uint32_t links_are_content_ = 0;
  bool main_ = false;
};

}  // namespace

std::vector<bool> find_furniture(const HtmlPage& page, const PageNames& names) {
  return page.elements.empty() ? std::vector<bool>() : Judge(page, names).run();
}

}  // namespace hoptac
