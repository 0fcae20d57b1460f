#include "src/app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

#include "index/shard_list.h"
#include "src/app/duration.h"
#include "src/app/nearest_name.h"
#include "src/app/reference.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::string_view kFieldsFooter =
    "Fields: title: institution: party: person: role: signatory: cert: holder: country: topic: type: status:\n"
    "lang: source: format: path: url: place: signed: published: date: in-force: has:\n"
    "Vietnamese names work too (tochuc: ben: nguoi: chungnhan: nuoc: loai: kyket: …).\n"
    "The whole language: docs/query-language.md\n";

// A word that starts with one dash and is no option means NOT in a query. CLI11 would take it for an
// option, so it travels behind a mark that no argument can hold by accident.
constexpr char kNotMark = '\x01';

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

bool takes_query(std::string_view command) { return command == "search" || command == "agreements"; }

std::vector<std::string> protect_not_words(int argc, char** argv) {
  std::vector<std::string> out;
  bool query = false;
  for (int i = 1; i < argc; ++i) {
    std::string arg = argv[i];
    const bool not_word = query && arg.size() > 1 && arg[0] == '-' && arg[1] != '-' && arg != "-h";
    query = query || takes_query(arg);
    out.push_back(not_word ? kNotMark + arg : arg);
  }
  return out;
}

std::string join_words(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    const bool not_word = !word.empty() && word.front() == kNotMark;
    // A quoted argument of several words is a piece of query text, as typed.
    out.append(out.empty() ? "" : " ").append(not_word ? word.substr(1) : word);
  }
  return out;
}

// Everything that lives while CLI11 fills it in.
struct Parser {
  Options options;
  std::vector<std::string> search_words, agreement_words, entity_words, suggest_words;
  std::string format = "text";
  CLI::App app{"hoptac: search a pile of press releases and MOU texts, Vietnamese and English, by word and by fact",
               "hoptac"};
};

const std::map<std::string, OutputFormat> kFormats{{"text", OutputFormat::kText},
                                                   {"json", OutputFormat::kJson},
                                                   {"jsonl", OutputFormat::kJsonl},
                                                   {"csv", OutputFormat::kCsv},
                                                   {"trec", OutputFormat::kTrec}};

// Of an index of shards its file may be named, too.
std::string index_of(const std::string& path) {
  if (!path.ends_with("/shards")) return path;
  const std::string folder = path.substr(0, path.rfind('/'));
  return has_shards(folder) ? folder : path;
}

// An option that takes one of a few words; any case.
template <typename T>
void add_choice(CLI::App& cmd, const std::string& name, T& value, const std::map<std::string, T>& choices,
                const std::string& help) {
  std::string names;
  for (const auto& [key, unused] : choices) names += (names.empty() ? "" : "|") + key;
  const auto set = [&value, choices, names, name](const std::string& word) {
    const auto it = choices.find(CLI::detail::to_lower(word));
    if (it == choices.end()) throw CLI::ValidationError(name, word + " is none of " + names);
    value = it->second;
  };
  cmd.add_option_function<std::string>(name, set, help)->option_text(names);
}

void add_common(CLI::App& cmd, Parser& p, bool listing, bool trec = false) {
  cmd.add_option("--index", p.options.common.index,
                 "index directory (default: $HOPTAC_INDEX, else " + default_index() + ")")
      ->option_text("DIR");
  cmd.add_option("--authority", p.options.common.authority,
                 "directory with tables that extend the built-in ones (default: $HOPTAC_AUTHORITY)")
      ->option_text("DIR");
  if (!listing) return;
  std::map<std::string, OutputFormat> formats = kFormats;
  if (!trec) formats.erase("trec");
  add_choice(cmd, "--format", p.options.common.format, formats, "output form; text is for eyes, the others are stable");
  cmd.add_flag("--excel", p.options.common.excel, "with --format csv: BOM and CRLF, as Excel wants them");
}

void add_all_shards(CLI::App& cmd, Parser& p) {
  cmd.add_flag("--all-shards", p.options.common.all_shards, "exit 4 when a shard of the index is missing");
}

