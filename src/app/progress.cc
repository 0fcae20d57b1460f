#include "src/app/progress.h"

#include <fmt/format.h>

#include "src/app/output.h"

namespace hoptac {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(200);

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  return whole < 60     ? fmt::format("{}s", whole)
         : whole < 3600 ? fmt::format("{}m{:02}s", whole / 60, whole % 60)
                        : fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

Json file_event(const UpdateEvent& event) {
  const FileOutcome& f = *event.outcome;
  return {{"event", "file"},    {"path", f.path},     {"id", f.id},          {"state", file_state_name(f.state)},
          {"reason", f.reason}, {"done", event.done}, {"total", event.total}};
}

}  // namespace

Progress::Progress(const IngestOptions& options)
    : options_(options),
      terminal_(!options.quiet && !options.progress_json && is_terminal(2)),
      style_(detect_style(2)),
      started_(std::chrono::steady_clock::now()) {}

void Progress::on_event(const UpdateEvent& event) {
  if (options_.progress_json) return write_event(event);
  const bool failed = event.kind == UpdateEvent::Kind::kFile && event.outcome != nullptr &&
                      event.outcome->state == FileState::kFailed && !event.outcome->known;
  failures_ += failed ? 1U : 0U;
  if (terminal_ && std::chrono::steady_clock::now() - drawn_ >= kRedraw) draw(event);
}

void Progress::draw(const UpdateEvent& event) {
  drawn_ = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
  const double rate = seconds > 0 ? static_cast<double>(event.done) / seconds : 0;
  const double share =
      event.bytes_total > 0 ? static_cast<double>(event.bytes_done) / static_cast<double>(event.bytes_total) : 0;
  const std::string eta = share > 0.01 ? ", about " + duration_text(seconds / share - seconds) + " left" : "";
  const std::string failed = failures_ == 0 ? "" : fmt::format(", {} failed", failures_);
  const std::string line = fmt::format("{} of {} files, {:.0f}/s{}{}", event.done, event.total, rate, failed, eta);
  write_err("\r\033[K" + fit(line, style_.width - 1));
  line_shown_ = true;
}

void Progress::write_event(const UpdateEvent& event) {
  Json json;
  if (event.kind == UpdateEvent::Kind::kStarted) {
    json = {{"event", "started"}, {"total", event.total}, {"bytes", event.bytes_total}};
  } else if (event.kind == UpdateEvent::Kind::kFile && event.outcome != nullptr) {
    json = file_event(event);
  } else if (event.kind == UpdateEvent::Kind::kCommitted && event.committed != nullptr) {
    json = {{"event", "committed"}, {"ids", *event.committed}};
  }
  // The run goes on when nobody reads its events any more; the report is the last of them.
  if (!json.is_null() && listening_) listening_ = try_write_out(to_line(json) + "\n");
}

void Progress::finish() {
  if (line_shown_) write_err("\r\033[K");
  line_shown_ = false;
}

}  // namespace hoptac
