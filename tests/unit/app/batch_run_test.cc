// A batch over an index in which one document is damaged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "index/generation.h"
#include "index/in_place_writer.h"
#include "index/record.h"
#include "index/register.h"
#include "src/app/commands.h"
#include "src/app/output.h"
#include "src/base/file.h"

namespace hoptac {
namespace {

using testing::HasSubstr;

NewDocument new_document(const std::string& id, const std::string& text, const Authority& authority) {
  Document document;
  document.id = id;
  document.text = text;
  document.blocks.emplace_back().span = {0, static_cast<std::uint32_t>(text.size())};
  return {id, make_record(TokenisedDocument(std::move(document)), {}, authority, "file-" + id), {}};
}

class BatchRun : public testing::Test {
 protected:
  BatchRun() : directory_(testing::TempDir() + "hoptac-batch-" + std::to_string(now_ns())) {
    EXPECT_TRUE(make_directories(directory_));
    const auto authority = *Authority::load(TableSource());
    const auto generation = *create_generation(directory_);
    Change change;
    change.documents.push_back(new_document("good", "tốt lành", authority));
    change.documents.push_back(new_document("bad", "hư hỏng", authority));
    change.documents.back().record.data = "no JSON";
    EXPECT_TRUE(make_databases(generation));
    const auto writer = *InPlaceWriter::open(generation.docs(), generation.register_db(), {});
    EXPECT_TRUE(writer->add(std::move(change)) && writer->close());
    EXPECT_TRUE(finish_register(generation, true, authority) && publish(generation));
  }
  ~BatchRun() override { static_cast<void>(remove_tree(directory_)); }

  // What is printed for three rows of which the second meets the damage.
  std::string printed(OutputFormat format) {
    const std::string file = directory_ + "/q.tsv";
    EXPECT_TRUE(write_file_atomic(file, "1\ttốt\n2\thư\n3\ttốt\n"));
    Options options;
    options.common.index = directory_;
    options.common.format = format;
    options.search.batch = file;
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    status_ = run_batch(options);
    flush_out();
    err_ = testing::internal::GetCapturedStderr();
    return testing::internal::GetCapturedStdout();
  }

  std::string directory_;
  int status_ = 0;
  std::string err_;
};

TEST_F(BatchRun, AFailedRowDoesNotLoseTheOthers) {
  const struct {
    OutputFormat format;
    std::vector<std::string> want;
  } rows[] = {{OutputFormat::kJsonl,
               {"\"query_id\":\"1\",\"query\":\"tốt\",\"status\":\"ok\"",
                "\"query_id\":\"2\",\"query\":\"hư\",\"status\":\"error\"",
                "\"query_id\":\"3\",\"query\":\"tốt\",\"status\":\"ok\""}},
              {OutputFormat::kJson, {"\"status\":{\"ok\":2,\"none\":0,\"error\":1,\"interrupted\":false}"}},
              {OutputFormat::kCsv, {"\n1,ok,1,good,", "\n2,error,", "\n3,ok,1,good,"}},
              {OutputFormat::kText, {"== 2: hư\nFailed: ", "== 3: tốt"}}};
  for (const auto& row : rows) {
    const std::string out = printed(row.format);
    for (const std::string& want : row.want) EXPECT_THAT(out, HasSubstr(want));
    EXPECT_EQ(status_, 4);
    EXPECT_THAT(err_, HasSubstr("q.tsv:2: query 2: "));
  }
}

}  // namespace
}  // namespace hoptac