template <typename Request>
void add_paging(CLI::App& cmd, Request& request, bool& given) {
  cmd.add_option("--limit", request.limit, "rows to show (text: 10; csv and jsonl: all; 0 = all)")
      ->option_text("N")
      ->each([&given](const std::string&) { given = true; });
  cmd.add_option("--offset", request.offset, "rows to pass over first")->option_text("N");
}

const std::map<std::string, Undated> kUndated{
    {"exclude", Undated::kExclude}, {"include", Undated::kInclude}, {"only", Undated::kOnly}};

// Calls `set` with the seconds of "90s", "30m", "2h".
CLI::Option* add_time(CLI::App& cmd, const std::string& name, const std::function<void(double)>& set,
                      const std::string& help) {
  const auto take = [name, set](const std::string& text) {
    const auto seconds = parse_duration(text);
    if (!seconds) throw CLI::ValidationError(name, "a time such as 90s, 30m or 2h, not '" + text + "'");
    set(*seconds);
  };
  return cmd.add_option_function<std::string>(name, take, help)->option_text("TIME");
}

void add_lock_timeout(CLI::App& cmd, double& seconds) {
  add_time(
      cmd, "--lock-timeout", [&seconds](double s) { seconds = s; },
      "how long to wait for another writer: 90s, 30m, 2h (default 0: exit 3 at once)");
}

void add_ocr(CLI::App& cmd, OcrOptions& o, bool index) {
  std::map<std::string, OcrMode> modes{{"auto", OcrMode::kAuto}, {"off", OcrMode::kOff}};
  if (index) modes.emplace("only", OcrMode::kOnly);
  add_choice(cmd, "--ocr", o.mode, modes,
             index ? "scanned pages and images by tesseract where it is installed; only: the files that wait for it"
                   : "scanned pages and images by tesseract where it is installed");
  const auto set_budget = [&o](double seconds) {
    if (seconds == 0) throw CLI::ValidationError("--ocr-budget", "more than no time; --ocr off reads no scans");
    o.budget_seconds = seconds;
  };
  add_time(cmd, "--ocr-budget", set_budget, "no more time for OCR than this (90s, 30m, 2h); the rest is queued");
}

void add_reading(CLI::App& cmd, ReadingOptions& o, bool index) {
  add_ocr(cmd, o.ocr, index);
  // Not in the help: a crash of a reader then ends the run.
  cmd.add_flag("--read-in-process", o.in_process, "no reading worker: for measuring and debugging")->group("");
}

