#include "ingest/facts/analyze.h"

#include "ingest/facts/agreements.h"
#include "ingest/facts/certifications.h"
#include "ingest/facts/confidence.h"
#include "ingest/facts/dates.h"
#include "ingest/facts/facets.h"
#include "ingest/facts/figures.h"
#include "ingest/facts/institutions.h"
#include "ingest/facts/name_scanner.h"
#include "ingest/facts/officer_countries.h"
#include "ingest/facts/people.h"
#include "ingest/facts/quotes.h"
#include "ingest/facts/recognitions.h"
#include "ingest/facts/tables.h"
#include "src/base/limits.h"

namespace hoptac {

struct Analyzer::Tables {
  const Authority& authority;
  FactTables facts;
  PhraseFilter filter;

  Tables(const Authority& list, FactTables loaded)
      : authority(list), facts(std::move(loaded)), filter(number_tables(list, facts)) {}
};

namespace {

// Token range of a block.
TokenRange tokens_of(const TokenStream& tokens, Span span) {
  return {tokens.at_offset(span.begin), tokens.at_offset(span.end)};
}

std::vector<FactSentence> body_sentences(const Document& document, const TokenStream& tokens) {
  std::vector<FactSentence> out;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.use != BlockUse::kBody) continue;
    for (const TokenRange range : sentences(tokens, tokens_of(tokens, block.span))) {
      const Language language = block.language == Language::kUnknown ? document.language : block.language;
      out.push_back({range, i, language, letter_case(tokens, range), tokens.phrases().bits(range.begin, range.end)});
    }
  }
  return out;
}

template <typename T>
std::vector<T> bounded(std::vector<T> facts) {
  if (facts.size() > limits::kMaxFactsPerKind) facts.resize(limits::kMaxFactsPerKind);
  return facts;
}

}  // namespace

Analyzer::Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

Result<Analyzer> Analyzer::create(const Authority& authority, const TableSource& tables) {
  Result<FactTables> facts = load_fact_tables(authority, tables);
  if (!facts) return fail(facts.error());
  Analyzer out;
  out.tables_ = std::make_unique<const Tables>(authority, std::move(*facts));
  return out;
}

Analysis Analyzer::analyze(Document document) const {
  TokenisedDocument read(std::move(document));
  return analyze(read);
}

Analysis Analyzer::analyze(TokenisedDocument& read) const {
  const Document& document = read.document;
  TokenStream& tokens = read.tokens;
  const Marks marks = is_unmarked_vietnamese(tokens, {0, tokens.size()}) ? Marks::kFolded : Marks::kSame;
  tables_->filter.mark(tokens, marks);
  const std::vector<FactSentence> parts = body_sentences(document, tokens);
  const FactInput input{document, tokens, parts, tables_->authority, tables_->facts, marks};
  const std::vector<NameMention> names = scan_names(input);
  Analysis out;
  out.institutions = bounded(find_institutions(input, names));
  out.people = bounded(find_people(input, out));
  tell_countries_of_officers(input, out);
  tell_kinds_of_officers(out);
  out.dates = bounded(find_dates(input));
  out.certifications = bounded(find_certifications(input, out, names));
  out.agreements = bounded(find_agreements(input, out));
  out.figures = bounded(find_figures(input, out));
  out.quotes = bounded(find_quotes(input, out));
  out.recognitions = bounded(find_recognitions(input, out, names));
  out.countries = find_countries(input, out);
  out.topics = find_topics(input);
  judge(out);
  return out;
}

}  // namespace hoptac
