// Reads files in a worker process, so that a file that crashes, hangs or swells costs itself only.
#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/containers/expand.h"
#include "ingest/file_reader.h"
#include "src/base/channel.h"
#include "src/base/process.h"

namespace hoptac {

// How the worker is started: the program and its arguments; it must call serve_reading() on kWorkerDescriptor.
using WorkerProgram = std::vector<std::string>;

// Who reads a file that only another program can read.
class HandoffReader {
 public:
  virtual ~HandoffReader() = default;
  // Hands over its documents, with handoff.place put in place. The handoff's reason, or a better one, when it cannot.
  virtual Result<void> read(const Handoff& handoff, const DocumentSink& sink) = 0;
};

// One worker, started when it is first needed, reused for many files, started anew after a crash, a member or file
// beyond a bound on sizes, or limits::kWorkerFiles files. Plain text, JSON lines and csv are read in this process:
// there is no parser in them that bytes could take over.
class IsolatedReader : public FileReader {
 public:
  // `stop` may be nullptr: once set, read() ends with kInterrupted. `handoffs` may be nullptr; borrowed.
  IsolatedReader(WorkerProgram program, const std::atomic<bool>* stop, HandoffReader* handoffs);

  // Errors besides those of the readers: kReaderFailed when the worker crashed (signal), was silent for longer than its
  // time, or ended itself. In a container only the member at hand is lost so, up to limits::kMaxCrashes of a file.
  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override;
  double other_cpu_seconds() const override { return other_cpu_seconds_; }

 private:
  struct Attempt;
  struct Outcome;
  Result<void> start(std::uint64_t mapped_bytes);
  Outcome attempt(const ReadRequest& file, const DocumentSink& sink, Attempt& attempt);
  void note_lost(const Error& error, Attempt& attempt);
  bool take(const ChannelFrame& frame, const DocumentSink& sink, Attempt& attempt);
  static bool is_plausible(RawDocument& document, const Attempt& attempt);
  void pass_on(const Handoff& handoff, const DocumentSink& sink, Attempt& attempt);
  void end_process();
  Outcome end_worker(std::string_view why, const Attempt& attempt);

  DirectReader direct_;
  WorkerProgram program_;
  const std::atomic<bool>* stop_;
  HandoffReader* handoffs_;
  std::optional<ChildProcess> process_;
  std::optional<Channel> channel_;
  std::size_t files_ = 0;  // that this worker has read
  bool spent_ = false;     // its memory may have been short
  double other_cpu_seconds_ = 0;
  std::uint64_t room_ = 0;  // of its address space beyond limits::kWorkerMemory
};

// True for formats that are read in a worker.
bool is_risky(Format format);

}  // namespace hoptac
