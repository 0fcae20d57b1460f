// Who reads files for a command: workers beside it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

#include "ingest/cache/text_cache.h"
#include "ingest/file_reader.h"
#include "ingest/ocr/ocr_reader.h"

namespace hoptac {

struct ReadingOptions {
  bool in_process = false;  // no worker: for measuring and debugging
  OcrOptions ocr;
};

// `stop` and `cache` may be nullptr. The reader must not outlive them.
std::unique_ptr<FileReader> make_file_reader(const ReadingOptions& options, const std::atomic<bool>* stop,
                                             TextCache* cache);

// For UpdateOptions::is_cured: whether the program is there now for want of which a file failed.
std::function<bool(std::string_view reason)> cure_of(const ReadingOptions& options);

// The word that makes this program a reading worker instead of a command, alone on its command line.
inline constexpr char kWorkerWord[] = "read-worker";
// The one that makes it draw a page for OCR; page and dots an inch follow.
inline constexpr char kDrawerWord[] = "draw-page";

}  // namespace hoptac
