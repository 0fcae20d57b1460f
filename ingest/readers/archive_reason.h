// Why libarchive gave up, in words for people.
#pragma once

#include <archive.h>

#include "src/base/result.h"

namespace hoptac {

// After a call on `a` that failed: kDamaged; kEncrypted when a password is wanted; kTooLarge with kOutOfMemory.
tl::unexpected<Error> archive_failure(archive* a);

}  // namespace hoptac
