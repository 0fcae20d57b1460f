// Writes the documents of an index of hoptac anew by bare Xapian, with the same terms, positions, values and data:
// `bare_index INDEX FOLDER parts|commits`.
//
// parts: fresh databases of 500 documents that one compact merges; commits: one database, a commit every 10,000. The
// records come from memory, a few thousand read ahead: finding out what to write costs nothing, only the writing is
// timed. Prints one line: seconds of CPU, seconds, the largest memory in KiB (records read ahead included), bytes of
// the database, documents.
#include <fmt/format.h>
#include <sys/resource.h>
#include <xapian.h>

#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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
};

double now(clockid_t clock) {
  timespec t{};
  clock_gettime(clock, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

std::uintmax_t tree_bytes(const fs::path& folder) {
  std::uintmax_t sum = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) sum += entry.file_size();
  }
  return sum;
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

// Hands `docs` to `bare` in the order of their numbers; only the writing is timed.
class TimedCopy {
 public:
  explicit TimedCopy(Bare& bare) : bare_(bare) {}

  void take(const Xapian::Database& docs) {
    for (auto at = docs.postlist_begin(""); at != docs.postlist_end(""); ++at) {
      records_.push_back(record_of(docs.get_document(*at)));
      if (records_.size() >= kInMemory) write();
    }
    write();
  }
  std::string finish() {
    std::string whole;
    timed([&] { whole = bare_.finish(); });
    return whole;
  }
  [[nodiscard]] const Cost& cost() const { return cost_; }

 private:
  void write() {
    timed([this] {
      for (const Record& record : records_) bare_.add(record);
    });
    records_.clear();
  }
  template <class Work>
  void timed(const Work& work) {
    const double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
    work();
    cost_.cpu += now(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    cost_.wall += now(CLOCK_MONOTONIC) - wall;
  }

  Bare& bare_;
  Cost cost_;
  std::vector<Record> records_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::string_view way = argc == 4 ? argv[3] : "";
  if (way != "parts" && way != "commits") {
    fmt::print(stderr, "usage: bare_index INDEX FOLDER parts|commits\n");
    return 2;
  }
  setenv("XAPIAN_FLUSH_THRESHOLD", "1000000000", 1);
  const Xapian::Database docs(fs::path(argv[1]) / "current" / "docs");
  Bare bare(argv[2], way == "parts");
  TimedCopy copy(bare);
  copy.take(docs);
  const std::string whole = copy.finish();
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  fmt::print("{:.3f} {:.3f} {} {} {}\n", copy.cost().cpu, copy.cost().wall, used.ru_maxrss, tree_bytes(whole),
             docs.get_doccount());
  return 0;
}
