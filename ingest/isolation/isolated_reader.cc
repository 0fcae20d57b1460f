#include "ingest/isolation/isolated_reader.h"

#include <algorithm>
#include <utility>

#include "ingest/containers/members.h"
#include "ingest/isolation/frames.h"
#include "ingest/isolation/worker.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Longer for large files: each MiB has a second more.
double seconds_for(std::uint64_t bytes) { return limits::kReadSeconds + static_cast<double>(bytes >> 20U); }

}  // namespace

// One try at a file.
struct IsolatedReader::Attempt {
  std::uint64_t begun = 0;          // leaves, those of former tries too
  std::string member;               // the path of the last of them
  double seconds = 0;               // that the worker may be silent
  std::optional<Error> lost_whole;  // a hand-off that is the whole file has failed
};

// How a try ended.
struct IsolatedReader::Outcome {
  bool crashed = false;        // the worker is gone; `error` says why
  std::optional<Error> error;  // none: all is read
};

bool is_risky(Format format) {
  return format != Format::kText && format != Format::kMarkdown && !is_read_in_pieces(format);
}

IsolatedReader::IsolatedReader(WorkerProgram program, const std::atomic<bool>* stop, HandoffReader* handoffs)
    : program_(std::move(program)), stop_(stop), handoffs_(handoffs) {}

// Only a worker that has room for a file maps it; most never need more than the first room.
Result<void> IsolatedReader::start(std::uint64_t mapped_bytes) {
  if (process_ && files_ < limits::kWorkerFiles && mapped_bytes <= room_) return {};
  channel_.reset();
  process_.reset();
  auto ends = Channel::make_pair();
  if (!ends) return fail(std::move(ends.error()));
  room_ = std::max(mapped_bytes, limits::kMaxFileBytes);
  ProcessLimits bounds;
  bounds.address_space = limits::kWorkerMemory + room_;
  auto process = ChildProcess::start({program_, {}, {{ends->second.descriptor(), kWorkerDescriptor}}, bounds, nullptr});
  if (!process) return fail(std::move(process.error()));
  process_.emplace(*std::move(process));
  channel_.emplace(std::move(ends->first));
  files_ = 0;
  return {};
}

// Ends the worker and says in plain words what it did.
IsolatedReader::Outcome IsolatedReader::end_worker(std::string_view why, const Attempt& attempt) {
  constexpr int kNotStarted = 127;
  channel_.reset();
  const int status = why == kChannelClosed ? process_->wait() : process_->kill();
  process_.reset();
  std::string detail = "the reading process sent what cannot be";
  if (why == kChannelSilent) {
    detail = "reading took more than " + std::to_string(static_cast<long>(attempt.seconds)) + " s";
  } else if (why == kChannelClosed && status == kNotStarted) {
    detail = "the reading process cannot be started: " + program_.front();
  } else if (why == kChannelClosed) {
    detail = "the reading process ended with " + status_text(status) + (status > 0 ? "; out of memory?" : "");
  }
  return {true, Error{ErrorCode::kReaderFailed, {}, std::move(detail)}};
}

void IsolatedReader::pass_on(const Handoff& handoff, const DocumentSink& sink, Attempt& attempt) {
  auto read = handoffs_ == nullptr ? Result<void>(fail(handoff.reason)) : handoffs_->read(handoff, sink);
  if (read) return;
  if (handoff.place.member.empty() || read.error().code == ErrorCode::kInterrupted) {
    attempt.lost_whole = std::move(read.error());
    return;
  }
  read.error().path = handoff.place.member;
  sink(fail(std::move(read.error())));
}

// False for a frame that no sound worker sends.
bool IsolatedReader::take(const Frame& frame, const DocumentSink& sink, Attempt& attempt) {
  switch (static_cast<FrameKind>(frame.kind)) {
    case FrameKind::kBegin:
      ++attempt.begun;
      attempt.member = frame.bytes;
      return true;
    case FrameKind::kDocument: {
      auto document = decode_document(frame.bytes);
      if (document) sink(*std::move(document));
      return document.has_value();
    }
    case FrameKind::kError: {
      auto error = decode_error(frame.bytes);
      if (error) sink(fail(*std::move(error)));
      return error.has_value();
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
  while (!attempt.lost_whole) {
    const auto frame = channel_->receive({attempt.seconds, limits::kMaxFrameBytes, stop_});
    if (!frame && frame.error().code == ErrorCode::kInterrupted) {
      attempt.lost_whole = frame.error();
    } else if (!frame) {
      return end_worker(frame.error().detail, attempt);
    } else if (frame->kind == static_cast<std::uint8_t>(FrameKind::kDone)) {
      auto end = decode_end(frame->bytes);
      if (!end) return end_worker({}, attempt);
      other_cpu_seconds_ += end->cpu_seconds;
      return {false, std::move(end->error)};
    } else if (!take(*frame, sink, attempt)) {
      return end_worker({}, attempt);
    }
  }
  // The worker may be in the middle of its file.
  channel_.reset();
  process_.reset();
  return {false, std::move(attempt.lost_whole)};
}

Result<void> IsolatedReader::read(const ReadRequest& file, const DocumentSink& sink) {
  if (!is_risky(file.format)) return direct_.read(file, sink);
  Attempt state;
  state.seconds = seconds_for(file.size());
  for (int crashes = 0;; ++crashes) {
    const std::uint64_t before = state.begun;
    Outcome outcome = attempt(file, sink, state);
    if (!outcome.error) return {};
    // A crash between two members would come again.
    const bool goes_on = outcome.crashed && is_container(file.format) && state.begun > before;
    if (!goes_on || crashes >= limits::kMaxCrashes) return fail(std::move(*outcome.error));
    outcome.error->path = state.member;
    sink(fail(std::move(*outcome.error)));
  }
}

}  // namespace hoptac
