// zip, tar, tar packed by gzip, xz, bzip2 or zstd, and single files packed so.
#pragma once

#include "ingest/containers/container.h"

namespace hoptac {

// The files in the archive's order. Folders, links, devices and hidden entries are no members; equal names get a
// number. A sidecar NAME.meta.json beside NAME applies to it in zip and plain tar; in a packed tar, where it might
// stand behind its file, it does not. What is encrypted or too large is lost alone; behind damage nothing is read.
Result<void> read_archive(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink);

}  // namespace hoptac
