#include "ingest/load.h"

#include <utility>

#include "src/base/file.h"
#include "src/base/hash.h"

namespace hoptac {
namespace {

constexpr std::uint64_t kMaxSidecarBytes = 1U << 20;

void overlay(std::string& value, const std::string& better) {
  if (!better.empty()) value = better;
}

// A sidecar beats what the file says of itself.
void apply_sidecar(RawMetadata& metadata, const RawMetadata& sidecar) {
  overlay(metadata.title, sidecar.title);
  overlay(metadata.published, sidecar.published);
  overlay(metadata.language, sidecar.language);
  overlay(metadata.url, sidecar.url);
  overlay(metadata.publisher, sidecar.publisher);
  metadata.other.insert(metadata.other.end(), sidecar.other.begin(), sidecar.other.end());
  metadata.from_sidecar = true;
}

std::string member_id(const SourceFile& file, const RawDocument& raw) {
  if (raw.own_id) return raw.member;
  return raw.member.empty() ? file_id(file) : file_id(file) + "!" + raw.member;
}

}  // namespace

std::string file_id(const SourceFile& file) { return join_path(file.root, file.path); }

Result<std::string> load_sidecar(const SourceFile& file) {
  auto text = read_file(file.location + ".meta.json", kMaxSidecarBytes);
  if (!text && text.error().code == ErrorCode::kNotFound) return std::string();
  return text;
}

Result<void> load_documents(const SourceFile& file, std::string_view bytes, std::string_view sidecar,
                            const Structurer& structurer, const LoadSink& sink) {
  RawMetadata beside;
  if (!sidecar.empty()) {
    auto parsed = read_sidecar(sidecar);
    if (!parsed) return fail(parsed.error().code, file.path + ".meta.json", parsed.error().detail);
    beside = std::move(*parsed);
  }
  const std::string hash = content_hash(bytes);
  const Format format = detect_format(bytes, file.path);
  return read_documents(format, bytes, [&](Result<RawDocument> raw) {
    if (!raw) {
      sink(file_id(file), fail(raw.error()));
      return;
    }
    if (!sidecar.empty()) apply_sidecar(raw->metadata, beside);
    const std::string id = member_id(file, *raw);
    sink(id, structurer.make_document(*raw, {id, file.root, file.path, hash}));
  });
}

}  // namespace hoptac
