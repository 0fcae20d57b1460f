#include "ingest/facts/agreement_merge.h"

#include <algorithm>
#include <array>
#include <map>

#include "ingest/facts/agreement_dates.h"
#include "ingest/facts/agreement_topics.h"

namespace hoptac {
namespace {

// A signing this long before the document's own date is background.
constexpr std::size_t kMonthLength = 7;
constexpr std::size_t kDayLength = 10;

// How well a document type describes an agreement: of two told types the higher one stays.
int type_rank(std::string_view type) {
  constexpr std::array<std::string_view, 6> kOrder = {
      "", "other", "cooperation_agreement", "strategic_partnership", "contract", "mou"};
  if (type == "letter_of_intent") return 5;
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    if (kOrder[i] == type) return static_cast<int>(i);
  }
  return 0;
}

class Merger {
 public:
  Merger(const AgreementView& view, std::vector<Telling> tellings) : view_(view), tellings_(std::move(tellings)) {
    for (const Frame& frame : view_.frames) {
      for (const FrameItem& item : frame.items) {
        if (item.kind == ItemKind::kInstitution) tell(static_cast<std::size_t>(item.index), frame.language);
      }
    }
  }

  std::vector<Agreement> merge() {
    for (const bool dated : {true, false}) {
      for (const Telling& t : tellings_) {
        if (t.parties.size() >= 2 && may_stand_alone(t) && is_dated(t) == dated) place(t);
      }
    }
    for (const Telling& t : tellings_) {
      if (t.parties.size() >= 2 && !may_stand_alone(t)) place(t);
      if (t.parties.size() < 2) place_orphan(t);
    }
    drop_translations();
    drop_sums();
    std::vector<Agreement> out;
    std::vector<std::vector<std::string>> topics = find_agreement_topics(view_, clusters_);
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      out.push_back(make(clusters_[c]));
      out.back().topics = std::move(topics[c]);
    }
    return out;
  }

 private:
  // Tellings of one agreement, in the order of joining.
  using Cluster = std::vector<const Telling*>;

  static bool is_dated(const Telling& t) { return !t.date.empty() && !t.soft_date; }

  std::string_view type_of(const Telling& t) const {
    if (t.type < 0) return {};
    return view_.input.authority.agreement_types()[static_cast<std::size_t>(t.type)].annotation_type;
  }

  bool types_agree(const Telling& a, const Telling& b) const {
    const std::string_view x = type_of(a);
    const std::string_view y = type_of(b);
    if (a.generic || b.generic || x == y) return true;
    const auto loose = [](std::string_view t) {
      return t == "cooperation_agreement" || t == "strategic_partnership" || t == "other";
    };
    const auto bound = [](std::string_view t) { return t == "contract" || t == "letter_of_intent"; };
    return (loose(x) && !bound(y)) || (loose(y) && !bound(x));
  }

  static bool parties_agree(const Telling& a, const Telling& b) {
    const auto common = std::count_if(a.parties.begin(), a.parties.end(), [&b](int p) {
      return std::find(b.parties.begin(), b.parties.end(), p) != b.parties.end();
    });
    const auto smaller = static_cast<std::ptrdiff_t>(std::min(a.parties.size(), b.parties.size()));
    return common == smaller && common >= 2;
  }

