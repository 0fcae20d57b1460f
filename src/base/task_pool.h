// Threads that work off tasks beside the one that makes them. With one worker there are no threads: each task runs
// where it is submitted, so that the order of everything is the same.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace hoptac {

class TaskPool {
 public:
  // Worker 0 is the thread that submits and waits; it takes tasks while it waits.
  using Task = std::function<void(std::size_t worker)>;
  using Ticket = std::future<void>;

  explicit TaskPool(std::size_t workers);
  TaskPool(const TaskPool&) = delete;
  TaskPool& operator=(const TaskPool&) = delete;
  // Tasks that nobody has begun are dropped; those that run are waited for.
  ~TaskPool();

  std::size_t workers() const { return threads_.size() + 1; }
  // Tasks are begun in the order in which they come, urgent ones before all others. An exception of a task is thrown by
  // wait(). A task must not wait for another.
  Ticket submit(Task task, bool urgent = false);
  // Returns when the task of the ticket has ended. Meanwhile the thread takes urgent tasks, or all.
  enum class Help { kUrgent, kAll };
  void wait(Ticket& ticket, Help help = Help::kUrgent);

 private:
  using Packaged = std::packaged_task<void(std::size_t)>;
  void work(std::size_t worker);
  bool take(Packaged& task, Help help);

  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Packaged> urgent_, tasks_;
  bool ends_ = false;
  std::vector<std::thread> threads_;
};

// Processors that this process may use, at least 1 and at most limits::kMaxJobs.
std::size_t core_count();

}  // namespace hoptac
