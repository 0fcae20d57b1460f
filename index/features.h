// Names and versions of what an index uses, in the metadata of `docs`: an older or a newer program refuses to open it
// and says which, instead of answering wrongly.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>

#include "src/base/json_fwd.h"
#include "src/base/result.h"

namespace hoptac {

inline constexpr std::string_view kFeaturesKey = "features";  // metadata of docs: JSON {name: version}

// Those of this program.
Json feature_json();

// The schema of an index; 0 when it names none. Throws Xapian's exceptions.
int schema_of(const Xapian::Database& docs);

// Those of an index after this program has added to it: versions that hold for all documents stay as they are.
// Throws Xapian's exceptions.
Json raised_features(const Xapian::Database& docs);

// The detail of an error names the feature, its version there and here, and the way out:
// kIndexTooNew for a feature, or a version of one, that we do not know; kIndexDamaged for a version that we no longer
// read, or none, and when no features are named: not an index of hoptac. Throws Xapian's exceptions.
Result<void> check_features(const Xapian::Database& docs, const std::string& path);

}  // namespace hoptac
