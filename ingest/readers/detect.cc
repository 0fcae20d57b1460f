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
    Ending{"atom", Format::kXml},     Ending{"bz2", Format::kArchive},       Ending{"csv", Format::kCsv},
    Ending{"doc", Format::kDoc},      Ending{"docx", Format::kDocx},         Ending{"eml", Format::kMail},
    Ending{"fodt", Format::kOdt},     Ending{"gz", Format::kArchive},        Ending{"htm", Format::kHtml},
    Ending{"html", Format::kHtml},    Ending{"jpeg", Format::kImage},        Ending{"jpg", Format::kImage},
    Ending{"jsonl", Format::kJsonl},  Ending{"markdown", Format::kMarkdown}, Ending{"mbox", Format::kMbox},
    Ending{"md", Format::kMarkdown},  Ending{"mht", Format::kMail},          Ending{"mhtml", Format::kMail},
    Ending{"ndjson", Format::kJsonl}, Ending{"odt", Format::kOdt},           Ending{"pdf", Format::kPdf},
    Ending{"png", Format::kImage},    Ending{"rss", Format::kXml},           Ending{"rtf", Format::kRtf},
    Ending{"tar", Format::kArchive},  Ending{"text", Format::kText},         Ending{"tgz", Format::kArchive},
    Ending{"tif", Format::kImage},    Ending{"tiff", Format::kImage},        Ending{"tsv", Format::kCsv},
    Ending{"txt", Format::kText},     Ending{"txz", Format::kArchive},       Ending{"warc", Format::kWarc},
    Ending{"xhtml", Format::kHtml},   Ending{"xml", Format::kXml},           Ending{"xz", Format::kArchive},
    Ending{"zip", Format::kArchive},  Ending{"zst", Format::kArchive},
};

struct Name {
  std::string ending;  // "" when the name has none
  Format format = Format::kUnknown;
  Format inner = Format::kUnknown;  // of "a.warc" in "a.warc.gz"
};

// An ending is short and begins with a letter: "Thông báo 3.4.2020" has none.
Name parse_ending(std::string_view file) {
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

Name parse_name(std::string_view path) {
  const std::string_view file = path.substr(path.rfind('/') + 1);
  Name out = parse_ending(file);
  if (!out.ending.empty()) out.inner = parse_ending(file.substr(0, file.size() - out.ending.size() - 1)).format;
  return out;
}

bool is_plain(Format format) { return format == Format::kText || format == Format::kMarkdown; }

Format of_zip(std::string_view bytes, const Name& name) {
  switch (zip_kind(bytes)) {
    case ZipKind::kDocx:
      return Format::kDocx;
    case ZipKind::kOpenDocument:
      return Format::kOdt;
    case ZipKind::kOtherOffice:
      return name.format == Format::kDocx || name.format == Format::kOdt ? name.format : Format::kOther;
    case ZipKind::kZip:
      break;
  }
  return name.format == Format::kDocx || name.format == Format::kOdt ? name.format : Format::kArchive;
}

// "pages.warc.gz" is read as the web archive that it is.
Format of_packed(const Name& name) { return name.inner == Format::kWarc ? Format::kWarc : Format::kArchive; }

// Names whose bytes are never plain text: one that is text is misnamed, and the text in it is what counts.
bool is_never_text(Format format) {
  switch (format) {
    case Format::kPdf:
    case Format::kDocx:
    case Format::kOdt:
    case Format::kDoc:
    case Format::kRtf:
    case Format::kArchive:
    case Format::kImage:
      return true;
    default:
      return false;
  }
}

// Bytes that are text of some kind: the name decides what it means.
Format of_text(const Name& name) {
  if (name.format == Format::kUnknown) return name.ending.empty() ? Format::kText : Format::kUnknown;
  return is_never_text(name.format) ? Format::kText : name.format;
}

Format of_xml(const Name& name) {
  return name.format == Format::kHtml || is_plain(name.format) ? name.format : Format::kXml;
}

Format of_ole(std::string_view bytes) { return is_word_document(bytes) ? Format::kDoc : Format::kOther; }

Format of_mail(const Name& name, Format mail) { return is_plain(name.format) ? name.format : mail; }

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
      return is_encrypted_package(bytes) ? Format::kDocx : name.format == Format::kDoc ? Format::kDoc : of_ole(bytes);
    case Magic::kRtf:
      return Format::kRtf;
    case Magic::kHtml:
      return Format::kHtml;
    case Magic::kXml:
      if (is_flat_odt(bytes)) return Format::kOdt;
      return name.format == Format::kUnknown && !name.ending.empty() ? Format::kUnknown : of_xml(name);
    case Magic::kMail:
      return of_mail(name, Format::kMail);
    case Magic::kMbox:
      return of_mail(name, Format::kMbox);
    case Magic::kWarc:
      return Format::kWarc;
    case Magic::kPacked:
      return of_packed(name);
    case Magic::kTar:
      return Format::kArchive;
    case Magic::kPageImage:
      return Format::kImage;
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
