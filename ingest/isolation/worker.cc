#include "ingest/isolation/worker.h"

#include <string>
#include <utility>

#include "ingest/containers/expand.h"
#include "ingest/isolation/frames.h"
#include "src/base/file.h"
#include "src/base/mapped_file.h"
#include "src/base/sandbox.h"

namespace hoptac {
namespace {

class Server {
 public:
  explicit Server(Channel channel) : channel_(std::move(channel)) {}

  int serve() {
    while (true) {
      auto frame = channel_.receive({});
      if (!frame) return 0;  // hoptac is done with us
      if (frame->kind != static_cast<std::uint8_t>(FrameKind::kRead)) return 1;
      const auto order = decode_order(frame->bytes);
      if (!order) return 1;
      const double before = cpu_seconds();
      const auto read = read_file(*order, frame->file);
      ReadEnd end{cpu_seconds() - before, {}};
      if (!read) end.error = read.error();
      send(FrameKind::kDone, encode_end(end));
    }
  }

 private:
  Result<void> read_file(const ReadOrder& order, const Descriptor& file) {
    const auto mapped = MappedFile::of_descriptor(file.get());
    if (!mapped) return fail(mapped.error());
    std::uint64_t leaf = 0;
    const ExpandSinks sinks{[&](const Result<RawDocument>& document) {
                              if (!document && leaf < order.skip) return;  // told by the worker before us
                              document ? send(FrameKind::kDocument, encode_document(*document))
                                       : send(FrameKind::kError, encode_error(document.error()));
                            },
                            [&](const Handoff& handoff) { send(FrameKind::kHandoff, encode_handoff(handoff)); },
                            [&](const std::string& member) {
                              const bool wanted = leaf++ >= order.skip;
                              if (wanted) send(FrameKind::kBegin, member);
                              return wanted;
                            }};
    return expand_documents(order.format, mapped->bytes(), sinks, order.name);
  }

  // When hoptac is gone, the next receive() says so.
  void send(FrameKind kind, const std::string& bytes) {
    static_cast<void>(channel_.send(static_cast<std::uint8_t>(kind), bytes));
  }

  Channel channel_;
};

}  // namespace

int serve_reading(Channel channel) {
  Sandbox::for_reading().apply();
  return Server(std::move(channel)).serve();
}

}  // namespace hoptac
