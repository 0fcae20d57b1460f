// Writes a fresh index, or many new documents, into parts: each batch becomes a small merged database of its own
// (part_builder.h), listed in meta.json when it is on disk. finish_parts() (parts.h) merges them at the end.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "index/document_owners.h"
#include "index/generation.h"
#include "index/ledger.h"
#include "index/part_builder.h"
#include "index/writer.h"

namespace hoptac {

class PartWriter : public Writer {
 public:
  struct Options {
    // Whether readers may have the generation open: then finished parts are never changed, but replaced.
    bool is_published = false;
    TaskPool* pool = nullptr;  // who writes; must outlive the writer
    // Whose documents may be there already: tells the paths of their files. Read by open() alone.
    const Ledger* known = nullptr;
    // The generation is to begin with the parts of this one (parts_copy.h): copy_base() is called when there is
    // something to commit. Until then nothing is written into it but the part at hand.
    std::optional<Generation> base;
    std::function<Result<void>()> copy_base;
    // After the first part of a generation that nobody could open before.
    std::function<Result<void>()> on_first_part;
  };

  // Goes on where a run that ended early has left off. REQUIRES: the lock.
  static Result<std::unique_ptr<PartWriter>> open(const Generation& generation, Options options,
                                                  WriteListener listener);

  Result<void> add(Change change) override;
  void add_lazily(std::string key, std::string value) override;
  Result<void> commit() override;
  Result<void> close() override;
  double other_cpu_seconds() const override { return other_cpu_; }
  Result<std::optional<std::string>> taken_by(const std::string& id, std::string_view own_file_key) const override;
  Result<std::vector<std::string>> ids_of_file(std::string_view file_key) const override;
  bool has_committed() const override { return has_committed_; }

 private:
  PartWriter(const Generation& generation, Options options, WriteListener listener);
  Result<void> load();
  using Paths = std::unordered_map<std::string, std::string_view>;  // by file key
  void load_owners(const Xapian::Database& docs, std::uint32_t part, const Paths& paths);
  void remove(const std::string& id);
  Result<void> queue(NewDocument document, const std::string& path);
  Result<void> end_slice();
  Result<void> end_part();
  void lose_refused(const std::vector<RefusedDocument>& refused);
  Result<void> edit_parts(std::vector<Part>& parts);
  Result<void> edit_part(Part& part, std::uint32_t number, const std::vector<std::string>& removed);
  Result<void> list(std::vector<Part> parts);
  Result<void> merge_full_level();
  std::string directory_of(const Part& part) const;
  Part next_part(int level);

  Generation generation_;
  Options options_;
  WriteListener listener_;
  DocumentOwners owners_;
  std::vector<Part> parts_;  // as listed
  std::uint32_t last_number_ = 0;
  // Of the part that is being built:
  std::unique_ptr<PartBuilder> building_;
  std::vector<QueuedDocument> slice_;
  std::unordered_map<std::string, std::size_t> in_slice_;  // id -> place in slice_
  std::map<std::string, std::string> written_;             // id -> path of its file
  std::vector<std::string> late_;                          // ids in a slice that is written, to be taken out
  std::map<std::string, std::string> metadata_;
  std::size_t slice_bytes_ = 0, part_bytes_ = 0;
  std::map<std::string, std::string> lazy_;
  std::string features_;  // in every part: readers ask the first, the merge takes those of the last
  std::map<std::uint32_t, std::vector<std::string>> edits_;  // documents to be taken out of finished parts
  double other_cpu_ = 0;
  bool has_committed_ = false;
};

}  // namespace hoptac
