// libFuzzer target: mails and folders of mails from arbitrary bytes; the first byte chooses.
#include "tests/fuzz/read_container.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  if (size == 0) return 0;
  const bool folder = data[0] == 'F';  // as in "From "
  hoptac::fuzz::read_container(folder ? hoptac::Format::kMbox : hoptac::Format::kMail, data, size);
  return 0;
}
