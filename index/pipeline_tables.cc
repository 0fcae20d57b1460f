#include "index/pipeline_tables.h"

#include <stdexcept>

namespace hoptac {

Result<std::shared_ptr<const PipelineTables>> PipelineTables::load(const std::string& authority_directory) {
  if (!authority_directory.empty()) return read(authority_directory);
  static const auto kBuiltIn = read({});
  return kBuiltIn;
}

Result<std::shared_ptr<const PipelineTables>> PipelineTables::read(const std::string& directory) {
  std::shared_ptr<PipelineTables> out(new PipelineTables(TableSource(directory)));
  auto version = Authority::version_of(out->source_);
  if (!version) return fail(std::move(version.error()));
  out->version_ = *std::move(version);
  if (directory.empty()) return out;
  auto compiled = out->compile();
  if (!compiled) return fail(std::move(compiled.error()));
  std::call_once(out->once_, [&] { out->compiled_.emplace(*std::move(compiled)); });
  return out;
}

Result<PipelineTables::Compiled> PipelineTables::compile() const {
  auto list = Authority::load(source_);
  if (!list) return fail(std::move(list.error()));
  auto authority = std::make_unique<const Authority>(*std::move(list));
  auto structurer = Structurer::create(source_);
  if (!structurer) return fail(std::move(structurer.error()));
  auto analyzer = Analyzer::create(*authority, source_);
  if (!analyzer) return fail(std::move(analyzer.error()));
  return Compiled{std::move(authority), *std::move(structurer), *std::move(analyzer)};
}

// That the built-in tables compile is tested: should they not, the program itself is at fault.
const PipelineTables::Compiled& PipelineTables::compiled() const {
  std::call_once(once_, [this] {
    auto made = compile();
    if (!made) throw std::logic_error(describe(made.error()));
    compiled_.emplace(*std::move(made));
  });
  return *compiled_;
}

}  // namespace hoptac