void add_ingest(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("ingest", "bring the index up to date with files and folders");
  IngestOptions& o = p.options.ingest;
  add_common(cmd, p, false);
  cmd.add_option(
      "PATH", o.paths,
      "files and folders: text, web pages, PDF, Word, mails, archives … (hoptac --version lists the formats)");
  cmd.add_option("--config", o.config,
                 "the sources and settings of hoptac.toml; PATH and --source then choose among them")
      ->option_text("FILE");
  cmd.add_option("--source", o.source,
                 "name of the root (default: the folder's own name); first part of every document id")
      ->option_text("NAME");
  cmd.add_option("--jobs", o.jobs,
                 "workers that read, analyse and write (default: as many as there are cores); the index is the same")
      ->option_text("N")
      ->check(CLI::Range(1, static_cast<int>(limits::kMaxJobs)));
  cmd.add_flag("--rebuild", o.rebuild, "read everything anew into a new generation, published when complete");
  cmd.add_flag("--dry-run", o.dry_run, "say what would be done, write nothing");
  cmd.add_flag("--only-failed", o.only_failed, "try only the files that failed before");
  cmd.add_flag(
      "--prune", o.prune,
      "files that are gone leave the index, however many: more than a tenth of a root stay unless confirmed so");
  cmd.add_flag("--strict", o.strict, "exit 1 for known failures too");
  add_lock_timeout(cmd, o.lock_timeout);
  const auto set_shard = [&o](const std::string& text) {
    const auto part = parse_shard_part(text);
    if (!part) throw CLI::ValidationError("--shard", part.error().detail);
    o.shard = *part;
  };
  cmd.add_option_function<std::string>("--shard", set_shard,
                                       "make shard K of N: only documents whose id belongs there; each machine reads "
                                       "the same folders")
      ->option_text("K/N");
  CLI::Option* const overrides =
      cmd.add_option("--overrides", o.overrides,
                     "corrections of who is who (TSV), kept with the index; without PATH nothing else is done")
          ->option_text("FILE");
  cmd.add_option("--metadata", o.metadata,
                 "table (csv) of path, title, date, url, publisher, language for files without a sidecar of their own; "
                 "files whose row changed are read anew")
      ->option_text("LIST.csv");
  cmd.add_flag("--no-overrides", o.no_overrides, "forget the corrections that the index keeps")->excludes(overrides);
  cmd.parse_complete_callback([&o, &index = p.options.common.index] {
    const bool something = !o.config.empty() || !o.overrides.empty() || o.no_overrides;
    if (o.paths.empty() && !something && !has_shards(index_of(index))) throw CLI::RequiredError("PATH");
  });
  cmd.add_option("--report", o.report, "write the report as JSON to a file")->option_text("FILE");
  cmd.add_flag("--stats", o.stats, "print CPU time by stage");
  cmd.add_flag("--quiet", o.quiet, "no progress, no summary; failures only");
  add_choice(cmd, "--progress", o.progress_json, {{"json", true}, {"text", false}},
             "json: events as JSON lines on stdout");
  add_reading(cmd, o.reading, true);
  cmd.footer(
      "Runs again in seconds: unchanged files are only looked at.\n"
      "  hoptac ingest ~/press ~/mou          both folders\n"
      "  hoptac ingest --source hr /srv/docs  ids start with hr/\n"
      "  hoptac ingest --metadata list.csv ~/press  titles and dates from a table, by path\n"
      "  hoptac ingest --config /etc/hoptac/hoptac.toml  every source of the file, in one run\n"
      "  hoptac ingest --ocr-budget 2h ~/scans  go on with the rest the next night\n"
      "  hoptac ingest --overrides fixes.tsv  corrections alone, nothing is read again\n"
      "Exit: 0 done, 1 some files failed that had not failed before, nothing was indexed, or more files\n"
      "are gone than leave the index without --prune, 3 another writer is at work, 5 interrupted, 6 cannot write.\n");
}

void add_extract(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("extract", "print the facts of files as JSON lines; needs no index");
  ExtractOptions& o = p.options.extract;
  cmd.add_option("--authority", p.options.common.authority,
                 "directory with tables that extend the built-in ones (default: $HOPTAC_AUTHORITY)")
      ->option_text("DIR");
  cmd.add_option("PATH", o.paths, "files and folders")->required();
  cmd.add_option("--source", o.source, "name of the root (default: the folder's own name)")->option_text("NAME");
  add_choice(cmd, "--format", p.options.common.format, {{"jsonl", OutputFormat::kJsonl}, {"json", OutputFormat::kJson}},
             "one object a line, or one array");
  cmd.add_option("--overrides", o.overrides, "corrections of who is who (TSV): merge, split, rename, alias, ignore")
      ->option_text("FILE");
  cmd.add_flag("--with-text", o.with_text, "with the text that the spans point into");
  cmd.add_flag("--explain", o.explain, "with the rule behind every fact and what speaks for and against it");
  add_choice(cmd, "--min-confidence", o.min_confidence,
             {{"guess", Confidence::kGuess}, {"likely", Confidence::kLikely}, {"certain", Confidence::kCertain}},
             "only facts at least this sure");
  cmd.add_flag("--stats", o.stats, "print CPU time by stage on stderr");
  add_reading(cmd, o.reading, false);
  cmd.footer("  hoptac extract release.txt | jq '.agreements'\n");
}

