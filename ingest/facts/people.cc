#include "ingest/facts/people.h"

#include <algorithm>
#include <optional>

#include "ingest/facts/entity_key.h"
#include "ingest/facts/institution_index.h"
#include "ingest/facts/name_starts.h"
#include "ingest/facts/one_line.h"
#include "ingest/facts/person_mention.h"
#include "ingest/facts/person_roles.h"
#include "ingest/facts/tables.h"
#include "ingest/text/word_hash.h"

namespace hoptac {

namespace {

using Words = std::vector<std::string_view>;

bool ends_with(const Words& name, const Words& part) {
  return part.size() <= name.size() && std::equal(part.rbegin(), part.rend(), name.rbegin());
}

bool starts_with(const Words& name, const Words& part) {
  return part.size() <= name.size() && std::equal(part.begin(), part.end(), name.begin());
}

// Names of one person: equal; the end of the longer one ("Minh Ánh"); for names of other cultures also in the other
// order ("Li-Chuan Hsu") or without the inner parts ("Robert J. Halloran").
bool same_name(const Words& known, const Words& words, bool vietnamese) {
  if (ends_with(known, words)) return true;
  if (vietnamese || words.size() < 2 || known.size() < words.size()) return false;
  if (known.front() == words.front() && known.back() == words.back()) return true;
  return known.size() == words.size() && std::is_permutation(known.begin(), known.end(), words.begin());
}

class PeopleMerger {
 public:
  PeopleMerger(const FactInput& input, const std::vector<PersonMention>& mentions)
      : input_(input), tokens_(input.tokens), mentions_(mentions), person_of_(mentions.size()) {}

  std::vector<Person> run(const std::vector<RoleMention>& roles) {
    assign_full(false);
    assign_full(true);
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (mentions_[i].short_form) person_of_[i] = short_person(i);
    }
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (person_of_[i]) tell(*person_of_[i], mentions_[i]);
    }
    for (const RoleMention& role : roles) {
      if (person_of_[role.person]) add_role(*person_of_[role.person], role);
    }
    find_bare_names();
    for (Person& person : people_) finish(person);
    return std::move(people_);
  }

