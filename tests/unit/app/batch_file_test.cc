#include "src/app/batch_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using namespace std::string_literals;

// "line|id|query" of each row, then "line!word" of each fault, where the fault's cause holds the word wanted.
std::vector<std::string> read(const std::string& name, const std::string& bytes) {
  const auto file = read_batch(name, bytes);
  if (!file) return {"unreadable"};
  std::vector<std::string> out;
  for (const BatchRow& row : file->rows) out.push_back(std::to_string(row.line) + "|" + row.id + "|" + row.query);
  for (const BatchFault& fault : file->faults) out.push_back(std::to_string(fault.line) + "!" + fault.cause);
  return out;
}

struct Case {
  std::string name, bytes;
  std::vector<std::string> want;
};

class BatchFiles : public testing::TestWithParam<Case> {};

TEST_P(BatchFiles, RowsAndFaults) {
  const std::vector<std::string> got = read(GetParam().name, GetParam().bytes);
  ASSERT_EQ(got.size(), GetParam().want.size()) << testing::PrintToString(got);
  for (std::size_t i = 0; i < got.size(); ++i) EXPECT_THAT(got[i], testing::StartsWith(GetParam().want[i]));
}

const Case kCases[] = {
    {"q.tsv", "a\thợp tác\nb b\t \"x\"\n", {"1|a|hợp tác", "2|b b|\"x\""}},
    {"q.tsv",
     "\xEF\xBB\xBF"
     "a\tx\r\n\r\n b \ty\tz\r\n",
     {"1|a|x", "3|b|y\tz"}},
    {"-", "hợp tác\n\nđào tạo", {"1|1|hợp tác", "3|3|đào tạo"}},
    {"-", "a,b\nc,d\n", {"1|1|a,b", "2|2|c,d"}},  // queries with commas, no header: not CSV
    {"q.tsv", "a\tx\nonly words\n", {"1|a|x", "2!no tab"}},
    {"q.tsv",
     "a\tx\na\ty\nb\t\n\tz\n",
     {"1|a|x", "2!the id a is that of line 1", "3!no query behind the id b", "4!no id"}},
    {"q.tsv", "a\tx\nb\t\xFF\nc\tn" + "\0"s + "l\n", {"1|a|x", "2!bytes that are no UTF-8", "3!a NUL"}},
    {"q.csv", "a,hợp tác\nb,\"x, \"\"y\"\"\"\n", {"1|a|hợp tác", "2|b|x, \"y\""}},
    {"q.csv", "id,query\na,x\n", {"2|a|x"}},
    {"q.csv", "ID;Query\r\na;x,y\r\n", {"2|a|x,y"}},
    {"q.csv", "a;x\nb;y\n", {"1|a|x", "2|b|y"}},
    {"q.csv", "\xEF\xBB\xBFnote,query,id\n1,x,a\n", {"2|a|x"}},
    {"q.csv", "query\nx\ny\n", {"2|2|x", "3|3|y"}},
    {"q.csv", "a,\"two\nlines\"\nb,y\n", {"1|a|two\nlines", "3|b|y"}},
    {"q.csv", "a,x,y\nb\nc,z\n", {"3|c|z", "1!3 columns instead of 2", "2!1 columns instead of 2"}},
    {"q.csv", "a,\"x\nb,y\n", {"2|b|y", "1!a quote opens here"}},
    {"q.csv", "a,\"x\"y\nb,y\n", {"2|b|y", "1!text behind a closing quote"}},
    {"q.csv", "a,say \"x\"\n", {"1|a|say \"x\""}},
    {"-", "id,query\na,\"x, y\"\n", {"2|a|x, y"}},  // the header tells
    {"q.txt",
     "\xFF\xFE"
     "a\0\t\0x\0\n\0"s,
     {"1|a|x"}},
    {"q.tsv", "", {}},
    {"q.csv", "\n\n", {}},
};
INSTANTIATE_TEST_SUITE_P(Table, BatchFiles, testing::ValuesIn(kCases));

}  // namespace
}  // namespace hoptac
