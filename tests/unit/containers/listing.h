// What comes out of a container, as lines that a test can compare.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/containers/expand.h"
#include "ingest/readers/raw_document.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac::test {

using Lines = std::vector<std::string>;

struct Listing {
  Lines lines;  // "PATH [FORMAT] text" of a document, "PATH ! code" of what is lost, "PATH > FORMAT" of a hand-off
  std::vector<RawDocument> documents;
  std::vector<Error> errors;
  std::string error;  // of the file as a whole: its code
  std::string detail;
};

inline std::string text_of(const RawDocument& document) {
  std::string out;
  for (const RawBlock& block : document.blocks) out += block.text + " ";
  return clean_text(collapse_space(out));
}

inline Listing expand(Format format, std::string_view bytes, std::string_view name = {}) {
  Listing out;
  const ExpandSinks sinks{
      [&](Result<RawDocument> document) {
        if (!document) {
          const Error& error = document.error();
          out.lines.push_back(error.path + " ! " + std::string(code_name(error.code)));
          out.errors.push_back(error);
          return;
        }
        out.lines.push_back(document->member + " [" + std::string(format_name(document->format)) + "] " +
                            text_of(*document));
        out.documents.push_back(*std::move(document));
      },
      [&](const Handoff& handoff) {
        out.lines.push_back(handoff.place.member + " > " + std::string(format_name(handoff.format)));
      }};
  const auto read = expand_documents(format, bytes, sinks, name);
  if (!read) out.error = code_name(read.error().code);
  if (!read) out.detail = read.error().detail;
  return out;
}

}  // namespace hoptac::test
