#include "index/written_form.h"

#include <algorithm>

#include "index/near_terms.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

std::u32string letters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
  return out;
}

std::string folded_letter(char32_t c) {
  std::string text;
  append_utf8(text, c);
  return fold_word(text);
}

const std::string& nearest_form(const QueryWord& typed, const std::vector<NearTerm>& forms) {
  const auto nearer = [&](const NearTerm& a, const NearTerm& b) {
    return accent_distance(typed.exact, a.word) < accent_distance(typed.exact, b.word);
  };
  return std::min_element(forms.begin(), forms.end(), nearer)->word;
}

}  // namespace

std::size_t accent_distance(std::string_view a, std::string_view b) {
  const std::u32string x = letters_of(a), y = letters_of(b);
  std::vector<std::size_t> last(y.size() + 1), row(y.size() + 1);
  for (std::size_t j = 0; j <= y.size(); ++j) last[j] = 2 * j;
  for (std::size_t i = 1; i <= x.size(); ++i) {
    row[0] = 2 * i;
    for (std::size_t j = 1; j <= y.size(); ++j) {
      const bool same_letter = x[i - 1] == y[j - 1] || folded_letter(x[i - 1]) == folded_letter(y[j - 1]);
      const std::size_t change = x[i - 1] == y[j - 1] ? 0U : same_letter ? 1U : 2U;
      row[j] = std::min({last[j] + 2, row[j - 1] + 2, last[j - 1] + change});
    }
    std::swap(last, row);
  }
  return last.back();
}

std::string written_form(const Inquiry& inquiry, const QueryWord& typed, const std::string& folded) {
  if (const std::size_t blank = folded.find(' '); blank != std::string::npos)
    return written_form(inquiry, typed, folded.substr(0, blank)) + " " +
           written_form(inquiry, typed, folded.substr(blank + 1));
  const std::vector<NearTerm> forms = marked_forms(inquiry.context.open.terms, folded);
  if (forms.empty()) return folded;
  if (typed.marked) return nearest_form(typed, forms);
  const bool mostly_bare = forms[0].frequency * 2 < frequency_of(inquiry, {}, folded);
  return mostly_bare ? folded : forms[0].word;
}

std::vector<Suggestion> other_accents(const Inquiry& inquiry, const std::vector<AskedWord>& words, std::size_t total) {
  const Terms& terms = inquiry.context.open.terms;
  std::map<std::string, std::string> replaced;
  for (const AskedWord& word : words) {
    const QueryWord& typed = word.word;
    if (!typed.marked || word.absent || terms.exists(make_term(prefix::kExact, word_value(typed.exact)))) continue;
    const std::vector<NearTerm> forms = marked_forms(terms, typed.folded);
    if (!forms.empty()) replaced[typed.text] = nearest_form(typed, forms);
  }
  if (replaced.empty() || words.size() > kMaxRespelt) return {};
  std::string query = respelt(inquiry.parsed.text, replaced);
  const std::size_t found = count_of(inquiry, query);
  if (found == 0 || found < total) return {};
  return {{std::move(query), found, "other accents"}};
}

}  // namespace hoptac
