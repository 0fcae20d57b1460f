#include "src/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

#include "src/base/json.h"

namespace hoptac {
namespace {

TEST(JsonWriter, WritesWhatTheTreeWrites) {
  JsonWriter out;
  out.begin_object();
  out.member("text", "hợp tác \"x\"\n\x01");
  out.member("whole", -3);
  out.member("large", std::numeric_limits<std::uint64_t>::max());
  out.member("part", 0.25);
  out.member("flag", true);
  out.key("none");
  out.null();
  out.member("list", std::vector<std::string>{"a", "b"});
  out.array("empty", std::vector<int>(), [](int) {});
  out.end_object();
  const Json tree{{"text", "hợp tác \"x\"\n\x01"},
                  {"whole", -3},
                  {"large", std::numeric_limits<std::uint64_t>::max()},
                  {"part", 0.25},
                  {"flag", true},
                  {"none", nullptr},
                  {"list", {"a", "b"}},
                  {"empty", Json::array()}};
  const std::string text = out.take();
  EXPECT_EQ(to_line(*parse_json(text)), to_line(tree));
  EXPECT_EQ(text.find('\n'), std::string::npos);  // one line
  EXPECT_EQ(out.take(), "");
}

TEST(JsonWriter, IllFormedBytesAndNumbersDoNotBreakTheText) {
  JsonWriter out;
  out.begin_array();
  out.value("a\xFFz");
  out.value(std::numeric_limits<double>::infinity());
  out.end_array();
  EXPECT_EQ(out.take(), "[\"a\uFFFDz\",null]");
}

}  // namespace
}  // namespace hoptac
