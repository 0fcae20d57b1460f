// Old Word files and RTF, by way of the converters that Debian has: antiword, LibreOffice, pandoc.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/cache/text_cache.h"
#include "ingest/isolation/isolated_reader.h"
#include "src/base/process.h"

namespace hoptac {

// What is installed; "" for what is not. Looked up on PATH.
struct ConverterPrograms {
  std::string soffice;   // doc and rtf: most faithful, half a second a file
  std::string antiword;  // doc without LibreOffice: some milliseconds a file, but no footnotes
  std::string pandoc;    // rtf without LibreOffice: fast, but takes every code page for Western
  static ConverterPrograms find();
  // The program that a file of the format is given to first; "" when there is none, or none is needed.
  std::string_view first(Format format) const;
};

// True for the reason of a file that failed for want of one of these programs when it is there now.
bool is_cured(const ConverterPrograms& programs, std::string_view reason);

// Converts and reads the result with `inner`. Each program runs bounded and confined (run_program) in a folder of its
// own. unrtf is not used: it loses letters of code page 1258. Not thread-safe.
class Converters : public HandoffReader {
 public:
  // All borrowed; `stop` and `cache` may be nullptr.
  struct Parts {
    FileReader& inner;
    const std::atomic<bool>* stop = nullptr;
    TextCache* cache = nullptr;
  };
  Converters(ConverterPrograms programs, Parts parts);
  // kNeedsReader with what to install when there is no program for the format; kDamaged when the program finds nothing
  // in the file; kReaderFailed when it goes beyond a bound.
  Result<void> read(const Handoff& handoff, const DocumentSink& sink) override;
  static bool takes(Format format) { return format == Format::kDoc || format == Format::kRtf; }

 private:
  struct Converted {
    Format format = Format::kUnknown;
    std::string bytes;
    std::string_view program;  // that made it
  };
  Result<void> read_converted(const Handoff& handoff, const std::string& hash, const DocumentSink& sink);
  std::optional<RawDocument> find_kept(Format format, const std::string& hash);
  Result<Converted> convert(const Handoff& handoff);
  std::optional<Result<Converted>> by_the_other(const Handoff& handoff, const ScratchFolder& scratch);
  Result<Converted> by_antiword(std::string_view bytes, const ScratchFolder& scratch);
  Result<Converted> by_office(const Handoff& handoff, const ScratchFolder& scratch);
  Result<Converted> by_pandoc(std::string_view bytes, const ScratchFolder& scratch);
  Result<ProgramResult> run(ProgramCall call, const ScratchFolder& scratch);

  ConverterPrograms programs_;
  Parts parts_;
};

// For --version: "antiword, LibreOffice" or "none".
std::string converter_names();

}  // namespace hoptac
