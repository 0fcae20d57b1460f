// What a run shows while it works: a line on a terminal, or events for programs.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "index/update.h"
#include "src/app/event_stream.h"
#include "src/app/options.h"
#include "src/app/terminal.h"

namespace hoptac {

// How long the rest takes at the pace of the last half minute: a run passes over unchanged files in no time, then reads
// new ones. Pure; times are seconds since the start.
class Pace {
 public:
  void add(double at, std::uint64_t bytes_done);
  // Seconds for `bytes_left` more; nothing before two seconds have passed or when nothing moves.
  std::optional<double> seconds_for(std::uint64_t bytes_left) const;

 private:
  struct Sample {
    double at = 0;
    std::uint64_t bytes = 0;
  };
  std::deque<Sample> samples_;
};

// Takes the events of one update_index() call. Not thread-safe.
class Progress {
 public:
  explicit Progress(const Options& options);
  void on_event(const UpdateEvent& event);
  // The last event of a run: its report and exit status.
  void finished(const UpdateReport& report, int status);
  // The last event of a run that an error ended.
  void failed(const Error& error);
  // Wipes the line, so that what follows starts clean.
  void finish();

 private:
  void draw();
  void write_event(const UpdateEvent& event);

  const Options& options_;
  bool terminal_;
  TextStyle style_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point drawn_;
  UpdateEvent last_;           // its counts alone
  std::size_t documents_ = 0;  // committed
  std::size_t failures_ = 0;   // new ones
  Pace pace_;
  EventStream events_;
  bool line_shown_ = false;
};

}  // namespace hoptac
