#include "ingest/ocr/ocr_reader.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <utility>

#include "ingest/readers/pdf_image.h"
#include "ingest/readers/raw_document.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/mapped_file.h"

namespace hoptac {
namespace {

// What scanners in offices use, and what tesseract's models were made for.
constexpr double kDpi = 300;
// Nothing was read up to this page, and it fails too: so will the others.
constexpr int kFirstLost = 5;
constexpr std::string_view kEndOfPdf = "end";

constexpr std::string_view kHowToInstall =
    "install tesseract-ocr and tesseract-ocr-vie (Debian) and ingest again, or run a tool such as ocrmypdf on it";

int to_int(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

ProcessLimits bounds(std::uint64_t seconds) {
  return {limits::kOcrMemory, seconds, limits::kMaxFileBytes, limits::kOcrData};
}

// Both streams of a short answer; "" when there is none.
std::string ask(const std::string& program, const std::string& option) {
  const auto scratch = ScratchFolder::make();
  if (!scratch) return {};
  constexpr std::uint64_t kSeconds = 5;
  ProgramCall call = bounded_call({program, option}, {}, bounds(kSeconds));
  call.folder = scratch->path();
  const auto answer = run_program(call);
  return answer && answer->status == 0 ? answer->output + answer->errors : std::string();
}

bool has_line(std::string_view text, std::string_view wanted) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (trim(line) == wanted) return true;
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return false;
}

std::string percent(double share) { return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %"; }

// "2, 5" -> 2 and 5.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> out;
  while (!text.empty()) {
    const std::string_view number = text.substr(0, text.find(','));
    if (const int page = to_int(trim(number)); page > 0) out.push_back(page);
    text.remove_prefix(std::min(text.size(), number.size() + 1));
  }
  return out;
}

void note_confidence(const std::vector<OcrPage>& pages, const std::string& program, RawDocument& document) {
  document.metadata.other.emplace_back("ocr", program + ", confidence " + percent(ocr_confidence(pages)));
  document.encoding_confidence = std::min(document.encoding_confidence, ocr_confidence(pages));
  for (std::string& warning : ocr_warnings(pages)) document.warnings.push_back(std::move(warning));
}

// Blocks stay in the order of pages.
void insert_blocks(std::vector<RawBlock> added, RawDocument& document) {
  std::vector<RawBlock> all;
  all.reserve(document.blocks.size() + added.size());
  auto next = added.begin();
  for (RawBlock& block : document.blocks) {
    for (; next != added.end() && next->page < block.page; ++next) all.push_back(std::move(*next));
    all.push_back(std::move(block));
  }
  std::move(next, added.end(), std::back_inserter(all));
  document.blocks = std::move(all);
}

}  // namespace

OcrProgram find_ocr() {
  OcrProgram out;
  out.path = find_program("tesseract");
  if (out.path.empty()) return out;
  const std::string version = ask(out.path, "--version");
  const std::size_t begin = version.find(' ');
  if (version.starts_with("tesseract ")) out.version = version.substr(begin + 1, version.find('\n') - begin - 1);
  const std::string languages = ask(out.path, "--list-langs");
  for (const std::string_view language : {"vie", "eng"}) {
    if (!has_line(languages, language)) continue;
    out.languages.append(out.languages.empty() ? "" : "+").append(language);
  }
  out.orientation = has_line(languages, "osd");
  return out;
}

std::string ocr_name(const OcrProgram& program) {
  if (program.path.empty()) return "not installed";
  std::string languages = program.languages == "vie+eng" ? "eng, vie" : program.languages;
  if (languages.empty()) languages = "without vie and eng";
  return "tesseract " + program.version + " (" + languages + ")";
}

// What is read: an image, or some or all pages of a PDF.
struct OcrReader::Source {
  Format format = Format::kUnknown;
  std::string_view bytes;
  std::string hash;
  std::vector<int> pages;  // none: all
};

OcrReader::OcrReader(OcrProgram program, OcrOptions options, Parts parts)
    : program_(std::move(program)), options_(options), parts_(std::move(parts)) {}

std::optional<Error> OcrReader::reason_against() const {
  if (!program_.is_ready()) return Error{ErrorCode::kNeedsOcr, {}, std::string(kHowToInstall)};
  if (options_.mode == OcrMode::kOff) return Error{ErrorCode::kNeedsOcr, {}, "left out by --ocr off"};
  if (options_.budget_seconds > 0 && used_seconds_ >= options_.budget_seconds) {
    return Error{ErrorCode::kNeedsOcr, {}, "queued: the time of --ocr-budget is used up, the next run goes on"};
  }
  return std::nullopt;
}

Result<ProgramResult> OcrReader::run(std::vector<std::string> arguments, std::string_view input,
                                     std::uint64_t seconds) {
  if (!scratch_) {
    auto made = ScratchFolder::make();
    if (!made) return fail(std::move(made.error()));
    scratch_.emplace(*std::move(made));
  }
  ProgramCall call = bounded_call(std::move(arguments), input, bounds(seconds));
  call.folder = scratch_->path();
  call.output_bytes = 2 * limits::kMaxPagePixels;
  call.stop = parts_.stop;
  const std::int64_t begin = now_ns();
  auto result = run_program(call);
  used_seconds_ += static_cast<double>(now_ns() - begin) / 1e9;
  return result;
}

Result<std::string> OcrReader::draw(std::string_view pdf, int page) {
  std::vector<std::string> arguments = parts_.drawer;
  arguments.push_back(std::to_string(page));
  arguments.push_back(std::to_string(static_cast<int>(kDpi)));
  auto drawn = run(std::move(arguments), pdf, limits::kOcrSeconds);
  if (!drawn) return fail(std::move(drawn.error()));
  if (drawn->status == kNoSuchPage) return std::string(kEndOfPdf);
  if (drawn->status != 0) return fail(ErrorCode::kDamaged, {}, "page " + std::to_string(page) + " cannot be drawn");
  return std::move(drawn->output);
}

// By one thread (process.cc): several are slower on a page, and other work goes on beside.
Result<std::string> OcrReader::recognise(std::string_view image, double dpi) {
  std::vector<std::string> arguments{program_.path,
                                     "stdin",
                                     "stdout",
                                     "-l",
                                     program_.languages,
                                     "--psm",
                                     program_.orientation ? "1" : "3",
                                     "-c",
                                     "tessedit_create_tsv=1"};
  if (dpi > 0) {
    arguments.emplace_back("--dpi");
    arguments.push_back(std::to_string(static_cast<int>(dpi)));
  }
  // A file of many pages has more time; a drawn page is not packed.
  constexpr std::uint64_t kPackedBytesASecond = 8192;
  const std::uint64_t more = dpi > 0 ? 0 : image.size() / kPackedBytesASecond;
  auto read = run(std::move(arguments), image, limits::kOcrSeconds + more);
  if (!read) return fail(std::move(read.error()));
  if (read->status != 0) {
    return fail(ErrorCode::kDamaged, {}, "tesseract finds no image in it that it can read");
  }
  return std::move(read->output);
}

// What the cache has of a page, when this program said it, or any while there is none now. The first line is the name
// of the program that did.
std::optional<std::string> OcrReader::known_tsv(const CacheKey& key) {
  auto kept = parts_.cache == nullptr ? std::nullopt : parts_.cache->find(key);
  if (!kept) return std::nullopt;
  const std::size_t end = std::min(kept->find('\n'), kept->size());
  const std::string name = kept->substr(0, end);
  if (program_.is_ready() && name != ocr_name(program_)) return std::nullopt;
  used_name_ = name;
  return kept->substr(std::min(end + 1, kept->size()));
}

// What tesseract says of an image (page 0) or of a page; kEndOfPdf behind the last; from the cache where it is known.
Result<std::string> OcrReader::tsv_of(const Source& source, int page) {
  const CacheKey key{source.hash, "ocr page " + std::to_string(page)};
  if (auto known = known_tsv(key)) return *std::move(known);
  if (auto reason = reason_against()) return fail(*std::move(reason));
  auto image = page == 0 ? Result<std::string>(std::string(source.bytes)) : draw(source.bytes, page);
  if (!image) return image;
  const bool done = image->empty() || (page > 0 && *image == kEndOfPdf);
  auto tsv = done ? std::move(image) : recognise(*image, page == 0 ? 0 : kDpi);
  used_name_ = ocr_name(program_);
  // What cannot be kept is read again.
  if (tsv && parts_.cache != nullptr) static_cast<void>(parts_.cache->keep(key, used_name_ + "\n" + *tsv));
  return tsv;
}

// No page is the end of a PDF.
Result<std::vector<OcrPage>> OcrReader::read_part(const Source& source, int page) {
  auto tsv = tsv_of(source, page);
  if (!tsv) return fail(std::move(tsv.error()));
  if (page > 0 && *tsv == kEndOfPdf) return std::vector<OcrPage>{};
  auto pages = parse_ocr(*tsv, std::max(page, 1), kDpi);
  if (pages.empty()) pages.push_back({std::max(page, 1), {}, 0, 0, {}});
  return pages;
}

// A page that cannot be read costs itself only.
Result<std::vector<OcrPage>> OcrReader::read_pages(const Source& source) {
  if (source.format == Format::kImage) return read_part(source, 0);
  std::vector<OcrPage> out;
  const std::size_t most = source.pages.empty() ? limits::kMaxOcrPages : source.pages.size();
  for (std::size_t i = 0; i < most; ++i) {
    const int page = source.pages.empty() ? static_cast<int>(i + 1) : source.pages[i];
    auto read = read_part(source, page);
    const bool lost =
        !read && read.error().code != ErrorCode::kNeedsOcr && read.error().code != ErrorCode::kInterrupted;
    const bool hopeless = lost && page == kFirstLost && ocr_confidence(out) == 0;
    if (!read && (!lost || hopeless)) return read;
    if (lost) {
      out.push_back({page, {}, 0, 0, read.error().detail});
      continue;
    }
    if (read->empty()) break;
    out.push_back(std::move(read->front()));
  }
  return out;
}

Result<void> OcrReader::read(const Handoff& handoff, const DocumentSink& sink) {
  const std::string hash = content_hash(handoff.bytes);
  const auto pages = read_pages({handoff.format, handoff.bytes, hash, {}});
  if (!pages) return fail(pages.error());
  RawDocument document;
  document.format = handoff.format;
  document.encoding = "UTF-8";
  document.blocks = ocr_blocks(*pages);
  if (!has_text(document)) {
    const std::vector<std::string> why = ocr_warnings(*pages);
    if (!why.empty()) return fail(ErrorCode::kReaderFailed, {}, why.front());
    return fail(ErrorCode::kEmpty, {}, "OCR finds no text in it");
  }
  note_confidence(*pages, used_name_, document);
  if (pages->size() == limits::kMaxOcrPages) {
    document.warnings.push_back("only the first " + std::to_string(limits::kMaxOcrPages) + " pages were read by OCR");
  }
  bound_text(document);
  if (!handoff.place.member.empty()) document.content_hash = hash;
  put_in_place(document, handoff.place);
  sink(std::move(document));
  return {};
}

void OcrReader::complete(std::string_view bytes, RawDocument& document) {
  auto& other = document.metadata.other;
  const auto found = std::find_if(other.begin(), other.end(), [](const auto& m) { return m.first == kScannedPages; });
  if (found == other.end()) return;
  const std::string numbers = found->second;
  const auto pages = read_pages({Format::kPdf, bytes, content_hash(bytes), numbers_in(numbers)});
  if (!pages) return;
  other.erase(found);
  std::erase(document.warnings, scanned_pages_warning(numbers));
  std::vector<RawBlock> blocks = ocr_blocks(*pages);
  if (blocks.empty()) return;  // blank pages
  insert_blocks(std::move(blocks), document);
  note_confidence(*pages, used_name_, document);
  document.warnings.push_back("pages read by OCR: " + numbers);
  bound_text(document);
}

int serve_drawing(const std::string& page, const std::string& dpi) {
  const auto pdf = MappedFile::of_descriptor(0);
  if (!pdf) return 1;
  const auto drawn = draw_pdf_page(pdf->bytes(), to_int(page), to_int(dpi));
  if (!drawn) return drawn.error().code == ErrorCode::kNotFound ? kNoSuchPage : 1;
  const bool written = std::fwrite(drawn->pgm.data(), 1, drawn->pgm.size(), stdout) == drawn->pgm.size();
  return written && std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace hoptac
