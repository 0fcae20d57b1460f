// A mail as GMime parses it: owned, bounded, with all text as UTF-8. The only place beside mail_parts that knows GMime.
#pragma once

#include <gmime/gmime.h>

#include <memory>
#include <string>
#include <string_view>

#include "src/base/result.h"

namespace hoptac {

struct ObjectUnref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using ObjectPtr = std::unique_ptr<T, ObjectUnref>;

class MailFile {
 public:
  // The bytes are not copied and must outlive the object. kTooLarge beyond limits::kMaxMailBytes, kMaxMailParts,
  // kMaxMailHeaders; kDamaged when there is no mail in them.
  static Result<MailFile> parse(std::string_view bytes);

  GMimeMessage* message() const { return message_.get(); }
  // The first header of that name, on one line; RFC 2047 words and bytes of any encoding decoded. "" when absent.
  std::string header(const char* name) const;
  // The Date as "2020-05-06T07:08:09+07:00", the sender's clock; "" when absent or impossible.
  std::string date() const;

 private:
  struct ArrayRelease {
    void operator()(GByteArray* array) const;
  };
  std::unique_ptr<GByteArray, ArrayRelease> array_;  // lends the bytes to the stream
  ObjectPtr<GMimeStream> stream_;
  ObjectPtr<GMimeMessage> message_;
};

// A header's value on one line; see MailFile::header().
std::string decode_header(std::string_view raw);
// The file name that a part is given, decoded; "" when it has none.
std::string part_file_name(GMimePart* part);
// The content of a part, without its transfer encoding.
std::string part_content(GMimePart* part);
// A message inside another, as a file of its own.
std::string message_source(GMimeMessage* message);

}  // namespace hoptac
