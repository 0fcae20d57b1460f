// One text through the real chain: tables, structure, facts.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "ingest/authority/authority.h"
#include "ingest/facts/analyze.h"
#include "ingest/structure/structure.h"

namespace hoptac {

struct Analyzed {
  Document document;
  Analysis analysis;
};

// The tables are loaded once for a test program.
inline const Authority& test_authority() {
  static const Result<Authority> authority = Authority::load(TableSource());
  return *authority;
}

inline Analyzed analyze_text(const std::string& text) {
  static const Result<Structurer> structurer = Structurer::create(TableSource());
  static const Result<Analyzer> analyzer = Analyzer::create(test_authority(), TableSource());
  RawDocument raw;
  raw.format = Format::kText;
  raw.blocks.emplace_back();
  raw.blocks.back().text = text;
  Analyzed out;
  out.document = structurer->make_document(raw, {"t", "r", "t.txt", "h"}).value_or(Document());
  out.analysis = analyzer->analyze(out.document);
  return out;
}

}  // namespace hoptac
