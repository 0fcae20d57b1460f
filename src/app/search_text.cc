#include "src/app/search_text.h"

#include <fmt/format.h>

#include "src/app/table.h"

namespace hoptac {
namespace {

std::string separator(const TextStyle& style) { return style.unicode ? " · " : " | "; }

std::string join_parts(const std::vector<std::string>& parts, const TextStyle& style) {
  std::vector<std::string> present;
  for (const std::string& p : parts) {
    if (!p.empty()) present.push_back(one_line(p));
  }
  return join(present, separator(style));
}

// Where to cite from: document, block, bytes of its text.
std::string address_text(const Hit& hit, const Passage& p) {
  return fmt::format("     at {} block {} bytes {}-{}\n", one_line(hit.id), p.block, p.span.begin, p.span.end);
}

std::string hit_text(const Hit& hit, std::size_t rank, bool addresses, const TextStyle& style) {
  const std::string title = hit.title.empty() ? "(no title)" : highlight_text(hit.title, hit.title_marks, style);
  std::string out = fmt::format("{:>3}. {}\n", rank, bold(title, style));
  const std::string dates = hit.published.empty() ? "" : "published " + hit.published;
  const std::string signing = hit.signed_date.empty() ? "" : "signed " + hit.signed_date;
  const std::string page = hit.page == 0 ? "" : fmt::format("page {}", hit.page);
  out += "     " + dim(join_parts({hit.id, hit.language, dates, signing, page}, style), style) + "\n";
  for (const Passage& p : hit.passages) {
    out += wrap(highlight_text(p.text, p.marks, style), style.width, 5);
    if (addresses) out += dim(address_text(hit, p), style);
  }
  return out;
}

std::string facet_text(const std::string& name, const std::vector<FacetValue>& values, const TextStyle& style) {
  std::string line = bold(name, style) + ":";
  for (const FacetValue& v : values) line += fmt::format("  {} ({})", one_line(v.label), v.count);
  return wrap(line, style.width, 0);
}

std::string suggestion_line(const Suggestion& s) {
  return fmt::format("{}{}{}\n", s.reason, s.query.empty() ? "" : ": " + one_line(s.query),
                     s.total == 0 ? "" : fmt::format("  ({})", s.total));
}

std::string suggestion_text(const std::vector<Suggestion>& suggestions) {
  std::string out;
  for (const Suggestion& s : suggestions) out += "  " + suggestion_line(s);
  return out.empty() ? out : "Try:\n" + out;
}

std::string undated_text(std::size_t undated, Undated mode, std::string_view what) {
  if (undated == 0 || mode != Undated::kExclude) return {};
  return fmt::format("{} {} left out (--undated include shows {})\n", undated, what, undated == 1 ? "it" : "them");
}

std::string lines_text(const std::vector<std::string>& lines, std::string_view lead) {
  std::string out;
  for (const std::string& line : lines) out += std::string(lead) + line + "\n";
  return out;
}

std::string type_label(const AgreementRow& a) {
  std::string out = a.type;
  for (char& c : out) c = c == '_' ? ' ' : c;
  return out;
}

std::string party_line(const AgreementRow& a, const TextStyle& style) {
  std::vector<std::string> names;
  for (const AgreementParty& p : a.parties) names.push_back(p.name + (p.country.empty() ? "" : " (" + p.country + ")"));
  return join_parts(names, style);
}

std::string agreement_text(const AgreementRow& a, const TextStyle& style) {
  const std::string date = a.signed_date.empty() ? "no date" : a.signed_date;
  std::string out =
      fmt::format("{}  {}\n", pad(date, 10), bold(join_parts({type_label(a), a.status, a.number}, style), style));
  out += wrap(party_line(a, style), style.width, 12);
  std::vector<std::string> signers;
  for (const Signatory& s : a.signatories) signers.push_back(s.name + (s.role.empty() ? "" : ", " + s.role));
  if (!signers.empty()) out += wrap("signed by " + join(signers), style.width, 12);
  const std::string term =
      a.expires.empty() ? ""
                        : "in force " + (a.effective.empty() ? "" : "from " + a.effective + " ") + "until " + a.expires;
  if (!term.empty()) out += std::string(12, ' ') + term + "\n";
  out += std::string(12, ' ') +
         dim(join_parts({join(a.documents), fit(one_line(a.title), 60, style.unicode)}, style), style) + "\n";
  return out;
}

std::string period_text(const std::string& period) {
  if (period.ends_with("/..")) return "since " + period.substr(0, period.size() - 3);
  return period;
}

std::string figure_text(const StatedFigure& f, const TextStyle& style) {
  const std::string head = join_parts({fmt::format("{} {}", f.value, f.unit), f.of, period_text(f.period)}, style);
  return wrap(head, style.width, 2) + wrap("\"" + one_line(f.text) + "\"", style.width, 4) + "    " +
         dim(f.document, style) + "\n";
}

}  // namespace

std::string highlight_text(std::string_view text, const std::vector<Span>& marks, const TextStyle& style) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Span m = marks[i];
    while (i + 1 < marks.size() && marks[i + 1].begin <= m.end + 1 &&
           (marks[i + 1].begin <= m.end || text[m.end] == ' '))
      m.end = marks[++i].end;
    out += one_line(text.substr(at, m.begin - at));
    out += mark(one_line(text.substr(m.begin, m.size())), style);
    at = m.end;
  }
  return out + one_line(text.substr(at));
}

