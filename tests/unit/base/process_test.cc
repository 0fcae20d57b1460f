#include "src/base/process.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>

#include "src/base/file.h"

namespace hoptac {
namespace {

// A line of shell, which is the program that these tests run.
Result<ProgramResult> shell(const std::string& script, const std::string& folder, ProgramCall call = {}) {
  call.arguments = {"/bin/sh", "-c", script};
  call.folder = folder;
  return run_program(call);
}

class Process : public testing::Test {
 protected:
  void SetUp() override {
    auto made = ScratchFolder::make();
    ASSERT_TRUE(made);
    scratch_.emplace(*std::move(made));
  }
  std::optional<ScratchFolder> scratch_;
};

TEST_F(Process, GivesInputAndTakesOutput) {
  ProgramCall call;
  call.input = "hợp tác\n";
  const auto r = shell("cat; echo fault >&2; pwd; exit 3", scratch_->path(), call);
  ASSERT_TRUE(r) << r.error().detail;
  EXPECT_EQ(r->status, 3);
  EXPECT_EQ(r->output, "hợp tác\n" + absolute_path(scratch_->path()) + "\n");
  EXPECT_EQ(r->errors, "fault\n");
}

TEST_F(Process, EndsWhatGoesBeyondItsBounds) {
  const struct {
    std::string_view label;
    std::string script;
    std::string_view want;
  } rows[] = {
      {"time", "sleep 30", "took more than"},
      {"time of a grandchild", "sleep 30 & sleep 30", "took more than"},
      {"output", "while :; do echo 0123456789012345678901234567890123456789; done", "wrote more than"},
      {"CPU", "while :; do :; done", "signal"},
  };
  for (const auto& row : rows) {
    ProgramCall call;
    const bool counts_cpu = row.label == "CPU";  // a second of it may take a busy machine long
    call.wall_seconds = counts_cpu ? 120 : 0.5;
    call.output_bytes = 10000;
    call.limits.cpu_seconds = 1;
    const auto before = std::chrono::steady_clock::now();
    const auto r = shell(row.script, scratch_->path(), call);
    ASSERT_FALSE(r) << row.label;
    EXPECT_EQ(r.error().code, ErrorCode::kReaderFailed) << row.label;
    EXPECT_NE(r.error().detail.find(row.want), std::string::npos) << row.label << ": " << r.error().detail;
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(counts_cpu ? 100 : 15)) << row.label;
  }
}

TEST_F(Process, WritesInItsFolderOnly) {
  const std::string outside = scratch_->path() + "-outside";
  const auto r = shell("echo in > here; (echo out > " + outside + ") 2>/dev/null; cat here", scratch_->path());
  ASSERT_TRUE(r) << r.error().detail;
  EXPECT_EQ(r->output, "in\n");
  if (sandbox_name().find("landlock") == std::string::npos) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_FALSE(path_exists(outside));
}

TEST_F(Process, ChangesNothingOutsideAndReachesNobody) {
  const std::string outside = scratch_->path() + "-outside";
  ASSERT_TRUE(write_file_atomic(outside, "kept"));
  const auto r = shell(
      "python3 - <<'E'\n"
      "import os, socket\n"
      "for what in (lambda: os.truncate('" +
          outside +
          "', 0),\n"
          "             lambda: os.open('" +
          outside +
          "', os.O_RDONLY | os.O_TRUNC),\n"
          "             lambda: os.kill(os.getppid(), 0), lambda: os.setsid(),\n"
          "             lambda: socket.socket(socket.AF_UNIX).connect('/run/x')):\n"
          "  try: what(); print('done')\n"
          "  except OSError as e: print(e.errno in (1, 13, 111))\n"
          "E",
      scratch_->path());
  const auto kept = read_file(outside, 100);
  static_cast<void>(remove_tree(outside));
  ASSERT_TRUE(r) << r.error().detail;
  EXPECT_EQ(r->output, "True\nTrue\nTrue\nTrue\nTrue\n");
  EXPECT_EQ(kept, "kept");
}

TEST_F(Process, HasNoNetworkAndNoneOfOurSecrets) {
  ::setenv("SECRET_TOKEN", "x", 1);
  const auto r =
      shell("echo $SECRET_TOKEN; python3 -c 'import socket; socket.socket()' 2>&1 | tail -1", scratch_->path());
  ASSERT_TRUE(r) << r.error().detail;
  EXPECT_EQ(r->output, "\nPermissionError: [Errno 1] Operation not permitted\n");
}

TEST_F(Process, StopsWhenAsked) {
  const std::atomic<bool> stop = true;
  ProgramCall call;
  call.stop = &stop;
  const auto r = shell("sleep 30", scratch_->path(), call);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::kInterrupted);
}

TEST_F(Process, ProgramsAreFoundOnThePathOnly) {
  EXPECT_NE(find_program("sh"), "");
  EXPECT_EQ(find_program("no-such-program"), "");
  ProgramCall call;
  call.arguments = {"/no/such/program"};
  call.folder = scratch_->path();
  const auto r = run_program(call);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->status, 127);
}

TEST(Scratch, GoesWithItsContent) {
  std::string path;
  {
    const auto made = ScratchFolder::make();
    ASSERT_TRUE(made);
    path = made->path();
    ASSERT_TRUE(write_file_atomic(path + "/a", "x"));
  }
  EXPECT_FALSE(path_exists(path));
}

}  // namespace
}  // namespace hoptac
