// A query line and a text: marks are whole words in order, each agrees with the query by looking anew; passages are
// slices of the text that do not overlap.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "index/passages.h"
#include "index/query_parser.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace {

using namespace hoptac;

void require(bool holds) {
  if (!holds) std::abort();
}

Document document_of(std::string text) {
  Document out;
  out.text = std::move(text);
  std::uint32_t begin = 0;
  while (begin <= out.text.size()) {
    const auto end = static_cast<std::uint32_t>(std::min(out.text.find('\n', begin), out.text.size()));
    Block block;
    block.use = out.blocks.size() % 3 == 2 ? BlockUse::kFurniture : BlockUse::kBody;
    block.span = {begin, end};
    out.blocks.push_back(block);
    begin = end + 1;
  }
  return out;
}

// The obvious way: some word of the query is this word.
bool agrees(std::string_view surface, const std::vector<MatchTerm>& terms) {
  const std::string folded = fold_word(surface);
  for (const MatchTerm& term : terms) {
    for (const QueryWord& word : term.words) {
      if (term.stems || folded == word.folded || (term.prefix && folded.starts_with(word.folded))) return true;
    }
  }
  return false;
}

void check(const Document& document, const Passage& passage, const std::vector<MatchTerm>& terms) {
  require(passage.span.end <= document.text.size() && passage.text == slice(document.text, passage.span));
  require(document.blocks[passage.block].span.contains(passage.span) && passage.text.size() <= 2 * kPassageBytes);
  require(find_invalid_utf8(passage.text) == std::string_view::npos);
  std::uint32_t end = 0;
  for (const Span mark : passage.marks) {
    require(end <= mark.begin && mark.begin < mark.end && mark.end <= passage.text.size());
    const TokenStream word(slice(passage.text, mark));
    require(word.size() == 1 && word[0].word && agrees(slice(passage.text, mark), terms));
    end = mark.end;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Authority kNone;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(bytes.find('\n'), bytes.size());
  const auto parsed = parse_query(bytes.substr(0, line), {});
  if (!parsed) return 0;
  const Document document = document_of(clean_text(bytes.substr(std::min(line + 1, bytes.size()))));
  const std::vector<MatchTerm> terms = match_terms(parsed->root, kNone, true);
  const auto passages = cut_passages(document, Highlighter(terms), {.count = 12, .furniture = true});
  for (std::size_t i = 0; i < passages.size(); ++i) {
    check(document, passages[i], terms);
    for (std::size_t k = 0; k < i; ++k)
      require(passages[i].span.end <= passages[k].span.begin || passages[k].span.end <= passages[i].span.begin);
  }
  return 0;
}
