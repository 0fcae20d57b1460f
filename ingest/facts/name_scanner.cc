#include "ingest/facts/name_scanner.h"

#include <algorithm>

#include "ingest/facts/acting_units.h"
#include "ingest/facts/english_names.h"
#include "ingest/facts/headless_names.h"
#include "ingest/facts/institution_settings.h"
#include "ingest/facts/tables.h"
#include "ingest/facts/vietnamese_names.h"
#include "src/base/limits.h"

namespace hoptac {

namespace {

// No sentence of prose has more; a bound for tables without line ends, as readings are compared in pairs.
constexpr std::size_t kMaxReadingsOfSentence = 1000;

bool ends_at_hyphen(const NameScope& scope, std::size_t last) {
  return last + 2 < scope.end && scope.tokens().is(last + 1, '-') && scope.glued(last + 1) && scope.glued(last + 2);
}

bool starts_behind_hyphen(const NameScope& scope, std::size_t first) {
  return first >= scope.begin + 2 && scope.glued(first) && scope.tokens().is(first - 1, '-') && scope.glued(first - 1);
}

// One short word names a body only in the list's own letters: "HSU" is not "Hsu".
bool is_written_as_listed(const NameScope& scope, std::size_t at, std::uint32_t row) {
  constexpr std::size_t kShortName = 6;
  const std::string_view surface = scope.tokens().surface(at);
  const auto& names = scope.input.authority.institutions()[row].names;
  return surface.size() > kShortName || std::find(names.begin(), names.end(), surface) != names.end();
}

// "Department of …, Ministry of Health", "Cục …, Bộ Y tế" name two bodies: the last token of the first one.
std::size_t end_before_ministry(const NameScope& scope, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i + 1 < last; ++i) {
    const bool cut = scope.tokens().is(i, ',') || (scope.tokens().is(i, '-') && scope.token(i).gap != Gap::kNone);
    const std::string_view next = scope.tokens().exact(i + 1);
    if (cut && i > first &&
        (next == "ministry" || next == "bộ" || (next == "bo" && scope.input.marks == Marks::kFolded)))
      return i - 1;
  }
  return last;
}

// "Da Nang hospital": a place and a common noun, whatever the list calls so.
bool is_common_noun(const NameScope& scope, std::size_t first, std::size_t last) {
  if (first == last || scope.token(last).upper || scope.token(last).number || scope.token(last).marked) return false;
  const auto place = scope.tables.places.find(scope.tokens(), first, scope.input.marks);
  return place && place->last + 1 == last && scope.tables.en_heads.find(scope.tokens(), last, scope.input.marks);
}

// The longest name of the authority list at `at`. A hyphen is not a word end ("VNU" in "VNU-HCM").
std::optional<NameMention> find_known_name(const NameScope& scope, std::size_t at) {
  const Token& t = scope.token(at);
  if (!t.word || !(t.upper || t.number)) return std::nullopt;
  const auto match = scope.input.authority.institution_names().find(scope.tokens(), at, scope.input.marks);
  if (!match || match->last >= scope.end) return std::nullopt;
  if (ends_at_hyphen(scope, match->last) || starts_behind_hyphen(scope, at)) return std::nullopt;
  const std::string_view name = slice(scope.tokens().text(), scope.tokens().cover(at, match->last));
  if (at == match->last && !is_written_as_listed(scope, at, match->value)) return std::nullopt;
  if (is_common_noun(scope, at, match->last)) return std::nullopt;
  NameMention out;
  out.first = at;
  out.last = end_before_ministry(scope, at, match->last);
  if (scope.tokens().is(out.last + 1, ')') && name.find('(') != std::string_view::npos) ++out.last;  // "Asan (Seoul)"
  out.rule = "institution.authority";
  out.authority = match->value;
  out.kind = scope.input.authority.institutions()[match->value].annotation_kind;
  out.ambiguous = scope.input.authority.is_ambiguous(match->value, name);
  return out;
}

// "Hoàn Mỹ Cửu Long", "FPT Software": a house of a known group, which is not the group.
void extend_brand(const NameScope& scope, NameMention& name) {
  const std::string& kind = scope.input.authority.institutions()[name.authority].kind;
  if (kind != "company" && kind != "hospital-group") return;
  const std::size_t next = name.last + 1;
  const auto goes_on = [&](std::size_t i) {
    return i < scope.end && scope.token(i).word && scope.token(i).upper && !scope.token(i).number &&
           scope.token(i).gap == Gap::kSpace && !scope.tables.roles.find(scope.tokens(), i, scope.input.marks) &&
           !scope.tables.honorifics.find(scope.tokens(), i, scope.input.marks) &&
           !scope.tables.vi_heads.find(scope.tokens(), i, scope.input.marks) && scope.personal_name(i) < 2;
  };
  std::size_t last = name.last;
  const auto is_country = [&](std::size_t i) {  // "Samsung Electronics Vietnam Choi Joo-ho"
    return scope.ending_at(scope.input.authority.country_names(), i).has_value();
  };
  while (goes_on(last + 1) && last + 1 < next + 3 && !(last >= next && is_country(last))) ++last;
  if (last == name.last || scope.caps) return;
  name.last = last;
  name.authority = kNoAuthority;
  name.ambiguous = false;
}

// "UNICEF Korea", "KOICA Vietnam Office": what an agency keeps in a country is a body of its own.
void extend_country_office(const NameScope& scope, NameMention& name) {
  const TokenStream& tokens = scope.tokens();
  if (name.first != name.last || !scope.token(name.first).caps || scope.caps || name.last + 1 >= scope.end) return;
  const std::size_t next = name.last + 1;
  if (!scope.token(next).upper || scope.token(next).gap != Gap::kSpace) return;
  const auto country = scope.input.authority.country_names().find(tokens, next, scope.input.marks);
  if (!country || country->last >= scope.end) return;
  std::size_t last = country->last;
  const auto is_upper = [&](std::size_t i, std::string_view word) {
    return i < scope.end && tokens.exact(i) == word && scope.token(i).upper;
  };
  if (is_upper(last + 1, "country") && is_upper(last + 2, "office")) ++last;
  if (is_upper(last + 1, "office")) ++last;
  if (last == country->last && name.kind == "government") return;                            // "MOH Laos"
  if (last == country->last && last + 1 < scope.end && scope.token(last + 1).upper) return;  // "UNICEF Viet Nam Chief"
  name.last = last;
  name.authority = kNoAuthority;
  name.ambiguous = false;
}

void add_grammar_names(const NameScope& scope, std::vector<NameMention>& out) {
  const std::uint64_t heads = scope.tables.vi_heads.bit() | scope.tables.en_heads.bit();
  std::size_t floor = scope.begin;
  for (std::size_t i = scope.next(scope.begin, heads); i < scope.end; i = scope.next(i + 1, heads)) {
    if (!scope.token(i).word) continue;
    if (auto name = parse_vietnamese_name(scope, i)) out.push_back(std::move(*name));
    if (i < floor) continue;
    if (auto name = parse_english_name(scope, i, floor)) {
      const std::size_t next = name->last + 1;
      const bool joined = next < scope.end && (scope.tokens().exact(next) == "and" || scope.tokens().is(next, '&'));
      if (!(name->weak && joined)) floor = next;  // "Kim Son Trading and Equipment Company"
      out.push_back(std::move(*name));
    }
  }
}

void add_known_names(const NameScope& scope, std::vector<NameMention>& out) {
  const std::uint64_t listed = scope.input.authority.institution_names().bit();
  for (std::size_t i = scope.next(scope.begin, listed); i < scope.end; i = scope.next(i + 1, listed)) {
    if (auto name = find_known_name(scope, i)) {
      extend_brand(scope, *name);
      if (name->authority != kNoAuthority) extend_country_office(scope, *name);
      i = name->last;
      out.push_back(std::move(*name));
    }
  }
}

std::size_t length(const NameMention& m) { return m.last - m.first; }

// The longer reading wins; of equal ones that of the authority list.
bool is_better(const NameMention& a, const NameMention& b) {
  if (length(a) != length(b)) return length(a) > length(b);
  const bool office = a.rule == "institution.authority" || b.rule == "institution.authority";
  if (office && a.unit != b.unit) return b.unit;  // "KOICA Vietnam Office" is more than an office
  if ((a.authority != kNoAuthority) != (b.authority != kNoAuthority)) return a.authority != kNoAuthority;
  return a.first < b.first;
}

// Keeps the best readings that do not overlap; a kept authority reading takes over the grammar's core.
std::vector<NameMention> resolve(std::vector<NameMention> names) {
  std::sort(names.begin(), names.end(), is_better);
  std::vector<NameMention> kept;
  for (NameMention& name : names) {
    const auto clash = std::find_if(kept.begin(), kept.end(),
                                    [&](const NameMention& k) { return name.first <= k.last && k.first <= name.last; });
    if (clash == kept.end()) {
      kept.push_back(std::move(name));
    } else if (clash->first == name.first && clash->last == name.last && !clash->has_core()) {
      clash->core_first = name.core_first;
      clash->core_last = name.core_last;
    }
  }
  std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return kept;
}

void raise(NameMention& name) {
  name.unit = false;
  name.kind = "government";
}

// "… under the ministry", "… of the Ministry".
bool is_under_ministry(const NameScope& scope, std::size_t at) {
  const TokenStream& tokens = scope.tokens();
  const bool link = at + 2 < scope.end && (tokens.exact(at) == "under" || tokens.exact(at) == "of");
  return link && tokens.exact(at + 1) == "the" && tokens.exact(at + 2) == "ministry";
}

// "Department of …, Ministry of Health": a department of a ministry is a body.
void raise_departments(const NameScope& scope, std::vector<NameMention>& names) {
  for (std::size_t i = 0; i + 1 < names.size(); ++i) {
    const bool adjoins = names[i + 1].first == names[i].last + 2 && scope.tokens().is(names[i].last + 1, ',');
    const bool ministry = scope.tokens().exact(names[i + 1].first) == "ministry";
    if (names[i].unit && adjoins && ministry) raise(names[i]);
  }
  for (NameMention& name : names) {
    if (name.unit && is_under_ministry(scope, name.last + 1)) raise(name);
  }
}

// The tokens of `other` spell `name` and what follows it behind the line end: how many more there are, else 0.
std::size_t missing_tokens(const TokenStream& tokens, const NameMention& name, const NameMention& other) {
  const std::size_t have = length(name) + 1, want = length(other) + 1;
  if (want <= have || want > have + 4 || name.first + want > tokens.size()) return 0;
  for (std::size_t i = 0; i < want; ++i) {
    if (tokens.folded(name.first + i) != tokens.folded(other.first + i)) return 0;
  }
  return want - have;
}

// "Bệnh viện Quân y⏎Đồng Phú": a line cut a name that stands whole elsewhere in the document.
void join_cut_names(const FactInput& input, std::vector<NameMention>& names) {
  const TokenStream& tokens = input.tokens;
  for (std::size_t n = 0; n < names.size(); ++n) {
    const std::size_t next = names[n].last + 1;
    const bool cut = next < tokens.size() && input.sentences[names[n].sentence].tokens.end == next &&
                     tokens[next].gap == Gap::kLine && tokens[next].upper;
    if (!cut) continue;
    std::size_t more = 0;
    for (const NameMention& other : names) more = std::max(more, missing_tokens(tokens, names[n], other));
    names[n].last += more;
    while (more > 0 && n + 1 < names.size() && names[n + 1].first <= names[n].last) {
      names.erase(names.begin() + static_cast<std::ptrdiff_t>(n + 1));
    }
  }
}

// The column of a table that holds partners, told by its header row.
std::optional<std::size_t> partner_column(const TokenStream& tokens, const TableCells& cells) {
  for (std::size_t c = 0; c < cells.size(); ++c) {
    for (std::size_t i = cells[c].begin; i < cells[c].end && i < cells[c].begin + 4; ++i) {
      const std::string_view word = tokens.folded(i);
      if (word == "partner" || word == "partners" || word == "institution") return c;
      if (word == "doi" && i + 1 < cells[c].end && tokens.folded(i + 1) == "tac") return c;
    }
  }
  return std::nullopt;
}

// A cell that is a name whole: "Pavol Hronec University in Trencin", "X University, Faculty of Nursing", "Monash".
bool is_name_cell(const TokenStream& tokens, TokenRange cell) {
  constexpr std::size_t kMaxCell = 14;
  if (cell.begin >= cell.end || cell.end - cell.begin > kMaxCell || !tokens[cell.begin].upper) return false;
  for (std::size_t i = cell.begin; i < cell.end; ++i) {
    if (tokens.is(i, ';') || tokens.is(i, ':') || tokens.is(i, '/')) return false;
  }
  return true;
}

// Up to a bracket that defines an acronym.
std::size_t cell_end(const TokenStream& tokens, TokenRange cell) {
  for (std::size_t i = cell.begin; i < cell.end; ++i) {
    if (tokens.is(i, '(')) return i;
  }
  return cell.end;
}

// Makes the partner's cell of a row one name; of several names in it only the first grows when it starts the cell.
void widen_to_cell(const FactInput& input, TokenRange cell, std::vector<NameMention>& names) {
  if (!is_name_cell(input.tokens, cell)) return;
  const std::size_t last = cell_end(input.tokens, cell) - 1;
  NameMention whole;
  const auto inside = [&](const NameMention& m) { return m.first >= cell.begin && m.last <= last; };
  const auto first = std::find_if(names.begin(), names.end(), inside);
  if (first != names.end()) whole = *first;
  if (first != names.end() && (first->first == cell.begin && first->last == last)) {
    first->unit = first->weak = false;
    return;
  }
  if (std::count_if(names.begin(), names.end(), [&](const auto& m) { return inside(m) && m.kind == whole.kind; }) > 1)
    return;
  std::erase_if(names, inside);
  whole.first = cell.begin;
  whole.last = last;
  whole.unit = whole.weak = whole.ambiguous = false;
  if (whole.kind.empty()) whole.kind = "company";
  if (whole.rule.empty()) whole.rule = "institution.cell";
  names.insert(std::upper_bound(names.begin(), names.end(), whole,
                                [](const auto& a, const auto& b) { return a.first < b.first; }),
               std::move(whole));
}

// A table of partners while its rows are read.
struct PartnerTable {
  bool any = false;  // the text has column borders
  std::optional<std::size_t> column;
  std::size_t columns = 0;

