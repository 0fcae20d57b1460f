// Reads the next files of a run in the threads of a pool, while the run decides about those before: its decisions
// depend on their order, reading and analysing does not.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "index/pipeline.h"
#include "ingest/load.h"
#include "ingest/sidecar.h"
#include "src/base/task_pool.h"

namespace hoptac {

// A file that was read ahead.
struct ReadFile {
  std::optional<Result<FileContent>> content;  // nothing: read it yourself
  Sidecar sidecar;                             // with its content
  bool analysed = false;                       // then `documents` and `end` are what Pipeline::process() gives
  std::vector<PipelineResult> documents;
  Result<void> end;
};

// Used by one thread, that of worker 0.
class ReadAhead {
 public:
  // A pipeline for each worker that has none.
  using MakePipeline = std::function<Pipeline()>;
  ReadAhead(TaskPool& pool, MakePipeline make, const std::atomic<bool>* stop);
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  // Waits for the files that are being read.
  ~ReadAhead();

  // False with one worker, and while enough is on its way.
  bool has_room() const;
  // `known_hash`: of the bytes that the index has of the file; with these it is read, but not analysed.
  void start(std::size_t number, const SourceFile& file, Sidecar sidecar, std::string known_hash);
  // The file of this number when it was started; waits for it. Files before it that nobody has taken are dropped.
  std::unique_ptr<ReadFile> take(std::size_t number);

  // What the other workers have spent, by stage. Waits for the files that nobody has taken, and drops them.
  std::map<std::string, double> stage_seconds();

 private:
  struct Job;
  bool has_ended(Job& job);
  void drop_all();
  void run(Job& job, std::size_t worker);
  void analyse(Job& job, Pipeline& pipeline);
  bool is_first_of_its_bytes(const std::string& hash, std::size_t number);

  TaskPool& pool_;
  MakePipeline make_;
  const std::atomic<bool>* stop_;
  std::vector<std::unique_ptr<Pipeline>> pipelines_;  // by worker; each is made and used by its worker
  std::deque<std::unique_ptr<Job>> jobs_;
  std::uint64_t bytes_ = 0;
  std::mutex mutex_;                           // of the next
  std::map<std::string, std::size_t> hashes_;  // the first file with these bytes
};

}  // namespace hoptac
