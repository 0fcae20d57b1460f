// What is said about a file beside it, as part of its change signature: its sidecar NAME.meta.json and its row in a
// list (metadata_list.h).
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
  // The row of this run's list. A run without a list says nothing: what an earlier one said still holds.
  bool has_list = false;
  std::string listed_hash;  // "" for a file without a row
  RawMetadata listed;
};

// A stat, no more.
Sidecar look_at_sidecar(const std::string& file_location);
// Reads and parses it; one with a fault has no metadata.
void read_sidecar_content(Sidecar& sidecar);

// "size:mtime:hash", "" when there is no sidecar, and "+hash" of the row in a list.
std::string signature_of(const Sidecar& sidecar);
// The same for a file that is as it was: without a list in this run the row of the earlier one stays.
std::string refreshed_signature(const Sidecar& sidecar, std::string_view known);
// Size and mtime agree with a signature; the content does. The row agrees in both.
bool has_stat(std::string_view signature, const Sidecar& sidecar);
bool has_content(std::string_view signature, const Sidecar& sidecar);

}  // namespace hoptac