void add_search(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("search", "find documents by words and facts");
  SearchOptions& o = p.options.search;
  add_common(cmd, p, true, true);
  add_all_shards(cmd, p);
  cmd.add_option("QUERY", p.search_words,
                 "words, \"phrases\", field:value, AND OR NOT -word ( ) prefix* NEAR/n; joined by blanks");
  cmd.add_flag("--plain", o.request.plain, "take the query as words only: no operators, any of them, best first");
  cmd.add_flag("--any", o.request.any, "any of the words instead of all");
  cmd.add_flag_callback(
      "--no-expand", [&o] { o.request.expand = false; }, "no synonyms of names and types, no English stems");
  cmd.add_flag("--furniture", o.request.furniture, "also look in menus, teasers and repeated captions");
  add_choice(cmd, "--sort", o.request.sort,
             {{"relevance", Sort::kRelevance},
              {"signed", Sort::kSigned},
              {"published", Sort::kPublished},
              {"title", Sort::kTitle}},
             "order of the hits; dates newest first");
  add_choice(cmd, "--undated", o.request.undated, kUndated,
             "with a date filter: documents that have no such date (default exclude)");
  cmd.add_option(
         "--facets", o.request.facets,
         "counts by language, year, institution, person, certification, type, country, topic, source, format, status")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("NAMES");
  cmd.add_option("--passages", o.request.passages, "passages shown for a hit (default 2)")->option_text("N");
  add_paging(cmd, o.request, o.limit_given);
  cmd.add_flag("--explain", o.request.explain, "show what each part of the query became, with counts");
  cmd.add_option("--batch", o.batch,
                 "run every row of FILE over one open index: id<TAB>query, .csv with id,query, or a query a line; - is "
                 "stdin; all rows are looked at before the first one runs")
      ->option_text("FILE");
  cmd.footer(
      "Accents: typed without, every marking is found; typed with, the same marks come first; =\"chó\" is strict.\n"
      "  hoptac search hợp tác đào tạo\n"
      "  hoptac search 'party:Vinmec type:mou signed:2020..2023'\n"
      "  hoptac search '\"biên bản ghi nhớ\" -\"dự thảo\"' --facets year,country\n" +
      std::string(kFieldsFooter));
}

void add_agreements(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("agreements", "the register: who agreed what with whom, and when");
  AgreementRequest& r = p.options.agreements.request;
  add_common(cmd, p, true);
  add_all_shards(cmd, p);
  cmd.add_option("QUERY", p.agreement_words, "the query language of `search`; every filter is a field too");
  cmd.add_option("--party", r.parties, "a party by any of its names; repeated: all of them")
      ->allow_extra_args(false)
      ->option_text("NAME");
  cmd.add_option("--country", r.country, "country of a party")->option_text("NAME");
  cmd.add_option("--type", r.type, "mou, contract, \"biên bản ghi nhớ\", …")->option_text("TYPE");
  cmd.add_option("--topic", r.topic, "what it is about")->option_text("TOPIC");
  cmd.add_option("--status", r.status, "signed planned renewed amended ended reported")->option_text("STATUS");
  cmd.add_option("--signatory", r.signatory, "who signed")->option_text("NAME");
  cmd.add_option("--min-confidence", r.min_confidence, "only rows at least this sure")
      ->check(CLI::IsMember({"guess", "likely", "certain"}))
      ->option_text("guess|likely|certain");
  cmd.add_option("--since", r.since, "signed on or after: 2020, 2020-05, 17/10/2022")->option_text("DATE");
  cmd.add_option("--until", r.until, "signed on or before; 2015 includes all of 2015")->option_text("DATE");
  add_choice(cmd, "--undated", r.undated, kUndated,
             "with --since or --until: agreements without a signing date (default exclude, and counted)");
  add_paging(cmd, r, p.options.agreements.limit_given);
  cmd.add_flag("--explain", r.explain, "show what each filter became, with counts");
  cmd.footer(
      "  hoptac agreements --party VNU-HCM --since 2020\n"
      "  hoptac agreements --country \"Hàn Quốc\" --type mou --format csv > mou-korea.csv\n" +
      std::string(kFieldsFooter));
}

void add_entities(Parser& p, const std::string& name, const std::string& help) {
  CLI::App& cmd = *p.app.add_subcommand(name, help);
  EntityRequest& r = p.options.entities.request;
  add_common(cmd, p, true);
  add_all_shards(cmd, p);
  cmd.add_option("NAME", p.entity_words, "only those whose name has these words; accents optional");
  if (name == "institutions")
    cmd.add_flag("--unlinked", r.unlinked, "only those without authority id, with an example and the nearest ids");
  else
    cmd.add_flag("--ambiguous", r.ambiguous, "only those with namesakes or near spellings, with these");
  add_paging(cmd, r, p.options.entities.limit_given);
}

