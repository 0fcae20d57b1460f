#include "ingest/text/tones.h"
namespace hoptac {
bool is_vietnamese_syllable(std::string_view) { return false; }
std::string canonical_tone(std::string_view word) { return std::string(word); }
bool has_vietnamese_mark(std::string_view) { return false; }
}  // namespace hoptac
