// Bytes of any file -> its documents: a reader's, or those of all members of a container, nested ones too.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "ingest/readers/reader.h"
#include "src/base/result.h"
#include "src/model/document.h"

namespace hoptac {

// Where a document stands in its file, and what its containers say of it.
struct MemberPlace {
  std::string member;                  // path through the containers, parts joined by '!'; "" is the whole file
  Format shown_as = Format::kUnknown;  // as in Member
  std::string charset;                 // as in Member
  RawMetadata metadata;
};
// Gives the document its place: the containers' word beats its own. One with its own id keeps it.
void put_in_place(RawDocument& document, const MemberPlace& place);

// A file whose text only another program finds: a converter (doc, rtf) or OCR (images, scanned pages).
struct Handoff {
  MemberPlace place;
  Format format = Format::kUnknown;
  std::string_view bytes;  // borrowed for the call
  Error reason;            // the member's error when nobody can do it: kNeedsReader or kNeedsOcr
};
using HandoffSink = std::function<void(const Handoff&)>;

struct ExpandSinks {
  DocumentSink document;
  HandoffSink handoff;  // may be empty: then the reason is the error
  // Called before each file that is no container is read, in an order that is the same each time, with its member path;
  // false leaves it out. May be empty.
  std::function<bool(const std::string& member)> begin;
};

// Reads all documents of `bytes`, which are a file of this format. RawDocument::member is the path through the
// containers, parts joined by '!'; RawDocument::content_hash is set for members. A member that is lost is an error with
// its path in the document sink; an error of the file as a whole is returned. Bounds: limits::kMaxContainer*.
// `name`: of the file, without folders; a packed file ("page.html.gz") has its member's name from it. Thread-safe.
Result<void> expand_documents(Format format, std::string_view bytes, const ExpandSinks& sinks,
                              std::string_view name = {});

}  // namespace hoptac