void add_suggest(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand(
      "suggest", "how a query that begins so may go on: words, names, types, titles, values of fields");
  add_common(cmd, p, true);
  add_all_shards(cmd, p);
  cmd.add_option("PREFIX", p.suggest_words,
                 "the beginning of a query; accents optional; a blank at the end closes a word");
  cmd.add_option("--limit", p.options.suggest.limit, "rows to show (default 10; 0 = all that are known)")
      ->option_text("N");
  cmd.footer(
      "  hoptac suggest dai hoc y\n"
      "  hoptac suggest 'bệnh vi' --format json\n"
      "  hoptac suggest 'country:hàn'\n");
}

void add_sources(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("sources", "the named roots: list them, move one, rename one");
  add_common(cmd, p, true);
  cmd.require_subcommand(0, 1);
  SourceOptions& o = p.options.sources;
  CLI::App& move = *cmd.add_subcommand("move", "its folder was moved on the disk: ids stay, nothing is read");
  move.add_option("NAME", o.name, "name of the root")->required();
  move.add_option("FOLDER", o.folder, "where it is now")->required();
  CLI::App& rename = *cmd.add_subcommand(
      "rename", "another name: ids begin with it and change; documents are made anew from their stored text");
  rename.add_option("OLD", o.name, "name of the root")->required();
  rename.add_option("NEW", o.to, "its new name")->required();
  for (CLI::App* const sub : {&move, &rename}) {
    add_common(*sub, p, true);
    add_lock_timeout(*sub, p.options.lock_timeout);
  }
  cmd.footer(
      "  hoptac sources\n"
      "  hoptac sources move press /mnt/new/press\n"
      "  hoptac sources rename press releases\n"
      "Exit: 0 done, 1 there is none, 2 an unknown name or a wrong folder, 3 another writer is at work.\n");
}

void add_small(Parser& p) {
  CLI::App& show = *p.app.add_subcommand("show", "one document with its facts");
  add_common(show, p, true);
  add_all_shards(show, p);
  show.add_option("ID", p.options.show.id, "document id, as search prints it")->required();
  show.add_flag("--text-only", p.options.show.text_only, "the text alone");
  show.add_option(
          "--at", p.options.show.at,
          "only this passage, marked in what stands around it: bytes of the text, or #BLOCK, as search --explain "
          "prints them")
      ->option_text("BEGIN-END")
      ->each([&given = p.options.show.at_given](const std::string&) { given = true; });
  show.footer(
      "  hoptac show press/a.txt\n"
      "  hoptac show press/a.txt --at 120-245\n"
      "  hoptac show press/a.txt --at '#3' --format json\n");
  add_common(*p.app.add_subcommand("stats", "counts of the index, its versions and its last run"), p, true);
  CLI::App& files = *p.app.add_subcommand("files", "the ledger: every file seen, its state and the reason");
  add_common(files, p, true);
  files.add_option("--state", p.options.files_state, "only these")
      ->check(CLI::IsMember({"indexed", "duplicate", "skipped", "failed"}))
      ->option_text("indexed|duplicate|skipped|failed");
  add_sources(p);
  CLI::App& exported =
      *p.app.add_subcommand("export", "every document with text and facts as JSON lines, sorted by id");
  add_common(exported, p, false);
  CLI::App& verify =
      *p.app.add_subcommand("verify", "is the index sound? checks databases, checksums, ledger and register");
  add_common(verify, p, true);
  CLI::App& rollback = *p.app.add_subcommand("rollback",
                                             "back to the index before the last rebuild or large increment; done once "
                                             "more, it returns. Readers are not disturbed");
  add_common(rollback, p, true);
  add_lock_timeout(rollback, p.options.lock_timeout);
  rollback.footer("Exit: 0 done, 1 there is no other generation, 3 another writer is at work.\n");
}

void add_remove(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand("remove", "take documents out for good, so that they stay out");
  RemoveOptions& o = p.options.remove;
  add_common(cmd, p, true);
  cmd.add_option("ID", o.ids, "documents, or whole files, as search and files print them");
  cmd.add_flag("--dry-run", o.dry_run, "say what would be removed, write nothing");
  CLI::Option* const undo =
      cmd.add_flag("--undo", o.undo, "off the list again: the next ingest of their folder takes them in");
  cmd.add_flag("--list", o.list, "what was removed")->excludes(undo);
  add_lock_timeout(cmd, p.options.lock_timeout);
  cmd.parse_complete_callback([&o] {
    if (o.ids.empty() && !o.list) throw CLI::RequiredError("ID");
  });
  cmd.footer(
      "Their text leaves the index, older generations included (rollback is then not possible), and so do files\n"
      "of the same bytes; later runs skip both. The files themselves are not touched.\n"
      "  hoptac remove press/2023/draft.docx\n"
      "  hoptac remove 'press/all.zip!inner/a.txt' n-1207\n"
      "  hoptac remove --undo press/2023/draft.docx\n"
      "Exit: 0 done, 1 an id is unknown (the others are removed), 3 another writer is at work, 6 cannot write.\n");
}

