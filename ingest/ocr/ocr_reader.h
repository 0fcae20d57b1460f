// Scanned pages and images by the program tesseract, where it is installed.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/cache/text_cache.h"
#include "ingest/isolation/isolated_reader.h"
#include "ingest/ocr/ocr_text.h"
#include "src/base/process.h"

namespace hoptac {

// What is installed.
struct OcrProgram {
  std::string path;          // "" when it is not
  std::string version;       // "5.3.0"
  std::string languages;     // of Vietnamese and English those that it has: "vie+eng"; "" when it has neither
  bool orientation = false;  // it can tell how a page lies
  bool is_ready() const { return !path.empty() && !languages.empty(); }
};
// Asks the program itself; looked up on PATH.
OcrProgram find_ocr();
// For --version: "tesseract 5.3.0 (vie+eng)" or "not installed".
std::string ocr_name(const OcrProgram& program);

enum class OcrMode : std::uint8_t { kAuto, kOff, kOnly };

struct OcrOptions {
  OcrMode mode = OcrMode::kAuto;
  double budget_seconds = 0;  // of a run; 0: no bound
};

// Not thread-safe.
class OcrReader : public HandoffReader {
 public:
  struct Parts {
    std::vector<std::string> drawer;          // program and arguments that draw a page (serve_drawing)
    const std::atomic<bool>* stop = nullptr;  // may be nullptr
    TextCache* cache = nullptr;               // may be nullptr
  };
  OcrReader(OcrProgram program, OcrOptions options, Parts parts);

  // Images and PDFs without text. kNeedsOcr with what to do when it cannot be done now; kInterrupted. What was read
  // before the budget ran out is in the cache.
  Result<void> read(const Handoff& handoff, const DocumentSink& sink) override;
  // Adds the text of the pages without text (kScannedPages) of a PDF that has text on others, as far as it can be read
  // now.
  void complete(std::string_view bytes, RawDocument& document);
  static bool takes(Format format) { return format == Format::kImage || format == Format::kPdf; }

 private:
  struct Source;
  std::optional<Error> reason_against() const;
  Result<std::vector<OcrPage>> read_pages(const Source& source);
  Result<std::vector<OcrPage>> read_part(const Source& source, int page);
  std::optional<std::string> known_tsv(const CacheKey& key);
  Result<std::string> tsv_of(const Source& source, int page);
  Result<std::string> recognise(std::string_view image, double dpi);
  Result<std::string> draw(std::string_view pdf, int page);
  Result<ProgramResult> run(std::vector<std::string> arguments, std::string_view input, std::uint64_t seconds);

  OcrProgram program_;
  OcrOptions options_;
  Parts parts_;
  std::optional<ScratchFolder> scratch_;
  double used_seconds_ = 0;
  std::string used_name_;  // of the program that read the last page, now or when it was kept
};

// Draws one page of the PDF on standard input to standard output: what the drawer program does. Returns the exit
// status: kNoSuchPage behind the last page.
inline constexpr int kNoSuchPage = 3;
int serve_drawing(const std::string& page, const std::string& dpi);

}  // namespace hoptac
