// Events of a run for programs: JSON lines on standard output, each with its time (docs/json.md).
#pragma once

#include "src/base/json_fwd.h"
#include "src/base/result.h"

namespace hoptac {

// When nobody reads what it writes any more the run goes on. Not thread-safe.
class EventStream {
 public:
  // `event` has its name as "event".
  void write(Json event);
  // The last event of a run that an error ended.
  void failed(const Error& error);

 private:
  bool listening_ = true;
};

}  // namespace hoptac
