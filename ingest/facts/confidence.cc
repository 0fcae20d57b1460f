#include "ingest/facts/confidence.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

namespace hoptac {
namespace {

constexpr int kLikelyAt = 0;
constexpr int kCertainAt = 3;
constexpr std::size_t kLongTitle = 60;  // bytes: beyond it a title has often swallowed something

// Adds up signals; zero points are no signal.
class Tally {
 public:
  Tally() { judgement_.reasons.reserve(kUsualReasons); }

  void add(bool holds, int points, std::string_view reason) {
    if (!holds) return;
    points_ += points;
    judgement_.reasons.push_back(reason);
  }

  // Once, at the end.
  Judgement result() {
    judgement_.level = points_ >= kCertainAt  ? Confidence::kCertain
                       : points_ >= kLikelyAt ? Confidence::kLikely
                                              : Confidence::kGuess;
    return std::move(judgement_);
  }

 private:
  static constexpr std::size_t kUsualReasons = 4;

  int points_ = 0;
  Judgement judgement_;
};

struct RuleBase {
  std::string_view rule;  // a prefix of rule names
  int points;
};

// What a rule is worth by itself; a rule that is not listed is worth nothing.
constexpr std::array kRules = {
    RuleBase{"agreement.legal", 2},         RuleBase{"agreement.between", 1},
    RuleBase{"agreement.reported", -2},     RuleBase{"certification.listed", 2},
    RuleBase{"certification.standard", 3},  RuleBase{"certification.issuer", 1},
    RuleBase{"certification.unlisted", -1}, RuleBase{"date.", 3},
    RuleBase{"institution.authority", 3},   RuleBase{"institution.head", 1},
    RuleBase{"institution.acronym", 1},     RuleBase{"person.honorific", 3},
    RuleBase{"person.role-loose", 1},       RuleBase{"person.role", 2},
    RuleBase{"person.before-post", 2},      RuleBase{"person.behind-post", 2},
    RuleBase{"person.affiliation", 1},
};

int rule_points(std::string_view rule) {
  if (rule.empty()) return 0;
  for (const RuleBase& base : kRules) {
    if (rule.front() == base.rule.front() && rule.starts_with(base.rule)) return base.points;
  }
  return 0;
}

// The best of the rules that found the mentions.
std::string_view best_rule(const std::vector<Mention>& mentions) {
  const auto best = std::max_element(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return rule_points(a.rule) < rule_points(b.rule);
  });
  return best == mentions.end() ? std::string_view() : best->rule;
}

bool has_small_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_one_word(std::string_view text) { return text.find(' ') == std::string_view::npos; }

// Which institutions do something in the text: a party, a holder, somebody's employer.
std::vector<bool> acting(const Analysis& analysis) {
  std::vector<bool> out(analysis.institutions.size());
  const auto mark = [&](int index) {
    if (index >= 0 && static_cast<std::size_t>(index) < out.size()) out[static_cast<std::size_t>(index)] = true;
  };
  for (const Agreement& a : analysis.agreements) {
    for (const Party& p : a.parties) mark(p.institution_index);
  }
  for (const Certification& c : analysis.certifications) mark(c.holder_index);
  for (const Person& p : analysis.people) {
    for (const Role& r : p.roles) mark(r.institution_index);
  }
  return out;
}

Judgement judge_institution(const Institution& i, bool acts) {
  Tally tally;
  const std::string_view rule = best_rule(i.mentions);
  tally.add(true, rule_points(rule), rule);
  tally.add(!i.id.empty(), 2, "+linked");
  tally.add(acts, 1, "+acts in a fact");
  tally.add(i.mentions.size() > 1, 1, "+named again");
  // One mention that acts is right nine times of ten only: its end may be wrong.
  tally.add(!i.country.empty() && (!acts || i.mentions.size() > 1), 1, "+country known");
  tally.add(i.kind == "other" || i.kind.empty(), -1, "-kind unknown");
  tally.add(is_one_word(i.name) && i.id.empty(), -2, "-one word");
  tally.add(!has_small_letter(i.name) && !is_one_word(i.name), -2, "-in capitals only");
  return tally.result();
}

Judgement judge_person(const Person& p) {
  Tally tally;
  const std::string_view rule = best_rule(p.mentions);
  tally.add(true, rule_points(rule), rule);
  tally.add(!p.honorifics.empty() && rule.substr(0, 16) != "person.honorific", 1, "+honorific");
  tally.add(std::any_of(p.roles.begin(), p.roles.end(), [](const Role& r) { return !r.title.empty(); }), 1, "+role");
  tally.add(p.mentions.size() > 1, 1, "+named again");
  tally.add(is_one_word(p.name), -2, "-one word");
  return tally.result();
}

Judgement judge_role(const Role& r) {
  Tally tally;
  tally.add(true, rule_points(r.rule), r.rule);
  tally.add(r.title.size() > kLongTitle, -2, "-long title");
  tally.add(r.institution_index >= 0, 1, "+institution known");
  tally.add(r.title.empty(), -1, "-no title");
  return tally.result();
}

Judgement judge_date(const DateFact& d) {
  Tally tally;
  tally.add(true, rule_points(d.rule), d.rule);
  tally.add(d.inferred, -1, "-year inferred");
  tally.add(d.unresolved, -4, "-year unknown");
  return tally.result();
}

Judgement judge_certification(const Certification& c) {
  Tally tally;
  const std::string_view rule = best_rule(c.mentions);
  tally.add(true, rule_points(rule), rule);
  tally.add(!c.holder.empty(), 1, "+holder known");
  tally.add(!c.full.empty(), 1, "+spelled out");
  tally.add(c.mentions.size() > 1, 1, "+named again");
  return tally.result();
}

// A day that the sentence of the signing itself gives.
bool has_own_day(const Agreement& a) {
  constexpr std::size_t kDayLength = 10;
  return a.signed_date.size() == kDayLength && !a.day_around &&
         std::any_of(a.evidence.begin(), a.evidence.end(), [](const Evidence& e) { return e.field == "signed"; });
}

// A name of one or two words may be the rest of a longer one, unless the authority knows it.
bool is_short_name(const Institution& party) {
  constexpr std::ptrdiff_t kBlanks = 2;
  return party.id.empty() && std::count(party.name.begin(), party.name.end(), ' ') < kBlanks;
}

Judgement judge_agreement(const Agreement& a, const std::vector<Institution>& institutions) {
  Tally tally;
  const bool short_name = std::any_of(a.parties.begin(), a.parties.end(), [&](const Party& p) {
    return p.institution_index >= 0 && is_short_name(institutions[static_cast<std::size_t>(p.institution_index)]);
  });
  const bool own_day = has_own_day(a);
  const bool told = a.rule == "agreement.act" || a.rule == "agreement.between" || a.rule == "agreement.legal";
  const bool plain = told && a.status == "signed" && a.parties.size() == 2 && !short_name;
  tally.add(true, rule_points(a.rule), a.rule);
  tally.add(own_day, 1, "+signing day");
  tally.add(own_day && plain, 1, "+first signing of two");
  tally.add(a.type != "cooperation_agreement" && a.type != "other", 1, "+kind of document");
  tally.add(a.parties.size() < 2, -3, "-one party");
  tally.add(a.status == "planned", -1, "-planned");
  return tally.result();
}

}  // namespace

void judge(Analysis& analysis) {
  const std::vector<bool> acts = acting(analysis);
  for (std::size_t i = 0; i < acts.size(); ++i) {
    analysis.institutions[i].judgement = judge_institution(analysis.institutions[i], acts[i]);
  }
  for (Person& person : analysis.people) {
    person.judgement = judge_person(person);
    for (Role& role : person.roles) role.judgement = judge_role(role);
  }
  for (DateFact& date : analysis.dates) date.judgement = judge_date(date);
  for (Certification& c : analysis.certifications) c.judgement = judge_certification(c);
  for (Agreement& a : analysis.agreements) a.judgement = judge_agreement(a, analysis.institutions);
}

}  // namespace hoptac
