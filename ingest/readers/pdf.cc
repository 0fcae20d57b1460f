#include "ingest/readers/pdf.h"

#include <poppler-document.h>
#include <poppler-page.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>

#include "ingest/readers/page_paragraphs.h"
#include "ingest/readers/pdf_library.h"
#include "ingest/readers/raw_document.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

// Poppler's own conversion opens a converter for each word; typesetters' ligatures are taken apart.
std::string to_string(const poppler::ustring& text) {
  static constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool pair = c >= 0xD800 && c < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] < 0xE000;
    if (pair) c = 0x10000 + ((c - 0xD800) << 10U) + (text[++i] - 0xDC00U);
    if (c >= 0xFB00 && c <= 0xFB06) {
      out += kLigatures[c - 0xFB00];
    } else if (c >= 0x20 && (c < 0xD800 || c > 0xDFFF)) {
      append_utf8(out, c);
    }
  }
  return out;
}

// Where most of a page's text reads: 0 from left to right, 1 downwards, 2 upside down, 3 upwards.
int main_rotation(const std::vector<poppler::text_box>& boxes) {
  std::array<std::size_t, 4> counts{};
  for (const poppler::text_box& box : boxes) ++counts[static_cast<std::size_t>(box.rotation()) % 4];
  return static_cast<int>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

// A box on the page turned so that its text reads from left to right.
Box turned(const poppler::rectf& r, int rotation, double width, double height) {
  switch (rotation) {
    case 1:
      return {r.top(), width - r.right(), r.bottom(), width - r.left()};
    case 2:
      return {width - r.right(), height - r.bottom(), width - r.left(), height - r.top()};
    case 3:
      return {height - r.bottom(), r.left(), height - r.top(), r.right()};
    default:
      return {r.left(), r.top(), r.right(), r.bottom()};
  }
}

// Text across the page's own direction is a stamp or a watermark.
WordPage words_of(const poppler::page& page) {
  const std::vector<poppler::text_box> boxes = page.text_list();
  const poppler::rectf rect = page.page_rect();
  const int rotation = main_rotation(boxes);
  WordPage out{rect.width(), rect.height(), {}};
  if (rotation % 2 == 1) std::swap(out.width, out.height);
  for (const poppler::text_box& box : boxes) {
    if (box.rotation() != rotation) continue;
    std::string text = to_string(box.text());
    if (text.empty()) continue;
    out.words.push_back(
        {std::move(text), turned(box.bbox(), rotation, rect.width(), rect.height()), box.has_space_after()});
  }
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
  std::vector<LaidPage> laid;
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
  const int pages = std::min(pdf.pages(), limits::kMaxPages);
  for (int i = 0; i < pages && !out.cut; ++i) {
    const std::unique_ptr<poppler::page> page(pdf.create_page(i));
    out.broken = out.broken || page == nullptr;
    const WordPage words = page == nullptr ? WordPage() : words_of(*page);
    out.laid.push_back({words.height, lay_out(words)});
    for (const PageLine& line : out.laid.back().lines) bytes += line.text.size();
    out.cut = bytes > limits::kMaxTextBytes;
    if (words.words.empty()) out.without_text += (out.without_text.empty() ? "" : ", ") + std::to_string(i + 1);
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
  const auto opened = open_pdf(bytes);
  if (!opened) return fail(opened.error());
  const auto& pdf = *opened;
  RawDocument document;
  document.format = Format::kPdf;
  document.encoding = "UTF-8";
  const Pages pages = read_pages(*pdf);
  document.blocks = page_blocks(pages.laid);
  const bool damaged = pages.broken || !is_whole(bytes);
  if (!has_text(document)) {
    if (damaged) return fail(ErrorCode::kDamaged, {}, "no page of it can be read");
    return fail(ErrorCode::kNeedsOcr, {}, std::to_string(pdf->pages()) + " pages without text");
  }
  if (!pages.without_text.empty()) {
    document.metadata.other.emplace_back(kScannedPages, pages.without_text);
    document.warnings.push_back(scanned_pages_warning(pages.without_text));
  }
  if (pdf->pages() > limits::kMaxPages) {
    document.warnings.push_back("only the first " + std::to_string(limits::kMaxPages) + " pages were read");
  }
  if (damaged) document.warnings.emplace_back("the file is damaged: text may be missing");
  read_properties(*pdf, document);
  bound_text(document);
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
