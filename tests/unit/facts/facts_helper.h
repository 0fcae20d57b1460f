// Runs the whole analyzer over a text, for tests of single finders.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "ingest/facts/analyze.h"
#include "ingest/text/normalise.h"

namespace hoptac {

// Loads the tables once a test program.
class FactsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (tools) return;
    auto authority = Authority::load(TableSource());
    ASSERT_TRUE(authority) << describe(authority.error());
    tools = std::make_unique<Tools>();
    tools->authority = std::move(*authority);
    auto analyzer = Analyzer::create(tools->authority, TableSource());
    ASSERT_TRUE(analyzer) << describe(analyzer.error());
    tools->analyzer = std::make_unique<Analyzer>(std::move(*analyzer));
  }

  // One body block a line.
  static Analysis analyze(const std::string& text, Language language, const std::string& published = {}) {
    Document document;
    document.text = clean_text(text);
    document.language = language;
    document.published = published;
    std::uint32_t begin = 0;
    while (begin < document.text.size()) {
      const std::size_t end = std::min(document.text.find('\n', begin), document.text.size());
      Block block;
      block.language = language;
      block.span = {begin, static_cast<std::uint32_t>(end)};
      document.blocks.push_back(block);
      begin = static_cast<std::uint32_t>(end) + 1;
    }
    return tools->analyzer->analyze(document);
  }

 private:
  struct Tools {
    Authority authority;
    std::unique_ptr<Analyzer> analyzer;
  };
  static inline std::unique_ptr<Tools> tools;
};

}  // namespace hoptac
