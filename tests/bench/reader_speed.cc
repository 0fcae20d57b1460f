// CPU time of readers beside the bare library that each stands on, over the same files and in the same run:
//   reader_speed FILE-OR-FOLDER…          (html, pdf, docx; others are passed over)
// html: libxml2's parser and a walk that dumps the text; pdf: the text of all pages by poppler-cpp; docx: unzipping the
// main part and libxml2's parser over it, and, since a small file is mostly styles, `unzip` of all parts before it.
// Each pair runs alternately, several rounds; the least time of each side counts.
#include <fmt/format.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-page.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "ingest/readers/reader.h"
#include "ingest/readers/zip.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace {

using namespace hoptac;

constexpr int kRounds = 7;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

void dump(const xmlNode* node, std::string& out) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_TEXT_NODE) out += reinterpret_cast<const char*>(node->content);
    dump(node->children, out);
  }
}

std::size_t dumped(xmlDoc* tree) {
  std::string out;
  if (tree != nullptr) dump(xmlDocGetRootElement(tree), out);
  xmlFreeDoc(tree);
  return out.size();
}

std::size_t bare_html(const std::string& bytes) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
  return dumped(htmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, "UTF-8", kOptions));
}

std::size_t main_part(const Result<ZipMembers>& parts) {
  const auto part = parts ? parts->find("word/document.xml") : ZipMembers::const_iterator();
  if (!parts || part == parts->end()) return 0;
  const std::string& xml = part->second;
  return dumped(xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET));
}

std::size_t bare_docx(const std::string& bytes) {
  return main_part(read_zip(bytes, [](std::string_view name) { return name == "word/document.xml"; }));
}

std::size_t unzipped_docx(const std::string& bytes) {
  return main_part(read_zip(bytes, [](std::string_view) { return true; }));
}

std::size_t bare_pdf(const std::string& bytes) {
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  std::size_t n = 0;
  for (int i = 0; pdf != nullptr && i < pdf->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(pdf->create_page(i));
    if (page != nullptr) n += page->text().to_utf8().size();
  }
  return n;
}

std::size_t ours(Format format, const std::string& bytes) {
  std::size_t n = 0;
  (void)read_documents(format, bytes, [&](Result<RawDocument> d) {
    if (!d) return;
    for (const RawBlock& b : d->blocks) n += b.text.size();
  });
  return n;
}

using Files = std::map<Format, std::vector<std::string>>;

void add_file(const std::string& path, Files& files) {
  auto bytes = read_file(path, limits::kMaxFileBytes);
  if (!bytes) return;
  const Format format = detect_format(*bytes, base_name(path));
  if (format == Format::kHtml || format == Format::kPdf || format == Format::kDocx) {
    files[format].push_back(*std::move(bytes));
  }
}

template <typename Read>
double time_of(const std::vector<std::string>& files, const Read& read, std::size_t& text) {
  const double start = cpu_seconds();
  for (const std::string& bytes : files) text += read(bytes);
  return cpu_seconds() - start;
}

using BareRead = std::size_t (*)(const std::string& bytes);

void compare(Format format, std::string_view name, const std::vector<std::string>& files, BareRead bare_read) {
  if (files.empty()) return;
  double bare = 1e9, own = 1e9;
  std::size_t bytes = 0, text = 0;
  for (const std::string& f : files) bytes += f.size();
  for (int round = 0; round < kRounds; ++round) {
    bare = std::min(bare, time_of(files, bare_read, text));
    own = std::min(own, time_of(
                            files, [&](const std::string& b) { return ours(format, b); }, text));
  }
  fmt::print("{}: {} files, {:.1f} MB; bare {:.3f} s, hoptac {:.3f} s: {:.2f}x ({:.1f} MB/s)\n", name, files.size(),
             static_cast<double>(bytes) / 1e6, bare, own, own / bare, static_cast<double>(bytes) / 1e6 / own);
}

}  // namespace

int main(int argc, char** argv) {
  Files files;
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) {
      add_file(argv[i], files);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (entry.is_regular_file()) add_file(entry.path().string(), files);
    }
  }
  compare(Format::kHtml, "html", files[Format::kHtml], bare_html);
  compare(Format::kPdf, "pdf", files[Format::kPdf], bare_pdf);
  compare(Format::kDocx, "docx", files[Format::kDocx], bare_docx);
  compare(Format::kDocx, "docx, all unzipped", files[Format::kDocx], unzipped_docx);
  return files[Format::kHtml].empty() && files[Format::kPdf].empty() && files[Format::kDocx].empty() ? 2 : 0;
}
