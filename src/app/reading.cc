#include "src/app/reading.h"

#include "ingest/convert/converters.h"
#include "ingest/isolation/isolated_reader.h"

namespace hoptac {
namespace {

// The kernel's own name of this program: right also when the file was replaced or renamed while it runs.
WorkerProgram worker_program() { return {"/proc/self/exe", kWorkerWord}; }

// Reads in a worker; what only another program can read goes there, and what comes back to a worker again.
class Reading : public FileReader, private HandoffReader {
 public:
  explicit Reading(const std::atomic<bool>* stop)
      : outer_(worker_program(), stop, this),
        inner_(worker_program(), stop, nullptr),
        converters_(ConverterPrograms::find(), inner_, stop) {}

  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override { return outer_.read(file, sink); }
  double other_cpu_seconds() const override { return outer_.other_cpu_seconds() + inner_.other_cpu_seconds(); }

 private:
  Result<void> read(const Handoff& handoff, const DocumentSink& sink) override {
    if (Converters::takes(handoff.format)) return converters_.read(handoff, sink);
    return fail(handoff.reason);
  }

  IsolatedReader outer_;
  IsolatedReader inner_;
  Converters converters_;
};

}  // namespace

std::unique_ptr<FileReader> make_file_reader(const ReadingOptions& options, const std::atomic<bool>* stop) {
  if (options.in_process) return std::make_unique<DirectReader>();
  return std::make_unique<Reading>(stop);
}

}  // namespace hoptac
