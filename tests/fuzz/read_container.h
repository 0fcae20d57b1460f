// Reads the members of one container and checks what holds for every input.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "ingest/containers/members.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"
#include "tests/fuzz/read_any.h"

namespace hoptac::fuzz {

// A member has a safe name of its own and bounded bytes; an error never ends the run. Nested containers are read, too.
inline void read_container(Format format, const unsigned char* data, std::size_t size, int depth = 0) {
  if (size == 0) return;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ExpansionBudget budget(size);
  std::set<std::string> names;
  const auto status = read_members({format, bytes, "a.txt.gz"}, budget, [&](const Result<Member>& member) {
    if (!member) {
      require(!is_fatal(member.error().code) && find_invalid_utf8(member.error().path) == std::string_view::npos);
      return true;
    }
    require(names.insert(member->path).second);
    require(find_invalid_utf8(member->path) == std::string_view::npos);
    require(member->path.find('\n') == std::string::npos && member->path.find('\x1B') == std::string::npos);
    require(member->path.size() <= limits::kMaxMemberNameBytes + 64 && member->bytes.size() <= limits::kMaxMemberBytes);
    const auto& metadata = member->metadata;
    require(find_invalid_utf8(metadata.title + metadata.url + metadata.published) == std::string_view::npos);
    for (const auto& [key, value] : metadata.other) require(find_invalid_utf8(key + value) == std::string_view::npos);
    const auto* const inner = reinterpret_cast<const unsigned char*>(member->bytes.data());
    if (depth < 2 && is_container(member->format))
      read_container(member->format, inner, member->bytes.size(), depth + 1);
    return names.size() < 200;
  });
  if (!status) require(!is_fatal(status.error().code));
}

}  // namespace hoptac::fuzz
