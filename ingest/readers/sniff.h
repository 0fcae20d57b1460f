// Magic bytes of the formats that we read and of those that we only know by name.
#pragma once

#include <string_view>

namespace hoptac {

// What the bytes say. kText: they could be text of some encoding; kBinary: they cannot.
enum class Magic {
  kPdf,
  kZip,
  kOle,
  kHtml,
  kXml,
  kRtf,
  kMail,
  kMbox,
  kWarc,
  kPacked,  // gzip, xz, bzip2, zstd
  kTar,
  kOtherArchive,  // 7z, rar
  kPageImage,     // PNG, JPEG, TIFF: what scanners write
  kJsonLines,
  kText,
  kBinary
};
Magic sniff(std::string_view bytes);

// What a zip archive holds, as far as its local headers tell.
enum class ZipKind { kDocx, kOpenDocument, kOtherOffice, kZip };
ZipKind zip_kind(std::string_view bytes);

// XML that is an OpenDocument text in one file (fodt).
bool is_flat_odt(std::string_view xml);

// An OLE file that wraps an encrypted Office document; one with a Word document in it.
bool is_encrypted_package(std::string_view ole);
bool is_word_document(std::string_view ole);

// True when `bytes` may be text: no control bytes that no text has. UTF-16 with or without BOM counts.
bool looks_like_text(std::string_view bytes);
// True for UTF-16, judged by its BOM or by zero bytes on every other place.
bool looks_like_utf16(std::string_view bytes);

}  // namespace hoptac
