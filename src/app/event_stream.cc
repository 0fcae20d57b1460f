#include "src/app/event_stream.h"

#include <utility>

#include "src/app/output.h"
#include "src/base/file.h"
#include "src/base/json.h"

namespace hoptac {

void EventStream::write(Json event) {
  if (!listening_) return;
  Json line{{"event", event["event"]}, {"at", now_utc()}};
  for (auto& [key, value] : event.items()) line[key] = std::move(value);
  listening_ = try_write_out(to_line(line) + "\n");
}

void EventStream::failed(const Error& error) {
  write({{"event", "failed"},
         {"status", exit_status(error.code)},
         {"code", code_name(error.code)},
         {"path", error.path},
         {"detail", error.detail}});
}

}  // namespace hoptac
