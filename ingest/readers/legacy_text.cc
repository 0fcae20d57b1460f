#include "ingest/readers/legacy_text.h"

#include "ingest/text/legacy_repair.h"

namespace hoptac {

void repair_legacy_text(RawDocument& document) {
  std::vector<std::string*> pieces{&document.metadata.title, &document.metadata.publisher};
  for (RawBlock& block : document.blocks) pieces.push_back(&block.text);
  for (auto& [name, value] : document.metadata.other) pieces.push_back(&value);
  const LegacyWords words = repair_legacy(pieces, LegacySource::kSigns);
  if (words.decoded() == 0) return;
  document.encoding = words.name(document.encoding, " in " + document.encoding);
  document.encoding_confidence *= words.confidence();
}

}  // namespace hoptac
