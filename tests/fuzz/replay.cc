// Runs a fuzz target without libFuzzer, the same way every time, as a test of every build: `replay RUNS PATH…`.
//
// Each file below the PATHs is an input; RUNS more are made from them by a generator with a fixed seed. An input that
// makes the target abort is written to the file named by REPLAY_CRASH (default replay-crash.bin).
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kMaxInput = 4096;

std::string current;

void keep_input(int) {
  const char* const name = std::getenv("REPLAY_CRASH");
  const int file = open(name != nullptr ? name : "replay-crash.bin", O_CREAT | O_TRUNC | O_WRONLY, 0644);
  if (file >= 0 && write(file, current.data(), current.size()) >= 0) close(file);
  std::signal(SIGABRT, SIG_DFL);
  std::abort();
}

void run(std::string input) {
  current = std::move(input);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(current.data()), current.size());
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void add_files(const std::filesystem::path& path, std::vector<std::string>& out) {
  if (!std::filesystem::is_directory(path)) return out.push_back(read_file(path));
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const auto& file : files) out.push_back(read_file(file));
}

// xorshift64*: the same on every machine.
class Random {
 public:
  std::size_t below(std::size_t bound) {
    state_ ^= state_ >> 12U;
    state_ ^= state_ << 25U;
    state_ ^= state_ >> 27U;
    return bound == 0 ? 0 : static_cast<std::size_t>((state_ * 0x2545F4914F6CDD1DULL) >> 33U) % bound;
  }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15ULL;
};

// A few bytes that have meant trouble: marks, invisibles, halves of sequences, operators.
const std::string kPieces[] = {"\xCC\x81", "\xCC\xA3", "\xE2\x80\x8B",
                               "\xC3",     "\xE1\xBB", "\xF0\x9F\x98\x80",
                               {"\0", 1},  "\n",       "(",
                               "\"",       ":",        "-",
                               " OR ",     "NEAR/3 ",  "<",
                               "&#x110;",  "\xC2\xAD", "\xEF\xBF\xBD",
                               "\t",       "17/10",    " và ",
                               "Công ty "};

void mutate(std::string& text, const std::vector<std::string>& seeds, Random& random) {
  const std::size_t at = random.below(text.size() + 1);
  const std::size_t length = random.below(std::min<std::size_t>(text.size() - at, 64) + 1);
  switch (random.below(6)) {
    case 0:
      if (at < text.size()) text[at] = static_cast<char>(random.below(256));
      break;
    case 1:
      text.erase(at, length);
      break;
    case 2:
      text.insert(random.below(text.size() + 1), text.substr(at, length));
      break;
    case 3:
      text.insert(at, kPieces[random.below(std::size(kPieces))]);
      break;
    case 4:
      text.resize(at);
      break;
    default: {
      const std::string& other = seeds[random.below(seeds.size())];
      text.insert(at, other, random.below(other.size() + 1), 200);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return std::fputs("usage: replay RUNS PATH...\n", stderr), 2;
  std::signal(SIGABRT, keep_input);
  std::vector<std::string> seeds;
  for (int i = 2; i < argc; ++i) add_files(argv[i], seeds);
  if (seeds.empty()) return std::fputs("replay: no seeds\n", stderr), 2;
  for (const std::string& seed : seeds) run(seed);
  Random random;
  const long runs = std::strtol(argv[1], nullptr, 10);
  for (long i = 0; i < runs; ++i) {
    std::string text = seeds[random.below(seeds.size())].substr(0, kMaxInput);
    for (std::size_t n = 1 + random.below(4); n > 0; --n) mutate(text, seeds, random);
    run(text.substr(0, kMaxInput));
  }
  std::printf("%zu seeds, %ld runs\n", seeds.size(), runs);
  return 0;
}
