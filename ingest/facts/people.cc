#include "ingest/facts/people.h"

#include <algorithm>
#include <optional>

#include "ingest/facts/entity_key.h"
#include "ingest/facts/institution_index.h"
#include "ingest/facts/person_mention.h"
#include "ingest/facts/person_roles.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

using Words = std::vector<std::string_view>;

class PeopleMerger {
 public:
  PeopleMerger(const FactInput& input, const std::vector<PersonMention>& mentions)
      : input_(input), tokens_(input.tokens), mentions_(mentions), person_of_(mentions.size()) {}

  std::vector<Person> run(const std::vector<RoleMention>& roles) {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (!mentions_[i].short_form) person_of_[i] = full_person(i);
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (mentions_[i].short_form) person_of_[i] = short_person(i);
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (person_of_[i]) tell(people_[*person_of_[i]], mentions_[i]);
    }
    for (const RoleMention& role : roles) {
      if (person_of_[role.person]) add_role(people_[*person_of_[role.person]], role.role);
    }
    find_bare_names();
    for (Person& person : people_) finish(person);
    return std::move(people_);
  }

 private:
  Words words_of(const PersonMention& m) const {
    Words out;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (tokens_[i].word) out.push_back(tokens_.folded(i));
    }
    return out;
  }

  static bool ends_with(const Words& name, const Words& part) {
    return part.size() <= name.size() && std::equal(part.rbegin(), part.rend(), name.rbegin());
  }

  std::size_t add_person(const PersonMention& m, Words words) {
    Person person;
    person.name = text_of(tokens_.cover(m.first, m.last));
    person.honorifics = honorifics_of(m);
    people_.push_back(std::move(person));
    names_.push_back(std::move(words));
    const TokenRange range = input_.sentences[m.sentence].tokens;
    const NameScope scope{input_, input_.tables.names, range.begin, range.end, false};
    vietnamese_.push_back(scope.personal_name(m.first) > 0);
    return people_.size() - 1;
  }

  // The same folded name; or the end of a longer one ("Minh Ánh").
  std::size_t full_person(std::size_t i) {
    Words words = words_of(mentions_[i]);
    for (std::size_t p = 0; p < names_.size(); ++p) {
      if (names_[p] == words || ends_with(names_[p], words)) return p;
    }
    return add_person(mentions_[i], std::move(words));
  }

  // "BS. Bảo": the last word of a person named before (else anywhere); "Prof. Hsu": the family name of a foreigner.
  std::optional<std::size_t> short_person(std::size_t i) {
    const PersonMention& m = mentions_[i];
    const Words words = words_of(m);
    std::optional<std::size_t> found;
    for (std::size_t p = 0; p < names_.size(); ++p) {
      const bool family = !vietnamese_[p] && names_[p].front() == words.front();
      if (!ends_with(names_[p], words) && !family) continue;
      if (!found || first_told(p) < m.first) found = p;
    }
    if (found || !m.has_title() || tokens_[m.first].span().size() < 2) return found;
    return add_person(m, words);
  }

  std::size_t first_told(std::size_t person) const {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (person_of_[i] == person) return mentions_[i].first;
    }
    return 0;
  }

  std::string text_of(Span span) const {
    std::string out;
    for (const char c : slice(input_.document.text, span)) {
      const bool blank = c == ' ' || c == '\n' || c == '\t';
      if (!blank) out += c;
      if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
  }

  std::string honorifics_of(const PersonMention& m) const {
    std::string out;
    if (m.has_title()) out = text_of(tokens_.cover(m.title_first, m.title_last));
    if (m.post_last > m.last) {
      std::size_t first = m.last + 1;
      while (first < m.post_last && !tokens_[first].word) ++first;
      if (!out.empty()) out += ' ';
      out += text_of(tokens_.cover(first, m.post_last));
    }
    return out;
  }

  void tell(Person& person, const PersonMention& m) {
    const Span span = tokens_.cover(m.first, m.last);
    person.mentions.push_back({span, m.rule});
    add_alias(person, text_of(span));
    if (person.honorifics.empty() && !m.short_form) person.honorifics = honorifics_of(m);
  }

  static void add_alias(Person& person, std::string form) {
    if (form == person.name) return;
    if (std::find(person.aliases.begin(), person.aliases.end(), form) != person.aliases.end()) return;
    person.aliases.push_back(std::move(form));
  }

  static void add_role(Person& person, const Role& role) {
    for (Role& known : person.roles) {
      const bool same = fold_phrase(known.title) == fold_phrase(role.title) || role.title.empty();
      if (!same) continue;
      if (known.institution_index < 0 || known.title.empty()) known = role.title.empty() ? known : role;
      return;
    }
    std::erase_if(person.roles, [](const Role& known) { return known.title.empty(); });
    person.roles.push_back(role);
  }

  // Full names without a title elsewhere in the text, accents or none.
  void find_bare_names() {
    PhraseTable names;
    for (std::size_t p = 0; p < people_.size(); ++p) {
      if (names_[p].size() > 1) names.add(people_[p].name, static_cast<std::uint32_t>(p));
    }
    if (names.size() == 0) return;
    std::vector<bool> told(tokens_.size(), false);
    for (const PersonMention& m : mentions_)
      std::fill(told.begin() + offset(m.first), told.begin() + offset(m.last) + 1, true);
    for (const FactSentence& sentence : input_.sentences) {
      for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (told[i] || !tokens_[i].upper) continue;
        const auto match = names.find(tokens_, i, Marks::kFolded);
        if (!match || match->last >= sentence.tokens.end) continue;
        const Span span = tokens_.cover(i, match->last);
        people_[match->value].mentions.push_back({span, "person.bare-name"});
        add_alias(people_[match->value], text_of(span));
        i = match->last;
      }
    }
  }

  static std::ptrdiff_t offset(std::size_t i) { return static_cast<std::ptrdiff_t>(i); }

  static void finish(Person& person) {
    person.key = person_key(person.name);
    std::sort(person.mentions.begin(), person.mentions.end(),
              [](const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; });
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  const std::vector<PersonMention>& mentions_;
  std::vector<std::optional<std::size_t>> person_of_;
  std::vector<Person> people_;
  std::vector<Words> names_;
  std::vector<bool> vietnamese_;
};

}  // namespace

std::vector<Person> find_people(const FactInput& input, const Analysis& analysis) {
  const InstitutionIndex institutions(input, analysis);
  const std::vector<PersonMention> mentions = scan_people(input, institutions.taken(input.tokens.size()));
  const std::vector<RoleMention> roles = find_roles(input, analysis, mentions);
  return PeopleMerger(input, mentions).run(roles);
}

}  // namespace hoptac
