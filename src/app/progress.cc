#include "src/app/progress.h"

#include <fmt/format.h>

#include <utility>

#include "src/app/output.h"
#include "src/base/json.h"

namespace hoptac {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(200);
constexpr double kPaceSeconds = 30;
constexpr double kFirstGuess = 2;  // seconds

std::string duration_text(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  return whole < 60     ? fmt::format("{}s", whole)
         : whole < 3600 ? fmt::format("{}m{:02}s", whole / 60, whole % 60)
                        : fmt::format("{}h{:02}m", whole / 3600, whole / 60 % 60);
}

double megabytes(std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; }

Json counts_of(const UpdateEvent& event) {
  return {{"done", event.done}, {"total", event.total}, {"bytes_done", event.bytes_done}, {"bytes", event.bytes_total}};
}

Json file_event(const UpdateEvent& event) {
  const FileOutcome& f = *event.outcome;
  Json out{{"event", "file"},
           {"path", f.path},
           {"id", f.id.empty() ? Json(nullptr) : Json(f.id)},
           {"state", file_state_name(f.state)},
           {"reason", f.reason},
           {"format", f.format},
           {"known", f.known}};
  out.update(counts_of(event));
  return out;
}

}  // namespace

void Pace::add(double at, std::uint64_t bytes_done) {
  samples_.push_back({at, bytes_done});
  while (samples_.size() > 2 && at - samples_[1].at >= kPaceSeconds) samples_.pop_front();
}

std::optional<double> Pace::seconds_for(std::uint64_t bytes_left) const {
  if (samples_.empty() || samples_.back().at < kFirstGuess) return std::nullopt;
  const double bytes = static_cast<double>(samples_.back().bytes - samples_.front().bytes);
  const double seconds = samples_.back().at - samples_.front().at;
  if (bytes <= 0 || seconds <= 0) return std::nullopt;
  return static_cast<double>(bytes_left) * seconds / bytes;
}

Progress::Progress(const Options& options)
    : options_(options),
      terminal_(!options.ingest.quiet && !options.ingest.progress_json && is_terminal(2)),
      style_(detect_style(2)),
      started_(std::chrono::steady_clock::now()) {}

void Progress::on_event(const UpdateEvent& event) {
  if (options_.ingest.progress_json) return write_event(event);
  if (event.kind == UpdateEvent::Kind::kWaiting && !options_.ingest.quiet) {
    return write_err("hoptac ingest: waiting: " + event.detail.substr(0, event.detail.find(';')) + "\n");
  }
  if (event.kind == UpdateEvent::Kind::kStarted || event.kind == UpdateEvent::Kind::kFile) last_ = event;
  if (event.committed != nullptr) documents_ += event.committed->size();
  const bool failed = event.outcome != nullptr && event.outcome->state == FileState::kFailed && !event.outcome->known;
  failures_ += failed ? 1U : 0U;
  last_.outcome = nullptr;
  if (terminal_ && last_.total > 0 && std::chrono::steady_clock::now() - drawn_ >= kRedraw) draw();
}

void Progress::draw() {
  drawn_ = std::chrono::steady_clock::now();
  const double seconds = std::chrono::duration<double>(drawn_ - started_).count();
  pace_.add(seconds, last_.bytes_done);
  std::string line = fmt::format("{} of {} files, {:.1f} of {:.1f} MB", last_.done, last_.total,
                                 megabytes(last_.bytes_done), megabytes(last_.bytes_total));
  if (seconds > 0) line += fmt::format(", {:.0f}/s", static_cast<double>(last_.done) / seconds);
  const auto left = pace_.seconds_for(last_.bytes_total - last_.bytes_done);
  if (left) line += ", about " + duration_text(*left) + " left";
  if (documents_ > 0) line += fmt::format(", {} documents saved", documents_);
  if (failures_ > 0) line += fmt::format(", {} failed", failures_);
  write_err("\r\033[K" + fit(line, style_.width - 1, style_.unicode));
  line_shown_ = true;
}

void Progress::write_event(const UpdateEvent& event) {
  switch (event.kind) {
    case UpdateEvent::Kind::kWaiting:
      return events_.write({{"event", "waiting"}, {"detail", event.detail}});
    case UpdateEvent::Kind::kStarted: {
      Json json{{"event", "started"},
                {"version", meta_json({}, {})["version"]},
                {"index", options_.common.index},
                {"rebuild", options_.ingest.rebuild},
                {"dry_run", options_.ingest.dry_run},
                {"total", event.total},
                {"bytes", event.bytes_total}};
      return events_.write(std::move(json));
    }
    case UpdateEvent::Kind::kFile:
      return event.outcome != nullptr ? events_.write(file_event(event)) : void();
    case UpdateEvent::Kind::kCommitted:
      return event.committed != nullptr ? events_.write({{"event", "committed"}, {"ids", *event.committed}}) : void();
    case UpdateEvent::Kind::kPublished:
      return events_.write({{"event", "published"}, {"generation", event.detail}});
    case UpdateEvent::Kind::kFinished:
      return;  // with the exit status: finished()
  }
}

void Progress::finished(const UpdateReport& report, int status) {
  if (!options_.ingest.progress_json) return;
  Json event{{"event", "finished"}, {"status", status}};
  const Json json = report_to_json(report);
  for (const auto& [key, value] : json.items()) event[key] = value;
  events_.write(std::move(event));
}

void Progress::failed(const Error& error) {
  if (options_.ingest.progress_json) events_.failed(error);
}

void Progress::finish() {
  if (line_shown_) write_err("\r\033[K");
  line_shown_ = false;
}

}  // namespace hoptac
