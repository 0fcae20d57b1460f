#include <array>

#include "ingest/facts/person_mention.h"
#include "ingest/facts/tables.h"

namespace hoptac {

namespace {

constexpr std::size_t kMaxNameWords = 6;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  for (const std::string_view w : words) {
    if (w == word) return true;
  }
  return false;
}

// Small words inside names of other cultures.
bool is_particle(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kParticles = {"bin", "binti", "bt",  "de",  "da", "del", "di",
                                                                  "van", "von",   "der", "den", "al", "el",  "ibn"};
  return is_one_of(word, kParticles);
}

class NameParser {
 public:
  NameParser(const NameScope& scope, std::size_t at) : scope_(scope), first_(at), last_(at), next_(at) {}

  std::optional<std::size_t> parse() {
    if (!take_word()) return std::nullopt;
    while (next_ < scope_.end && words_ < kMaxNameWords && step()) {
    }
    if (is_withheld()) return std::nullopt;
    take_suffix();
    return last_;
  }

 private:
  bool is_name_token(std::size_t at) const {
    const Token& t = scope_.token(at);
    return t.word && t.upper && !t.number;
  }

  bool step() {
    const Token& t = scope_.token(next_);
    if (t.gap == Gap::kWide || t.gap == Gap::kLine) return false;
    if (scope_.tokens().is(next_, '-') || scope_.tokens().is(next_, '\'')) return step_glued();
    if (scope_.tokens().is(next_, '.')) return step_initial();
    if (!t.word) return false;
    if (!t.upper) return step_particle();
    return !ends_here() && take_word();
  }

  // "Ji-hoon", "O'Rourke", "H'Linh".
  bool step_glued() {
    if (next_ + 1 >= scope_.end || !scope_.glued(next_) || !scope_.glued(next_ + 1) || !scope_.token(next_ + 1).word) {
      return false;
    }
    if (scope_.tokens().exact(next_ + 1) == "s") return false;
    last_ = next_ + 1;
    next_ = last_ + 1;
    return true;
  }

  // The point behind an initial or "Ma."; the name must go on behind it.
  bool step_initial() {
    const bool initial = scope_.token(next_ - 1).span().size() <= 2 && scope_.glued(next_);
    if (!initial || next_ + 1 >= scope_.end || !is_name_token(next_ + 1)) return false;
    if (scope_.token(next_ + 1).gap != Gap::kSpace) return false;
    ++next_;
    return take_word();
  }

  bool step_particle() {
    if (next_ + 1 >= scope_.end || !is_particle(scope_.tokens().exact(next_)) || !is_name_token(next_ + 1))
      return false;
    ++next_;
    return take_word();
  }

  // A post, a head of an institution or letters behind the name.
  bool ends_here() const {
    const auto& tables = scope_.tables;
    const TokenStream& tokens = scope_.tokens();
    if (tables.roles.find(tokens, next_, scope_.input.marks)) return true;
    const auto honorific = tables.honorifics.find(tokens, next_, scope_.input.marks);
    if (honorific && (scope_.token(next_).caps || honorific->last > next_) &&
        static_cast<HonorificClass>(honorific->value) != HonorificClass::kCivil) {
      return !scope_.token(first_).caps || scope_.token(next_ - 1).gap == Gap::kNone;
    }
    const auto head = tables.vi_heads.find(tokens, next_, scope_.input.marks);
    return head && head->last > next_;
  }

  bool take_word() {
    if (next_ >= scope_.end || !is_name_token(next_)) return false;
    last_ = next_;
    ++next_;
    ++words_;
    return true;
  }

  // "Trần Văn M.", "bé A.", "N.T.A.": a single letter with a point ends the name.
  bool is_withheld() const {
    std::size_t letters = 0;
    for (const char c : scope_.tokens().surface(last_)) letters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    const bool point = next_ < scope_.end && scope_.tokens().is(next_, '.') && scope_.glued(next_);
    return letters == 1 && (point || words_ == 1);
  }

  // "Jr.", ", Jr.", "III".
  void take_suffix() {
    std::size_t at = next_;
    if (at + 1 < scope_.end && scope_.tokens().is(at, ',')) ++at;
    if (at >= scope_.end || !scope_.token(at).word) return;
    const std::string_view word = scope_.tokens().exact(at);
    if (word != "jr" && word != "sr" && word != "iii") return;
    last_ = at;
    if (word != "iii" && at + 1 < scope_.end && scope_.tokens().is(at + 1, '.')) last_ = at + 1;
  }

  const NameScope& scope_;
  std::size_t first_;
  std::size_t last_;
  std::size_t next_;
  std::size_t words_ = 0;
};

}  // namespace

std::optional<std::size_t> personal_name_end(const NameScope& scope, std::size_t at) {
  if (at >= scope.end) return std::nullopt;
  return NameParser(scope, at).parse();
}

}  // namespace hoptac
