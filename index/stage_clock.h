// CPU seconds by stage of a run: each moment belongs to the innermost stage that is open.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace hoptac {

class StageClock {
 public:
  StageClock();
  // Opens a stage for the life of the object. The name must be a literal.
  class Stage {
   public:
    Stage(StageClock& clock, std::string_view name);
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage();

   private:
    StageClock& clock_;
    std::string_view outer_;
  };
  // What another process has spent for us.
  void add(std::string_view name, double seconds) { seconds_[std::string(name)] += seconds; }
  // By name, of the stages that are over. Any thread may ask while the clock's own is idle.
  std::map<std::string, double> recorded() const;
  // By name, up to now. For the thread of the clock.
  std::map<std::string, double> seconds();

 private:
  void enter(std::string_view name);

  std::map<std::string, double, std::less<>> seconds_;
  std::string_view current_;
  double since_;
};

}  // namespace hoptac
