// The data of documents: written by record.cc, read by the searcher, verify, export and reindex.
//
// In `docs` it is three lines:  {text part}  {analysis part}  checksum
// The parts are JSON objects {"v": version, "document"|"analysis": …} (model/json.h), so that facts
// can be derived anew from the text part alone; the checksum is short_hash() of the two lines
// before it, because Xapian's blocks carry none. In `register` it is one JSON object.
#pragma once

#include <string>
#include <string_view>

#include "src/base/result.h"
#include "src/model/search.h"

namespace hoptac {

inline constexpr int kStoredVersion = 1;

std::string encode_stored(const Document& document, const Analysis& analysis);
// kIndexDamaged when the checksum or a part is wrong, kIndexTooNew for a higher version.
Result<StoredDocument> decode_stored(std::string_view data);
// The text part alone: what a hit with passages needs.
Result<Document> decode_stored_document(std::string_view data);
// The title alone, at the cost of what stands before it; "" when it has none or is damaged.
std::string decode_stored_title(std::string_view data);
// True when the checksum fits.
bool is_sound(std::string_view data);

// One record of the register.
std::string encode_row(const AgreementRow& row);
Result<AgreementRow> decode_row(std::string_view data);

}  // namespace hoptac