void add_reindex(Parser& p) {
  CLI::App& cmd = *p.app.add_subcommand(
      "reindex", "facts anew from the texts that the index keeps, after rules or authority lists changed; no sources");
  ReindexCommand& o = p.options.reindex;
  add_common(cmd, p, true);
  cmd.add_option("--where", o.where, "only documents that this query finds, in place (default: all, a new generation)")
      ->option_text("QUERY");
  CLI::Option* const diff =
      cmd.add_flag("--diff", o.diff, "print what changes in each document: facts added and removed, by kind");
  cmd.add_flag("--dry-run", o.dry_run, "write nothing; with --diff: see what would change");
  cmd.add_flag("--quiet", o.quiet, "no progress, no summary");
  add_choice(cmd, "--progress", o.progress_json, {{"json", true}, {"text", false}},
             "json: events as JSON lines on stdout; not with --diff");
  cmd.get_option("--progress")->excludes(diff);
  add_lock_timeout(cmd, p.options.lock_timeout);
  cmd.footer(
      "Everything goes into a new generation, published when it is whole; hoptac rollback returns to the one before.\n"
      "  hoptac reindex\n"
      "  hoptac reindex --dry-run --diff --where 'party:Vinmec'\n"
      "Exit: 0 done, 1 nothing to do or documents were lost to damage, 3 another writer is at work, 5 interrupted,\n"
      "6 cannot write.\n");
}

const std::map<std::string, Command> kCommands{{"ingest", Command::kIngest},
                                               {"extract", Command::kExtract},
                                               {"search", Command::kSearch},
                                               {"agreements", Command::kAgreements},
                                               {"show", Command::kShow},
                                               {"people", Command::kPeople},
                                               {"institutions", Command::kInstitutions},
                                               {"suggest", Command::kSuggest},
                                               {"stats", Command::kStats},
                                               {"files", Command::kFiles},
                                               {"sources", Command::kSources},
                                               {"export", Command::kExport},
                                               {"verify", Command::kVerify},
                                               {"remove", Command::kRemove},
                                               {"rollback", Command::kRollback},
                                               {"reindex", Command::kReindex}};

void define(Parser& p) {
  p.options.common.index = default_index();
  p.options.common.authority = variable("HOPTAC_AUTHORITY");
  p.app.set_version_flag("--version", version_text);  // asks other programs, so only when it is wanted
  p.app.set_help_all_flag("--help-all", "help of every command");
  p.app.require_subcommand(0, 1);
  p.app.fallthrough(false);
  add_ingest(p);
  add_search(p);
  add_agreements(p);
  add_entities(p, "people", "the people of the index, with roles and counts");
  add_entities(p, "institutions", "the institutions of the index, with counts");
  add_suggest(p);
  add_extract(p);
  add_small(p);
  add_remove(p);
  add_reindex(p);
  p.app.footer(
      "hoptac ingest FOLDER, then hoptac search WORDS. `hoptac COMMAND --help` teaches each command.\n"
      "Exit status: 0 done, 1 nothing found or some files failed, 2 wrong usage or query, 3 index busy,\n"
      "4 no readable index, 5 interrupted, 6 cannot write.");
}

// Rows that are shown when the user did not say: ten for eyes, all for programs.
std::size_t default_limit(OutputFormat format) {
  return format == OutputFormat::kCsv || format == OutputFormat::kJsonl ? 0 : 10;
}

// A run for evaluation has a thousand rows a query; so has a batch whose answers are objects, each in memory at once.
std::size_t search_limit(const Options& o) {
  constexpr std::size_t kRunDepth = 1000;
  const bool objects = o.common.format == OutputFormat::kJson || o.common.format == OutputFormat::kJsonl;
  const bool deep = o.common.format == OutputFormat::kTrec || (!o.search.batch.empty() && objects);
  return deep ? kRunDepth : default_limit(o.common.format);
}

