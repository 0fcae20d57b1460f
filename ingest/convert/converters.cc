#include "ingest/convert/converters.h"

#include <utility>

#include "ingest/cache/document_cache.h"
#include "ingest/readers/raw_document.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/md5.h"

namespace hoptac {
namespace {

// Where LibreOffice asks whether another one uses the same profile; it knows no other place.
constexpr std::string_view kSocketFolder = "/tmp";

// soffice is a script; as any shell it says so much and the signal's number when the program in it was ended by one.
constexpr int kSignalled = 128;

// What the program itself says speaks of its own parts, and differs from run to run.
tl::unexpected<Error> nothing_found(std::string_view program, const ScratchFolder& scratch) {
  if (scratch.is_full()) return fail(ErrorCode::kCannotWrite, {}, "the disk of the scratch folder is full");
  return fail(ErrorCode::kDamaged, {}, std::string(program) + " finds no document in it");
}

constexpr std::string_view kOffice = "LibreOffice";
constexpr std::string_view kAntiword = "antiword";
constexpr std::string_view kPandoc = "pandoc";

constexpr std::string_view kDocNeeds =
    "old Word file (doc): install libreoffice-writer-nogui or antiword, or convert it to docx";
constexpr std::string_view kRtfNeeds = "rtf: install libreoffice-writer-nogui or pandoc, or convert it to docx";

Error needs(Format format) {
  return {ErrorCode::kNeedsReader, {}, std::string(format == Format::kDoc ? kDocNeeds : kRtfNeeds)};
}

constexpr ProcessLimits kBounds{limits::kConverterMemory, limits::kConverterSeconds, limits::kMaxFileBytes,
                                limits::kProcessData};

// antiword writes the title from the file's properties in the wrong encoding; the text begins with the first chapter.
std::string without_properties(std::string docbook) {
  const std::size_t text = docbook.find("<chapter>");
  const std::size_t book = docbook.find("<book");
  const std::size_t inside = docbook.find('>', book);
  if (book == std::string::npos || text == std::string::npos || inside > text) return docbook;
  return docbook.erase(inside + 1, text - inside - 1);
}

// LibreOffice's socket, named after its profile by the MD5 of UTF-16 (of ASCII, here), stays when it is ended by force.
void remove_office_socket(const std::string& profile) {
  std::string wide;
  for (const char c : profile) wide.append({c, '\0'});
  std::string ending = "_SingleOfficeIPC_";
  for (const std::uint8_t byte : md5(wide)) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (byte >= 16) ending += kDigits[byte >> 4U];
    ending += kDigits[byte & 15U];
  }
  const auto entries = list_directory(std::string(kSocketFolder));
  if (!entries) return;
  for (const DirEntry& entry : *entries) {
    const bool own = entry.name.starts_with("OSL_PIPE_") && entry.name.ends_with(ending);
    if (own) static_cast<void>(remove_tree(join_path(std::string(kSocketFolder), entry.name)));
  }
}

}  // namespace

ConverterPrograms ConverterPrograms::find() {
  return {find_program("soffice"), find_program("antiword"), find_program("pandoc")};
}

std::string_view ConverterPrograms::first(Format format) const {
  if (format != Format::kDoc && format != Format::kRtf) return {};
  if (!soffice.empty()) return kOffice;
  if (format == Format::kDoc) return antiword.empty() ? std::string_view() : kAntiword;
  return pandoc.empty() ? std::string_view() : kPandoc;
}

bool is_cured(const ConverterPrograms& programs, std::string_view reason) {
  const auto can = [&](Format format, std::string_view needs) {
    return reason.find(needs) != std::string_view::npos && !programs.first(format).empty();
  };
  return can(Format::kDoc, kDocNeeds) || can(Format::kRtf, kRtfNeeds);
}

std::string converter_names() {
  const ConverterPrograms programs = ConverterPrograms::find();
  std::string out;
  for (const auto& [path, name] : {std::pair{&programs.soffice, "LibreOffice"},
                                   std::pair{&programs.antiword, "antiword"}, std::pair{&programs.pandoc, "pandoc"}}) {
    if (!path->empty()) out.append(out.empty() ? "" : ", ").append(name);
  }
  return out.empty() ? "none" : out;
}

Converters::Converters(ConverterPrograms programs, Parts parts) : programs_(std::move(programs)), parts_(parts) {}

Result<ProgramResult> Converters::run(ProgramCall call, const ScratchFolder& scratch) {
  call.stop = parts_.stop;
  call.folder = scratch.path();
  return run_program(call);
}

Result<Converters::Converted> Converters::by_antiword(std::string_view bytes, const ScratchFolder& scratch) {
  // Not by standard input, which it copies to a file that it may not make.
  const std::string from = join_path(scratch.path(), "document.doc");
  if (auto written = write_file_atomic(from, bytes); !written) return fail(std::move(written.error()));
  auto r = run(bounded_call({programs_.antiword, "-m", "UTF-8.txt", "-x", "db", from}, {}, kBounds), scratch);
  if (!r) return fail(std::move(r.error()));
  if (r->status != 0 || r->output.find("<para>") == std::string::npos) return nothing_found(kAntiword, scratch);
  return Converted{Format::kXml, without_properties(std::move(r->output)), kAntiword};
}

