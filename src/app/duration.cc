#include "src/app/duration.h"

#include <charconv>
#include <system_error>

namespace hoptac {

std::optional<double> parse_duration(std::string_view text) {
  constexpr double kMost = 1e9;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const double factor = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
  // Neither "-1" nor "inf": what begins with a digit is finite.
  const bool digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
  if (error != std::errc() || !digit || factor == 0 || number > kMost) return std::nullopt;
  return factor * number;
}

}  // namespace hoptac
