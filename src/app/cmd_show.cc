// `hoptac show ID`: one document with its facts, or one passage of it.
#include <fmt/format.h>

#include <algorithm>

#include "index/inspect.h"
#include "index/searcher.h"
#include "src/app/commands.h"
#include "src/app/opening.h"
#include "src/app/output.h"
#include "src/app/passage_address.h"
#include "src/app/search_text.h"
#include "src/app/table.h"
#include "src/base/json.h"
#include "src/model/block_parts.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

std::string field(std::string_view name, std::string_view value, const TextStyle& style) {
  if (value.empty()) return {};
  return dim(pad(name, 14), style) + one_line(value) + "\n";
}

std::string head_text(const Document& d, const TextStyle& style) {
  std::string out = bold(one_line(d.title.empty() ? d.id : d.title), style) + "\n";
  out += field("id", d.id, style) + field("path", d.root + "/" + d.path, style) +
         field("language", language_code(d.language), style);
  out += field("published", d.published.empty() ? "" : d.published + " (" + d.published_origin + ")", style);
  out +=
      field("dateline", d.dateline_place, style) + field("url", d.url, style) + field("publisher", d.publisher, style);
  out += field("format",
               std::string(format_name(d.format)) + ", " + d.encoding +
                   (d.encoding_confidence < 1 ? fmt::format(" ({:.2f})", d.encoding_confidence) : ""),
               style);
  for (const auto& [name, value] : d.metadata) out += field(one_line(name), value, style);
  for (const std::string& warning : d.warnings) out += field("warning", warning, style);
  return out;
}

std::string role_text(const Person& p) {
  std::vector<std::string> roles;
  for (const Role& r : p.roles)
    roles.push_back(r.title + (r.title.empty() || r.institution.empty() ? "" : ", ") + r.institution);
  return join(roles);
}

std::string agreement_text(const Agreement& a) {
  std::vector<std::string> parties;
  for (const Party& p : a.parties) parties.push_back(p.name);
  return fmt::format("{} {}{}: {}", a.status, a.type, a.signed_date.empty() ? "" : " " + a.signed_date,
                     join(parties, " + "));
}

std::string facts_text(const Analysis& a, const TextStyle& style) {
  std::string out;
  for (const Agreement& x : a.agreements) out += field("agreement", agreement_text(x), style);
  for (const Institution& x : a.institutions) {
    const std::string detail =
        join({x.kind + (x.country.empty() ? "" : ", " + x.country), x.id.empty() ? "not linked" : x.id}, "; ");
    out += field("institution", x.name + (x.aliases.empty() ? "" : " = " + join(x.aliases, ", ")) + " (" + detail + ")",
                 style);
  }
  for (const Person& x : a.people)
    out +=
        field("person",
              (x.honorifics.empty() ? "" : x.honorifics + " ") + x.name + (x.roles.empty() ? "" : ": " + role_text(x)),
              style);
  for (const Certification& x : a.certifications)
    out += field("certification",
                 x.name + (x.holder.empty() ? "" : ", " + x.holder) + (x.status.empty() ? "" : " (" + x.status + ")"),
                 style);
  for (const DateFact& x : a.dates)
    out += field(
        "date", (x.iso.empty() ? "?" : x.iso) + "  \"" + x.text + "\"" + (x.inferred ? " (year inferred)" : ""), style);
  for (const Figure& x : a.figures)
    out += field("figure",
                 fmt::format("{}{} {} {} {}", x.value, x.max ? fmt::format("-{}", *x.max) : "", x.unit, x.of, x.period),
                 style);
  out += field("countries", join(a.countries, " "), style) + field("topics", join(a.topics, " "), style);
  return out;
}

std::string body_text(const Document& d, const TextStyle& style) {
  std::string out;
  for (const Block& b : d.blocks) {
    const std::string text = wrap(one_line(slice(d.text, b.span)), style.width, b.kind == BlockKind::kListItem ? 4 : 0);
    const bool aside = b.use != BlockUse::kBody;
    out += aside           ? dim("[" + std::string(block_use_name(b.use)) + "] " + text, style)
           : is_heading(b) ? bold(text, style)
                           : text;
    out += "\n";
  }
  return out;
}

