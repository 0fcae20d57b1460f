#include "ingest/facts/english_merge.h"

#include <algorithm>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

class Forms {
 public:
  Forms(const FactInput& input, const NameMention& brief, const NameMention& full)
      : input_(input), tokens_(input.tokens), brief_(brief), full_(full) {}

  // All its words say what sort of body it is.
  bool is_descriptive() const {
    for (std::size_t i = brief_.first; i <= brief_.last; ++i) {
      if (tokens_[i].word && tokens_[i].upper && !is_listed(i)) return false;
    }
    return brief_.last > brief_.first;
  }

  // The longer name says the words of the shorter one in their order, with words between that only describe.
  bool is_abridged(bool fields_too) const {
    std::size_t at = brief_.first;
    bool own_word = false, skipped = false;
    for (std::size_t i = full_.first; i <= full_.last; ++i) {
      if (!tokens_[i].word) continue;
      while (at <= brief_.last && !tokens_[at].word) ++at;
      if (at <= brief_.last && tokens_.folded(i) == tokens_.folded(at)) {
        own_word = own_word || skipped || !is_listed(i);  // behind initials a place is a person's name
        ++at;
        continue;
      }
      if (at > brief_.last || !is_left_out(i, own_word, fields_too)) return false;
      skipped = true;
    }
    return at > brief_.last && own_word && skipped && tokens_.folded(full_.last) == tokens_.folded(brief_.last);
  }

 private:
  // Initials before the name, a word of its sort inside it.
  bool is_left_out(std::size_t i, bool own_word, bool fields_too) const {
    if (!own_word) return tokens_[i].span().size() <= 2 && tokens_[i].upper;
    const auto word = input_.tables.names.en_words.find(tokens_, i, input_.marks);
    if (!word) return tokens_.exact(i) == "and" && fields_too;
    return (word->value & kTypeWord) != 0 || (fields_too && (word->value & kFieldWord) != 0);
  }

  bool is_listed(std::size_t i) const {
    const NameTables& tables = input_.tables.names;
    return tables.en_words.find(tokens_, i, input_.marks) || tables.en_heads.find(tokens_, i, input_.marks) ||
           tables.places.find(tokens_, i, input_.marks) || tables.demonyms.find(tokens_, i, input_.marks) ||
           input_.authority.country_names().find(tokens_, i, input_.marks);
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const NameMention& brief_;
  const NameMention& full_;
};

// "Roche" behind "Roche Pharma Vietnam".
bool is_bare_brand(const InstitutionEntity& shorter, const InstitutionEntity& longer) {
  const NameMention &brief = shorter.mentions.front(), &full = longer.mentions.front();
  if (shorter.kind != "company" || longer.kind != "company" || brief.first != brief.last) return false;
  return shorter.authority != kNoAuthority && longer.authority == kNoAuthority && brief.first > full.last &&
         longer.canonical.size() > shorter.canonical.size() && longer.canonical.starts_with(shorter.canonical + " ");
}

}  // namespace

bool is_english_short_form(const FactInput& input, const InstitutionEntity& shorter, const InstitutionEntity& longer) {
  const NameMention &brief = shorter.mentions.front(), &full = longer.mentions.front();
  if (is_bare_brand(shorter, longer)) return true;
  if (brief.rule != "institution.head-en") return false;
  const bool tail = longer.canonical.size() > shorter.canonical.size() + 1 &&
                    longer.canonical.ends_with(shorter.canonical) &&
                    longer.canonical[longer.canonical.size() - shorter.canonical.size() - 1] == ' ';
  const Forms forms(input, brief, full);
  if (tail && brief.loose && full.loose) return true;
  if (shorter.kind != longer.kind || shorter.kind == "government") return false;
  if (tail && forms.is_descriptive()) return true;
  const bool hospital = shorter.kind == "hospital" || input.tokens.exact(brief.last) == "academy";
  return full.rule != "institution.head-vi" && forms.is_abridged(hospital);
}

}  // namespace hoptac
