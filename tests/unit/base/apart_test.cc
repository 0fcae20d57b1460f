#include "src/base/apart.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>

#include "src/base/checksum.h"

namespace hoptac {
namespace {

TEST(RunApart, GivesTheAnswerAndChangesNothingHere) {
  int calls = 0;
  const std::string large(1U << 20U, 'x');
  const auto answer = run_apart(60, [&] {
    ++calls;
    return large;
  });
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(*answer, large);
  EXPECT_EQ(calls, 0);
}

TEST(RunApart, AnEndByForceCostsTheAnswerOnly) {
  const struct {
    double seconds;
    std::string (*work)();
    std::string want;
  } rows[] = {{60,
               []() -> std::string {
                 std::signal(SIGSEGV, SIG_DFL);
                 std::raise(SIGSEGV);
                 return "no";
               },
               "signal 11"},
              {60, []() -> std::string { ::_exit(3); }, "status 3"},
              {1,
               []() -> std::string {
                 for (volatile bool more = true; more;) {
                 }
                 return "no";
               },
               "took more than 1 s of CPU"},
              {0.02,
               []() -> std::string {
                 ::usleep(5'000'000);
                 return "no";
               },
               "took more than 0 s"}};
  for (const auto& row : rows) {
    const auto answer = run_apart(row.seconds, row.work);
    ASSERT_FALSE(answer) << row.want;
    EXPECT_EQ(answer.error().code, ErrorCode::kDamaged);
    EXPECT_NE(answer.error().detail.find(row.want), std::string::npos) << answer.error().detail;
  }
}

// A machine that is busy, or a slow disk.
TEST(RunApart, WaitingIsNotWorking) {
  const auto answer = run_apart(0.1, [] {
    ::usleep(300'000);
    return std::string("yes");
  });
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(*answer, "yes");
}

TEST(Checksum, IsXxh3) {
  EXPECT_EQ(checksum(""), 0x2d06800538d394c2ULL);
  std::string block(65536, 'a');
  const std::uint64_t whole = checksum(block);
  block[40000] ^= 1;
  EXPECT_NE(checksum(block), whole);
}

}  // namespace
}  // namespace hoptac
