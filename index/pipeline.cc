#include "index/pipeline.h"

#include <utility>

#include "index/ledger.h"
#include "index/record.h"
#include "index/roots.h"
#include "src/base/hash.h"

namespace hoptac {
namespace {

std::string document_id(const FileContent& content, const RawDocument& raw) {
  if (raw.own_id) return raw.member;
  const std::string id = path_id(content.path);
  return raw.member.empty() ? id : id + "!" + raw.member;
}

// Of the whole file, or of what a member holds: its bytes are gone by now, its texts are not.
std::string hash_of(const FileContent& content, const RawDocument& raw) {
  if (raw.member.empty()) return content.hash;
  std::string held = raw.member;
  for (const RawBlock& block : raw.blocks) held.append(1, '\n').append(block.text);
  for (const std::string* field : {&raw.metadata.title, &raw.metadata.published, &raw.metadata.url}) {
    held.append(1, '\n').append(*field);
  }
  return content_hash(held);
}

// What the sidecar says beats what the file says.
void apply_sidecar(RawMetadata& metadata, const RawMetadata& sidecar) {
  const auto beat = [](std::string& mine, const std::string& theirs) {
    if (!theirs.empty()) mine = theirs;
  };
  beat(metadata.title, sidecar.title);
  beat(metadata.published, sidecar.published);
  beat(metadata.language, sidecar.language);
  beat(metadata.url, sidecar.url);
  beat(metadata.publisher, sidecar.publisher);
  metadata.other.insert(metadata.other.end(), sidecar.other.begin(), sidecar.other.end());
  metadata.from_sidecar = true;
}

}  // namespace

Pipeline::Pipeline(std::unique_ptr<const Authority> authority, Structurer structurer, Analyzer analyzer)
    : authority_(std::move(authority)),
      clock_(std::make_unique<StageClock>()),
      structurer_(std::move(structurer)),
      analyzer_(std::move(analyzer)) {}

Result<Pipeline> Pipeline::create(const std::string& authority_directory) {
  const TableSource tables(authority_directory);
  auto authority = Authority::load(tables);
  if (!authority) return fail(std::move(authority.error()));
  auto shared = std::make_unique<const Authority>(*std::move(authority));
  auto structurer = Structurer::create(tables);
  if (!structurer) return fail(std::move(structurer.error()));
  auto analyzer = Analyzer::create(*shared, tables);
  if (!analyzer) return fail(std::move(analyzer.error()));
  return Pipeline(std::move(shared), *std::move(structurer), *std::move(analyzer));
}

Result<void> Pipeline::process(const FileContent& content, const std::function<bool(PipelineResult)>& sink) {
  const StageClock::Stage stage(*clock_, "decode");
  bool wanted = true;
  return read_documents(content.format, content.bytes, [&](Result<RawDocument> raw) {
    if (!wanted) return;
    if (!raw) {
      wanted = sink({{}, fail(std::move(raw.error()))});
      return;
    }
    std::string member = raw->member;
    auto document = make(content, *std::move(raw));
    wanted = sink({std::move(member), std::move(document)});
  });
}

Result<NewDocument> Pipeline::make(const FileContent& content, RawDocument raw) {
  if (content.sidecar != nullptr) apply_sidecar(raw.metadata, *content.sidecar);
  DocumentIdentity identity{document_id(content, raw), content.file.root, path_id(content.file.path),
                            hash_of(content, raw)};
  Result<Document> document = [&] {
    const StageClock::Stage stage(*clock_, "structure");
    return structurer_.make_document(raw, std::move(identity));
  }();
  if (!document) return fail(std::move(document.error()));
  NewDocument out = derive(*document, content.path);
  if (auto sound = check_record(out.record); !sound) return fail(std::move(sound.error()));
  return out;
}

NewDocument Pipeline::derive(const Document& document, std::string_view path) {
  const Analysis analysis = [&] {
    const StageClock::Stage stage(*clock_, "facts");
    return analyzer_.analyze(document);
  }();
  const StageClock::Stage stage(*clock_, "record");
  return {document.id, make_record(document, analysis, *authority_, file_key(path)),
          make_register_records(document, analysis, *authority_)};
}

}  // namespace hoptac