 private:
  // Names in capitals come second: a known name tells where they end.
  void assign_full(bool caps) {
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      if (!mentions_[i].short_form && mentions_[i].caps == caps) person_of_[i] = full_person(i);
    }
  }

  Words words_of(const PersonMention& m) const {
    Words out;
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (tokens_[i].word) out.push_back(tokens_.folded(i));
    }
    return out;
  }

  std::size_t add_person(const PersonMention& m, Words words) {
    Person person;
    person.name = text_of(tokens_.cover(m.first, m.last));
    person.honorifics = honorifics_of(m);
    people_.push_back(std::move(person));
    names_.push_back(std::move(words));
    vietnamese_.push_back(is_vietnamese(m));
    first_told_.push_back(m.first);
    implied_.emplace_back();
    languages_.emplace_back();
    caps_.push_back(m.caps);
    return people_.size() - 1;
  }

  // Family name first, given name last; hyphens tell other cultures.
  bool is_vietnamese(const PersonMention& m) const {
    const TokenRange range = input_.sentences[m.sentence].tokens;
    const NameScope scope{input_, input_.tables.names, range.begin, range.end, false};
    for (std::size_t i = m.first; i <= m.last; ++i) {
      if (tokens_.is(i, '-') || tokens_.is(i, ',')) return false;
      if (tokens_[i].word && i > m.first && !tokens_[i].syllable && tokens_[i].ascii) return false;  // "Nong Guocai"
    }
    return vietnamese_name(scope, m.first) > 0;
  }

  std::size_t full_person(std::size_t i) {
    const PersonMention& m = mentions_[i];
    Words words = words_of(m);
    for (std::size_t p = 0; p < names_.size(); ++p) {
      const bool begins = m.caps && names_[p].size() > 1 && starts_with(words, names_[p]);
      if (begins || same_name(names_[p], words, vietnamese_[p])) return known(p, m);
      if (!vietnamese_[p] && same_name(words, names_[p], false)) return renamed(p, m, std::move(words));
    }
    return add_person(m, std::move(words));
  }

  std::size_t known(std::size_t p, const PersonMention& m) {
    first_told_[p] = std::min(first_told_[p], m.first);
    return p;
  }

  // A fuller form of a known name.
  std::size_t renamed(std::size_t p, const PersonMention& m, Words words) {
    add_alias(people_[p], people_[p].name, true);
    people_[p].name = text_of(tokens_.cover(m.first, m.last));
    names_[p] = std::move(words);
    return known(p, m);
  }

  // "BS. Bảo": the last word of a person named before (else anywhere); "Prof. Hsu": the family name of a foreigner.
  std::optional<std::size_t> short_person(std::size_t i) {
    const PersonMention& m = mentions_[i];
    const Words words = words_of(m);
    std::optional<std::size_t> found;
    for (std::size_t p = 0; p < names_.size(); ++p) {
      const bool part =
          !vietnamese_[p] && std::find(names_[p].begin(), names_[p].end(), words.front()) != names_[p].end();
      const bool whole = ends_with(names_[p], words);
      if (!whole && !part) continue;  // "GS Echevarría" of "Ramón Echevarría Pujol"
      if (!whole && found && ends_with(names_[*found], words)) continue;  // "Rector Van": "X Van" before "Y Van Z"
      if (!found || first_told_[p] < m.first) found = p;
    }
    const bool addressed = m.has_title() || m.rule == "person.behind-post";
    if (found || m.known_only || !addressed || tokens_[m.first].span().size() < 2) return found;
    return add_person(m, words);
  }

  std::string text_of(Span span) const { return one_line(slice(input_.document.text, span)); }

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

  void tell(std::size_t p, const PersonMention& m) {
    Person& person = people_[p];
    const Span span = tokens_.cover(m.first, m.last);
    person.mentions.push_back({span, m.rule});
    const std::string form = text_of(span);
    if (caps_[p] && !m.caps && !m.short_form && words_of(m) == names_[p]) {  // as in running text, not in capitals
      add_alias(person, person.name, true);
      person.name = form;
      caps_[p] = false;
    }
    if (!m.caps || words_of(m) == names_[p]) add_alias(person, form, false);
    if (person.honorifics.empty() && !m.short_form) person.honorifics = honorifics_of(m);
  }

  static void add_alias(Person& person, std::string form, bool renamed) {
    if (form == person.name && !renamed) return;
    if (std::find(person.aliases.begin(), person.aliases.end(), form) != person.aliases.end()) return;
    person.aliases.push_back(std::move(form));
  }

  // One post told twice: the same title, or the beginning of it at the same body.
  static bool is_same_post(const Role& known, const Role& role, bool loose) {
    const std::string a = fold_phrase(known.title), b = fold_phrase(role.title);
    if (a == b) return loose || known.institution_index == role.institution_index;
    const bool begins = a.starts_with(b + " ") || b.starts_with(a + " ");
    return begins && (loose || known.institution_index == role.institution_index);
  }

  void add_role(std::size_t p, const RoleMention& told) {
    std::vector<Role>& roles = people_[p].roles;
    if (told.role.title.empty()) {
      if (roles.empty()) keep_role(p, told);
      return;
    }
    for (std::size_t i = 0; i < roles.size(); ++i) {
      const bool loose = implied_[p][i] || told.implied;
      if (roles[i].title.empty()) continue;
      if (is_retold(p, i, told)) {
        if (implied_[p][i] && !told.implied) set_body(p, i, told.role);
        return;
      }
      if (!is_same_post(roles[i], told.role, loose)) continue;
      const bool fuller = told.role.title.size() > roles[i].title.size();
      const Role before = roles[i];
      if (fuller) roles[i] = told.role;
      if (implied_[p][i] && !told.implied) {
        set_body(p, i, told.role);
      } else if (fuller) {
        roles[i].institution = before.institution;
        roles[i].institution_index = before.institution_index;
      }
      return;
    }
    if (roles.size() == 1 && roles[0].title.empty()) {
      roles.clear();
      implied_[p].clear();
      languages_[p].clear();
    }
    keep_role(p, told);
  }

  // The other language of a bilingual page tells the same post at the same body.
  bool is_retold(std::size_t p, std::size_t i, const RoleMention& told) const {
    const Language known = languages_[p][i];
    if (known == told.language || known == Language::kUnknown || told.language == Language::kUnknown) return false;
    const Role& role = people_[p].roles[i];
    return implied_[p][i] || told.implied || role.institution_index == told.role.institution_index;
  }

  void set_body(std::size_t p, std::size_t i, const Role& from) {
    people_[p].roles[i].institution = from.institution;
    people_[p].roles[i].institution_index = from.institution_index;
    implied_[p][i] = false;
  }

  void keep_role(std::size_t p, const RoleMention& told) {
    people_[p].roles.push_back(told.role);
    implied_[p].push_back(told.implied);
    languages_[p].push_back(told.language);
  }

  // Full names without a title elsewhere in the text, accents or none.
  void find_bare_names() {
    std::vector<bool> told(tokens_.size(), false);
    for (const PersonMention& m : mentions_)
      std::fill(told.begin() + offset(m.first), told.begin() + offset(m.last) + 1, true);
    if (!may_be_told_again(told)) return;
    PhraseTable names;
    for (std::size_t p = 0; p < people_.size(); ++p) {
      if (names_[p].size() > 1) names.add(people_[p].name, static_cast<std::uint32_t>(p));
    }
    for (const FactSentence& sentence : input_.sentences) {
      for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (!tokens_[i].upper || told[i]) continue;
        const auto match = names.find(tokens_, i, Marks::kFolded);
        if (!match || match->last >= sentence.tokens.end) continue;
        const Span span = tokens_.cover(i, match->last);
        people_[match->value].mentions.push_back({span, "person.bare-name"});
        add_alias(people_[match->value], text_of(span), false);
        i = match->last;
      }
    }
  }

  bool may_be_told_again(const std::vector<bool>& told) const {
    NameStarts starts;
    for (const Words& name : names_) {
      if (name.size() > 1) starts.add(word_hash(name.front()));
    }
    return std::any_of(input_.sentences.begin(), input_.sentences.end(), [&](const FactSentence& sentence) {
      for (std::size_t i = sentence.tokens.begin; i < sentence.tokens.end; ++i) {
        if (tokens_[i].upper && starts.may_begin(tokens_[i]) && !told[i]) return true;
      }
      return false;
    });
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
  std::vector<bool> caps_;  // the name is known in capitals only
  std::vector<std::size_t> first_told_;
  std::vector<std::vector<Language>> languages_;  // beside Person::roles: of the sentence
  std::vector<std::vector<bool>> implied_;        // beside Person::roles: the body is a conclusion
};

}  // namespace

std::vector<Person> find_people(const FactInput& input, const Analysis& analysis) {
  const InstitutionIndex institutions(input, analysis);
  const std::vector<PersonMention> mentions = scan_people(input, institutions);
  const std::vector<RoleMention> roles = find_roles(input, analysis, institutions, mentions);
  return PeopleMerger(input, mentions).run(roles);
}

}  // namespace hoptac
