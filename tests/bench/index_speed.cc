// What an ingest costs beside bare Xapian programs that write the same: `index_speed HOPTAC FOLDER WORK [ROUNDS]
// [OPTION…]`.
//
// In turns, ROUNDS (3) times: HOPTAC ingests FOLDER into a new index below WORK; then the documents of that index are
// written anew by bare programs, with the same terms, positions, values and data: once into fresh databases of 500
// documents that one compact merges, once into one database with a commit every 10,000. The bare programs get the
// records from memory; finding out what to write costs them nothing. Prints the median of each side's CPU time, the
// ratios, the largest memory of hoptac's processes and the sizes.
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <xapian.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

extern char** environ;

namespace {

namespace fs = std::filesystem;

constexpr Xapian::doccount kPart = 500;
constexpr Xapian::doccount kCommit = 10'000;
constexpr Xapian::doccount kInMemory = 5000;  // records read ahead, whatever the size of the index

struct Term {
  std::string name;
  Xapian::termcount wdf;
  std::vector<Xapian::termpos> positions;
};
struct Record {
  std::vector<Term> terms;
  std::vector<std::pair<Xapian::valueno, std::string>> values;
  std::string data;
};

struct Cost {
  double cpu = 0;
  double wall = 0;
  long peak_kib = 0;
  double bytes = 0;
};

double now(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

double seconds(const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; }

double tree_bytes(const fs::path& folder) {
  double sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sum += static_cast<double>(entry.file_size());
  }
  return sum;
}

Cost ingest(std::vector<std::string> command, const fs::path& index) {
  fs::remove_all(index);
  std::vector<char*> arguments;
  for (std::string& word : command) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  const double start = now(CLOCK_MONOTONIC);
  pid_t pid = 0;
  if (posix_spawn(&pid, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) return {};
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  rusage used{};
  wait4(pid, &status, 0, &used);  // with its own children that it has waited for
  return {seconds(used.ru_utime) + seconds(used.ru_stime), now(CLOCK_MONOTONIC) - start, used.ru_maxrss,
          tree_bytes(index / "current" / "docs")};
}

Record record_of(const Xapian::Document& document) {
  Record out;
  for (auto t = document.termlist_begin(); t != document.termlist_end(); ++t) {
    out.terms.push_back({*t, t.get_wdf(), {t.positionlist_begin(), t.positionlist_end()}});
  }
  for (auto v = document.values_begin(); v != document.values_end(); ++v) out.values.emplace_back(v.get_valueno(), *v);
  out.data = document.get_data();
  return out;
}

Xapian::Document document_of(const Record& record) {
  Xapian::Document out;
  for (const Term& term : record.terms) {
    out.add_term(term.name, term.wdf);
    for (const Xapian::termpos position : term.positions) out.add_posting(term.name, position, 0);
  }
  for (const auto& [slot, value] : record.values) out.add_value(slot, value);
  out.set_data(record.data);
  return out;
}

// A program that writes one document after the other.
class Bare {
 public:
  Bare(fs::path folder, bool in_parts) : folder_(std::move(folder)), in_parts_(in_parts) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }

  void add(const Record& record) {
    if (!open_) begin();
    db_.add_document(document_of(record));
    if (++count_ % (in_parts_ ? kPart : kCommit) != 0) return;
    db_.commit();
    if (in_parts_) end_part();
  }

  std::string finish() {
    if (open_) {
      db_.commit();
      end_part();
    }
    if (!in_parts_) return parts_.front();
    Xapian::Database all;
    for (const std::string& part : parts_) all.add_database(Xapian::Database(part));
    const std::string whole = folder_ / "whole";
    all.compact(whole);
    return whole;
  }

 private:
  void begin() {
    parts_.push_back(folder_ / ("part" + std::to_string(parts_.size())));
    db_ = Xapian::WritableDatabase(parts_.back(), Xapian::DB_CREATE_OR_OVERWRITE);
    open_ = true;
  }
  void end_part() {
    db_.close();
    open_ = false;
  }

  fs::path folder_;
  bool in_parts_;
  bool open_ = false;
  Xapian::WritableDatabase db_;
  std::vector<std::string> parts_;
  Xapian::doccount count_ = 0;
};

// Only the writing is timed.
Cost write_bare(const fs::path& index, const fs::path& work, bool in_parts) {
  const Xapian::Database docs(index / "current" / "docs");
  Bare bare(work, in_parts);
  Cost cost;
  const auto timed = [&cost](const auto& work_of) {
    const double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    work_of();
    cost.cpu += now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    cost.wall += now(CLOCK_MONOTONIC) - wall;
  };
  std::vector<Record> records;
  const auto write = [&] {
    for (const Record& record : records) bare.add(record);
  };
  for (auto at = docs.postlist_begin(""); at != docs.postlist_end(""); ++at) {
    records.push_back(record_of(docs.get_document(*at)));
    if (records.size() < kInMemory) continue;
    timed(write);
    records.clear();
  }
  timed(write);
  std::string whole;
  timed([&] { whole = bare.finish(); });
  cost.bytes = tree_bytes(whole);
  return cost;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Side {
  std::string name;
  std::vector<double> cpu, wall;
  Cost last;
  void add(const Cost& cost) {
    cpu.push_back(cost.cpu);
    wall.push_back(cost.wall);
    last = cost;
  }
};

void print(const Side& side, const Side& own) {
  fmt::print("{:<22} cpu {:8.2f} s  wall {:8.2f} s  {:7.1f} MB   hoptac: cpu {:.2f}x, size {:.2f}x\n", side.name,
             median(side.cpu), median(side.wall), side.last.bytes / 1e6, median(own.cpu) / median(side.cpu),
             own.last.bytes / side.last.bytes);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: index_speed HOPTAC FOLDER WORK [ROUNDS] [INGEST-OPTION…]\n");
    return 2;
  }
  setenv("XAPIAN_FLUSH_THRESHOLD", "1000000000", 1);
  const fs::path work(argv[3]);
  const int rounds = argc > 4 ? std::stoi(argv[4]) : 3;
  std::vector<std::string> command{argv[1], "ingest", argv[2], "--index", work / "index"};
  command.insert(command.end(), argv + std::min(argc, 5), argv + argc);
  Side own{"hoptac", {}, {}, {}}, parts{"bare, parts of 500", {}, {}, {}}, commits{"bare, commit 10k", {}, {}, {}};
  fs::create_directories(work);
  for (int round = 0; round < rounds; ++round) {
    own.add(ingest(command, work / "index"));
    parts.add(write_bare(work / "index", work / "parts", true));
    commits.add(write_bare(work / "index", work / "commits", false));
  }
  const Xapian::doccount documents = Xapian::Database(work / "index" / "current" / "docs").get_doccount();
  fmt::print("{} documents, median of {}; hoptac's largest process {} MiB\n", documents, rounds,
             own.last.peak_kib / 1024);
  for (const Side& side : {own, parts, commits}) print(side, own);
  return 0;
}
