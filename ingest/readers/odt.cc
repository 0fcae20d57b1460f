#include "ingest/readers/odt.h"

#include <iterator>

#include "ingest/readers/odt_body.h"
#include "ingest/readers/office_properties.h"
#include "ingest/readers/raw_document.h"
#include "ingest/readers/sniff.h"
#include "ingest/readers/zip.h"

namespace hoptac {
namespace {

constexpr std::string_view kContent = "content.xml";
constexpr std::string_view kManifest = "META-INF/manifest.xml";
// A package in one encrypted member, as LibreOffice writes since 2024.
constexpr std::string_view kWhole = "encrypted-package";

// The text parts of the file; pictures, settings and embedded objects are not expanded.
bool is_wanted(std::string_view name) {
  return name == kContent || name == "styles.xml" || name == "meta.xml" || name == kManifest || name == kWhole;
}

class ManifestEvents : public XmlEvents {
 public:
  void begin(const XmlElement& element) override {
    if (element.name() == "file-entry") content_ = element.attribute("full-path") == kContent;
    if (element.name() == "encryption-data" && content_) encrypted = true;
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  bool encrypted = false;

 private:
  bool content_ = false;
};

bool is_encrypted(const ZipMembers& members) {
  if (members.contains(kWhole)) return true;
  ManifestEvents manifest;
  const std::string_view xml = part(members, kManifest);
  return !xml.empty() && read_xml(xml, manifest) && manifest.encrypted;
}

Result<RawDocument> make_document(OdtEvents&& events, std::string_view properties) {
  RawDocument document;
  document.format = Format::kOdt;
  document.encoding = "UTF-8";
  document.blocks = std::move(events.body);
  std::move(events.notes.begin(), events.notes.end(), std::back_inserter(document.blocks));
  add_running_lines(std::move(events.running), document);
  if (!has_text(document)) return fail(ErrorCode::kEmpty);
  keep_properties(std::move(events.properties), document);
  read_properties(properties, document);
  bound_text(document);
  return document;
}

Result<RawDocument> read_package(std::string_view bytes) {
  const auto members = read_zip(bytes, is_wanted);
  if (!members) return fail(members.error());
  if (is_encrypted(*members)) return fail(ErrorCode::kEncrypted, {}, "remove the password in LibreOffice");
  const std::string_view content = part(*members, kContent);
  if (content.empty()) return fail(ErrorCode::kDamaged, {}, "a zip archive without an OpenDocument text in it");
  OdtEvents events;
  std::string warning;
  if (const std::string_view styles = part(*members, "styles.xml"); !styles.empty() && !read_xml(styles, events)) {
    events = {};
    warning = "styles.xml is damaged: headings, lists and page headers may be missed";
  }
  if (auto read = read_xml(content, events); !read) return fail(std::move(read.error()));
  auto document = make_document(std::move(events), part(*members, "meta.xml"));
  if (document && !warning.empty()) document->warnings.push_back(std::move(warning));
  return document;
}

Result<RawDocument> read_flat(std::string_view xml) {
  OdtEvents events;
  if (auto read = read_xml(xml, events); !read) return fail(std::move(read.error()));
  return make_document(std::move(events), {});
}

}  // namespace

Result<void> read_odt(std::string_view bytes, const DocumentSink& sink) {
  auto document = sniff(bytes) == Magic::kXml ? read_flat(bytes) : read_package(bytes);
  if (!document) return fail(std::move(document.error()));
  sink(std::move(document));
  return {};
}

}  // namespace hoptac
