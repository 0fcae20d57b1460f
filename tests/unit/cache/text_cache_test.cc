#include "ingest/cache/text_cache.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

#include "src/base/file.h"
#include "src/base/process.h"

namespace hoptac {
namespace {

class TextCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = ScratchFolder::make();
    ASSERT_TRUE(made);
    scratch_.emplace(*std::move(made));
    folder_ = scratch_->path() + "/cache";
  }
  std::optional<ScratchFolder> scratch_;  // one a test: they run side by side
  std::string folder_;
};

TEST_F(TextCacheTest, KeepsByContentAndMaker) {
  TextCache cache(folder_);
  EXPECT_FALSE(cache.find({"a1", "tesseract 5"}));
  ASSERT_TRUE(cache.keep({"a1", "tesseract 5"}, "text\nof it"));
  ASSERT_TRUE(cache.keep({"a1", "tesseract 6"}, ""));
  EXPECT_EQ(TextCache(folder_).find({"a1", "tesseract 5"}), "text\nof it");
  EXPECT_EQ(cache.find({"a1", "tesseract 6"}), "");
  EXPECT_FALSE(cache.find({"b2", "tesseract 5"}));
}

TEST_F(TextCacheTest, DropsWhatNobodyAskedFor) {
  ASSERT_TRUE(TextCache(folder_).keep({"a1", "m"}, "one"));
  ASSERT_TRUE(TextCache(folder_).keep({"b2", "m"}, "two"));
  TextCache cache(folder_);
  EXPECT_TRUE(cache.find({"a1", "m"}));
  ASSERT_TRUE(cache.drop_unused());
  EXPECT_TRUE(cache.find({"a1", "m"}));
  EXPECT_FALSE(cache.find({"b2", "m"}));
  ASSERT_TRUE(cache.forget("a1"));
  EXPECT_FALSE(cache.find({"a1", "m"}));
}

TEST_F(TextCacheTest, ADamagedEntryIsNone) {
  TextCache cache(folder_);
  ASSERT_TRUE(cache.keep({"a1", "m"}, "some text"));
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    ASSERT_TRUE(write_file_atomic(entry.path().string(), "0\nother text"));
  }
  EXPECT_FALSE(cache.find({"a1", "m"}));
}

}  // namespace
}  // namespace hoptac
