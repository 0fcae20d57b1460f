// One interface for every container: its bytes -> the files inside it, one after the other.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// A container to read. Views are borrowed for the call.
struct ContainerFile {
  Format format = Format::kUnknown;
  std::string_view bytes;
  std::string_view name;  // of the file, without folders: "page.html.gz" holds "page.html"; may be ""
};

// A file inside a container. Views are borrowed for the call.
struct Member {
  std::string path;                  // inside the container, never opened; "" is the container's own text (a mail's)
  std::string_view bytes;            //
  Format format = Format::kUnknown;  // kUnknown: told from bytes and path
  Format shown_as =
      Format::kUnknown;  // what its document is called: a mail's text is html to its reader, eml to people
  std::string charset;   // declared outside of the bytes (an HTTP or MIME header); "" when there is none
  RawMetadata metadata;  // what the container says of it: beats what it says itself
};

// Returns false to end the reading. An error is a member that is lost; Error::path names it.
using MemberSink = std::function<bool(Result<Member>)>;

// What one file may cost, through all its nested containers. Not thread-safe.
class ExpansionBudget {
 public:
  // Of a file of `packed` bytes: limits::kMaxExpansionRatio, kMaxContainerBytes, kMaxContainerMembers.
  explicit ExpansionBudget(std::uint64_t packed);
  // kTooLarge when the bytes or one more member go beyond what is left.
  Result<void> take_bytes(std::uint64_t bytes);
  Result<void> take_member();

 private:
  std::uint64_t bytes_left_;
  std::size_t members_left_;
};

}  // namespace hoptac
