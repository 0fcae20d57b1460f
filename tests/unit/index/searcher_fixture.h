// An index of a few documents made by hand, and a searcher over it.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "index/generation.h"
#include "index/in_place_writer.h"
#include "index/record.h"
#include "index/register.h"
#include "index/searcher.h"
#include "src/base/file.h"

namespace hoptac {

inline const Authority& authority() {
  static const Authority kLists = *Authority::load(TableSource());
  return kLists;
}

// One paragraph, or one a line.
inline Document make_document(std::string id, Language language, std::string title, std::string text) {
  Document out;
  out.id = std::move(id);
  out.root = "test";
  out.path = out.id + ".txt";
  out.format = Format::kText;
  out.language = language;
  out.title = std::move(title);
  out.text = std::move(text);
  std::uint32_t begin = 0;
  while (begin <= out.text.size()) {
    const std::size_t end = std::min(out.text.find('\n', begin), out.text.size());
    Block block;
    block.language = language;
    block.span = {begin, static_cast<std::uint32_t>(end)};
    out.blocks.push_back(block);
    begin = static_cast<std::uint32_t>(end) + 1;
  }
  return out;
}

inline int add_institution(Analysis& analysis, const std::string& name, const std::string& id,
                           const std::string& country) {
  Institution out;
  out.name = name;
  out.id = id;
  out.key = id.empty() ? "~" + name : id;
  out.kind = "university";
  out.country = country;
  analysis.institutions.push_back(out);
  return static_cast<int>(analysis.institutions.size()) - 1;
}

inline void add_agreement(Analysis& analysis, const std::string& type, const std::string& signed_date,
                          const std::vector<int>& parties) {
  Agreement out;
  out.type = type;
  out.type_id = type;
  out.status = "signed";
  out.signed_date = signed_date;
  for (const int i : parties) out.parties.push_back({analysis.institutions[static_cast<std::size_t>(i)].name, i});
  analysis.agreements.push_back(out);
}

// An index of its own, in a temporary folder.
class SearcherTest : public testing::Test {
 protected:
  SearcherTest() : directory_(testing::TempDir() + "hoptac-searcher-" + std::to_string(now_ns())) {
    EXPECT_TRUE(make_directories(directory_));
  }
  ~SearcherTest() override { static_cast<void>(remove_tree(directory_)); }

  void add(Document document, const Analysis& analysis = {}) {
    const TokenisedDocument read(document);
    NewDocument out{document.id, make_record(read, analysis, authority(), "file-" + document.id),
                    make_register_records(document, analysis, authority())};
    change_.documents.push_back(std::move(out));
  }
  void add(const std::string& id, const std::string& text, Language language = Language::kVietnamese) {
    add(make_document(id, language, "", text));
  }

  Searcher& searcher() {
    if (searcher_) return *searcher_;
    const auto generation = create_generation(directory_);
    EXPECT_TRUE(generation) << generation.error().detail;
    EXPECT_TRUE(make_databases(*generation));
    auto writer = InPlaceWriter::open(generation->docs(), generation->register_db(), {});
    EXPECT_TRUE(writer) << writer.error().detail;
    EXPECT_TRUE((*writer)->add(std::move(change_)));
    EXPECT_TRUE((*writer)->close());
    EXPECT_TRUE(finish_register(*generation, true, authority()));
    EXPECT_TRUE(publish(*generation));
    auto opened = Searcher::open(directory_);
    EXPECT_TRUE(opened) << opened.error().detail;
    searcher_ = std::make_unique<Searcher>(std::move(*opened));
    return *searcher_;
  }

  SearchResponse search(SearchRequest request) {
    auto response = searcher().search(request);
    EXPECT_TRUE(response) << request.query << response.error().detail;
    return response.value_or(SearchResponse{});
  }
  std::vector<std::string> ids(const std::string& query) {
    SearchRequest request;
    request.query = query;
    std::vector<std::string> out;
    for (const Hit& hit : search(request).hits) out.push_back(hit.id);
    return out;
  }

 private:
  std::string directory_;
  Change change_;
  std::unique_ptr<Searcher> searcher_;
};

}  // namespace hoptac
