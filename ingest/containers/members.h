// Which formats are containers, and the reader of each.
#pragma once

#include <string>
#include <string_view>

#include "ingest/containers/container.h"
#include "src/base/result.h"

namespace hoptac {

// True for formats whose files are read a member at a time and may be larger than limits::kMaxFileBytes.
bool is_container(Format format);

// Their names, for --version.
std::string container_names();

// Hands over the members of a container in its order, until `sink` returns false. Every expanded byte is taken from
// `budget`. Errors of the container as a whole: kDamaged, kEncrypted, kEmpty, kTooLarge. When something was handed over
// before, it stays, and the error goes to `sink`, without path. REQUIRES: is_container(file.format). Exceptions of
// libraries do not come out.
Result<void> read_members(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink);

}  // namespace hoptac