std::string paging_line(std::size_t offset, std::size_t shown, std::size_t total, const TextStyle& style) {
  if (shown == 0) return fmt::format("nothing at --offset {}: there are {}\n", offset, total);
  const std::string next = offset + shown < total ? fmt::format(", next: --offset {}", offset + shown) : "";
  return fmt::format("{}{}{} of {}{}\n", offset + 1, style.unicode ? "–" : "-", offset + shown, total, next);
}

std::string search_text(const SearchResponse& r, const SearchRequest& request, const TextStyle& style) {
  std::string out;
  if (!r.understood.empty()) out += dim("Understood as: " + r.understood, style) + "\n";
  out += lines_text(r.explanation, "  ");
  out += lines_text(r.notes, "Note: ");
  if (r.total == 0) {
    out += "Nothing found.\n" + undated_text(r.undated, request.undated, "without the date asked for") +
           suggestion_text(r.suggestions);
    return out;
  }
  out += paging_line(r.offset, r.hits.size(), r.total, style) +
         undated_text(r.undated, request.undated, "without the date asked for") + "\n";
  std::size_t rank = r.offset;
  for (const Hit& hit : r.hits) out += hit_text(hit, ++rank, request.explain, style) + "\n";
  for (const auto& [name, values] : r.facets) out += facet_text(name, values, style);
  return out + suggestion_text(r.suggestions);
}

std::string agreements_text(const AgreementResponse& r, const AgreementRequest& request, const TextStyle& style) {
  std::string out;
  if (!r.understood.empty()) out += dim("Understood as: " + r.understood, style) + "\n";
  out += lines_text(r.explanation, "  ");
  out += lines_text(r.notes, "Note: ");
  for (const AgreementRow& a : r.agreements) out += agreement_text(a, style);
  out += r.total == 0 ? "No agreements found.\n"
                      : fmt::format("{} agreement{}; ", r.total, r.total == 1 ? "" : "s") +
                            paging_line(r.offset, r.agreements.size(), r.total, style);
  out += undated_text(r.undated, request.undated, "without a signing date");
  if (!r.figures.empty()) out += "Stated in the texts, not counted above:\n";
  for (const StatedFigure& f : r.figures) out += figure_text(f, style);
  return out + suggestion_text(r.suggestions);
}

std::string advice_lines(const std::vector<std::string>& notes, const std::vector<Suggestion>& suggestions) {
  std::string out = lines_text(notes, "note: ");
  for (const Suggestion& s : suggestions) out += "try: " + suggestion_line(s);
  return out;
}

std::string percent_encode_id(std::string_view id) {
  std::string out;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F || c == '%') {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string trec_line(std::string_view query_id, const Hit& hit, std::size_t rank) {
  return fmt::format("{} Q0 {} {} {:.6f} hoptac\n", percent_encode_id(query_id), percent_encode_id(hit.id), rank,
                     hit.score);
}

}  // namespace hoptac
