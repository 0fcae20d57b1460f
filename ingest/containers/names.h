// Names of files inside containers: from bytes of any encoding to parts of a document id. They are never opened.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace hoptac {

// Well-formed UTF-8: bytes that are not are percent-encoded.
std::string escape_bytes(std::string_view name);

// The same, control characters and those that change the direction of text, too.
std::string escape_unsafe(std::string_view text);

// A member's path as part of an id. Names of before Unicode are decoded when they are Vietnamese, else bytes beyond
// ASCII are percent-encoded, as are control characters and those that change the direction of text; '\' becomes '/';
// "." and empty parts go, ".." stays as a name. At most limits::kMaxMemberNameBytes; "unnamed" when nothing is left.
std::string member_name(std::string_view raw);
// The same of a name that is no path, an address or a subject: '/' stays as it is.
std::string member_label(std::string_view text);

// As the walk leaves out hidden entries: a part begins with '.', or is a folder of macOS's resource forks.
bool is_hidden_member(std::string_view path);

// The last part of a path.
std::string_view member_base_name(std::string_view path);

// Makes every name of a container another: "a.txt", "a (2).txt".
class UniqueNames {
 public:
  std::string take(const std::string& name);

 private:
  std::unordered_map<std::string, std::size_t> taken_;  // name -> how often it was asked for
};

}  // namespace hoptac
