#include "ingest/readers/docx.h"

#include <iterator>

#include "ingest/readers/docx_body.h"
#include "ingest/readers/docx_styles.h"
#include "ingest/readers/office_properties.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/sniff.h"
#include "ingest/readers/xml_events.h"
#include "ingest/readers/zip.h"

namespace hoptac {
namespace {

constexpr std::string_view kRelations = "_rels/.rels";
constexpr std::string_view kProperties = "docProps/core.xml";

// The text parts of the file; pictures, themes and fonts are not expanded.
bool is_wanted(std::string_view name) {
  if (name == kRelations || name == kProperties) return true;
  if (!name.starts_with("word/") || !name.ends_with(".xml")) return false;
  const std::string_view part = name.substr(5);
  for (const std::string_view wanted :
       {"document", "styles.xml", "numbering.xml", "footnotes", "endnotes", "header", "footer"}) {
    if (part.starts_with(wanted)) return true;
  }
  return false;
}

// Finds the part that holds the body, which need not be called document.xml.
class RelationEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override {
    if (element.name() != "Relationship" || !element.attribute("Type").ends_with("/officeDocument")) return;
    std::string_view name = element.attribute("Target");
    if (name.starts_with('/')) name.remove_prefix(1);
    target = std::string(name);
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  std::string target = "word/document.xml";
};

std::string body_name(const ZipMembers& members) {
  RelationEvents events;
  const std::string_view xml = part(members, kRelations);
  if (!xml.empty() && !read_xml(xml, events)) return RelationEvents().target;
  return events.target;
}

Result<void> add_part(std::string_view xml, const ParagraphStyles& styles, RawDocument& document,
                      DocxCounters* counters = nullptr) {
  auto blocks = docx_blocks(xml, styles, counters);
  if (!blocks) return fail(std::move(blocks.error()));
  std::move(blocks->begin(), blocks->end(), std::back_inserter(document.blocks));
  return {};
}

// Headers and footers of the sections; a broken one costs only itself.
void add_furniture(const ZipMembers& members, const ParagraphStyles& styles, RawDocument& document) {
  std::vector<RawBlock> lines;
  for (const auto& [name, xml] : members) {
    if (!name.starts_with("word/header") && !name.starts_with("word/footer")) continue;
    auto blocks = docx_blocks(xml, styles);
    if (!blocks) {
      document.warnings.push_back(name + " is damaged and left out");
      continue;
    }
    std::move(blocks->begin(), blocks->end(), std::back_inserter(lines));
  }
  add_running_lines(std::move(lines), document);
}

void add_notes(const ZipMembers& members, const ParagraphStyles& styles, RawDocument& document) {
  for (const std::string_view name : {"word/footnotes.xml", "word/endnotes.xml"}) {
    const std::string_view xml = part(members, name);
    if (!xml.empty() && !add_part(xml, styles, document)) {
      document.warnings.push_back(std::string(name) + " is damaged and left out");
    }
  }
}

ParagraphStyles read_styles(std::string_view xml, RawDocument& document) {
  if (xml.empty()) return {};
  if (auto parsed = ParagraphStyles::parse(xml)) return std::move(*parsed);
  document.warnings.emplace_back("word/styles.xml is damaged: headings and lists may be missed");
  return {};
}

DocxNumbering read_numbering(std::string_view xml, const ParagraphStyles& styles, RawDocument& document) {
  if (xml.empty()) return {};
  if (auto parsed = DocxNumbering::parse(xml, styles)) return std::move(*parsed);
  document.warnings.emplace_back("word/numbering.xml is damaged: numbers of lists are missing");
  return {};
}

Result<RawDocument> make_document(const ZipMembers& members) {
  const std::string_view body = part(members, body_name(members));
  if (body.empty()) return fail(ErrorCode::kDamaged, {}, "a zip archive without a Word document in it");
  RawDocument document;
  document.format = Format::kDocx;
  document.encoding = "UTF-8";
  const ParagraphStyles styles = read_styles(part(members, "word/styles.xml"), document);
  const DocxNumbering numbering = read_numbering(part(members, "word/numbering.xml"), styles, document);
  DocxCounters counters(numbering, styles);
  if (auto added = add_part(body, styles, document, &counters); !added) return fail(std::move(added.error()));
  add_notes(members, styles, document);
  add_furniture(members, styles, document);
  if (!has_text(document)) return fail(ErrorCode::kEmpty);
  read_properties(part(members, kProperties), document);
  bound_text(document);
  return document;
}

}  // namespace

Result<void> read_docx(std::string_view bytes, const DocumentSink& sink) {
  if (sniff(bytes) == Magic::kOle) {
    return is_encrypted_package(bytes) ? fail(ErrorCode::kEncrypted, {}, "remove the password in Word or LibreOffice")
                                       : fail(ErrorCode::kNeedsReader, {}, "old Office file (doc)");
  }
  const auto members = read_zip(bytes, is_wanted);
  if (!members) return fail(members.error());
  auto document = make_document(*members);
  if (!document) return fail(std::move(document.error()));
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
