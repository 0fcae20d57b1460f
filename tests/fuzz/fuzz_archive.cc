// libFuzzer target: zip, tar and packed files from arbitrary bytes.
#include "tests/fuzz/read_container.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  hoptac::fuzz::read_container(hoptac::Format::kArchive, data, size);
  return 0;
}
