#include "ingest/isolation/isolated_reader.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "ingest/containers/members.h"
#include "ingest/isolation/frames.h"
#include "ingest/isolation/worker.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

using Clock = std::chrono::steady_clock;

// Longer for large files: each MiB has a second more. A container answers for each of its members.
double silence_for(const ReadRequest& file) {
  return limits::kReadSeconds + static_cast<double>(std::min(file.size(), limits::kMaxFileBytes) >> 20U);
}

// Several documents may stand in one file, with names or ids of their own.
bool has_records(Format format) { return format == Format::kXml; }

}  // namespace

// One try at a file.
struct IsolatedReader::Attempt {
  const ReadRequest& file;
  Clock::time_point end;            // of all tries
  std::uint64_t bytes = 0;          // of all frames
  std::uint64_t since_begun = 0;    // frames since the last leaf began
  std::uint64_t begun = 0;          // leaves, those of former tries too
  std::string member;               // the path of the last of them
  std::uint64_t short_at = 0;       // leaves that had begun when memory was short for the last time
  int renewals = 0;                 // of the worker for that
  double seconds = 0;               // that the worker may be silent
  std::optional<Error> lost_whole;  // a hand-off that is the whole file has failed
};

// How a try ended.
struct IsolatedReader::Outcome {
  bool crashed = false;        // the worker is gone; `error` says why, nothing: it was sent away, and the file goes on
  std::optional<Error> error;  // none: all is read
  bool silent = false;         // it crashed for having been silent too long
};

bool is_risky(Format format) {
  return format != Format::kText && format != Format::kMarkdown && !is_read_in_pieces(format);
}

IsolatedReader::IsolatedReader(WorkerProgram program, const std::atomic<bool>* stop, HandoffReader* handoffs)
    : program_(std::move(program)), stop_(stop), handoffs_(handoffs) {}

// Only a worker that has room for a file maps it; most never need more than the first room.
Result<void> IsolatedReader::start(std::uint64_t mapped_bytes) {
  const bool lives = process_ && !spent_ && files_ < limits::kWorkerFiles;
  const bool fits = mapped_bytes <= room_ && (room_ == limits::kMaxFileBytes || mapped_bytes > limits::kMaxFileBytes);
  if (lives && fits && channel_->is_idle()) return {};
  end_process();
  auto ends = Channel::make_pair();
  if (!ends) return fail(std::move(ends.error()));
  room_ = std::max(mapped_bytes, limits::kMaxFileBytes);
  ProcessLimits bounds;
  bounds.address_space = limits::kWorkerMemory + room_;
  bounds.data = limits::kProcessData;
  auto process =
      ChildProcess::start({program_, {}, {{ends->second.descriptor(), kWorkerDescriptor}}, bounds, nullptr, true});
  if (!process) return fail(std::move(process.error()));
  process_.emplace(*std::move(process));
  channel_.emplace(std::move(ends->first));
  files_ = 0;
  return {};
}

void IsolatedReader::end_process() {
  channel_.reset();
  process_.reset();
  spent_ = false;
}

// Ends the worker and says in plain words what it did.
IsolatedReader::Outcome IsolatedReader::end_worker(std::string_view why, const Attempt& attempt) {
  constexpr int kAborted = 6;
  channel_.reset();
  const int status =
      why == kChannelClosed ? process_->wait_until(Clock::now() + ChildProcess::kLeave, stop_) : process_->kill();
  process_.reset();
  const bool gave_up = status > 0 || status == -kAborted;  // poppler ends the process when it is refused memory
  std::string detail = "the reading process sent what cannot be";
  if (why == kChannelSilent) {
    detail = "reading took more than " + std::to_string(static_cast<long>(attempt.seconds)) + " s";
  } else if (why == kChannelClosed && status == kNotStarted) {
    detail = "the reading process cannot be started: " + program_.front();
  } else if (why == kChannelClosed) {
    detail = "the reading process ended with " + status_text(status) + (gave_up ? "; out of memory?" : "");
  }
  return {true, Error{ErrorCode::kReaderFailed, {}, std::move(detail)}, why == kChannelSilent};
}

void IsolatedReader::pass_on(const Handoff& handoff, const DocumentSink& sink, Attempt& attempt) {
  auto read = handoffs_ == nullptr ? Result<void>(fail(handoff.reason)) : handoffs_->read(handoff, sink);
  if (read) return;
  if (is_fatal(read.error().code) && read.error().code != ErrorCode::kInterrupted) {
    // A full scratch folder costs this file, and nothing is held against it in the next run.
    read.error().code = ErrorCode::kUnreadable;
    read.error().detail.insert(0, "no room to work in: ");
  }
  if (handoff.place.member.empty() || read.error().code == ErrorCode::kInterrupted) {
    attempt.lost_whole = std::move(read.error());
    return;
  }
  read.error().path = handoff.place.member;
  sink(fail(std::move(read.error())));
}

