// What an answer costs beside a bare Xapian program that does the same: `search_speed INDEX QUERIES BARE [ROUNDS]`.
//
// INDEX is an index of hoptac, QUERIES has a query a line. BARE is a Xapian database of the same texts, made by this
// program when it is not there: folded words with positions, and language, year and type of the same documents as
// values. Both run the query as AND of its words, count the three facets over all matches, and show ten hits with
// highlighted text (there MSet::snippet), in turns. Prints p50 and p95 of the CPU time of both, and the ratio.
#include <fmt/format.h>
#include <xapian.h>

#include <algorithm>
#include <ctime>
#include <deque>
#include <fstream>
#include <string>
#include <vector>

#include "index/generation.h"
#include "index/schema.h"
#include "index/searcher.h"
#include "index/stored.h"
#include "ingest/text/tokens.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr Slot kFacetSlots[] = {Slot::kLanguage, Slot::kYear, Slot::kTypes};
constexpr Xapian::doccount kHits = 10;
constexpr std::size_t kSnippetBytes = 300;

Xapian::valueno number(Slot slot) { return static_cast<Xapian::valueno>(slot); }

void add_bare(Xapian::WritableDatabase& bare, const Xapian::Document& source, const Document& document) {
  Xapian::Document out;
  const TokenStream tokens(document.text);
  Xapian::termpos position = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].word) out.add_posting(std::string(word_value(tokens.folded(i))), ++position);
  }
  for (const Slot slot : kFacetSlots) out.add_value(number(slot), source.get_value(number(slot)));
  out.set_data(document.text);
  bare.add_document(out);
}

void make_bare(const Xapian::Database& docs, const std::string& path) {
  Xapian::WritableDatabase bare(path + ".tmp", Xapian::DB_CREATE_OR_OVERWRITE);
  for (auto it = docs.postlist_begin(""); it != docs.postlist_end(""); ++it) {
    const Xapian::Document source = docs.get_document(*it);
    const auto document = decode_stored_document(source.get_data());
    if (document) add_bare(bare, source, *document);
  }
  bare.commit();
  bare.compact(path);
}

std::size_t bare_search(const Xapian::Database& db, const std::string& text) {
  std::vector<Xapian::Query> words;
  const TokenStream tokens(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].word) words.emplace_back(std::string(tokens.folded(i)));
  }
  Xapian::Enquire enquire(db);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_AND, words.begin(), words.end()));
  std::deque<Xapian::ValueCountMatchSpy> spies;  // not movable
  for (const Slot slot : kFacetSlots) enquire.add_matchspy(&spies.emplace_back(number(slot)));
  const Xapian::MSet found = enquire.get_mset(0, kHits, db.get_doccount());
  std::size_t sink = 0;
  for (auto it = found.begin(); it != found.end(); ++it)
    sink += found.snippet(it.get_document().get_data(), kSnippetBytes).size();
  for (Xapian::ValueCountMatchSpy& spy : spies) {
    for (auto it = spy.top_values_begin(kHits); it != spy.top_values_end(kHits); ++it) sink += it.get_termfreq();
  }
  return sink;
}

std::size_t own_search(Searcher& searcher, const std::string& text, std::vector<std::string> facets) {
  SearchRequest request;
  request.query = text;
  request.facets = std::move(facets);
  request.passages = 1;
  const auto response = searcher.search(request);
  return response ? response->hits.size() : 0;
}

// CPU time of this thread: what others do on the machine does not count.
double cpu_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

template <typename Run>
double microseconds(Run run) {
  const double began = cpu_microseconds();
  run();
  return cpu_microseconds() - began;
}

// As it is typed: each beginning of the query.
void time_completions(Searcher& searcher, const std::string& query, std::vector<double>& times) {
  for (std::size_t size = 1; size <= query.size(); ++size) {
    if (!is_boundary(query, size)) continue;
    times.push_back(microseconds([&] { static_cast<void>(searcher.complete({query.substr(0, size), 10})); }));
  }
}

struct Timed {
  std::string query;
  double own = 0;
  double bare = 0;
};

// Of the last round.
void print_each(std::vector<Timed> each) {
  std::sort(each.begin(), each.end(), [](const Timed& a, const Timed& b) { return a.own > b.own; });
  for (const Timed& t : each) fmt::print(stderr, "{:9.0f} us own {:9.0f} us bare  {}\n", t.own, t.bare, t.query);
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) out.push_back(line);
  }
  return out;
}

double quantile(std::vector<double>& values, double q) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(q * static_cast<double>(values.size())))];
}

void print_row(const char* name, std::vector<double>& own, std::vector<double>& bare) {
  for (const double q : {0.5, 0.95}) {
    const double a = quantile(own, q);
    const double b = quantile(bare, q);
    fmt::print("{:10} p{:<3.0f} own {:9.0f} us  bare {:9.0f} us  ratio {:.2f}\n", name, q * 100, a, b, a / b);
  }
}

void print_own(const char* name, std::vector<double>& times) {
  fmt::print("{}: p50 {:.0f} us, p95 {:.0f} us, p99 {:.0f} us of {}\n", name, quantile(times, 0.5),
             quantile(times, 0.95), quantile(times, 0.99), times.size());
}

int run(const std::string& index, const std::string& queries, const std::string& bare_path, int rounds) {
  auto generation = open_generation(index);
  auto searcher = Searcher::open(index);
  if (!generation || !searcher) return fmt::print(stderr, "search_speed: {}: no index\n", index), 4;
  if (!std::ifstream(bare_path + "/iamglass")) make_bare(generation->docs, bare_path);
  const Xapian::Database bare(bare_path);
  std::vector<double> own_times;
  std::vector<double> bare_times;
  std::vector<double> joined_times;
  std::vector<double> completion_times;
  std::size_t sink = 0;
  std::vector<Timed> each;
  for (int round = 0; round <= rounds; ++round) {
    each.clear();
    for (const std::string& query : lines_of(queries)) {
      const double a = microseconds([&] { sink += own_search(*searcher, query, {"language", "year", "type"}); });
      const double b = microseconds([&] { sink += bare_search(bare, query); });
      each.push_back({query, a, b});
      if (round == 0) continue;  // warms the caches
      joined_times.push_back(microseconds([&] {
        sink += own_search(*searcher, query, {"institution", "country", "topic"});
      }));
      time_completions(*searcher, query, completion_times);
      own_times.push_back(a);
      bare_times.push_back(b);
    }
  }
  if (own_times.empty()) return fmt::print(stderr, "search_speed: {}: no queries\n", queries), 2;
  fmt::print("{} documents, {} answers each ({})\n", bare.get_doccount(), own_times.size(), sink % 10);
  print_row("answer", own_times, bare_times);
  print_own("with facets of several values (institution, country, topic)", joined_times);
  print_own("completion of each beginning", completion_times);
  print_each(std::move(each));
  return 0;
}

}  // namespace
}  // namespace hoptac

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: search_speed INDEX QUERIES BARE [ROUNDS]\n");
    return 2;
  }
  return hoptac::run(argv[1], argv[2], argv[3], argc > 4 ? std::max(1, std::atoi(argv[4])) : 3);
}
