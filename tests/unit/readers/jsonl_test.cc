#include "ingest/readers/jsonl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/model/json.h"
#include "tests/unit/readers/read.h"

namespace hoptac {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Jsonl, FormsOfARecord) {
  const auto r = test::read(
      Format::kJsonl,
      "\xEF\xBB\xBF{\"_id\": \"d1\", \"title\": \"Ký kết\", \"text\": \"Một\\nhai\", \"metadata\": {\"grade\": 2}}\r\n"
      "\n"
      "{\"id\": 7, \"text\": \"x\", \"date\": \"2022-10-17\", \"url\": \"https://a.vn/x\", \"lang\": \"vi\"}\n"
      "{\"id\": \"n\", \"text\": \"x\", \"published\": \"2020\", \"language\": \"en\", \"title\": null}");
  ASSERT_TRUE(r.status);
  ASSERT_EQ(r.documents.size(), 3U);
  EXPECT_EQ(r.documents[0].member, "d1");
  EXPECT_TRUE(r.documents[0].own_id);
  EXPECT_THAT(test::print(r.documents[0]), ElementsAre("T:Ký kết", "P:Một\nhai"));
  EXPECT_THAT(r.documents[0].metadata.other, ElementsAre(std::pair<std::string, std::string>("grade", "2")));
  EXPECT_EQ(r.documents[1].member, "7");
  EXPECT_EQ(r.documents[1].metadata.published, "2022-10-17");
  EXPECT_EQ(r.documents[1].metadata.url, "https://a.vn/x");
  EXPECT_EQ(r.documents[1].metadata.language, "vi");
  EXPECT_EQ(r.documents[2].metadata.published, "2020");
  EXPECT_EQ(r.documents[2].content_hash,
            content_hash(R"({"id": "n", "text": "x", "published": "2020", "language": "en", "title": null})"));
}

TEST(Jsonl, ABadLineCostsItselfOnly) {
  const struct {
    std::string_view line;
    ErrorCode code;
    std::string_view detail;
  } rows[] = {
      {"{\"id\": \"a\"", ErrorCode::kBadRecord, "line 2: "},
      {"[1, 2]", ErrorCode::kBadRecord, "must be an object"},
      {"{\"text\": \"x\"}", ErrorCode::kBadRecord, "no \"_id\""},
      {"{\"id\": \"a\", \"text\": 5}", ErrorCode::kBadRecord, "\"text\" is no string"},
      {"{\"id\": [], \"text\": \"x\"}", ErrorCode::kBadRecord, "\"id\" is no string"},
      {"{\"id\": \"\", \"text\": \"x\"}", ErrorCode::kBadRecord, "\"id\" is empty"},
      {"{\"id\": \"a\\nb\", \"text\": \"x\"}", ErrorCode::kBadRecord, "control"},
      {"{\"id\": \"a\", \"text\": \"\x81\"}", ErrorCode::kBadEncoding, "line 2: "},
      {"{\"id\": \"a\", \"text\": \" \"}", ErrorCode::kEmpty, "neither"},
      {"{\"document\": {\"id\": \"a\"}}", ErrorCode::kBadRecord, "without text"},
  };
  for (const auto& row : rows) {
    const std::string good = "{\"id\": \"g\", \"text\": \"x\"}\n";
    const auto r = test::read(Format::kJsonl, good + std::string(row.line) + "\n" + good);
    EXPECT_TRUE(r.status);
    EXPECT_EQ(r.documents.size(), 2U) << row.line;
    ASSERT_EQ(r.errors.size(), 1U) << row.line;
    EXPECT_EQ(r.errors[0].code, row.code) << row.line;
    EXPECT_THAT(r.errors[0].detail, HasSubstr(std::string(row.detail)));
  }
}

TEST(Jsonl, AnExportedLineComesBackAsItWas) {
  Document d;
  d.id = "web/a.html";
  d.title = "Ký kết MOU";
  d.text = "Ký kết MOU\n\nHôm nay.\n\nTrang chủ";
  d.published = "2022-10-17";
  d.url = "https://a.vn";
  d.language = Language::kVietnamese;
  const auto end = static_cast<std::uint32_t>(d.text.size());
  d.blocks = {{BlockKind::kTitle, BlockUse::kBody, Language::kVietnamese, {0, 13}, 0},
              {BlockKind::kParagraph, BlockUse::kRepeat, Language::kVietnamese, {15, 24}, 3},
              {BlockKind::kListItem, BlockUse::kFurniture, Language::kVietnamese, {end - 11, end}, 0},
              {BlockKind::kArticle, BlockUse::kBody, Language::kVietnamese, {15, 24}, 0}};
  JsonWriter line;
  line.begin_object();
  line.key("document");
  write_document(line, d);
  line.key("analysis");
  line.null();
  line.end_object();
  const auto r = test::read(Format::kJsonl, line.take());
  ASSERT_EQ(r.documents.size(), 1U) << (r.errors.empty() ? "" : r.errors[0].detail);
  EXPECT_EQ(r.documents[0].member, d.id);
  EXPECT_EQ(r.documents[0].metadata.title, d.title);
  EXPECT_EQ(r.documents[0].metadata.published, d.published);
  EXPECT_EQ(r.documents[0].metadata.language, "vi");
  EXPECT_EQ(r.documents[0].blocks[1].page, 3);
  EXPECT_THAT(test::print(r.documents[0]), ElementsAre("T:Ký kết MOU", "P:Hôm nay.", "l:Trang chủ", "P:Hôm nay."));
}

TEST(Jsonl, FileIsReadLineByLineLikeItsBytes) {
  std::string folder = (std::filesystem::temp_directory_path() / "hoptac-jsonl-XXXXXX").string();
  const std::string path = std::string(::mkdtemp(folder.data())) + "/x.jsonl";
  const std::string big(limits::kMaxRecordBytes, 'x');
  const std::string bytes = "{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\", \"text\": \"" + big +
                            "\"}\nfaulty\n{\"id\": \"c\", \"text\": \"y\"}";
  ASSERT_TRUE(write_file_atomic(path, bytes));
  std::vector<std::string> streamed;
  std::vector<std::string> whole;
  const auto note = [](std::vector<std::string>& into) {
    return [&into](const Result<RawDocument>& d) { into.push_back(d ? d->member : d.error().detail); };
  };
  ASSERT_TRUE(read_documents_from_file(Format::kJsonl, path, note(streamed)));
  ASSERT_TRUE(read_documents(Format::kJsonl, bytes, note(whole)));
  EXPECT_EQ(streamed, whole);
  EXPECT_THAT(streamed, ElementsAre("a", HasSubstr("line 2: longer than"), HasSubstr("line 3: "), "c"));
  std::filesystem::remove_all(folder);
}

TEST(Sidecar, FieldsAndFaults) {
  const auto good = read_sidecar(
      R"({"title": "T", "date": "2020-01", "url": "u", "language": "vi", "publisher": "P", "n": 3, "k": null})");
  ASSERT_TRUE(good);
  EXPECT_TRUE(good->from_sidecar);
  EXPECT_EQ(good->title + good->published + good->url + good->language + good->publisher, "T2020-01uviP");
  EXPECT_THAT(good->other, ElementsAre(std::pair<std::string, std::string>("n", "3")));
  for (const char* bad : {"", "[]", "{", R"({"title": 5})", R"({"date": 2020})", R"({"url": []})"}) {
    const auto r = read_sidecar(bad);
    ASSERT_FALSE(r) << bad;
    EXPECT_EQ(r.error().code, ErrorCode::kBadRecord) << bad;
  }
}

}  // namespace
}  // namespace hoptac
