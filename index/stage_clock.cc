#include "index/stage_clock.h"

#include "src/base/file.h"

namespace hoptac {

StageClock::StageClock() : since_(thread_cpu_seconds()) {}

StageClock::Stage::Stage(StageClock& clock, std::string_view name) : clock_(clock), outer_(clock.current_) {
  clock_.enter(name);
}

StageClock::Stage::~Stage() { clock_.enter(outer_); }

void StageClock::enter(std::string_view name) {
  const double now = thread_cpu_seconds();
  const auto at = seconds_.find(current_);
  if (at != seconds_.end()) {
    at->second += now - since_;
  } else {
    seconds_.emplace(current_, now - since_);
  }
  since_ = now;
  current_ = name;
}

std::map<std::string, double> StageClock::recorded() const {
  std::map<std::string, double> out;
  for (const auto& [name, value] : seconds_) {
    if (!name.empty()) out.emplace(name, value);
  }
  return out;
}

std::map<std::string, double> StageClock::seconds() {
  enter(current_);
  return recorded();
}

}  // namespace hoptac
