#include "index/sources.h"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <utility>

#include "index/corrections.h"
#include "index/edit.h"
#include "index/generation.h"
#include "index/ledger.h"
#include "index/pipeline.h"
#include "index/purge.h"
#include "index/register.h"
#include "index/removed_list.h"
#include "index/roots.h"
#include "index/schema.h"
#include "index/source.h"
#include "index/stored.h"
#include "index/update_files.h"
#include "index/xapian_error.h"
#include "ingest/load.h"
#include "src/base/file.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

struct Known {
  Ledger ledger;  // of the root alone
  Roots roots;
  RemovedList removed;
};

Result<Known> read_known(const Generation& generation, const std::string& root) {
  return guarded(generation.docs(), [&]() -> Result<Known> {
    const Xapian::Database docs(generation.docs());
    Known out{read_ledger(docs), read_roots(docs), read_removed(docs)};
    std::erase_if(out.ledger, [&](const auto& row) { return row.second.row.root != root; });
    if (out.roots.contains(root)) return out;
    std::string names;
    for (const auto& [name, folder] : out.roots) names += (names.empty() ? "" : ", ") + name;
    return fail(ErrorCode::kUsage, root, "there is no source of this name, but " + (names.empty() ? "none" : names));
  });
}

std::size_t count_documents(const Ledger& ledger) {
  std::size_t out = 0;
  for (const auto& [path, entry] : ledger) out += entry.row.documents;
  return out;
}

// The root's paths and ids under its new name.
class Renaming {
 public:
  Renaming(const std::string& from, const std::string& to) : from_(from + "/"), to_(to + "/") {}

  std::string path(const std::string& old) const {
    return old.starts_with(from_) ? to_ + old.substr(from_.size()) : old;
  }
  // Of a document of the file: ids of their own stay.
  std::string id(const std::string& old, const std::string& old_path) const {
    const std::string head = path_id(old_path);
    const bool made_of_path = old == head || old.starts_with(head + "!");
    return made_of_path ? path_id(path(old_path)) + old.substr(head.size()) : old;
  }

 private:
  std::string from_, to_;
};

// Makes the documents of one file anew under its new name.
class Renamer {
 public:
  Renamer(Xapian::WritableDatabase& docs, Pipeline& pipeline, const Renaming& names, const std::string& to)
      : docs_(docs), pipeline_(pipeline), names_(names), to_(to) {}

  Result<void> file(const LedgerEntry& before) {
    const std::string& old_path = before.row.path;
    LedgerEntry entry = before;
    entry.row.path = names_.path(old_path);
    entry.row.root = to_;
    if (!entry.keeper.empty()) {
      entry.keeper = names_.path(entry.keeper);
      entry.row.reason = "duplicate of " + path_id(entry.keeper);
    }
    if (auto moved = documents(old_path, entry); !moved) return moved;
    docs_.set_metadata(ledger_metadata_key(old_path), {});
    docs_.set_metadata(ledger_metadata_key(entry.row.path), encode_entry(entry));
    return {};
  }

  void removed(const RemovedRow& before) {
    RemovedRow row = before;
    row.path = names_.path(before.path);
    row.id = names_.id(before.id, before.path);
    docs_.set_metadata(removed_metadata_key(before.id), {});
    docs_.set_metadata(removed_metadata_key(row.id), encode_removed(row));
  }

 private:
  Result<void> documents(const std::string& old_path, LedgerEntry& entry) {
    const std::string term = make_term(prefix::kFile, file_key(old_path));
    const std::vector<Xapian::docid> places(docs_.postlist_begin(term), docs_.postlist_end(term));
    for (const Xapian::docid place : places) {
      const std::string data = docs_.get_document(place).get_data();
      auto document = is_sound(data)
                          ? decode_stored_document(data)
                          : fail(ErrorCode::kIndexDamaged, path_id(old_path), "stored data does not fit its checksum");
      if (!document) return fail(document.error());
      document->id = names_.id(document->id, old_path);
      document->root = to_;
      const NewDocument made = pipeline_.derive(*std::move(document), entry.row.path);
      const auto taken = docs_.postlist_begin(made.record.id_term);
      if (taken != docs_.postlist_end(made.record.id_term) && *taken != place)
        return fail(ErrorCode::kIdTaken, made.id, "another document has the id already");
      docs_.replace_document(place, to_xapian(made.record));
      count(made.record.data.size());
    }
    if (places.empty()) return {};
    entry.row.rules_version = kRulesVersion;
    entry.authority = pipeline_.authority_version();
    return {};
  }