  bool is_background(const Telling& t) const {
    if (t.former) return true;
    const std::string& published = view_.input.document.published;
    if (t.date.empty() || published.empty()) return false;
    const std::size_t size = std::min(t.date.size(), published.size());
    return size < kMonthLength ? t.date.substr(0, 4) < published.substr(0, 4) : months(published) - months(t.date) > 3;
  }
  static int months(std::string_view iso) {
    const auto digit = [&](std::size_t i) { return iso[i] - '0'; };
    return (digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3)) * 12 + digit(5) * 10 + digit(6);
  }

  // How well a telling fits one of a cluster: below 0 not at all.
  int fit(const Telling& t, const Telling& other) const {
    if (!parties_agree(t, other) || !types_agree(t, other)) return -1;
    if (t.frame == other.frame && t.anchor != other.anchor && t.date != other.date) return -1;
    const bool planned = t.status == "planned";
    if (planned != (other.status == "planned") && (!t.date.empty() || planned || is_background(other))) return -1;
    if (is_dated(t) && is_dated(other)) return dates_agree(t.date, other.date) && same_event(t, other) ? 8 : -1;
    const bool old = is_background(other);
    if (t.former != old && (t.former || t.has_act)) return -1;
    int score = 1;
    if (!t.date.empty() && dates_agree(t.date, other.date)) score += 3;
    if (t.status == other.status) score += 1;
    if (!t.generic && !other.generic && type_of(t) == type_of(other)) score += 2;
    if (!old) score += 2;
    return score;
  }

  // A year alone does not make a renewal and the first signing one event.
  static bool same_event(const Telling& a, const Telling& b) {
    return a.date == b.date || a.status == b.status || a.generic || b.generic;
  }

  void place(const Telling& t) {
    int best = -1;
    std::size_t at = clusters_.size();
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      int score = 99;
      for (const Telling* other : clusters_[c]) score = std::min(score, fit(t, *other));
      if (score > best) {
        best = score;
        at = c;
      }
    }
    if (best >= 0) {
      clusters_[at].push_back(&t);
    } else if (names_known_type(t)) {
      place_orphan(t);
    } else if (may_stand_alone(t) || (t.has_act && (is_dated(t) || names_document(t)) && is_new_pair(t))) {
      clusters_.push_back({&t});
    }
  }

  // A telling whose parties are only meant ("the two sides") needs a word of its own to be new.
  bool may_stand_alone(const Telling& t) const {
    if (t.source > PartySource::kFilled) return t.has_act || !t.former;
    if (!t.has_act) return !t.date.empty();
    if (!t.generic || t.status == "renewed" || t.status == "ended") return true;
    if (t.source == PartySource::kFilled && t.type >= 0) return true;  // "With X she signed an agreement"
    return is_dated(t) && (t.source != PartySource::kAnaphora || t.status == "planned" || is_background(t));
  }

  // "The MoU was signed by …" of parties that are only meant: the MoU told of, whoever they are taken for.
  bool names_known_type(const Telling& t) const {
    if (t.source != PartySource::kAnaphora || is_dated(t) || t.generic || t.status != "signed") return false;
    return std::any_of(clusters_.begin(), clusters_.end(), [&](const Cluster& c) {
      return type_of(*c[0]) == type_of(t) && c[0]->status == "signed" && c[0]->frame < t.frame;
    });
  }

  // "the two schools signed an agreement": an act and a word for the document.
  static bool names_document(const Telling& t) {
    return t.source == PartySource::kAnaphora && t.type >= 0 && t.status == "signed" && !t.former;
  }

  // No agreement of these parties is told of yet.
  bool is_new_pair(const Telling& t) const {
    return std::none_of(clusters_.begin(), clusters_.end(), [&](const Cluster& c) { return parties_agree(t, *c[0]); });
  }

  void place_orphan(const Telling& t) {
    std::size_t best = clusters_.size();
    std::size_t best_distance = SIZE_MAX;
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      for (const Telling* other : clusters_[c]) {
        const std::size_t distance = other->frame > t.frame ? other->frame - t.frame : t.frame - other->frame;
        const bool fits = types_agree(t, *other) && t.former == is_background(*other) &&
                          (!is_dated(t) || !is_dated(*other) || dates_agree(t.date, other->date));
        if (fits && distance < best_distance) {
          best = c;
          best_distance = distance;
        }
      }
    }
    if (best < clusters_.size()) clusters_[best].push_back(&t);
  }

  // A page that tells the same in two languages: same day, same type, a party in common, other names for the rest.
  void drop_translations() {
    for (std::size_t b = clusters_.size(); b-- > 1;) {
      const bool translated = std::any_of(clusters_.begin(), clusters_.begin() + static_cast<std::ptrdiff_t>(b),
                                          [&](const Cluster& a) { return is_translation(a, clusters_[b]); });
      if (translated) clusters_.erase(clusters_.begin() + static_cast<std::ptrdiff_t>(b));
    }
  }

  // With whom a party signed agreements of two.
  using Partners = std::map<int, std::multimap<int, const Telling*>>;

  // "A, B and C signed with D": told again one by one, it is no agreement of A, B and C.
  void drop_sums() {
    Partners partners;
    for (const Cluster& c : clusters_) {
      const std::vector<int>& pair = c[0]->parties;
      if (pair.size() != 2) continue;
      partners[pair[0]].emplace(pair[1], c[0]);
      partners[pair[1]].emplace(pair[0], c[0]);
    }
    std::vector<Cluster> kept;
    for (Cluster& c : clusters_) {
      if (!is_sum(*c[0], partners)) kept.push_back(std::move(c));
    }
    clusters_ = std::move(kept);
  }

  bool is_sum(const Telling& t, Partners& partners) const {
    if (t.parties.size() < 2 || clusters_.size() <= t.parties.size() || t.source < PartySource::kAffiliation)
      return false;
    const auto signed_with = [&](int party, int partner) {
      const auto [begin, end] = partners[party].equal_range(partner);
      return std::any_of(begin, end, [&](const auto& pair) { return dates_agree(pair.second->date, t.date); });
    };
    // Of a body that signs with hundreds the others know fewer.
    const int fewest = *std::min_element(t.parties.begin(), t.parties.end(),
                                         [&](int a, int b) { return partners[a].size() < partners[b].size(); });
    return std::any_of(partners[fewest].begin(), partners[fewest].end(), [&](const auto& pair) {
      const int partner = pair.first;
      return std::find(t.parties.begin(), t.parties.end(), partner) == t.parties.end() &&
             std::all_of(t.parties.begin(), t.parties.end(), [&](int p) { return signed_with(p, partner); });
    });
  }

  // The one day that the tellings of a cluster give.
  static std::string_view day_of(const Cluster& c) {
    const auto told = std::find_if(c.begin(), c.end(), [](const Telling* t) { return t->date.size() == kDayLength; });
    return told == c.end() ? std::string_view() : std::string_view((*told)->date);
  }

  bool is_translation(const Cluster& a, const Cluster& b) const {
    const std::string_view day = day_of(a);
    if (day.empty() || day_of(b) != day || best_type(a) != best_type(b)) return false;
    const Language language = view_.frames[a[0]->frame].language;
    const std::vector<int>& x = surest(a).parties;
    const std::vector<int>& y = surest(b).parties;
    const auto in = [](const std::vector<int>& all, int p) {
      return std::find(all.begin(), all.end(), p) != all.end();
    };
    const auto known = [&](int p) { return in(x, p) || !is_told_in(p, language); };
    const auto renamed = [&](int p) { return in(y, p) || is_told_in_only(p, language); };
    return x.size() == y.size() && std::any_of(y.begin(), y.end(), [&](int p) { return in(x, p); }) &&
           std::all_of(y.begin(), y.end(), known) && std::all_of(x.begin(), x.end(), renamed);
  }

  // True when a sentence of this language names the institution, and when no other does.
  bool is_told_in(int institution, Language language) const { return (languages_of(institution) & bit(language)) != 0; }
  bool is_told_in_only(int institution, Language language) const {
    return (languages_of(institution) & ~bit(language)) == 0;
  }
  static unsigned bit(Language language) { return 1U << static_cast<unsigned>(language); }
  unsigned languages_of(int institution) const {
    const auto i = static_cast<std::size_t>(institution);
    return i < languages_.size() ? languages_[i] : 0U;
  }
  void tell(std::size_t institution, Language language) {
    if (institution >= languages_.size()) languages_.resize(institution + 1);
    languages_[institution] |= bit(language);
  }

  std::string_view best_type(const Cluster& cluster) const {
    const auto less = [this](const Telling* a, const Telling* b) { return rank(*a) < rank(*b); };
    return type_of(**std::max_element(cluster.begin(), cluster.end(), less));
  }

  // The telling that names the parties best.
  static const Telling& surest(const Cluster& cluster) {
    const Telling* who = cluster[0];
    for (const Telling* t : cluster) {
      const bool surer = std::pair(t->source, t->parties.size()) > std::pair(who->source, who->parties.size());
      if ((surer && t->parties.size() >= 2) || who->parties.size() < 2) who = t;
    }
    return *who;
  }

  Agreement make(const Cluster& cluster) const {
    Agreement out;
    const Telling& who = surest(cluster);
    const Telling* what = cluster[0];
    for (const Telling* t : cluster) {
      if (rank(*t) > rank(*what)) what = t;
    }
    set_parties(out, who);
    set_type(out, *what, cluster);
    for (const Telling* t : cluster) add(out, *t, cluster);
    set_date(out, cluster);
    set_dateline_place(out);
    out.rule = rule_of(who.source);
    return out;
  }

  int rank(const Telling& t) const { return (t.generic ? 0 : 10) + type_rank(type_of(t)); }

  void set_parties(Agreement& out, const Telling& who) const {
    for (const int p : who.parties) {
      out.parties.push_back({view_.analysis.institutions[static_cast<std::size_t>(p)].name, p});
    }
  }

  void set_type(Agreement& out, const Telling& what, const Cluster& cluster) const {
    out.status = what.status;
    for (const Telling* t : cluster) {
      const bool stronger = t->status == "renewed" || t->status == "amended" || t->status == "ended" ||
                            (t->status == "signed" && out.status == "planned");
      const bool clause = what.source == PartySource::kLegal && t->status == "renewed" && t->frame > what.frame;
      if (stronger && !clause && out.status != "renewed") out.status = t->status;  // "Điều 5. … gia hạn bằng văn bản"
    }
    out.type = type_of(what);
    if (what.type >= 0) out.type_id = view_.input.authority.agreement_types()[static_cast<std::size_t>(what.type)].id;
    if (out.type.empty()) out.type = "cooperation_agreement";
    const bool stays = std::any_of(cluster.begin(), cluster.end(), [](const Telling* t) { return t->extended; });
    if (out.status == "renewed" && !(stays && !what.generic && what.type >= 0)) out.type = "renewal";
  }

  void add(Agreement& out, const Telling& t, const Cluster& cluster) const {
    const auto keep = [](std::string& to, const std::string& from) {
      if (to.empty()) to = from;
    };
    keep(out.number, t.number);
    keep(out.effective, t.effective);
    keep(out.expires, t.expires);
    keep(out.place, t.place);
    if (out.fields.empty()) out.fields = t.fields;
    for (const int person : t.signatories) add_signatory(out, person);
    const bool wrong_date = !cluster.empty() && t.soft_date && out.signed_date != t.date && !out.signed_date.empty();
    for (const Evidence& e : t.evidence) {
      if (!(wrong_date && e.field == "signed")) add_evidence(out.evidence, e.field, e.span);
    }
  }

  void add_signatory(Agreement& out, int index) const {
    for (const Signatory& s : out.signatories) {
      if (s.person_index == index) return;
    }
    const Person& person = view_.analysis.people[static_cast<std::size_t>(index)];
    Signatory s{person.name, {}, {}, index};
    if (!person.roles.empty()) {
      s.role = person.roles[0].title;
      s.party = person.roles[0].institution;
    }
    out.signatories.push_back(std::move(s));
  }

  // Own dates before borrowed ones, precise before coarse.
  static void set_date(Agreement& out, const Cluster& cluster) {
    const Telling* best = nullptr;
    for (const Telling* t : cluster) {
      if (t->date.empty()) continue;
      const bool better = best == nullptr || (best->soft_date && !t->soft_date) ||
                          (best->soft_date == t->soft_date && t->date.size() > best->date.size());
      if (better) best = t;
    }
    if (best == nullptr) return;
    out.signed_date = best->date;
    out.day_around = best->soft_date;
  }

  // What was signed on the day of the dateline was signed at its place, unless the text says another.
  void set_dateline_place(Agreement& out) const {
    const Document& document = view_.input.document;
    const bool done = out.status == "signed" || out.status == "renewed" || out.status == "amended";
    if (done && out.place.empty() && !out.signed_date.empty() && out.signed_date == document.published) {
      out.place = document.dateline_place;
    }
  }

  static std::string_view rule_of(PartySource source) {
    switch (source) {
      case PartySource::kLegal:
        return "agreement.legal";
      case PartySource::kBetween:
        return "agreement.between";
      case PartySource::kNamed:
        return "agreement.act";
      case PartySource::kAffiliation:
        return "agreement.signatories";
      case PartySource::kFilled:
        return "agreement.host";
      default:
        return "agreement.sides";
    }
  }

  const AgreementView& view_;
  const std::vector<Telling> tellings_;
  std::vector<Cluster> clusters_;
  std::vector<unsigned> languages_;  // that name an institution, one bit each
};

}  // namespace

std::vector<Agreement> merge_tellings(const AgreementView& view, std::vector<Telling> tellings) {
  return Merger(view, std::move(tellings)).merge();
}

}  // namespace hoptac