  void read(const FactInput& input, const NameScope& scope, std::vector<NameMention>& names) {
    if (!any) return;
    const TableCells cells = table_cells(input, scope.sentence);
    if (cells.empty()) return;
    if (const auto found = partner_column(input.tokens, cells)) {
      column = found;
      columns = cells.size();
    } else if (column && cells.size() == columns && cells[*column].begin >= scope.begin &&
               cells[*column].begin < scope.end) {
      widen_to_cell(input, cells[*column], names);
    }
  }
};

}  // namespace

std::vector<NameMention> scan_names(const FactInput& input) {
  std::vector<NameMention> out;
  PartnerTable partners;
  partners.any = input.document.text.find('|') != std::string::npos;
  for (std::size_t s = 0; s < input.sentences.size() && out.size() < limits::kMaxFactsPerKind; ++s) {
    const NameScope scope = make_scope(input, s);
    std::vector<NameMention> names;
    add_grammar_names(scope, names);
    add_known_names(scope, names);
    if (names.size() > kMaxReadingsOfSentence) names.resize(kMaxReadingsOfSentence);
    names = resolve(std::move(names));
    raise_departments(scope, names);
    raise_acting_units(scope, names);
    add_headless_names(scope, names);
    partners.read(input, scope, names);
    for (NameMention& name : names) {
      name.sentence = s;
      out.push_back(std::move(name));
    }
  }
  join_cut_names(input, out);
  return out;
}

}  // namespace hoptac
