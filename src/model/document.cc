#include "src/model/document.h"

#include <array>

namespace hoptac {
namespace {

template <typename Enum>
struct Named {
  Enum value;
  std::string_view name;
};

template <typename Enum, std::size_t N>
std::string_view name_of(const std::array<Named<Enum>, N>& table, Enum value) {
  for (const auto& row : table) {
    if (row.value == value) return row.name;
  }
  return {};
}

template <typename Enum, std::size_t N>
Enum value_of(const std::array<Named<Enum>, N>& table, std::string_view name, Enum fallback) {
  for (const auto& row : table) {
    if (row.name == name) return row.value;
  }
  return fallback;
}

constexpr std::array kBlockKinds{
    Named<BlockKind>{BlockKind::kParagraph, "paragraph"}, Named<BlockKind>{BlockKind::kTitle, "title"},
    Named<BlockKind>{BlockKind::kHeading, "heading"},     Named<BlockKind>{BlockKind::kListItem, "list-item"},
    Named<BlockKind>{BlockKind::kCaption, "caption"},     Named<BlockKind>{BlockKind::kTableRow, "table-row"},
    Named<BlockKind>{BlockKind::kArticle, "article"},     Named<BlockKind>{BlockKind::kParties, "parties"},
    Named<BlockKind>{BlockKind::kPreamble, "preamble"},   Named<BlockKind>{BlockKind::kSignatures, "signatures"},
    Named<BlockKind>{BlockKind::kAnnex, "annex"},
};
constexpr std::array kBlockUses{
    Named<BlockUse>{BlockUse::kBody, "body"},
    Named<BlockUse>{BlockUse::kRepeat, "repeat"},
    Named<BlockUse>{BlockUse::kFurniture, "furniture"},
};
constexpr std::array kFormats{
    Named<Format>{Format::kText, "txt"},        Named<Format>{Format::kMarkdown, "md"},
    Named<Format>{Format::kHtml, "html"},       Named<Format>{Format::kXml, "xml"},
    Named<Format>{Format::kPdf, "pdf"},         Named<Format>{Format::kDocx, "docx"},
    Named<Format>{Format::kOdt, "odt"},         Named<Format>{Format::kDoc, "doc"},
    Named<Format>{Format::kRtf, "rtf"},         Named<Format>{Format::kMail, "eml"},
    Named<Format>{Format::kMbox, "mbox"},       Named<Format>{Format::kJsonl, "jsonl"},
    Named<Format>{Format::kCsv, "csv"},         Named<Format>{Format::kWarc, "warc"},
    Named<Format>{Format::kArchive, "archive"}, Named<Format>{Format::kImage, "image"},
    Named<Format>{Format::kOther, "other"},
};

}  // namespace

std::string_view language_code(Language language) {
  return language == Language::kVietnamese ? "vi" : language == Language::kEnglish ? "en" : "";
}

Language language_from_code(std::string_view code) {
  const auto is = [&](std::string_view two) {
    return code.size() >= 2 && (code[0] | 0x20) == two[0] && (code[1] | 0x20) == two[1] &&
           (code.size() == 2 || code[2] == '-' || code[2] == '_');
  };
  return is("vi") ? Language::kVietnamese : is("en") ? Language::kEnglish : Language::kUnknown;
}

std::string_view block_kind_name(BlockKind kind) { return name_of(kBlockKinds, kind); }
BlockKind block_kind_from_name(std::string_view name) { return value_of(kBlockKinds, name, BlockKind::kParagraph); }
std::string_view block_use_name(BlockUse use) { return name_of(kBlockUses, use); }
BlockUse block_use_from_name(std::string_view name) { return value_of(kBlockUses, name, BlockUse::kBody); }
std::string_view format_name(Format format) { return name_of(kFormats, format); }
Format format_from_name(std::string_view name) { return value_of(kFormats, name, Format::kUnknown); }

}  // namespace hoptac
