#include "index/writing.h"

namespace hoptac {
namespace {

thread_local int writing = 0;  // they nest

}  // namespace

bool is_writing() { return writing > 0; }

Writing::Writing() { ++writing; }
Writing::~Writing() { --writing; }

}  // namespace hoptac
