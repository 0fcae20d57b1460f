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

std::string_view row_part(std::string_view signature) {
  const std::size_t plus = signature.rfind('+');
  return plus == std::string_view::npos ? std::string_view{} : signature.substr(plus + 1);
}

std::string_view without_row(std::string_view signature) { return signature.substr(0, signature.rfind('+')); }

bool has_row(std::string_view signature, const Sidecar& sidecar) {
  return !sidecar.has_list || row_part(signature) == sidecar.listed_hash;
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
  std::string out = sidecar.location.empty() ? std::string() : stat_part(sidecar) + short_hash(sidecar.content);
  return sidecar.listed_hash.empty() ? out : out + "+" + sidecar.listed_hash;
}

std::string refreshed_signature(const Sidecar& sidecar, std::string_view known) {
  const std::string_view row = row_part(known);
  if (sidecar.has_list || row.empty()) return signature_of(sidecar);
  return signature_of(sidecar).append("+").append(row);
}

bool has_stat(std::string_view signature, const Sidecar& sidecar) {
  const std::string stat = stat_part(sidecar);
  if (!has_row(signature, sidecar)) return false;
  return stat.empty() ? without_row(signature).empty() : signature.starts_with(stat);
}

bool has_content(std::string_view signature, const Sidecar& sidecar) {
  return has_row(signature, sidecar) &&
         hash_part(without_row(signature)) == hash_part(without_row(signature_of(sidecar)));
}

}  // namespace hoptac