Result<Converters::Converted> Converters::by_office(const Handoff& handoff, const ScratchFolder& scratch) {
  const std::string& folder = scratch.path();
  const std::string from = join_path(folder, "document." + std::string(format_name(handoff.format)));
  const std::string to = join_path(folder, "document.docx");
  if (auto written = write_file_atomic(from, handoff.bytes); !written) return fail(std::move(written.error()));
  const std::string profile = "file://" + join_path(folder, "profile");
  ProgramCall call =
      bounded_call({programs_.soffice, "-env:UserInstallation=" + profile, "--headless", "--norestore", "--nolockcheck",
                    "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, from},
                   {}, kBounds);
  call.sockets = kSocketFolder;
  auto r = run(std::move(call), scratch);
  if (!r || r->status != 0) remove_office_socket(profile);
  if (!r) return fail(std::move(r.error()));
  if (r->status > kSignalled) {
    return fail(ErrorCode::kReaderFailed, {}, "LibreOffice was ended by " + status_text(kSignalled - r->status));
  }
  const auto made = stat_path(to, false);  // a link would be read as the file that it names
  if (!made || made->kind != FileKind::kFile || made->size == 0) return nothing_found(kOffice, scratch);
  auto bytes = read_file(to, limits::kMaxFileBytes);
  if (!bytes) return fail(std::move(bytes.error()));
  return Converted{Format::kDocx, *std::move(bytes), kOffice};
}

Result<Converters::Converted> Converters::by_pandoc(std::string_view bytes, const ScratchFolder& scratch) {
  auto r =
      run(bounded_call({programs_.pandoc, "--sandbox", "-f", "rtf", "-t", "html", "-s", "--metadata", "title= ", "-"},
                       bytes, kBounds),
          scratch);
  if (!r) return fail(std::move(r.error()));
  if (r->status != 0 || r->output.empty()) return nothing_found(kPandoc, scratch);
  return Converted{Format::kHtml, std::move(r->output), kPandoc};
}

// The program for when LibreOffice is missing or refuses the file; nothing when there is none.
std::optional<Result<Converters::Converted>> Converters::by_the_other(const Handoff& handoff,
                                                                      const ScratchFolder& scratch) {
  if (handoff.format == Format::kDoc && !programs_.antiword.empty()) return by_antiword(handoff.bytes, scratch);
  if (handoff.format == Format::kRtf && !programs_.pandoc.empty()) return by_pandoc(handoff.bytes, scratch);
  return std::nullopt;
}

Result<Converters::Converted> Converters::convert(const Handoff& handoff) {
  // A new one for each file: nothing that a program leaves may meet what we write for the next.
  const auto scratch = ScratchFolder::make();
  if (!scratch) return fail(scratch.error());
  if (!programs_.soffice.empty()) {
    auto converted = by_office(handoff, *scratch);
    if (converted || is_fatal(converted.error().code)) return converted;
    auto other = by_the_other(handoff, *scratch);
    return other && *other ? *std::move(other) : converted;
  }
  if (auto other = by_the_other(handoff, *scratch)) return *std::move(other);
  return fail(needs(handoff.format));
}

// Kept under the program that has read it: where that is the second choice, the first is asked again another time.
Result<void> Converters::read_converted(const Handoff& handoff, const std::string& hash, const DocumentSink& sink) {
  const auto converted = convert(handoff);
  if (!converted) return fail(converted.error());
  const SourceFile nowhere;
  return parts_.inner.read({converted->format, converted->bytes, nowhere, hash}, [&](Result<RawDocument> document) {
    if (document) keep_document(parts_.cache, {hash, std::string(converted->program)}, *document);
    sink(std::move(document));
  });
}

// What the first program that is installed has read before; without any, what one has read while it was there.
std::optional<RawDocument> Converters::find_kept(Format format, const std::string& hash) {
  const std::string_view first = programs_.first(format);
  for (const std::string_view program : {kOffice, format == Format::kDoc ? kAntiword : kPandoc}) {
    if (!first.empty() && program != first) continue;
    if (auto document = find_document(parts_.cache, {hash, std::string(program)})) return document;
  }
  return std::nullopt;
}

Result<void> Converters::read(const Handoff& handoff, const DocumentSink& sink) {
  const std::string hash = content_hash(handoff.bytes);
  const auto in_place = [&](Result<RawDocument> document) {
    if (document) {
      document->format = handoff.format;
      put_in_place(*document, handoff.place);
      if (!handoff.place.member.empty()) document->content_hash = hash;
    }
    sink(std::move(document));
  };
  auto kept = find_kept(handoff.format, hash);
  if (!kept) return read_converted(handoff, hash, in_place);
  in_place(*std::move(kept));
  return {};
}

}  // namespace hoptac
