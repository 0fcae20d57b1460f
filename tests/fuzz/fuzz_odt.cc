// libFuzzer target: the odt reader (packages and flat files) on arbitrary bytes. What it hands over is bounded text.
#include "tests/fuzz/read_any.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  hoptac::fuzz::read_any(hoptac::Format::kOdt, data, size);
  return 0;
}
