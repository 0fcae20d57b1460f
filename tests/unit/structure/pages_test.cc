// Main-content extraction, measured on whole pages: tests/fixtures/pages/NAME.html beside the words of its article.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "ingest/readers/reader.h"
#include "ingest/structure/structure.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

// Each page has one shape of those that sites have; the second half of each language was held back until the rules
// were done.
constexpr const char* kPages[] = {
    "vi-aspnet-portal", "vi-cms-news",      "vi-facebook-post", "vi-partner-list",  "vi-table-1258",
    "vi-div-soup",      "vi-photo-gallery", "vi-print",         "vi-tcvn3-font",    "vi-wordpress-hospital",
    "en-agency-brief",  "en-cms-uni",       "en-cookie-modal",  "en-paged",         "en-saved-complete",
    "en-amp-jsonld",    "en-comments-blog", "en-link-heavy",    "en-partner-table", "en-press-portal",
};

std::string read_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

using Words = std::map<std::string, std::size_t>;

std::size_t count(const Words& words) {
  std::size_t n = 0;
  for (const auto& [word, times] : words) n += times;
  return n;
}

void add_words(const std::string& text, Words& words) {
  std::string word;
  for (const char c : text + " ") {
    const bool inside =
        (static_cast<unsigned char>(c) & 0x80U) != 0 || std::isalnum(static_cast<unsigned char>(c)) != 0;
    if (inside) word += c;
    if (inside || word.empty()) continue;
    ++words[word];
    word.clear();
  }
}

std::size_t shared(const Words& a, const Words& b) {
  std::size_t n = 0;
  for (const auto& [word, times] : a) {
    const auto at = b.find(word);
    if (at != b.end()) n += std::min(times, at->second);
  }
  return n;
}

struct Measure {
  std::size_t article = 0, body = 0, both = 0;
  std::string difference;
  double kept() const { return 100.0 * static_cast<double>(both) / static_cast<double>(article); }
  double furniture() const { return 100.0 * static_cast<double>(body - both) / static_cast<double>(body); }
};

Words body_words(const Document& page) {
  Words words;
  for (const Block& block : page.blocks) {
    if (block.use == BlockUse::kBody) add_words(std::string(slice(page.text, block.span)), words);
  }
  return words;
}

// "-word" is of the article and lost, "+word" is not of it and kept.
std::string difference(const Words& body, const Words& article) {
  std::string out;
  const auto add = [&](const Words& a, const Words& b, char sign) {
    for (const auto& [word, times] : a) {
      const auto at = b.find(word);
      if (at == b.end() || at->second < times) out += std::string(" ") + sign + word;
    }
  };
  add(article, body, '-');
  add(body, article, '+');
  return out;
}

Measure measure(const std::string& name) {
  static const Structurer structurer = Structurer::create(TableSource()).value();
  const std::string base = std::string(HOPTAC_SOURCE_DIR "/tests/fixtures/pages/") + name;
  Words article;
  add_words(read_bytes(base + ".txt"), article);
  Measure out{count(article), 0, 0, {}};
  const std::string bytes = read_bytes(base + ".html");
  const auto take = [&](Result<RawDocument> raw) {
    const auto page = structurer.make_document(raw.value(), {name, "r", name, "h"});
    const Words body = body_words(page.value());
    out.body += count(body);
    out.both += shared(body, article);
    out.difference += difference(body, article);
  };
  EXPECT_TRUE(read_documents(Format::kHtml, bytes, take)) << name;
  return out;
}

class Page : public testing::TestWithParam<const char*> {};

TEST_P(Page, BodyIsTheArticle) {
  const Measure page = measure(GetParam());
  RecordProperty("article", static_cast<int>(page.article));
  RecordProperty("body", static_cast<int>(page.body));
  RecordProperty("both", static_cast<int>(page.both));
  EXPECT_GE(page.kept(), 95.0) << page.difference;
  EXPECT_LE(page.furniture(), 5.0) << page.difference;
}

INSTANTIATE_TEST_SUITE_P(Pages, Page, testing::ValuesIn(kPages));

TEST(Pages, Together) {
  Measure all;
  for (const char* name : kPages) {
    const Measure one = measure(name);
    all.article += one.article;
    all.body += one.body;
    all.both += one.both;
  }
  EXPECT_GE(all.kept(), 99.0);
  EXPECT_LE(all.furniture(), 2.0);
}

}  // namespace
}  // namespace hoptac
