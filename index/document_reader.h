// Documents one after the other, in an order that is known before. Each document of a remote shard is a round trip, and
// Xapian 1.4.22 sends no request before the last is answered (MSet::fetch() does nothing there): so documents are read
// ahead in blocks, every shard by a thread of its own.
#pragma once

#include <xapian.h>

#include <exception>
#include <optional>
#include <vector>

#include "index/generation.h"

namespace hoptac {

// Uses Xapian and lets its exceptions through: call guarded (xapian_error.h). Not thread-safe; its threads have ended
// when a call returns.
class DocumentReader {
 public:
  // `open` must outlive the reader; when it is opened anew, what was read ahead stays as it was read.
  DocumentReader(const OpenGeneration& open, std::vector<Xapian::docid> ids);

  // That of ids[i]. After an exception the block is read anew.
  Xapian::Document read(std::size_t i);

 private:
  struct Ahead {
    std::optional<Xapian::Document> document;
    std::exception_ptr error;
  };
  void read_block(std::size_t first);

  const OpenGeneration& open_;
  std::vector<Xapian::docid> ids_;
  std::size_t first_ = 0;  // place of the first that was read ahead
  std::vector<Ahead> ahead_;
};

}  // namespace hoptac
