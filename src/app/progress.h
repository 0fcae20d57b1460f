// What a run shows while it works: a line on a terminal, or events for programs.
#pragma once

#include <chrono>
#include <string>

#include "index/update.h"
#include "src/app/options.h"
#include "src/app/terminal.h"

namespace hoptac {

// Takes the events of one update_index() call. Not thread-safe.
class Progress {
 public:
  explicit Progress(const IngestOptions& options);
  void on_event(const UpdateEvent& event);
  // Wipes the line, so that what follows starts clean.
  void finish();

 private:
  void draw(const UpdateEvent& event);
  void write_event(const UpdateEvent& event);

  const IngestOptions& options_;
  bool terminal_;
  TextStyle style_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point drawn_;
  std::size_t failures_ = 0;  // new ones
  bool listening_ = true;
  bool line_shown_ = false;
};

}  // namespace hoptac