// What a document says of itself counts as far as its file may say it.
bool IsolatedReader::is_plausible(RawDocument& document, const Attempt& attempt) {
  const bool unsafe = std::any_of(document.member.begin(), document.member.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (unsafe) return false;
  if (is_container(attempt.file.format)) return document.own_id || document.member.starts_with(attempt.member);
  if (has_records(attempt.file.format)) return true;
  document.own_id = false;
  document.member.clear();
  document.content_hash.clear();
  document.format = attempt.file.format;
  return true;
}

// A worker that has met a bound on sizes is started anew: it may have been its memory, and a library that was refused
// some may crash on the next, innocent file.
void IsolatedReader::note_lost(const Error& error, Attempt& attempt) {
  if (error.code != ErrorCode::kTooLarge) return;
  spent_ = true;
  const bool of_leaf = is_container(attempt.file.format) && error.path == attempt.member;
  if (of_leaf && error.detail == kOutOfMemory) attempt.short_at = attempt.begun;
}

// False for a frame that no sound worker sends.
bool IsolatedReader::take(const ChannelFrame& frame, const DocumentSink& sink, Attempt& attempt) {
  attempt.bytes += frame.bytes.size();
  ++attempt.since_begun;
  if (attempt.bytes > 2 * limits::kMaxContainerBytes || Clock::now() > attempt.end) return false;
  switch (static_cast<FrameKind>(frame.kind)) {
    case FrameKind::kBegin:
      attempt.since_begun = 0;
      attempt.member = frame.bytes;
      return ++attempt.begun <= limits::kMaxContainerMembers;
    case FrameKind::kDocument: {
      auto document = decode_document(frame.bytes);
      if (!document || !is_plausible(*document, attempt)) return false;
      sink(*std::move(document));
      return true;
    }
    case FrameKind::kError: {
      auto error = decode_error(frame.bytes);
      if (!error) return false;
      note_lost(*error, attempt);
      sink(fail(*std::move(error)));
      return true;
    }
    case FrameKind::kHandoff: {
      const auto handoff = decode_handoff(frame.bytes);
      if (handoff) pass_on(*handoff, sink, attempt);
      return handoff.has_value();
    }
    default:
      return false;
  }
}

IsolatedReader::Outcome IsolatedReader::attempt(const ReadRequest& file, const DocumentSink& sink, Attempt& attempt) {
  auto bytes = file.bytes.empty() ? open_for_reading(file.source.location) : memory_file(file.bytes);
  if (!bytes) return {false, std::move(bytes.error())};
  if (auto started = start(file.size()); !started) return {false, std::move(started.error())};
  ++files_;
  const std::string order = encode_order({file.format, base_name(file.source.location), attempt.begun});
  if (!channel_->send(static_cast<std::uint8_t>(FrameKind::kRead), order, bytes->get())) {
    return end_worker(kChannelClosed, attempt);
  }
  const std::uint64_t short_before = attempt.short_at;
  const auto interrupted = [&] { return attempt.lost_whole && attempt.lost_whole->code == ErrorCode::kInterrupted; };
  while (!interrupted()) {
    const auto frame = channel_->receive({attempt.seconds, limits::kMaxFrameBytes, stop_});
    if (!frame && frame.error().code == ErrorCode::kInterrupted) {
      attempt.lost_whole = frame.error();
    } else if (!frame) {
      return end_worker(frame.error().detail, attempt);
    } else if (frame->kind == static_cast<std::uint8_t>(FrameKind::kDone)) {
      auto end = decode_end(frame->bytes);
      if (!end) return end_worker({}, attempt);
      other_cpu_seconds_ += end->cpu_seconds;
      if (end->error) note_lost(*end->error, attempt);
      return {false, attempt.lost_whole ? std::move(attempt.lost_whole) : std::move(end->error)};
    } else if (!take(*frame, sink, attempt)) {
      return end_worker({}, attempt);
    } else if (attempt.short_at > short_before && attempt.renewals < limits::kMaxCrashes) {
      ++attempt.renewals;
      end_process();
      return {true, {}};
    }
  }
  end_process();  // it may be in the middle of its file
  return {false, std::move(attempt.lost_whole)};
}

Result<void> IsolatedReader::read(const ReadRequest& file, const DocumentSink& sink) {
  if (!is_risky(file.format)) return direct_.read(file, sink);
  Attempt state{file, Clock::now() + std::chrono::seconds(static_cast<long>(limits::kFileSeconds))};
  state.seconds = silence_for(file);
  int crashes = 0;
  while (true) {
    const std::uint64_t before = state.begun;
    const bool used = process_ && files_ > 0;
    Outcome outcome = attempt(file, sink, state);
    if (outcome.crashed && !outcome.error) continue;
    if (!outcome.error) return {};
    if (!outcome.crashed) return fail(std::move(*outcome.error));
    // A worker may die of what it had read before: a file is only at fault when it ends a new one, too.
    const bool told_nothing = state.begun == before || (!is_container(file.format) && state.since_begun == 0);
    if (used && crashes == 0 && told_nothing && !outcome.silent) {
      state.begun = before;
      continue;
    }
    if (!is_container(file.format) || state.begun == 0) return fail(std::move(*outcome.error));
    // A crash between two members would come again.
    const bool goes_on = state.begun > before && crashes < limits::kMaxCrashes;
    outcome.error->path = state.since_begun == 0 ? state.member : std::string();
    if (!goes_on) outcome.error->detail += "; what lies behind is not read";
    sink(fail(std::move(*outcome.error)));
    if (!goes_on) return {};
    ++crashes;
  }
}

}  // namespace hoptac
