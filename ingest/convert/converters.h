// Old Word files and RTF, by way of the converters that Debian has: antiword, LibreOffice, pandoc.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "ingest/isolation/isolated_reader.h"
#include "src/base/process.h"

namespace hoptac {

// What is installed; "" for what is not. Looked up on PATH.
struct ConverterPrograms {
  std::string soffice;   // doc and rtf: most faithful, half a second a file
  std::string antiword;  // doc without LibreOffice: some milliseconds a file, but no footnotes
  std::string pandoc;    // rtf without LibreOffice: fast, but takes every code page for Western
  static ConverterPrograms find();
};

// Converts and reads the result with `inner`. Each program runs bounded and confined (run_program) in a folder of its
// own. unrtf is not used: it loses letters of code page 1258. Not thread-safe.
class Converters : public HandoffReader {
 public:
  // `inner` and `stop` are borrowed; `stop` may be nullptr.
  Converters(ConverterPrograms programs, FileReader& inner, const std::atomic<bool>* stop);
  // kNeedsReader with what to install when there is no program for the format; kDamaged when the program finds nothing
  // in the file; kReaderFailed when it goes beyond a bound.
  Result<void> read(const Handoff& handoff, const DocumentSink& sink) override;
  static bool takes(Format format) { return format == Format::kDoc || format == Format::kRtf; }

 private:
  struct Converted {
    Format format = Format::kUnknown;
    std::string bytes;
  };
  Result<Converted> convert(const Handoff& handoff);
  std::optional<Result<Converted>> by_the_other(const Handoff& handoff, const ScratchFolder& scratch);
  Result<Converted> by_antiword(std::string_view bytes, const ScratchFolder& scratch);
  Result<Converted> by_office(const Handoff& handoff, const ScratchFolder& scratch);
  Result<Converted> by_pandoc(std::string_view bytes, const ScratchFolder& scratch);
  Result<ProgramResult> run(ProgramCall call, const ScratchFolder& scratch);

  ConverterPrograms programs_;
  FileReader& inner_;
  const std::atomic<bool>* stop_;
  std::optional<ScratchFolder>
      scratch_;  // made when first needed, kept: LibreOffice's profile takes longer than a file
};

// For --version: "antiword, LibreOffice" or "none".
std::string converter_names();

}  // namespace hoptac
