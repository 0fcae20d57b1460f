#include "ingest/facts/acting_units.h"

#include <algorithm>

#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

class UnitRaiser {
 public:
  UnitRaiser(const NameScope& scope, std::vector<NameMention>& names)
      : scope_(scope), tokens_(scope.tokens()), names_(names) {}

  void run() {
    bool acts = false;  // the unit behind in the same list does
    for (std::size_t n = names_.size(); n-- > 0;) {
      if (!names_[n].unit || !can_act(names_[n])) {
        acts = false;
        continue;
      }
      acts = is_subject(n) || receives(names_[n]) || (acts && is_listed_before(n));
      if (acts) raise(names_[n]);
    }
  }

 private:
  bool is(std::size_t i, std::string_view plain) const {
    return i >= scope_.begin && i < scope_.end && tokens_.folded(i) == plain;
  }

  // Wards and laboratories, no offices; named themselves ("Khoa Dược", not "khoa"), not in a post ("Trưởng Khoa Dược").
  bool can_act(const NameMention& m) const {
    if (!scope_.token(m.first).upper || scope_.caps || m.first == m.last || m.has_core()) return false;
    const bool lab =
        is(m.first, "phong") &&
        (is(m.first + 1, "xet") || is(m.first + 1, "thu") || is(m.first + 1, "thi") || is(m.first + 1, "chuan") ||
         is(m.first + 1, "lab") || is(m.first + 1, "kiem") || is(m.first + 1, "hieu"));
    const bool ward = is(m.first, "khoa") || is(m.first, "labo") || is(m.first, "tram");
    if (lab && !has_upper(m)) return false;  // "Phòng thí nghiệm nước" of a house
    return (lab || ward) && !(m.first > scope_.begin && scope_.ending_at(scope_.tables.roles, m.first - 1));
  }

  bool has_upper(const NameMention& m) const {
    bool upper = false;
    for (std::size_t i = m.first + 1; i <= m.last; ++i) upper = upper || scope_.token(i).upper;
    return upper;
  }

  // Behind the unit, its bracket and its house.
  std::size_t behind(std::size_t n) const {
    constexpr std::size_t kMaxBracket = 12;
    std::size_t i = names_[n].last + 1;
    for (int pieces = 0; pieces < 4 && i < scope_.end; ++pieces) {
      if (tokens_.is(i, '(')) {
        const std::size_t limit = std::min(scope_.end, i + kMaxBracket);
        while (i < limit && !tokens_.is(i, ')')) ++i;
        ++i;
        continue;
      }
      const bool link = tokens_.is(i, '-') || tokens_.is(i, ',') || is(i, "cua") || is(i, "thuoc");
      const auto house = std::find_if(names_.begin(), names_.end(),
                                      [&](const NameMention& m) { return m.first == (link ? i + 1 : i) && !m.unit; });
      if (house == names_.end()) {
        if (!(is(i, "cua") && i + 2 < scope_.end && !scope_.token(i + 1).upper)) return i;
        i += is(i + 1, "nha") || is(i + 1, "benh") || is(i + 1, "trung") ? 3U : 2U;  // "của trung tâm", "của viện"
        continue;
      }
      i = house->last + 1;
    }
    return i;
  }

  bool is_subject(std::size_t n) const {
    constexpr std::size_t kReach = 4;
    const std::size_t at = behind(n);
    for (std::size_t i = at; i < std::min(scope_.end, at + kReach); ++i) {
      if (!scope_.token(i).word) return false;
      if (is(i, "duoc") || is(i, "dat") || is(i, "nhan")) return speaks_of_label(i, scope_.end);
      if (tokens_.exact(i) == "ký") return !is(i + 1, "sinh");
    }
    return false;
  }

  // "… cấp chứng nhận ISO 15189 cho Khoa Xét nghiệm".
  bool receives(const NameMention& m) const {
    constexpr std::size_t kReach = 16;
    if (m.first < scope_.begin + 2 || !is(m.first - 1, "cho")) return false;
    return speaks_of_label(m.first > scope_.begin + kReach ? m.first - kReach : scope_.begin, m.first);
  }

  bool speaks_of_label(std::size_t from, std::size_t end) const {
    constexpr std::size_t kReach = 30;
    for (std::size_t i = from; i < std::min(end, from + kReach); ++i) {
      const Token& t = scope_.token(i);
      if (t.upper && scope_.input.authority.certification_names().find(tokens_, i, Marks::kSame)) return true;
      const bool granted = is(i, "cong") || is(i, "chung");
      if (granted && (is(i + 1, "nhan") || is(i + 1, "chi"))) return true;
    }
    return false;
  }

  // "Khoa Vi sinh, Khoa Hóa sinh và Khoa Giải phẫu bệnh được …".
  bool is_listed_before(std::size_t n) const {
    const std::size_t i = names_[n].last + 1;
    return n + 1 < names_.size() && names_[n + 1].first == i + 1 && (tokens_.is(i, ',') || is(i, "va"));
  }

  void raise(NameMention& m) const {
    m.unit = m.weak = false;
    const bool measures = is(m.first, "tram") || (is(m.first, "phong") && !is(m.first + 1, "xet"));
    m.kind = measures ? "research" : house_kind(m);
  }

  // The kind of the nearest house in the sentence.
  std::string_view house_kind(const NameMention& m) const {
    const auto next = std::find_if(names_.begin(), names_.end(), [&](const NameMention& other) {
      return other.first > m.last && !other.unit && (other.kind == "hospital" || other.kind == "university");
    });
    return next == names_.end() || is(m.first, "labo") ? std::string_view("hospital") : next->kind;
  }

  const NameScope& scope_;
  const TokenStream& tokens_;
  std::vector<NameMention>& names_;
};

}  // namespace

void raise_acting_units(const NameScope& scope, std::vector<NameMention>& names) {
  const bool units = std::any_of(names.begin(), names.end(), [](const NameMention& m) { return m.unit; });
  if (units && scope.language() == Language::kVietnamese) UnitRaiser(scope, names).run();
}

}  // namespace hoptac
