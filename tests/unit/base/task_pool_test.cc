#include "src/base/task_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace hoptac {
namespace {

TEST(TaskPool, RunsEveryTaskWhateverTheNumberOfWorkers) {
  for (const std::size_t workers : {1U, 2U, 5U}) {
    TaskPool pool(workers);
    EXPECT_EQ(pool.workers(), workers);
    std::atomic<int> sum{0};
    std::vector<TaskPool::Ticket> tickets;
    for (int i = 1; i <= 100; ++i) {
      tickets.push_back(pool.submit(
          [&sum, i, workers](std::size_t worker) {
            EXPECT_LT(worker, workers);
            sum += i;
          },
          i % 3 == 0));
    }
    for (TaskPool::Ticket& ticket : tickets) pool.wait(ticket, TaskPool::Help::kAll);
    EXPECT_EQ(sum, 5050) << workers;
  }
}

TEST(TaskPool, OneWorkerRunsATaskWhereItIsSubmitted) {
  TaskPool pool(1);
  bool done = false;
  auto ticket = pool.submit([&done](std::size_t) { done = true; });
  EXPECT_TRUE(done);
  pool.wait(ticket);
}

TEST(TaskPool, WhoWaitsForAnUrgentTaskTakesNoOther) {
  TaskPool pool(2);
  std::atomic<bool> hold{true};
  std::atomic<int> other_worker{-1};
  auto held = pool.submit([&hold](std::size_t) {
    while (hold) std::this_thread::yield();
  });
  auto other = pool.submit([&other_worker](std::size_t worker) { other_worker = static_cast<int>(worker); });
  int urgent_worker = -1;
  auto urgent = pool.submit([&urgent_worker](std::size_t worker) { urgent_worker = static_cast<int>(worker); }, true);
  pool.wait(urgent);
  EXPECT_EQ(urgent_worker, 0);
  EXPECT_EQ(other_worker, -1);
  hold = false;
  pool.wait(held);
  pool.wait(other);
  EXPECT_EQ(other_worker, 1);
}

TEST(TaskPool, AnExceptionReachesWhoWaits) {
  TaskPool pool(2);
  auto ticket = pool.submit([](std::size_t) { throw std::runtime_error("x"); });
  EXPECT_THROW(pool.wait(ticket, TaskPool::Help::kAll), std::runtime_error);
}

TEST(TaskPool, TasksThatNobodyHasBegunAreDropped) {
  std::atomic<int> ran{0};
  std::atomic<bool> begun{false};
  {
    TaskPool pool(2);
    static_cast<void>(pool.submit([&](std::size_t) {
      begun = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
      ++ran;
    }));
    while (!begun) std::this_thread::yield();
    for (int i = 0; i < 10; ++i) static_cast<void>(pool.submit([&ran](std::size_t) { ++ran; }));
  }
  EXPECT_EQ(ran, 1);
}

}  // namespace
}  // namespace hoptac
