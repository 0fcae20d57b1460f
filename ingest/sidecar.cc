#include "ingest/sidecar.h"

#include "ingest/readers/reader.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

std::string stat_part(const Sidecar& sidecar) {
  if (sidecar.location.empty()) return {};
  return std::to_string(sidecar.size) + ":" + std::to_string(sidecar.mtime_ns) + ":";
}

std::string_view hash_part(std::string_view signature) {
  const std::size_t colon = signature.rfind(':');
  return colon == std::string_view::npos ? std::string_view{} : signature.substr(colon + 1);
}

}  // namespace

Sidecar look_at_sidecar(const std::string& file_location) {
  Sidecar out;
  const std::string location = file_location + ".meta.json";
  const auto stat = stat_path(location);
  if (!stat || stat->kind != FileKind::kFile) return out;
  out.location = location;
  out.size = stat->size;
  out.mtime_ns = stat->mtime_ns;
  return out;
}

void read_sidecar_content(Sidecar& sidecar) {
  if (sidecar.location.empty()) return;
  auto content = read_file(sidecar.location, limits::kMaxRecordBytes);
  auto metadata = content ? read_sidecar(*content) : fail(content.error());
  if (content) sidecar.content = *std::move(content);
  if (metadata) sidecar.metadata = *std::move(metadata);
  if (!metadata) {
    const Error& error = metadata.error();
    sidecar.fault = "sidecar ignored: " + std::string(code_name(error.code)) + ": " + error.detail;
  }
}

std::string signature_of(const Sidecar& sidecar) {
  if (sidecar.location.empty()) return {};
  return stat_part(sidecar) + short_hash(sidecar.content);
}

bool has_stat(std::string_view signature, const Sidecar& sidecar) {
  const std::string stat = stat_part(sidecar);
  return stat.empty() ? signature.empty() : signature.starts_with(stat);
}

bool has_content(std::string_view signature, const Sidecar& sidecar) {
  return hash_part(signature) == hash_part(signature_of(sidecar));
}

}  // namespace hoptac
