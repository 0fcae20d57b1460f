// "90s", "30m", "2h" on the command line and in the configuration.
#pragma once

#include <optional>
#include <string_view>

namespace hoptac {

// Seconds; a number without a unit is seconds, and may have a fraction ("0.5"). Nothing for any other text.
std::optional<double> parse_duration(std::string_view text);

}  // namespace hoptac
