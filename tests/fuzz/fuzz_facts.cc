// Bytes -> Structurer -> Analyzer: every span lies in the text, on borders of code points, and shows the words that
// the fact gives; the same text gives the same facts.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "ingest/authority/authority.h"
#include "ingest/facts/analyze.h"
#include "ingest/structure/structure.h"
#include "ingest/text/decode.h"
#include "src/base/json.h"
#include "src/base/utf8.h"
#include "src/model/json.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// Loaded once for the whole run.
struct Chain {
  hoptac::TableSource tables;
  hoptac::Result<hoptac::Authority> authority = hoptac::Authority::load(tables);
  hoptac::Result<hoptac::Structurer> structurer = hoptac::Structurer::create(tables);
  hoptac::Result<hoptac::Analyzer> analyzer = hoptac::Analyzer::create(*authority, tables);
};

const Chain& chain() {
  static const Chain chain;
  return chain;
}

void check_span(const hoptac::Document& document, hoptac::Span span) {
  require(span.begin <= span.end && span.end <= document.text.size());
  require(hoptac::is_boundary(document.text, span.begin) && hoptac::is_boundary(document.text, span.end));
}

void check_mentions(const hoptac::Document& document, const std::vector<hoptac::Mention>& mentions) {
  for (const hoptac::Mention& mention : mentions) {
    check_span(document, mention.span);
    require(mention.span.begin < mention.span.end);
  }
}

void check_blocks(const hoptac::Document& document) {
  std::uint32_t end = 0;
  for (const hoptac::Block& block : document.blocks) {
    check_span(document, block.span);
    require(block.span.begin >= end);
    end = block.span.end;
  }
  check_span(document, document.title_span);
  check_span(document, document.published_span);
}

void check_names(const hoptac::Document& document, const hoptac::Analysis& analysis) {
  for (const auto& institution : analysis.institutions) {
    require(!institution.name.empty() && hoptac::find_invalid_utf8(institution.name) == std::string_view::npos);
    check_mentions(document, institution.mentions);
  }
  const auto institutions = static_cast<int>(analysis.institutions.size());
  for (const auto& person : analysis.people) {
    require(!person.name.empty() && hoptac::find_invalid_utf8(person.name) == std::string_view::npos);
    check_mentions(document, person.mentions);
    for (const auto& role : person.roles) {
      check_span(document, role.span);
      require(role.institution_index < institutions);
    }
  }
  for (const auto& certification : analysis.certifications) {
    check_mentions(document, certification.mentions);
    require(certification.holder_index < institutions);
  }
}

void check_details(const hoptac::Document& document, const hoptac::Analysis& analysis) {
  for (const auto& date : analysis.dates) {
    check_span(document, date.span);
    require(hoptac::slice(document.text, date.span) == date.text);
  }
  for (const auto& agreement : analysis.agreements) {
    for (const auto& evidence : agreement.evidence) check_span(document, evidence.span);
    for (const auto& party : agreement.parties) {
      require(party.institution_index < static_cast<int>(analysis.institutions.size()));
    }
  }
  for (const auto& figure : analysis.figures) check_span(document, figure.span);
  for (const auto& quote : analysis.quotes) check_span(document, quote.span);
  for (const auto& recognition : analysis.recognitions) check_span(document, recognition.span);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto decoded = hoptac::decode({reinterpret_cast<const char*>(data), size}, "windows-1258");
  if (!decoded) return 0;
  hoptac::RawDocument raw;
  raw.format = hoptac::Format::kText;
  raw.blocks.emplace_back();
  raw.blocks.back().text = std::move(decoded->text);
  const auto document = chain().structurer->make_document(raw, {"id", "root", "path.txt", "hash"});
  if (!document) return 0;
  check_blocks(*document);
  const hoptac::Analysis analysis = chain().analyzer->analyze(*document);
  check_names(*document, analysis);
  check_details(*document, analysis);
  const hoptac::Analysis again = chain().analyzer->analyze(*document);
  require(hoptac::to_line(hoptac::extract_json(*document, analysis, {true, true})) ==
          hoptac::to_line(hoptac::extract_json(*document, again, {true, true})));
  return 0;
}
