#include "ingest/readers/archive_reason.h"

#include <array>
#include <cerrno>
#include <string>
#include <string_view>

#include "ingest/readers/reader.h"

namespace hoptac {
namespace {

// What stands in libarchive's messages, none of which names a state in words that the owner of a file knows.
struct Reason {
  std::string_view sign;
  ErrorCode code;
  std::string_view detail;
};

constexpr std::array kReasons{
    Reason{"ncrypt", ErrorCode::kEncrypted, "the archive needs a password"},
    Reason{"assphrase", ErrorCode::kEncrypted, "the archive needs a password"},
    Reason{"runcated", ErrorCode::kDamaged, "the archive is cut short"},
    Reason{"CRC", ErrorCode::kDamaged, "a checksum in the archive is wrong"},
    Reason{"hecksum", ErrorCode::kDamaged, "a checksum in the archive is wrong"},
    Reason{"nsupported", ErrorCode::kDamaged, "the archive is packed in a way that cannot be read"},
    Reason{"not supported", ErrorCode::kDamaged, "the archive is packed in a way that cannot be read"},
    Reason{"nrecognized archive", ErrorCode::kDamaged, "no archive that can be opened"},
};

}  // namespace

tl::unexpected<Error> archive_failure(archive* a) {
  if (archive_errno(a) == ENOMEM) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  const char* const said = archive_error_string(a);
  const std::string_view what = said == nullptr ? "" : said;
  for (const Reason& reason : kReasons) {
    if (what.find(reason.sign) != std::string_view::npos) return fail(reason.code, {}, std::string(reason.detail));
  }
  return fail(ErrorCode::kDamaged, {}, "the archive is broken");
}

}  // namespace hoptac
