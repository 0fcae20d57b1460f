#include <CLI/Version.hpp>
#include <string>

#include "index/schema.h"
#include "ingest/containers/members.h"
#include "ingest/convert/converters.h"
#include "ingest/facts/analyze.h"
#include "ingest/ocr/ocr_reader.h"
#include "ingest/readers/reader.h"
#include "src/app/options.h"
#include "src/base/sandbox.h"
#include "src/model/json.h"

namespace hoptac {

std::string version_text() {
  return std::string("hoptac ") + HOPTAC_VERSION + "\nindex schema " + std::to_string(kSchemaVersion) + ", rules " +
         std::to_string(kRulesVersion) + ", readers " + std::to_string(kReaderVersion) + ", JSON schema " +
         std::to_string(kJsonSchema) + "\nreads: " + reader_names() + ", " + container_names() +
         "\nconverters installed: " + converter_names() + "\nocr: " + ocr_name(find_ocr()) +
         "; isolation: " + sandbox_name() +
         "\nbuilt with " HOPTAC_LIBRARIES "\nLicence GPL-3.0-or-later; authority lists and sample corpus CC BY 4.0";
}

}  // namespace hoptac
