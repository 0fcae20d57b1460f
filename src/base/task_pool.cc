#include "src/base/task_pool.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "src/base/limits.h"

namespace hoptac {

std::size_t core_count() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, limits::kMaxJobs); }

TaskPool::TaskPool(std::size_t workers) {
  for (std::size_t worker = 1; worker < workers; ++worker) threads_.emplace_back([this, worker] { work(worker); });
}

TaskPool::~TaskPool() {
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
    urgent_.clear();
    tasks_.clear();
  }
  more_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

TaskPool::Ticket TaskPool::submit(Task task, bool urgent) {
  Packaged packaged(std::move(task));
  Ticket ticket = packaged.get_future();
  if (threads_.empty()) {
    packaged(0);
    return ticket;
  }
  {
    const std::lock_guard lock(mutex_);
    (urgent ? urgent_ : tasks_).push_back(std::move(packaged));
  }
  more_.notify_one();
  return ticket;
}

void TaskPool::wait(Ticket& ticket, Help help) {
  Packaged task;
  while (ticket.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    bool found = false;
    {
      const std::lock_guard lock(mutex_);
      found = take(task, help);
    }
    if (!found) break;  // somebody else is at it
    task(0);
  }
  ticket.get();
}

void TaskPool::work(std::size_t worker) {
  for (;;) {
    Packaged task;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [this] { return ends_ || !urgent_.empty() || !tasks_.empty(); });
      if (!take(task, Help::kAll)) return;
    }
    task(worker);
  }
}

// REQUIRES: the mutex.
bool TaskPool::take(Packaged& task, Help help) {
  std::deque<Packaged>& from = urgent_.empty() && help == Help::kAll ? tasks_ : urgent_;
  if (from.empty()) return false;
  task = std::move(from.front());
  from.pop_front();
  return true;
}

}  // namespace hoptac
