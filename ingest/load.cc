#include "ingest/load.h"

#include <array>
#include <cstdio>
#include <utility>

#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kHashedPiece = 1U << 20;

void overlay(std::string& value, const std::string& better) {
  if (!better.empty()) value = better;
}

void apply_sidecar(const Sidecar& sidecar, RawDocument& raw) {
  if (!sidecar.fault.empty()) raw.warnings.push_back(sidecar.fault);
  const RawMetadata& better = sidecar.metadata;
  if (!better.from_sidecar) return;
  RawMetadata& metadata = raw.metadata;
  overlay(metadata.title, better.title);
  overlay(metadata.published, better.published);
  overlay(metadata.language, better.language);
  overlay(metadata.url, better.url);
  overlay(metadata.publisher, better.publisher);
  metadata.other.insert(metadata.other.end(), better.other.begin(), better.other.end());
  metadata.from_sidecar = true;
}

std::string document_id(const SourceFile& file, const RawDocument& raw) {
  if (raw.own_id) return raw.member;
  const std::string id = path_id(join_path(file.root, file.path));
  return raw.member.empty() ? id : id + "!" + raw.member;
}

// The first lines of a file, enough for detection.
Result<std::string> read_head(const std::string& path) {
  std::string head;
  const auto read = for_each_line(path, kDetectBytes, [&](std::string_view line, bool) {
    head.append(line).append(1, '\n');
    return head.size() < kDetectBytes;
  });
  if (!read) return fail(read.error());
  return head;
}

Result<std::string> hash_lines(const std::string& path) {
  std::string piece;
  const auto read = for_each_line(path, limits::kMaxRecordBytes, [&](std::string_view line, bool) {
    piece.append(line).append(1, '\n');
    if (piece.size() >= kHashedPiece) piece = content_hash(piece);
    return true;
  });
  if (!read) return fail(read.error());
  return content_hash(piece);
}

Result<FileContent> look_at_large(const SourceFile& file, const Error& too_large) {
  const auto head = read_head(file.location);
  if (!head) return fail(head.error());
  if (detect_format(*head, base_name(file.path)) != Format::kJsonl) return fail(too_large);
  auto hash = hash_lines(file.location);
  if (!hash) return fail(std::move(hash.error()));
  return FileContent{{}, true, Format::kJsonl, *std::move(hash)};
}

}  // namespace

std::string path_id(std::string_view path) {
  if (find_invalid_utf8(path) == std::string_view::npos) return std::string(path);
  std::string out;
  for (std::size_t i = 0; i < path.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(path, i);
    if (c != kReplacement || i - begin > 1) {
      out.append(path.substr(begin, i - begin));
      continue;
    }
    std::array<char, 4> code{};
    std::snprintf(code.data(), code.size(), "%%%02X", static_cast<unsigned char>(path[begin]));
    out.append(code.data());
  }
  return out;
}

Result<FileContent> read_content(const SourceFile& file) {
  auto bytes = read_file(file.location, limits::kMaxFileBytes);
  if (!bytes && bytes.error().code == ErrorCode::kTooLarge) return look_at_large(file, bytes.error());
  if (!bytes) return fail(std::move(bytes.error()));
  FileContent content;
  content.bytes = *std::move(bytes);
  content.format = detect_format(content.bytes, base_name(file.path));
  content.hash = content_hash(content.bytes);
  return content;
}

Result<void> load_documents(const LoadedFile& loaded, const LoadSink& sink) {
  bool wanted = true;
  const DocumentSink take = [&](Result<RawDocument> raw) {
    if (!wanted) return;
    if (!raw) {
      wanted = sink(fail(std::move(raw.error())));
      return;
    }
    apply_sidecar(loaded.sidecar, *raw);
    std::string hash = raw->content_hash.empty() ? loaded.content.hash : raw->content_hash;
    DocumentIdentity identity{document_id(loaded.file, *raw), loaded.file.root, path_id(loaded.file.path),
                              std::move(hash)};
    wanted = sink(LoadedDocument{*std::move(raw), std::move(identity)});
  };
  const FileContent& content = loaded.content;
  return content.streamed ? read_documents_from_file(content.format, loaded.file.location, take)
                          : read_documents(content.format, content.bytes, take);
}

}  // namespace hoptac
