#include "src/app/reading.h"

#include <optional>
#include <utility>

#include "ingest/cache/document_cache.h"
#include "ingest/convert/converters.h"
#include "ingest/isolation/isolated_reader.h"
#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

// The kernel's own name of this program: right also when the file was replaced or renamed while it runs.
WorkerProgram worker_program() { return {"/proc/self/exe", kWorkerWord}; }

// Reads in a worker; what only another program can read goes there, and what comes back to a worker again.
class Reading : public FileReader, private HandoffReader {
 public:
  Reading(const OcrOptions& ocr, const std::atomic<bool>* stop, TextCache* cache)
      : ocr_options_(ocr),
        ocr_parts_{{"/proc/self/exe", kDrawerWord}, stop, cache},
        outer_(worker_program(), stop, this),
        inner_(worker_program(), stop, nullptr),
        cache_(cache),
        converters_(ConverterPrograms::find(), {inner_, stop, cache}) {}

  Result<void> read(const ReadRequest& file, const DocumentSink& sink) override {
    if (file.format != Format::kPdf || file.bytes.empty()) return outer_.read(file, sink);
    const auto completed = [&](Result<RawDocument> document) {
      if (document && has_scanned_pages(*document)) ocr().complete(file.bytes, *document);
      sink(std::move(document));
    };
    return read_through(cache_, {file.hash, "pdf"}, completed,
                        [&](const DocumentSink& plain) { return outer_.read(file, plain); });
  }
  double other_cpu_seconds() const override { return outer_.other_cpu_seconds() + inner_.other_cpu_seconds(); }

 private:
  Result<void> read(const Handoff& handoff, const DocumentSink& sink) override {
    if (Converters::takes(handoff.format)) return converters_.read(handoff, sink);
    if (OcrReader::takes(handoff.format)) return ocr().read(handoff, sink);
    return fail(handoff.reason);
  }

  // Most runs meet no scan: the program is looked for when one comes.
  OcrReader& ocr() {
    if (!ocr_) ocr_.emplace(find_ocr(), ocr_options_, ocr_parts_);
    return *ocr_;
  }

  OcrOptions ocr_options_;
  OcrReader::Parts ocr_parts_;
  std::optional<OcrReader> ocr_;
  IsolatedReader outer_;
  IsolatedReader inner_;
  TextCache* cache_;
  Converters converters_;
};

}  // namespace

std::function<bool(std::string_view)> cure_of(const ReadingOptions& options) {
  // Programs are looked for when the first file asks.
  return [mode = options.ocr.mode, programs = std::optional<ConverterPrograms>(),
          ocr = std::optional<bool>()](std::string_view reason) mutable {
    if (reason.find(code_name(ErrorCode::kNeedsOcr)) != std::string_view::npos) {
      if (!ocr) ocr = mode != OcrMode::kOff && find_ocr().is_ready();
      if (*ocr) return true;
    }
    if (!programs) programs = ConverterPrograms::find();
    return is_cured(*programs, reason);
  };
}

std::unique_ptr<FileReader> make_file_reader(const ReadingOptions& options, const std::atomic<bool>* stop,
                                             TextCache* cache) {
  if (options.in_process) return std::make_unique<DirectReader>();
  return std::make_unique<Reading>(options.ocr, stop, cache);
}

}  // namespace hoptac
