#include "ingest/readers/pdf.h"

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <mutex>

#include "ingest/readers/page_lines.h"
#include "ingest/readers/raw_document.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// Poppler writes its complaints to stderr unless told otherwise; the setting is one for the process.
void silence_poppler() {
  static std::once_flag once;
  std::call_once(once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
}

std::string to_string(const poppler::ustring& text) {
  const poppler::byte_array utf8 = text.to_utf8();
  std::string out(utf8.begin(), utf8.end());
  while (!out.empty() && out.back() == '\0') out.pop_back();
  return out;
}

// A form feed ends a page, a carriage return is no line end of ours.
std::string page_text(const poppler::page& page) {
  std::string out = to_string(page.text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
  std::erase_if(out, [](char c) { return c == '\f' || c == '\r' || c == '\0'; });
  return out;
}

// "2022-10-17" in UTC; "" for none.
std::string day_of(std::time_t when) {
  if (when == static_cast<std::time_t>(-1) || when == 0) return {};
  std::tm parts{};
  if (::gmtime_r(&when, &parts) == nullptr) return {};
  char out[16];
  return {out, std::strftime(out, sizeof out, "%Y-%m-%d", &parts)};
}

struct Pages {
  std::vector<std::string> texts;
  std::string without_text;  // their numbers: "2, 5"
  bool broken = false;       // a page that cannot be opened
  bool cut = false;          // longer than the bound
};

// A whole file says so at its end; one that was cut short may still open, with pages missing.
bool is_whole(std::string_view bytes) {
  constexpr std::size_t kTailBytes = 2048;
  return bytes.substr(bytes.size() - std::min(bytes.size(), kTailBytes)).find("%%EOF") != std::string_view::npos;
}

Pages read_pages(const poppler::document& pdf) {
  Pages out;
  std::size_t bytes = 0;
  for (int i = 0; i < pdf.pages() && !out.cut; ++i) {
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    out.broken = out.broken || page == nullptr;
    out.texts.push_back(page == nullptr ? std::string() : page_text(*page));
    bytes += out.texts.back().size();
    out.cut = bytes > limits::kMaxTextBytes;
    if (trim(out.texts.back()).empty()) {
      out.without_text += (out.without_text.empty() ? "" : ", ") + std::to_string(i + 1);
    }
  }
  return out;
}

// A PDF's own title and dates are those of the program that made it as often as not.
void read_properties(const poppler::document& pdf, RawDocument& document) {
  const std::string title = collapse_space(to_string(pdf.info_key("Title")));
  if (title_stands_in_text(document, title)) {
    document.metadata.title = title;
  } else if (!title.empty()) {
    document.metadata.other.emplace_back("title", title);
  }
  const auto keep = [&](const char* name, const std::string& value) {
    if (!value.empty()) document.metadata.other.emplace_back(name, value);
  };
  keep("author", collapse_space(to_string(pdf.info_key("Author"))));
  keep("subject", collapse_space(to_string(pdf.info_key("Subject"))));
  keep("keywords", collapse_space(to_string(pdf.info_key("Keywords"))));
  keep("created", day_of(pdf.info_date_t("CreationDate")));
  keep("modified", day_of(pdf.info_date_t("ModDate")));
}

}  // namespace

Result<void> read_pdf(std::string_view bytes, const DocumentSink& sink) {
  silence_poppler();
  const std::unique_ptr<poppler::document> pdf(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (pdf == nullptr) return fail(ErrorCode::kDamaged, {}, "no PDF that can be opened");
  if (pdf->is_locked()) return fail(ErrorCode::kEncrypted, {}, "remove the password, for example with qpdf --decrypt");
  if (pdf->pages() <= 0) return fail(ErrorCode::kDamaged, {}, "no pages");
  RawDocument document;
  document.format = Format::kPdf;
  document.encoding = "UTF-8";
  const Pages pages = read_pages(*pdf);
  document.blocks = page_blocks(pages.texts);
  const bool damaged = pages.broken || !is_whole(bytes);
  if (!has_text(document)) {
    if (damaged) return fail(ErrorCode::kDamaged, {}, "no page of it can be read");
    return fail(ErrorCode::kNeedsOcr, {}, std::to_string(pdf->pages()) + " pages without text");
  }
  if (!pages.without_text.empty()) {
    document.warnings.push_back("pages without text (scanned?): " + pages.without_text);
  }
  if (damaged) document.warnings.emplace_back("the file is damaged: text may be missing");
  read_properties(*pdf, document);
  bound_text(document);
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
