#include "index/near_terms.h"

#include <algorithm>
#include <optional>

#include "index/schema.h"
#include "ingest/text/normalise.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxSteps = 20000;
constexpr std::size_t kMaxLetters = 40;
constexpr std::size_t kLongWord = 6;  // letters of a word that two slips do not make another one
constexpr std::size_t kMaxFormSteps = 2000;

std::u32string letters_of(std::string_view text, std::size_t at_most) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size() && out.size() < at_most;) out += next_code_point(text, at);
  return out;
}

std::string utf8(std::u32string_view letters) {
  std::string out;
  for (const char32_t c : letters) append_utf8(out, c);
  return out;
}

constexpr char32_t following(char32_t c) { return c == 0xD7FF ? 0xE000 : c + 1; }

// The table of edits between the word and the beginnings of one path of letters.
class EditPath {
 public:
  EditPath(std::u32string word, std::size_t edits) : word_(std::move(word)), edits_(edits) {
    rows_.emplace_back(word_.size() + 1);
    for (std::size_t j = 0; j <= word_.size(); ++j) rows_[0][j] = j;
  }

  const std::u32string& letters() const { return letters_; }
  std::size_t distance() const { return rows_.back().back(); }
  // False when no longer path through here is near enough.
  bool alive() const { return least() <= edits_; }

  void cut(std::size_t size) {
    letters_.resize(size);
    rows_.resize(size + 1);
  }

  void push(char32_t c) {
    const std::vector<std::size_t>& last = rows_.back();
    std::vector<std::size_t> row(word_.size() + 1);
    row[0] = last[0] + 1;
    for (std::size_t j = 1; j <= word_.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (word_[j - 1] == c ? 0 : 1)});
      if (is_swap(j, c)) row[j] = std::min(row[j], rows_[rows_.size() - 2][j - 2] + 1);
    }
    letters_ += c;
    rows_.push_back(std::move(row));
  }

  // Behind the path: the first letter from `from` on that may lead to a near word.
  std::optional<char32_t> next_letter(char32_t from) const {
    if (least() < edits_) return from;
    std::optional<char32_t> best;
    const auto offer = [&](char32_t c) {
      if (c >= from && (!best || c < *best)) best = c;
    };
    for (std::size_t j = 0; j < word_.size(); ++j) {
      if (rows_.back()[j] <= edits_) offer(word_[j]);
      if (j + 1 < word_.size() && !letters_.empty() && word_[j + 1] == letters_.back() &&
          rows_[rows_.size() - 2][j] < edits_)
        offer(word_[j]);
    }
    return best;
  }

 private:
  std::size_t least() const { return *std::min_element(rows_.back().begin(), rows_.back().end()); }
  bool is_swap(std::size_t j, char32_t c) const {
    return j > 1 && !letters_.empty() && word_[j - 2] == c && word_[j - 1] == letters_.back();
  }

  std::u32string word_;
  std::size_t edits_;
  std::u32string letters_;
  std::vector<std::vector<std::size_t>> rows_;
};

// The smallest word behind the path and the letter `dead` that can still be near; "" when none.
std::string next_target(EditPath& path, char32_t dead) {
  while (true) {
    if (const auto c = path.next_letter(following(dead))) return utf8(path.letters()) + utf8(std::u32string(1, *c));
    if (path.letters().empty()) return {};
    dead = path.letters().back();
    path.cut(path.letters().size() - 1);
  }
}

// Follows `word` as far as it is alive; the letter it dies of.
std::optional<char32_t> follow(EditPath& path, const std::u32string& word) {
  const auto [a, b] = std::mismatch(path.letters().begin(), path.letters().end(), word.begin(), word.end());
  path.cut(static_cast<std::size_t>(a - path.letters().begin()));
  for (std::size_t i = path.letters().size(); i < word.size(); ++i) {
    path.push(word[i]);
    if (path.alive()) continue;
    path.cut(i);
    return word[i];
  }
  return std::nullopt;
}

void sort_best_first(std::vector<NearTerm>& terms) {
  std::sort(terms.begin(), terms.end(), [](const NearTerm& a, const NearTerm& b) {
    if (a.edits != b.edits) return a.edits < b.edits;
    return a.frequency != b.frequency ? a.frequency > b.frequency : a.word < b.word;
  });
}

// Letters that a folded one may be with accents.
bool folds_to(char32_t marked, char32_t folded) {
  if (marked < 0x80) return marked == folded;
  return fold_word(utf8(std::u32string(1, marked))) == utf8(std::u32string(1, folded));
}

}  // namespace

std::size_t edits_for(std::string_view word) {
  const std::size_t size = letters_of(word, kMaxLetters).size();
  return size < 2 ? 0 : size < kLongWord ? 1 : 2;
}

std::vector<NearTerm> near_terms(const Terms& terms, std::string_view prefix, std::string_view word,
                                 std::size_t edits) {
  const std::u32string wanted = letters_of(word, kMaxLetters + 1);
  if (edits == 0 || wanted.empty() || wanted.size() > kMaxLetters) return {};
  std::vector<NearTerm> out;
  EditPath path(wanted, edits);
  const std::string head(prefix);
  auto it = terms.walk(head);
  if (head.empty()) it.skip_to("a");  // capitals begin prefixes, digits are no words
  for (std::size_t step = 0; step < kMaxSteps && !it.done(); ++step) {
    const std::string term = it.term().substr(head.size());
    const auto dead = follow(path, letters_of(term, wanted.size() + edits + 1));
    if (!dead) {
      if (path.distance() <= edits && term != word) out.push_back({term, path.distance(), it.frequency()});
      it.next();
      continue;
    }
    const std::string target = next_target(path, *dead);
    if (target.empty()) break;
    it.skip_to(head + target);
  }
  sort_best_first(out);
  return out;
}

std::vector<NearTerm> marked_forms(const Terms& terms, std::string_view folded) {
  const std::u32string wanted = letters_of(folded, kMaxLetters);
  const std::string head(prefix::kExact);
  std::vector<NearTerm> out;
  auto it = terms.walk(head);
  for (std::size_t step = 0; step < kMaxFormSteps && !it.done(); ++step) {
    const std::string term = it.term().substr(head.size());
    const std::u32string letters = letters_of(term, kMaxLetters);
    std::size_t same = 0;
    while (same < letters.size() && same < wanted.size() && folds_to(letters[same], wanted[same])) ++same;
    if (same == wanted.size() && letters.size() == wanted.size()) {
      out.push_back({term, 0, it.frequency()});
      it.next();
      continue;
    }
    // Behind all words that begin like this one; a dead end is left by its next letter.
    const std::u32string beginning = letters.substr(0, same);
    const char32_t dead = same < letters.size() ? letters[same] : 0;
    it.skip_to(head + utf8(beginning) + utf8(std::u32string(1, following(dead))));
  }
  sort_best_first(out);
  return out;
}

}  // namespace hoptac