void finish(Parser& p) {
  Options& o = p.options;
  o.common.index = index_of(o.common.index);
  o.search.request.query = join_words(p.search_words);
  o.agreements.request.query = join_words(p.agreement_words);
  o.entities.request.name = join_words(p.entity_words);
  o.suggest.text = join_words(p.suggest_words);
  o.entities.request.people = o.command == Command::kPeople;
  const std::size_t limit = default_limit(o.common.format);
  if (!o.search.limit_given) o.search.request.limit = search_limit(o);
  if (!o.agreements.limit_given) o.agreements.request.limit = limit;
  if (!o.entities.limit_given) o.entities.request.limit = limit;
  for (const CLI::App* command : p.app.get_subcommands()) {
    for (const CLI::Option* option : command->get_options()) {
      if (option->count() > 0) o.given.insert(option->get_name());
    }
  }
  o.search.request.sort_given = o.search.request.sort != Sort::kRelevance ||
                                (p.app.got_subcommand("search") && p.app.get_subcommand("search")->count("--sort") > 0);
}

// For a first word that is no command: the nearest one, or how to search for it.
std::string unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const auto& [name, unused] : kCommands) names.push_back(name);
  const std::string nearest = nearest_name(word, names);
  const std::string hint =
      nearest.empty() ? "to search for it: hoptac search " + word : "did you mean `hoptac " + nearest + "`?";
  return "there is no command \"" + word + "\"; " + hint;
}

std::string usage_error(const Options& options, const std::string& message) {
  std::string command;
  for (const auto& [name, value] : kCommands) {
    if (value == options.command) command = " " + name;
  }
  return "hoptac" + command + ": " + message + "\nhoptac" + command + " --help shows the options\n";
}

CommandReference reference_of(const CLI::App& app, const std::string& name) {
  CommandReference out{name, app.get_description(), app.get_footer(), {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;  // not in the help
    const bool is_argument = option->get_positional();
    (is_argument ? out.arguments : out.options)
        .push_back({option->get_name(is_argument), option->get_option_text(), option->get_description()});
  }
  return out;
}

}  // namespace

std::string default_index() {
  if (const std::string index = variable("HOPTAC_INDEX"); !index.empty()) return index;
  if (const std::string data = variable("XDG_DATA_HOME"); !data.empty()) return data + "/hoptac/index";
  return variable("HOME") + "/.local/share/hoptac/index";
}

std::vector<CommandReference> command_references() {
  const auto parser = std::make_unique<Parser>();
  define(*parser);
  std::vector<CommandReference> out{reference_of(parser->app, {})};
  const auto all = [](const CLI::App*) { return true; };
  for (const CLI::App* command : parser->app.get_subcommands(all)) {
    out.push_back(reference_of(*command, command->get_name()));
    for (const CLI::App* own : command->get_subcommands(all))
      out.push_back(reference_of(*own, command->get_name() + " " + own->get_name()));
  }
  return out;
}

Parsed parse_options(int argc, char** argv) {
  Parsed out;
  const auto parser = std::make_unique<Parser>();
  define(*parser);
  std::vector<std::string> args = protect_not_words(argc, argv);
  std::vector<std::string> reversed(args.rbegin(), args.rend());
  try {
    parser->app.parse(reversed);
  } catch (const CLI::ParseError& e) {
    std::ostringstream text, error;
    const int code = parser->app.exit(e, text, error);
    for (const CLI::App* sub : parser->app.get_subcommands()) parser->options.command = kCommands.at(sub->get_name());
    out.out = text.str();
    out.status = code == 0 ? 0 : 2;
    const bool no_command =
        parser->options.command == Command::kNone && !args.empty() && !args.front().starts_with('-');
    if (code != 0) out.err = usage_error(parser->options, no_command ? unknown_command(args.front()) : e.what());
    return out;
  }
  for (const CLI::App* sub : parser->app.get_subcommands()) parser->options.command = kCommands.at(sub->get_name());
  finish(*parser);
  out.options = std::move(parser->options);
  out.run = true;
  return out;
}

}  // namespace hoptac
