// hoptac.toml: what `ingest --config` reads. docs/operations.md describes every key.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/source.h"
#include "ingest/ocr/ocr_reader.h"
#include "src/base/result.h"

namespace hoptac {

// What the file says; what it does not say is nothing. Paths are absolute.
struct IngestConfig {
  std::optional<std::string> index, authority, overrides, metadata;
  std::optional<double> lock_timeout;  // seconds
  std::optional<std::size_t> jobs;
  std::optional<OcrMode> ocr;
  std::optional<double> ocr_budget;  // seconds
  std::optional<bool> isolation;
  std::vector<Source> sources;  // no two of one name, none inside another
};

// kUsage, with FILE:LINE:COLUMN as the path of the error, for what is no TOML, unknown keys (the detail has the nearest
// known one), wrong types and values, double names, and files and folders that are not there.
Result<IngestConfig> read_config(const std::string& path);

}  // namespace hoptac
