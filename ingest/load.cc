#include "ingest/load.h"

#include <utility>

#include "ingest/containers/members.h"
#include "ingest/containers/names.h"
#include "ingest/readers/raw_document.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// A large file's hash is that of the hashes of its pieces: hashing can go along with reading.
constexpr std::size_t kHashedPiece = 1U << 20;

void apply_sidecar(const Sidecar& sidecar, RawDocument& raw) {
  if (!sidecar.fault.empty()) raw.warnings.push_back(sidecar.fault);
  if (!sidecar.listed_hash.empty()) overlay_metadata(raw.metadata, sidecar.listed);
  if (sidecar.metadata.from_sidecar) overlay_metadata(raw.metadata, sidecar.metadata);
}

std::string document_id(const SourceFile& file, const RawDocument& raw) {
  if (raw.own_id) return raw.member;
  const std::string id = path_id(join_path(file.root, file.path));
  return raw.member.empty() ? id : id + "!" + raw.member;
}

Result<std::string> hash_pieces(const std::string& path) {
  std::string hashes;
  const auto read = for_each_piece(path, kHashedPiece, [&](std::string_view piece) {
    hashes += content_hash(piece);
    return true;
  });
  if (!read) return fail(read.error());
  return content_hash(hashes);
}

bool may_be_large(Format format) { return is_read_in_pieces(format) || is_container(format); }

Result<FileContent> look_at_large(const SourceFile& file, const Error& too_large) {
  std::string head;
  const auto read = for_each_piece(file.location, kDetectBytes, [&](std::string_view piece) {
    head = piece;
    return false;
  });
  if (!read) return fail(read.error());
  const Format format = detect_format(head, base_name(file.path));
  if (!may_be_large(format)) return fail(too_large);
  auto hash = hash_pieces(file.location);
  if (!hash) return fail(std::move(hash.error()));
  return FileContent{{}, true, format, *std::move(hash)};
}

}  // namespace

std::string path_id(std::string_view path) { return escape_bytes(path); }

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

Result<void> load_documents(const LoadedFile& loaded, FileReader& reader, const LoadSink& sink) {
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
  return reader.read({content.format, content.bytes, loaded.file, content.hash}, take);
}

}  // namespace hoptac
