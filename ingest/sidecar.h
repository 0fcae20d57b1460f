// The sidecar NAME.meta.json beside a file, as part of the file's change signature.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "src/model/document.h"

namespace hoptac {

struct Sidecar {
  std::string location;  // "" when there is none
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  // After read_sidecar_content():
  std::string content;
  RawMetadata metadata;
  std::string fault;  // why it is ignored: unreadable, too large, broken
};

// A stat, no more.
Sidecar look_at_sidecar(const std::string& file_location);
// Reads and parses it; one with a fault has no metadata.
void read_sidecar_content(Sidecar& sidecar);

// "size:mtime:hash", "" when there is no sidecar.
std::string signature_of(const Sidecar& sidecar);
// Size and mtime agree with a signature; the content does.
bool has_stat(std::string_view signature, const Sidecar& sidecar);
bool has_content(std::string_view signature, const Sidecar& sidecar);

}  // namespace hoptac
