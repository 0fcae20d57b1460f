#include "ingest/facts/person_review.h"

#include <algorithm>
#include <set>

#include "ingest/facts/name_starts.h"
#include "ingest/facts/person_titles.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

// "(tên đã thay đổi)", "(name changed)" behind a name.
bool is_changed_name(const TokenStream& tokens, std::size_t at) {
  constexpr std::size_t kMaxWords = 8;
  if (!tokens.is(at, '(')) return false;
  bool name = false, changed = false;
  for (std::size_t i = at + 1; i < tokens.size() && i < at + kMaxWords && !tokens.is(i, ')'); ++i) {
    const std::string_view word = tokens.exact(i);
    name = name || word == "tên" || word == "ten" || word == "name" || word == "names" || word == "pseudonym";
    changed = changed || word == "đổi" || word == "doi" || word == "changed" || word == "real" || word == "pseudonym";
  }
  return name && changed;
}

std::size_t first_word(const TokenStream& tokens, const PersonMention& m) {
  for (std::size_t i = m.first; i <= m.last; ++i) {
    if (tokens[i].word) return i;
  }
  return m.first;
}

// Whether a token of a sentence is one.
template <typename Test>
bool holds(const std::vector<FactSentence>& sentences, Test is_one) {
  for (const FactSentence& sentence : sentences) {
    for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
      if (is_one(i)) return true;
    }
  }
  return false;
}

// "Bs-Ruth-Abernathy-Physician": words that dashes join.
bool is_file_name(const TokenStream& tokens, PhraseMatch name) {
  return (name.first > 0 && tokens.is(name.first - 1, '-') && tokens[name.first].gap == Gap::kNone) ||
         (tokens.is(name.last + 1, '-') && tokens[name.last + 1].gap == Gap::kNone);
}

}  // namespace

void drop_changed(const TokenStream& tokens, std::vector<PersonMention>& mentions) {
  std::set<std::string_view> given;
  for (const PersonMention& m : mentions) {
    if (is_changed_name(tokens, m.post_last + 1)) given.insert(tokens.folded(m.last));
  }
  if (given.empty()) return;
  std::erase_if(mentions, [&](const PersonMention& m) {
    const bool bare = m.short_form || is_changed_name(tokens, m.post_last + 1);
    return bare && given.count(tokens.folded(m.last)) != 0;
  });
}

void drop_unknown(const TokenStream& tokens, std::vector<PersonMention>& mentions) {
  std::set<std::string_view> known;
  for (const PersonMention& m : mentions) {
    if (m.short_form) continue;
    known.insert(tokens.folded(m.first));
    known.insert(tokens.folded(m.last));
  }
  std::erase_if(mentions,
                [&](const PersonMention& m) { return m.known_only && known.count(tokens.folded(m.first)) == 0; });
}

void add_bare_names(const FactInput& input, const std::vector<bool>& taken, std::vector<PersonMention>& mentions) {
  const TokenStream& tokens = input.tokens;
  NameStarts starts;
  std::vector<bool> told(tokens.size(), false);
  for (const PersonMention& m : mentions) {
    std::fill(told.begin() + static_cast<std::ptrdiff_t>(m.first),
              told.begin() + static_cast<std::ptrdiff_t>(m.post_last) + 1, true);
    if (!m.short_form) starts.add(tokens[first_word(tokens, m)].folded_hash);
  }
  const auto may_name = [&](std::size_t i) {
    return tokens[i].upper && starts.may_begin(tokens[i]) && !told[i] && !taken[i];
  };
  if (!holds(input.sentences, may_name)) return;
  PhraseTable names;
  for (const PersonMention& m : mentions) {
    if (!m.short_form) names.add(slice(input.document.text, tokens.cover(m.first, m.last)), 0);
  }
  const std::size_t known = mentions.size();
  for (std::size_t s = 0; s < input.sentences.size(); ++s) {
    const NameScope scope = make_scope(input, s);
    for (std::size_t i = scope.begin; i < scope.end; ++i) {
      if (!may_name(i)) continue;
      const auto match = names.find(tokens, i, Marks::kFolded);
      if (!match || match->last >= scope.end || told[match->last] || is_file_name(tokens, *match)) continue;
      PersonMention m;
      m.first = m.title_first = m.title_last = i;
      m.last = match->last;
      m.post_last = post_nominals(scope, m.last);
      m.sentence = s;
      m.caps = scope.caps || tokens[m.last].caps;
      m.rule = "person.bare-name";
      mentions.push_back(m);
      i = m.last;
    }
  }
  if (mentions.size() == known) return;
  std::sort(mentions.begin(), mentions.end(),
            [](const PersonMention& a, const PersonMention& b) { return a.first < b.first; });
}

}  // namespace hoptac