  void count(std::size_t bytes) {
    waiting_ += bytes;
    if (waiting_ < limits::kBatchBytes) return;
    docs_.commit();
    waiting_ = 0;
  }

  Xapian::WritableDatabase& docs_;
  Pipeline& pipeline_;
  const Renaming& names_;
  std::string to_;
  std::size_t waiting_ = 0;
};

Result<void> rename_in(const Generation& to, const Known& known, const SourceRequest& request, const std::string& name,
                       Pipeline& pipeline) {
  const Renaming names(request.name, name);
  return guarded(
      to.docs(),
      [&]() -> Result<void> {
        Xapian::WritableDatabase docs(to.docs(), Xapian::DB_OPEN);
        Renamer renamer(docs, pipeline, names, name);
        for (const auto& [path, entry] : known.ledger) {
          if (auto renamed = renamer.file(entry); !renamed) return renamed;
        }
        for (const auto& [id, row] : known.removed.rows()) {
          if (row.path.starts_with(request.name + "/")) renamer.removed(row);
        }
        docs.set_metadata(root_metadata_key(request.name), {});
        docs.set_metadata(root_metadata_key(name), encode_root(name, known.roots.at(request.name)));
        docs.commit();
        return {};
      },
      Access::kWrite);
}

}  // namespace

Result<MovedSource> move_source(const SourceRequest& request, const std::string& folder) {
  const auto locked = lock_index(request.index_directory, "sources", request.lock_timeout);
  if (!locked) return fail(locked.error());
  const auto known = read_known(locked->generation, request.name);
  if (!known) return fail(known.error());
  const std::string place = absolute_path(folder);
  const auto stat = stat_path(place);
  if (!stat || stat->kind != FileKind::kDirectory) return fail(ErrorCode::kUsage, folder, "no such folder");
  Roots roots = known->roots;
  for (const auto& [name, other] : roots) {
    if (other == place && name != request.name)
      return fail(ErrorCode::kUsage, folder, "it is the folder of the source " + name);
  }
  roots[request.name] = place;
  MovedSource out{request.name,           place, known->ledger.size(), 0, count_documents(known->ledger),
                  locked->generation.name};
  for (const auto& [path, entry] : known->ledger) out.found += find_file(entry, roots, {}) ? 1U : 0U;
  if (out.found == 0 && out.files > 0)
    return fail(ErrorCode::kUsage, folder,
                "none of the " + std::to_string(out.files) + " files of " + request.name + " is there");
  auto set =
      set_docs_metadata(locked->generation, {{root_metadata_key(request.name), encode_root(request.name, place)}});
  if (!set) return fail(std::move(set.error()));
  return out;
}

Result<MovedSource> rename_source(const SourceRequest& request, const std::string& to) {
  const auto locked = lock_index(request.index_directory, "sources", request.lock_timeout);
  if (!locked) return fail(locked.error());
  const auto known = read_known(locked->generation, request.name);
  if (!known) return fail(known.error());
  if (!is_root_name(to)) return fail(ErrorCode::kUsage, to, "a source needs a name without '/'");
  if (known->roots.contains(to)) return fail(ErrorCode::kUsage, to, "the name is that of " + known->roots.at(to));
  auto pipeline = Pipeline::create(request.authority_directory, std::make_unique<DirectReader>());
  if (!pipeline) return fail(std::move(pipeline.error()));
  const auto corrections = kept_corrections(request.index_directory);
  if (!corrections) return fail(corrections.error());
  const auto made = copy_generation(
      locked->generation, [&](const Generation& copy) { return rename_in(copy, *known, request, to, *pipeline); },
      pipeline->authority(), *corrections);
  if (!made) return fail(made.error());
  return MovedSource{to, known->roots.at(request.name),  known->ledger.size(),
                     0,  count_documents(known->ledger), made->name};
}

}  // namespace hoptac
