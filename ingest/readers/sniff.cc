#include "ingest/readers/sniff.h"

#include <algorithm>
#include <array>
#include <string>

#include "ingest/readers/raw_document.h"

namespace hoptac {
namespace {

using std::string_view_literals::operator""sv;

struct Signature {
  std::string_view bytes;
  Magic magic;
};

constexpr std::array kSignatures{
    Signature{"%PDF-"sv, Magic::kPdf},
    Signature{"PK\x03\x04"sv, Magic::kZip},
    Signature{"PK\x05\x06"sv, Magic::kZip},
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Magic::kOle},
    Signature{"{\\rtf"sv, Magic::kRtf},
    Signature{"\x1F\x8B"sv, Magic::kPacked},
    Signature{"7z\xBC\xAF\x27\x1C"sv, Magic::kOtherArchive},
    Signature{"Rar!\x1A\x07"sv, Magic::kOtherArchive},
    Signature{"BZh"sv, Magic::kPacked},
    Signature{"\x28\xB5\x2F\xFD"sv, Magic::kPacked},
    Signature{"\xFD"
              "7zXZ"sv,
              Magic::kPacked},
    Signature{"\x89PNG\r\n\x1A\n"sv, Magic::kPageImage},
    Signature{"\xFF\xD8\xFF"sv, Magic::kPageImage},
    Signature{"II*\0"sv, Magic::kPageImage},
    Signature{"MM\0*"sv, Magic::kPageImage},
    Signature{"WARC/1."sv, Magic::kWarc},
};

// Texts, their templates and master documents; sheets and slides have other names.
constexpr std::string_view kOpenDocumentText = "application/vnd.oasis.opendocument.text";

// How much of a file is looked at for markup, headers and control bytes.
constexpr std::size_t kHeadBytes = 4096;

// ASCII letters of the head, whatever the width of a character: enough to see "<html".
std::string ascii_head(std::string_view bytes) {
  const bool wide = looks_like_utf16(bytes);
  std::string out;
  for (const char c : bytes.substr(0, kHeadBytes)) {
    if (!wide || (c != '\0' && static_cast<unsigned char>(c) < 0x80)) out += c;
  }
  return ascii_lower(out);
}

// Behind a BOM, space, comments and processing instructions.
std::string_view skip_prolog(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  while (true) {
    head = trim(head);
    const std::string_view end = head.starts_with("<!--") ? "-->" : head.starts_with("<?") ? ">" : "";
    const std::size_t at = end.empty() ? std::string_view::npos : head.find(end);
    if (at == std::string_view::npos) return head;
    head.remove_prefix(at + end.size());
  }
}

// "Name: value" lines from the first one on, two of which only mail has.
bool is_mail(std::string_view head) {
  constexpr std::array kMailHeaders{"received:"sv,     "return-path:"sv, "message-id:"sv, "mime-version:"sv,
                                    "delivered-to:"sv, "from:"sv,        "to:"sv,         "subject:"sv,
                                    "content-type:"sv, "x-"sv,           "date:"sv};
  int strong = 0;
  int weak = 0;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find('\n'));
    head.remove_prefix(std::min(head.size(), line.size() + 1));
    if (trim(line).empty()) break;
    if (is_ascii_space(line.front())) continue;  // a folded header
    const auto* const found =
        std::find_if(kMailHeaders.begin(), kMailHeaders.end(), [&](std::string_view h) { return line.starts_with(h); });
    if (found == kMailHeaders.end() && line.substr(0, line.find(':')).find(' ') != std::string_view::npos) return false;
    if (found != kMailHeaders.end()) ++(found < kMailHeaders.begin() + 5 ? strong : weak);
  }
  return strong >= 1 && weak >= 1;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return text.starts_with(p); });
}

// The name of the stream in the directory of an OLE file, which is UTF-16LE.
bool has_stream(std::string_view ole, std::string_view name) {
  std::string wanted;
  for (const char c : name) wanted.append({c, '\0'});
  return ole.find(wanted) != std::string_view::npos;
}

// POSIX and GNU archives; those of before 1988 have no mark.
bool is_tar(std::string_view bytes) {
  constexpr std::size_t kMarkAt = 257;
  return bytes.size() >= 512 && bytes.substr(kMarkAt).starts_with("ustar");
}

Magic sniff_text(std::string_view bytes) {
  const std::string head = ascii_head(bytes);
  const std::string_view start = skip_prolog(head);
  if (starts_with_any(start, {"<!doctype html", "<html", "<head", "<body"})) return Magic::kHtml;
  if (head.find("<?xml") < 4) return Magic::kXml;
  if (start.starts_with("from ") && is_mail(start.substr(std::min(start.size(), start.find('\n') + 1)))) {
    return Magic::kMbox;
  }
  if (is_mail(start)) return Magic::kMail;
  if (!looks_like_text(bytes)) return Magic::kBinary;
  if (starts_with_any(start, {"{\"_id\"", "{\"id\"", "{\"document\""})) return Magic::kJsonLines;
  return Magic::kText;
}

}  // namespace

bool looks_like_utf16(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view head = bytes.substr(0, kHeadBytes);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    if (head[i] == '\0') ++zeros[i % 2];
  }
  // Vietnamese has letters beyond U+00FF, but its blanks, line ends and most letters have a zero byte.
  const std::size_t most = std::max(zeros[0], zeros[1]);
  const std::size_t least = std::min(zeros[0], zeros[1]);
  return head.size() >= 4 && most * 4 >= head.size() && least * 20 <= most;
}

bool looks_like_text(std::string_view bytes) {
  if (looks_like_utf16(bytes)) return true;
  const std::string_view head = bytes.substr(0, kHeadBytes);
  return std::none_of(head.begin(), head.end(), [](char c) {
    const auto b = static_cast<unsigned char>(c);
    return b < 0x20 && !is_ascii_space(c) && c != '\x1B' && c != '\x1A';
  });
}

Magic sniff(std::string_view bytes) {
  for (const Signature& s : kSignatures) {
    if (bytes.starts_with(s.bytes)) return s.magic;
  }
  return is_tar(bytes) ? Magic::kTar : sniff_text(bytes);
}

ZipKind zip_kind(std::string_view bytes) {
  constexpr std::size_t kNameAt = 30;  // of the first local header
  const std::string_view name = bytes.substr(std::min(bytes.size(), kNameAt), 128);
  if (name.starts_with("mimetype")) {
    return name.substr(8).starts_with(kOpenDocumentText) ? ZipKind::kOpenDocument : ZipKind::kOtherOffice;
  }
  const bool office = starts_with_any(name, {"[Content_Types].xml", "_rels/", "docProps/", "word/", "customXml/"});
  if (!office) return ZipKind::kZip;
  return bytes.find("word/") != std::string_view::npos ? ZipKind::kDocx : ZipKind::kOtherOffice;
}

bool is_flat_odt(std::string_view xml) {
  const std::string head = ascii_head(xml);
  const std::string_view root = skip_prolog(head);
  const std::size_t colon = root.substr(0, root.find_first_of(" \t\r\n>")).find(':');
  return root.starts_with('<') && colon != std::string_view::npos && root.substr(colon + 1).starts_with("document") &&
         root.substr(0, root.find('>')).find(kOpenDocumentText) != std::string_view::npos;
}

bool is_encrypted_package(std::string_view ole) { return has_stream(ole, "EncryptedPackage"); }
bool is_word_document(std::string_view ole) { return has_stream(ole, "WordDocument"); }

}  // namespace hoptac
