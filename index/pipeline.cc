#include "index/pipeline.h"

#include <utility>

#include "index/ledger.h"
#include "index/record.h"
#include "src/base/file.h"

namespace hoptac {

Pipeline::Pipeline(std::unique_ptr<FileReader> reader, std::shared_ptr<const PipelineTables> tables)
    : tables_(std::move(tables)), clock_(std::make_unique<StageClock>()), reader_(std::move(reader)) {}

Result<Pipeline> Pipeline::create(const std::string& authority_directory, std::unique_ptr<FileReader> reader) {
  auto tables = PipelineTables::load(authority_directory);
  if (!tables) return fail(std::move(tables.error()));
  return Pipeline(std::move(reader), *std::move(tables));
}

Pipeline Pipeline::sibling(std::unique_ptr<FileReader> reader) const {
  Pipeline out(std::move(reader), tables_);
  out.set_part(part_);
  return out;
}

Result<void> Pipeline::process(const LoadedFile& file, const std::function<bool(PipelineResult)>& sink) {
  const StageClock::Stage stage(*clock_, "decode");
  const std::string path = join_path(file.file.root, file.file.path);
  const double before = reader_->other_cpu_seconds();
  auto read = load_documents(file, *reader_, [&](Result<LoadedDocument> loaded) {
    if (!loaded) {
      std::string member = loaded.error().path;
      return sink({std::move(member), fail(std::move(loaded.error()))});
    }
    std::string member = loaded->raw.member;
    if (!part_.holds(loaded->identity.id)) return sink({std::move(member), NewDocument{}, {}, true});
    std::string content = loaded->identity.content_hash;
    return sink({std::move(member), make(*std::move(loaded), path), std::move(content)});
  });
  clock_->add("read in a worker", reader_->other_cpu_seconds() - before);
  return read;
}

Result<NewDocument> Pipeline::make(LoadedDocument loaded, std::string_view path) {
  Result<TokenisedDocument> read = [&] {
    const StageClock::Stage stage(*clock_, "structure");
    return tables_->structurer().structure(loaded.raw, std::move(loaded.identity));
  }();
  if (!read) return fail(std::move(read.error()));
  NewDocument out = derive(*read, path);
  if (auto sound = check_record(out.record); !sound) return fail(std::move(sound.error()));
  return out;
}

NewDocument Pipeline::derive(Document document, std::string_view path) {
  TokenisedDocument read(std::move(document));
  return derive(read, path);
}

NewDocument Pipeline::derive(TokenisedDocument& read, std::string_view path) {
  const Document& document = read.document;
  const Analysis analysis = [&] {
    const StageClock::Stage stage(*clock_, "facts");
    return tables_->analyzer().analyze(read);
  }();
  const StageClock::Stage stage(*clock_, "record");
  return {document.id, make_record(read, analysis, authority(), file_key(path)),
          make_register_records(document, analysis, authority())};
}

}  // namespace hoptac
