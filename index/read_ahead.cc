#include "index/read_ahead.h"

#include <exception>
#include <utility>

#include "ingest/containers/members.h"

namespace hoptac {
namespace {

// On their way at the same time, for each worker; and their bytes in all. Larger files are read by the run itself.
constexpr std::size_t kFiles = 64;
constexpr std::uint64_t kBytes = 32U << 20;
constexpr std::uint64_t kMaxBytes = 4U << 20;

bool holds_one_document(Format format) {
  return !is_container(format) && format != Format::kJsonl && format != Format::kCsv && format != Format::kUnknown;
}

}  // namespace

struct ReadAhead::Job {
  std::size_t number;
  std::string known_hash;
  SourceFile file;  // its own: a file that the run passes over may be read longer than the run lasts
  std::unique_ptr<ReadFile> read = std::make_unique<ReadFile>();
  TaskPool::Ticket done = {};
};

ReadAhead::ReadAhead(TaskPool& pool, MakePipeline make, const std::atomic<bool>* stop)
    : pool_(pool), make_(std::move(make)), stop_(stop), pipelines_(pool.workers()) {}

ReadAhead::~ReadAhead() { drop_all(); }

void ReadAhead::drop_all() {
  for (const auto& job : jobs_) has_ended(*job);
  jobs_.clear();
  bytes_ = 0;
}

// Waits for it. False when it was given up for an exception: there was no memory.
bool ReadAhead::has_ended(Job& job) {
  try {
    pool_.wait(job.done, TaskPool::Help::kAll);
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

bool ReadAhead::has_room() const {
  return pool_.workers() > 1 && jobs_.size() < kFiles * pool_.workers() && bytes_ < kBytes;
}

void ReadAhead::start(std::size_t number, const SourceFile& file, Sidecar sidecar, std::string known_hash) {
  if (file.size > kMaxBytes) return;
  auto job = std::make_unique<Job>(Job{number, std::move(known_hash), file});
  job->read->sidecar = std::move(sidecar);
  bytes_ += file.size;
  job->done = pool_.submit([this, j = job.get()](std::size_t worker) { run(*j, worker); });
  jobs_.push_back(std::move(job));
}

std::unique_ptr<ReadFile> ReadAhead::take(std::size_t number) {
  while (!jobs_.empty() && jobs_.front()->number <= number) {
    const auto job = std::move(jobs_.front());
    jobs_.pop_front();
    bytes_ -= job->file.size;
    const bool ended = has_ended(*job);
    if (ended && job->number == number && job->read->content) return std::move(job->read);
  }
  return nullptr;
}

void ReadAhead::run(Job& job, std::size_t worker) {
  if (stop_ != nullptr && stop_->load()) return;
  if (!pipelines_[worker]) pipelines_[worker] = std::make_unique<Pipeline>(make_());
  Pipeline& pipeline = *pipelines_[worker];
  {
    const StageClock::Stage stage(pipeline.clock(), "read");
    read_sidecar_content(job.read->sidecar);
    job.read->content = read_content(job.file);
  }
  const Result<FileContent>& content = *job.read->content;
  const bool alone =
      content && content->hash != job.known_hash && !content->streamed && holds_one_document(content->format);
  if (alone && is_first_of_its_bytes(content->hash, job.number)) analyse(job, pipeline);
}

void ReadAhead::analyse(Job& job, Pipeline& pipeline) {
  ReadFile& read = *job.read;
  read.end = pipeline.process({job.file, **read.content, read.sidecar}, [&read](PipelineResult item) {
    read.documents.push_back(std::move(item));
    return true;
  });
  // What was broken off is nobody's result.
  read.analysed = stop_ == nullptr || !stop_->load();
}

// Others are duplicates, most likely; the run decides.
bool ReadAhead::is_first_of_its_bytes(const std::string& hash, std::size_t number) {
  const std::lock_guard lock(mutex_);
  const auto [at, added] = hashes_.emplace(hash, number);
  return added || at->second >= number;
}

std::map<std::string, double> ReadAhead::stage_seconds() {
  drop_all();  // a run that was interrupted has not taken all: their workers may be at it still
  std::map<std::string, double> out;
  for (const auto& pipeline : pipelines_) {
    if (!pipeline) continue;
    for (const auto& [name, seconds] : pipeline->clock().recorded()) out[name] += seconds;
  }
  return out;
}

}  // namespace hoptac
