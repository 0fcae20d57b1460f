#include "ingest/readers/raw_document.h"

#include <algorithm>

#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

std::string collapse_space(std::string_view text) {
  std::string out;
  for (const char c : trim(text)) {
    if (!is_ascii_space(c)) {
      out += c;
    } else if (out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

void add_block(RawDocument& document, RawBlock block) {
  if (!trim(block.text).empty()) document.blocks.push_back(std::move(block));
}

void bound_text(RawDocument& document) {
  if (document.blocks.size() > limits::kMaxParagraphs) {
    document.blocks.resize(limits::kMaxParagraphs);
    document.warnings.push_back("text cut after " + std::to_string(limits::kMaxParagraphs) + " paragraphs");
  }
  std::size_t room = limits::kMaxTextBytes;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    std::string& text = document.blocks[i].text;
    if (text.size() <= room) {
      room -= text.size();
      continue;
    }
    text = utf8_prefix(text, room);
    document.blocks.resize(text.empty() ? i : i + 1);
    document.warnings.push_back("text cut at " + std::to_string(limits::kMaxTextBytes) + " bytes");
  }
}

bool has_text(const RawDocument& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(),
                     [](const RawBlock& b) { return !trim(b.text).empty(); });
}

void overlay_metadata(RawMetadata& metadata, const RawMetadata& better) {
  for (const auto member : {&RawMetadata::title, &RawMetadata::published, &RawMetadata::language, &RawMetadata::url,
                            &RawMetadata::publisher}) {
    if (!(better.*member).empty()) metadata.*member = better.*member;
  }
  metadata.other.insert(metadata.other.end(), better.other.begin(), better.other.end());
  metadata.from_sidecar = metadata.from_sidecar || better.from_sidecar;
}

bool has_scanned_pages(const RawDocument& document) {
  const auto& other = document.metadata.other;
  return std::any_of(other.begin(), other.end(), [](const auto& m) { return m.first == kScannedPages; });
}

std::string scanned_pages_warning(std::string_view pages) {
  return "pages without text (scanned?): " + std::string(pages);
}

bool title_stands_in_text(const RawDocument& document, std::string_view title) {
  const std::string wanted = collapse_space(title);
  if (wanted.empty()) return false;
  std::string head;
  for (const RawBlock& b : document.blocks) {
    if (head.size() >= kTitleSearchBytes) break;
    head.append(b.text, 0, kTitleSearchBytes).append(" ");
  }
  return collapse_space(head).find(wanted) != std::string::npos;
}

}  // namespace hoptac
