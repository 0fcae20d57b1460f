#include <algorithm>
#include <array>

#include "ingest/readers/raw_document.h"
#include "ingest/readers/reader.h"
#include "ingest/readers/sniff.h"

namespace hoptac {
namespace {

struct Ending {
  std::string_view name;
  Format format;
};

// Sorted by name. Endings of formats that are known but not read stand here so that a damaged file
// of that name is failed, not skipped.
constexpr std::array kEndings{
    Ending{"doc", Format::kOther},         Ending{"docx", Format::kDocx},  Ending{"eml", Format::kOther},
    Ending{"htm", Format::kHtml},          Ending{"html", Format::kHtml},  Ending{"jsonl", Format::kJsonl},
    Ending{"markdown", Format::kMarkdown}, Ending{"mbox", Format::kOther}, Ending{"md", Format::kMarkdown},
    Ending{"ndjson", Format::kJsonl},      Ending{"odt", Format::kOther},  Ending{"pdf", Format::kPdf},
    Ending{"rtf", Format::kOther},         Ending{"text", Format::kText},  Ending{"txt", Format::kText},
    Ending{"warc", Format::kOther},        Ending{"xhtml", Format::kHtml}, Ending{"zip", Format::kOther},
};

struct Name {
  std::string ending;  // "" when the name has none
  Format format = Format::kUnknown;
};

// An ending is short and begins with a letter: "Thông báo 3.4.2020" has none.
Name parse_name(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  Name out;
  if (dot == std::string_view::npos || dot == 0) return out;
  const std::string ending = ascii_lower(file.substr(dot + 1));
  const auto alnum = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (ending.empty() || ending.size() > 10 || !(ending[0] >= 'a' && ending[0] <= 'z')) return out;
  if (!std::all_of(ending.begin(), ending.end(), alnum)) return out;
  out.ending = ending;
  const auto* const at = std::lower_bound(kEndings.begin(), kEndings.end(), ending,
                                          [](const Ending& e, const std::string& n) { return e.name < n; });
  if (at != kEndings.end() && at->name == ending) out.format = at->format;
  return out;
}

bool is_plain(Format format) { return format == Format::kText || format == Format::kMarkdown; }

Format of_zip(std::string_view bytes, const Name& name) {
  return name.format == Format::kDocx || zip_kind(bytes) == ZipKind::kDocx ? Format::kDocx : Format::kOther;
}

// Bytes that are text of some kind: the name decides what it means.
Format of_text(const Name& name) {
  switch (name.format) {
    case Format::kPdf:
    case Format::kDocx:
      return Format::kText;  // misnamed; the text in it is what counts
    case Format::kUnknown:
      return name.ending.empty() ? Format::kText : Format::kUnknown;
    default:
      return name.format;
  }
}

}  // namespace

Format detect_format(std::string_view bytes, std::string_view path) {
  const Name name = parse_name(path);
  if (bytes.empty()) return name.format;
  switch (sniff(bytes)) {
    case Magic::kPdf:
      return Format::kPdf;
    case Magic::kZip:
      return of_zip(bytes, name);
    case Magic::kOle:
      return is_encrypted_package(bytes) ? Format::kDocx : Format::kOther;
    case Magic::kHtml:
      return Format::kHtml;
    case Magic::kXml:
      return name.format == Format::kHtml || is_plain(name.format) ? name.format : Format::kUnknown;
    case Magic::kMail:
    case Magic::kMbox:
      return is_plain(name.format) ? name.format : Format::kOther;
    case Magic::kJsonLines:
      return name.ending == "json" ? Format::kUnknown : Format::kJsonl;
    case Magic::kText:
      return of_text(name);
    case Magic::kBinary:
      return name.format;
    default:
      return Format::kOther;
  }
}

}  // namespace hoptac
