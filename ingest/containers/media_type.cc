#include "ingest/containers/media_type.h"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/readers/reader.h"

namespace hoptac {
namespace {

struct Media {
  std::string_view type;
  std::string_view ending;  // of a file of this type
};

constexpr std::array kMedia{
    Media{"application/mbox", "mbox"},
    Media{"application/msword", "doc"},
    Media{"application/pdf", "pdf"},
    Media{"application/rtf", "rtf"},
    Media{"application/vnd.oasis.opendocument.text", "odt"},
    Media{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
    Media{"application/warc", "warc"},
    Media{"application/x-ndjson", "jsonl"},
    Media{"application/x-pdf", "pdf"},
    Media{"application/xhtml+xml", "html"},
    Media{"application/zip", "zip"},
    Media{"message/rfc822", "eml"},
    Media{"multipart/related", "mht"},
    Media{"text/csv", "csv"},
    Media{"text/html", "html"},
    Media{"text/markdown", "md"},
    Media{"text/plain", "txt"},
    Media{"text/richtext", "txt"},
    Media{"text/rtf", "rtf"},
    Media{"text/tab-separated-values", "tsv"},
    Media{"application/xml", "xml"},
    Media{"text/xml", "xml"},
};

bool says_nothing(std::string_view type) {
  return type.empty() || type == "application/octet-stream" || type == "binary/octet-stream" ||
         type == "application/force-download" || type == "application/x-download" || type == "application/download";
}

bool is_page_part(std::string_view type) {
  constexpr std::array<std::string_view, 4> kFamilies{"image/", "video/", "audio/", "font/"};
  return std::any_of(kFamilies.begin(), kFamilies.end(), [&](std::string_view f) { return type.starts_with(f); }) ||
         type == "text/css" || type.ends_with("javascript") || type.ends_with("json");
}

}  // namespace

Format format_of_media(std::string_view type, std::string_view bytes, std::string_view name) {
  if (is_page_part(type)) return Format::kUnknown;
  const auto* const known = std::find_if(kMedia.begin(), kMedia.end(), [&](const Media& m) { return m.type == type; });
  if (known != kMedia.end()) return detect_format(bytes, "x." + std::string(known->ending));
  const Format format = detect_format(bytes, name);
  if (says_nothing(type)) return format == Format::kImage ? Format::kUnknown : format;
  // A type of its own that we do not know: text and pictures in it are not what they seem.
  const bool doubtful = format == Format::kText || format == Format::kImage || format == Format::kOther;
  return doubtful ? Format::kUnknown : format;
}

}  // namespace hoptac
