#include "ingest/readers/reader.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>

#include "ingest/readers/csv_table.h"
#include "ingest/readers/docx.h"
#include "ingest/readers/html.h"
#include "ingest/readers/jsonl.h"
#include "ingest/readers/legacy_text.h"
#include "ingest/readers/odt.h"
#include "ingest/readers/pdf.h"
#include "ingest/readers/sniff.h"
#include "ingest/readers/text.h"
#include "ingest/readers/xml.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

Result<void> needs_reader(std::string_view what) {
  return fail(ErrorCode::kNeedsReader, {}, std::string(what) + "; convert it to docx, pdf, html or text");
}

Result<void> read_other(std::string_view bytes) {
  switch (sniff(bytes)) {
    case Magic::kZip:
      return needs_reader("Office file other than docx and odt");
    case Magic::kOle:
      return needs_reader("old Office file other than doc (xls, ppt)");
    case Magic::kOtherArchive:
      return needs_reader("archive (7z, rar); unpack it");
    default:
      return needs_reader("by its name");
  }
}

// An Office program would show such bytes as text.
Result<void> not_what_it_is_called(std::string_view what) {
  return fail(ErrorCode::kDamaged, {}, "no " + std::string(what) + ", whatever its name says");
}

// Word since version 6 writes OLE files; before, files of its own with one of these marks.
bool is_old_word(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (sniff(bytes) == Magic::kOle) return true;
  constexpr std::array kMarks{"\x31\xBE\x00\x00"sv, "\x9B\xA5"sv, "\xDB\xA5"sv, "\xFE\x37\x00"sv};
  return std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return bytes.starts_with(mark); });
}

DocumentSink repairing(const DocumentSink& sink) {
  return [&sink](Result<RawDocument> document) {
    if (document) repair_legacy_text(*document);
    sink(std::move(document));
  };
}

Result<void> dispatch(Format format, std::string_view bytes, const DocumentSink& sink, std::string_view charset) {
  switch (format) {
    case Format::kText:
      return read_text(bytes, sink, charset);
    case Format::kMarkdown:
      return read_markdown(bytes, sink);
    case Format::kHtml:
      return read_html(bytes, sink, charset);
    case Format::kPdf:
      return read_pdf(bytes, sink);
    case Format::kDocx:
      return read_docx(bytes, sink);
    case Format::kOdt:
      return read_odt(bytes, sink);
    case Format::kJsonl:
      return read_jsonl(bytes, sink);
    case Format::kDoc:
      return is_old_word(bytes) ? needs_reader("old Word file (doc)") : not_what_it_is_called("Word document");
    case Format::kRtf:
      return sniff(bytes) == Magic::kRtf ? needs_reader("rtf") : not_what_it_is_called("rtf");
    case Format::kImage:
      return fail(ErrorCode::kNeedsOcr, {}, "an image");
    case Format::kXml:
      return read_xml_text(bytes, sink, charset);
    case Format::kCsv:
      return read_csv(bytes, sink);
    case Format::kMail:
    case Format::kMbox:
    case Format::kWarc:
    case Format::kArchive:
      return needs_reader(format_name(format));
    case Format::kOther:
      return read_other(bytes);
    case Format::kUnknown:
      break;
  }
  return fail(ErrorCode::kNeedsReader, {}, "no known format");
}

// Runs `read`; what a library throws becomes an error of this one document.
template <typename Read>
Result<void> guarded(const Read& read) {
  try {
    return read();
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  } catch (const std::exception&) {
    return fail(ErrorCode::kDamaged, {}, "what stands in it makes no sense to its reader");
  }
}

}  // namespace

Result<void> read_documents(Format format, std::string_view bytes, const DocumentSink& sink, std::string_view charset) {
  if (bytes.empty()) return fail(ErrorCode::kEmpty, {}, "0 bytes");
  return guarded([&] { return dispatch(format, bytes, repairing(sink), charset); });
}

Result<void> read_documents_from_file(Format format, const std::string& path, const DocumentSink& sink) {
  if (format == Format::kJsonl) {
    return guarded([&] { return read_jsonl_file(path, repairing(sink)); });
  }
  if (format == Format::kCsv) {
    return guarded([&] { return read_csv_file(path, repairing(sink)); });
  }
  const auto bytes = read_file(path, limits::kMaxFileBytes);
  return bytes ? read_documents(format, *bytes, sink) : fail(bytes.error());
}

bool is_read_in_pieces(Format format) { return format == Format::kJsonl || format == Format::kCsv; }

std::string reader_names() { return "txt, md, html, pdf, docx, odt, jsonl, csv, xml"; }

}  // namespace hoptac
