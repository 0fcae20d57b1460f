// What reading text costs beside bare programs that do the least one could: `text_speed FOLDER [ROUNDS]`.
//
// For every file below FOLDER (UTF-8), in turns within one run, so that a busy machine slows all alike:
//   decode + clean  against ICU's normalizeUTF8 (NFC)
//   tokens          (keys with and without accents, canonical tones, hashes) against a scan that lower-cases
//                   by table and counts words in a hash map
// Prints CPU time of each and the ratios: medians over the rounds.
#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "ingest/text/tokens.h"
#include "src/base/file.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

std::vector<std::string> read_all(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    auto bytes = read_file(entry.path().string(), limits::kMaxFileBytes);
    if (bytes) out.push_back(*std::move(bytes));
  }
  return out;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::size_t icu_nfc(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  nfc->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return out.size();
}

std::size_t decode_and_clean(const std::string& bytes) {
  const auto decoded = decode(bytes);
  return decoded ? clean_text(decoded->text).size() : 0;
}

// Lower case of the word characters of the first planes, 0 for others.
const std::vector<char32_t>& word_letters() {
  static const std::vector<char32_t> kTable = [] {
    std::vector<char32_t> table(0x3000);
    for (char32_t c = 0; c < table.size(); ++c) {
      const auto code = static_cast<UChar32>(c);
      if (u_isalnum(code) || u_charType(code) == U_NON_SPACING_MARK) table[c] = static_cast<char32_t>(u_tolower(code));
    }
    return table;
  }();
  return kTable;
}

std::size_t bare_tokens(const std::string& text) {
  const std::vector<char32_t>& letters = word_letters();
  std::unordered_map<std::string, int> counts;
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const char32_t lower = c < letters.size() ? letters[c] : 0;
    if (lower != 0) {
      append_utf8(word, lower);
    } else if (!word.empty()) {
      ++counts[word];
      word.clear();
    }
  }
  return counts.size();
}

std::size_t tokens(const std::string& text) { return TokenStream(text).size(); }

struct Stage {
  const char* name;
  std::size_t (*run)(const std::string&);
  std::vector<double> seconds;
};

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

double median_ratio(const Stage& ours, const Stage& bare) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours.seconds.size(); ++i) ratios.push_back(ours.seconds[i] / bare.seconds[i]);
  return median(ratios);
}

int run(const std::string& folder, int rounds) {
  const std::vector<std::string> texts = read_all(folder);
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  Stage stages[] = {{"ICU normalizeUTF8", icu_nfc, {}},
                    {"decode + clean", decode_and_clean, {}},
                    {"bare tokens", bare_tokens, {}},
                    {"tokens", tokens, {}}};
  std::size_t sink = 0;
  for (int round = 0; round < rounds; ++round) {
    for (Stage& stage : stages) {
      const double began = cpu_seconds();
      for (const std::string& text : texts) sink += stage.run(text);
      stage.seconds.push_back(cpu_seconds() - began);
    }
  }
  fmt::print("{} texts, {:.1f} MB, {} rounds ({})\n", texts.size(), static_cast<double>(bytes) / 1e6, rounds,
             sink % 10);
  for (const Stage& stage : stages)
    fmt::print("{:20} {:8.1f} MB/s\n", stage.name, static_cast<double>(bytes) / 1e6 / median(stage.seconds));
  fmt::print("decode + clean / ICU normalizeUTF8  {:.2f}\n", median_ratio(stages[1], stages[0]));
  fmt::print("tokens / bare tokens                {:.2f}\n", median_ratio(stages[3], stages[2]));
  return texts.empty() ? 1 : 0;
}

}  // namespace
}  // namespace hoptac

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: text_speed FOLDER [ROUNDS]\n");
    return 2;
  }
  return hoptac::run(argv[1], argc > 2 ? std::max(1, std::atoi(argv[2])) : 5);
}