// What `extract` prints, and where it came from.
Json shown_json(const StoredDocument& stored) {
  const Document& d = stored.document;
  Json json = extract_json(d, stored.analysis, {true, true});
  json["format"] = format_name(d.format);
  json["encoding"] = d.encoding;
  json["encoding_confidence"] = d.encoding_confidence;
  json["hash"] = d.content_hash;
  json["url"] = d.url;
  json["publisher"] = d.publisher;
  json["metadata"] = Json::object();
  for (const auto& [name, value] : d.metadata) json["metadata"][name] = value;
  return json;
}

// The passage marked in what stands around it, a line a block.
std::string passage_text(const Document& d, Span passage, const TextStyle& style) {
  const Span around = surroundings(d, passage);
  std::string out = bold(one_line(d.title.empty() ? d.id : d.title), style) + "\n";
  out += dim(fmt::format("{} block {} bytes {}-{}", one_line(d.id), block_of(d, passage), passage.begin, passage.end),
             style) +
         "\n\n";
  for (std::uint32_t at = around.begin; at < around.end;) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(d.text.find('\n', at), around.end));
    const Span mark{std::clamp(passage.begin, at, end) - at, std::clamp(passage.end, at, end) - at};
    const std::vector<Span> marks(mark.empty() ? 0 : 1, mark);
    out += wrap(highlight_text(slice(d.text, {at, end}), marks, style), style.width, 0);
    at = end + 1;
  }
  return out;
}

Json passage_json(const Document& d, Span passage) {
  const Span around = surroundings(d, passage);
  return {{"document", d.id},
          {"title", d.title},
          {"block", block_of(d, passage)},
          {"begin", passage.begin},
          {"end", passage.end},
          {"before", slice(d.text, {around.begin, passage.begin})},
          {"text", slice(d.text, passage)},
          {"after", slice(d.text, {passage.end, around.end})}};
}

int show_passage(const Options& o, const Document& d, const Searcher& searcher) {
  const auto passage = read_address(d, o.show.at);
  if (!passage) return report_error("show", passage.error());
  if (o.show.text_only) {
    write_out(std::string(slice(d.text, *passage)) + "\n");
  } else if (o.common.format == OutputFormat::kText) {
    write_out(passage_text(d, *passage, detect_style(1)));
  } else if (o.common.format == OutputFormat::kJson) {
    write_json(meta_json(o.show.id, searcher), {{"passage", passage_json(d, *passage)}});
  } else {
    write_jsonl(passage_json(d, *passage));
  }
  return 0;
}

// A file of the ledger says more than "not found": of which other it is a duplicate, why it failed.
int report_missing(const Options& o, const Error& error) {
  const std::string why =
      error.code == ErrorCode::kNotFound ? why_no_document(o.common.index, o.show.id) : std::string();
  return report_error("show", why.empty() ? error : Error{error.code, o.show.id, why});
}

}  // namespace

int run_show(const Options& o) {
  auto searcher = open_searcher(o);
  if (!searcher) return report_error("show", searcher.error());
  const auto stored = searcher->document(o.show.id);
  tell_missing(*searcher);
  if (!stored) return report_missing(o, stored.error());
  if (o.show.at_given) return show_passage(o, stored->document, *searcher);
  const TextStyle style = detect_style(1);
  if (o.show.text_only) {
    write_out(stored->document.text + "\n");
  } else if (o.common.format == OutputFormat::kText) {
    write_out(head_text(stored->document, style) + "\n" + facts_text(stored->analysis, style) + "\n" +
              body_text(stored->document, style));
  } else {
    const Json body = shown_json(*stored);
    if (o.common.format == OutputFormat::kJson) {
      write_json(meta_json(o.show.id, *searcher), {{"document", body}});
    } else {
      write_jsonl(body);
    }
  }
  return 0;
}

}  // namespace hoptac
