#include "tests/support/facts_fixture.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

#include "ingest/text/normalise.h"

namespace hoptac::testing {
namespace {

template <typename T>
T value_or_exit(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", describe(result.error()).c_str());
    std::exit(2);
  }
  return std::move(*result);
}

std::vector<Block> blocks_of(const std::string& text, Language language) {
  std::vector<Block> out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) {
      Block block;
      block.kind = out.empty() ? BlockKind::kTitle : BlockKind::kParagraph;
      block.language = language;
      block.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      out.push_back(block);
    }
    begin = end + 1;
  }
  return out;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) >= 0x80);
}

}  // namespace

const Authority& built_in_authority() {
  static const Authority authority = value_or_exit(Authority::load(TableSource()));
  return authority;
}

namespace {

// The tables behind their filter, as the analyzer keeps them.
struct Filtered {
  FactTables tables = value_or_exit(load_fact_tables(built_in_authority(), TableSource()));
  PhraseFilter filter = number_tables(built_in_authority(), tables);
};

const Filtered& built_in() {
  static const Filtered filtered;
  return filtered;
}

}  // namespace

const FactTables& built_in_tables() { return built_in().tables; }
const PhraseFilter& built_in_filter() { return built_in().filter; }

FactsFixture::FactsFixture(std::string text, Language language, std::string published) {
  document_.text = clean_text(text);
  document_.language = language;
  document_.published = std::move(published);
  document_.blocks = blocks_of(document_.text, language);
  tokens_ = TokenStream(document_.text);
  if (is_unmarked_vietnamese(tokens_, {0, tokens_.size()})) marks_ = Marks::kFolded;
  built_in_filter().mark(tokens_, marks_);
  for (std::size_t i = 0; i < document_.blocks.size(); ++i) {
    const Span span = document_.blocks[i].span;
    for (const TokenRange range : sentences(tokens_, {tokens_.at_offset(span.begin), tokens_.at_offset(span.end)})) {
      sentences_.push_back(
          {range, i, language, letter_case(tokens_, range), tokens_.phrases().bits(range.begin, range.end)});
    }
  }
}

std::vector<Mention> FactsFixture::find(const std::vector<std::string>& surfaces) const {
  std::vector<Mention> out;
  const std::string& text = document_.text;
  for (const std::string& raw : surfaces) {
    const std::string surface = clean_text(raw);
    for (std::size_t at = text.find(surface); at != std::string::npos; at = text.find(surface, at + 1)) {
      const std::size_t end = at + surface.size();
      const bool whole = (at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]));
      if (whole) out.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, "test"});
    }
  }
  return out;
}

FactsFixture& FactsFixture::institution(const InstitutionRow& row) {
  Institution out;
  out.name = clean_text(row.surfaces[0]);
  out.aliases.assign(row.surfaces.begin() + 1, row.surfaces.end());
  out.kind = row.kind;
  out.mentions = find(row.surfaces);
  analysis_.institutions.push_back(std::move(out));
  return *this;
}

FactsFixture& FactsFixture::person(const PersonRow& row) {
  Person out;
  out.name = clean_text(row.surfaces[0]);
  out.mentions = find(row.surfaces);
  Role role;
  role.title = row.title;
  role.institution_index = row.institution;
  if (row.institution >= 0) role.institution = analysis_.institutions[static_cast<std::size_t>(row.institution)].name;
  out.roles.push_back(std::move(role));
  analysis_.people.push_back(std::move(out));
  return *this;
}

FactsFixture& FactsFixture::date(const DateRow& row) {
  for (const Mention& mention : find({row.surface})) {
    DateFact fact;
    fact.text = row.surface;
    fact.iso = row.iso;
    fact.span = mention.span;
    analysis_.dates.push_back(std::move(fact));
  }
  return *this;
}

FactInput FactsFixture::input() const {
  return {document_, tokens_, sentences_, built_in_authority(), built_in_tables(), marks_};
}

}  // namespace hoptac::testing
