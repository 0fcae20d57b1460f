#include "ingest/text/legacy_runs.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>

#include "ingest/text/charsets.h"
#include "ingest/text/legacy_word.h"
#include "ingest/text/syllable.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

constexpr std::size_t kWindowBytes = 8U << 10U;
// Of a long text so many windows, evenly spread.
constexpr std::size_t kMaxWindows = 16;
// Words that prove something though not all of them are good.
constexpr int kEnoughWords = 10;
// Fewer words than that prove something only if all are good and some cannot be Western words; pairs of letters, as in
// VNI, are enough.
constexpr std::size_t kFewPairs = 3;
// Windows shorter than that are not cut.
constexpr std::size_t kFewWords = 4;
// Encodings that one text is in, at most.
constexpr std::size_t kMaxCandidates = 3;

bool is_word_byte(char c) { return (c & 0x80) != 0 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

bool is_ascii_syllable(std::string_view word) {
  if (word.size() > kMaxSyllableLetters) return false;
  std::array<char32_t, kMaxSyllableLetters> lower{};
  std::transform(word.begin(), word.end(), lower.begin(), [](char c) { return static_cast<char32_t>(c | 0x20); });
  return parse_syllable({lower.data(), word.size()}).has_value();
}

using Readings = std::array<Reading, kCharsets>;

// Reads chunks; has scratch space.
class ChunkReader {
 public:
  explicit ChunkReader(std::span<std::string* const> pieces) : pieces_(pieces) {}

  void look_at(const LegacyChunk& chunk) {
    text_ = std::string_view{*pieces_[chunk.piece]}.substr(chunk.begin, chunk.size);
    mappable_ = bytes_of(text_, bytes_);
  }

  std::string_view text() const { return text_; }

  Reading read(Charset charset) {
    if (charset == Charset::kWindows1252) {
      decode_bytes(Charset::kUtf8, text_, letters_);
      return read_as_vietnamese(letters_);
    }
    if (!mappable_) return {.bad = 1, .broken = true};
    return decode_word(charset, bytes_, letters_);
  }

 private:
  std::span<std::string* const> pieces_;
  std::string_view text_;
  std::string bytes_;
  std::u32string letters_;
  bool mappable_ = false;
};

struct Sample {
  std::vector<Readings> readings;
  std::vector<bool> starts_line;
  std::vector<std::string_view> texts;
};

struct Sum {
  int good = 0;
  int bad = 0;
};

// True when nearly all words without marks near the beginning are Vietnamese syllables, which are the same in all
// encodings.
bool stands_among_syllables(std::span<std::string* const> pieces) {
  constexpr std::size_t kLeast = 2;
  constexpr std::size_t kMostOthers = 10;  // one in so many
  std::size_t syllables = 0;
  std::size_t others = 0;
  std::size_t room = kWindowBytes;
  for (const std::string* const piece : pieces) {
    const std::string_view text = std::string_view{*piece}.substr(0, room);
    room -= text.size();
    for (std::size_t pos = 0; pos < text.size();) {
      const std::size_t begin = pos;
      bool ascii = true;
      for (; pos < text.size() && is_word_byte(text[pos]); ++pos) ascii = ascii && (text[pos] & 0x80) == 0;
      if (ascii && pos > begin + 1) ++(is_ascii_syllable(text.substr(begin, pos - begin)) ? syllables : others);
      if (pos == begin) ++pos;
    }
  }
  return syllables >= kLeast && others * kMostOthers <= syllables;
}

// The encodings that prove themselves anywhere in a window.
class Detector {
 public:
  explicit Detector(std::span<std::string* const> pieces) : reader_(pieces), pieces_(pieces) {}

  void look_at(std::span<const LegacyChunk> window) {
    sample_ = {};
    for (const LegacyChunk& chunk : window) {
      if (chunk.neutral) continue;
      reader_.look_at(chunk);
      Readings& readings = sample_.readings.emplace_back();
      for (std::size_t i = 0; i < kCharsets; ++i) readings[i] = reader_.read(static_cast<Charset>(i));
      sample_.starts_line.push_back(chunk.starts_line);
      sample_.texts.push_back(reader_.text());
    }
    const std::array<Sum, kCharsets> sums = add_up(0, sample_.readings.size());
    for (std::size_t i = 0; i < kCharsets; ++i) net_[i] += net(sums[i]);
    detect(0, sample_.readings.size());
  }

  // The best ones, as many words as they explain first.
  std::vector<Charset> found() const {
    std::vector<Charset> out;
    for (std::size_t i = 1; i < kCharsets; ++i) {
      if (explained_[i] > 0) out.push_back(static_cast<Charset>(i));
    }
    std::stable_sort(out.begin(), out.end(), [&](Charset a, Charset b) {
      return explained_[static_cast<std::size_t>(a)] > explained_[static_cast<std::size_t>(b)];
    });
    // The two forms of TCVN agree on small letters: only the one that fits the whole better is needed.
    const auto is_tcvn = [](Charset c) { return c == Charset::kTcvn3 || c == Charset::kTcvn5712; };
    const auto first = std::find_if(out.begin(), out.end(), is_tcvn);
    if (first != out.end()) {
      *first = net(Charset::kTcvn5712) > net(Charset::kTcvn3) ? Charset::kTcvn5712 : Charset::kTcvn3;
      out.erase(std::remove_if(first + 1, out.end(), is_tcvn), out.end());
    }
    out.resize(std::min(out.size(), kMaxCandidates));
    return out;
  }

 private:
  static int net(const Sum& sum) { return sum.good - 2 * sum.bad; }
  int net(Charset charset) const { return net_[static_cast<std::size_t>(charset)]; }

  void detect(std::size_t begin, std::size_t end) {
    const std::array<Sum, kCharsets> sums = add_up(begin, end);
    const auto words = static_cast<int>(end - begin);
    std::size_t best = 1;
    for (std::size_t i = 2; i < kCharsets; ++i) {
      if (net(sums[i]) > net(sums[best])) best = i;
    }
    const bool proven = proves(sums, best, words) && has_variety(best, begin, end) &&
                        (sums[best].good >= kEnoughWords || is_unmistakable(best, begin, end));
    if (proven) explained_[best] += sums[best].good;
    if ((proven && sums[best].bad * kEnoughWords <= words) || end - begin < 2 * kFewWords) return;
    const std::size_t middle = split(begin, end);
    detect(begin, middle);
    detect(middle, end);
  }

  std::array<Sum, kCharsets> add_up(std::size_t begin, std::size_t end) const {
    std::array<Sum, kCharsets> sums{};
    for (std::size_t i = begin; i < end; ++i) {
      const Reading& as_is = sample_.readings[i][0];
      sums[0].good += as_is.bad == 0 ? as_is.good : 0;  // "Â" may be a word, but not in "ThÃ†Â¡"
      for (std::size_t c = 1; c < kCharsets; ++c) {
        sums[c].good += sample_.readings[i][c].good;
        sums[c].bad += sample_.readings[i][c].bad;
      }
    }
    return sums;
  }

  bool proves(const std::array<Sum, kCharsets>& sums, std::size_t charset, int words) const {
    const Sum sum = sums[charset];
    // Well-formed UTF-8 does not come about by chance, whatever the words looked like.
    const int gain = static_cast<Charset>(charset) == Charset::kUtf8 ? sum.good : sum.good - sums[0].good;
    if (sum.good < 2 || sum.good < 3 * sum.bad || gain < 1 || gain * 4 < words) return false;
    if (gain < 2 && !among_syllables()) return false;
    return sum.good + sum.bad >= kEnoughWords || sum.bad == 0;
  }

  // Any language has a short word that decodes well and comes again and again; a text of many words has common ones
  // too.
  bool has_variety(std::size_t charset, std::size_t begin, std::size_t end) const {
    constexpr std::size_t kDifferent = 5;
    std::set<std::string_view> good;
    std::size_t all = 0;
    bool common = false;
    for (std::size_t i = begin; i < end && (good.size() < kDifferent || !common); ++i) {
      const Reading& reading = sample_.readings[i][charset];
      common = common || reading.common > 0 || static_cast<Charset>(charset) == Charset::kUtf8;
      if (reading.good == 0) continue;
      ++all;
      good.insert(sample_.texts[i]);
    }
    if (end - begin < static_cast<std::size_t>(kEnoughWords)) return good.size() * 2 > all;
    return common && good.size() >= kDifferent;
  }

  // A few words that decode well may be Western ones, unless letters are where no Western word has them.
  bool is_unmistakable(std::size_t charset, std::size_t begin, std::size_t end) const {
    if (static_cast<Charset>(charset) == Charset::kUtf8 || among_syllables()) return true;
    if (static_cast<Charset>(charset) == Charset::kVni && end - begin >= kFewPairs) return true;
    return std::any_of(sample_.readings.begin() + static_cast<std::ptrdiff_t>(begin),
                       sample_.readings.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const Readings& r) { return r[0].odd; });
  }

  // The line start nearest to the middle; the middle itself of one long line.
  std::size_t split(std::size_t begin, std::size_t end) const {
    const std::size_t middle = begin + (end - begin) / 2;
    for (std::size_t step = 0; step <= end - middle; ++step) {
      if (middle + step < end && sample_.starts_line[middle + step]) return middle + step;
      if (middle > begin + step && sample_.starts_line[middle - step]) return middle - step;
    }
    return middle;
  }

  // Asked of few texts, so found out when it is.
  bool among_syllables() const {
    if (!among_syllables_) among_syllables_ = stands_among_syllables(pieces_);
    return *among_syllables_;
  }

  ChunkReader reader_;
  std::span<std::string* const> pieces_;
  mutable std::optional<bool> among_syllables_;
  Sample sample_;
  std::array<int, kCharsets> explained_{};
  std::array<int, kCharsets> net_{};
};

// What a change of encoding costs, in scores of words: least from block to block.
constexpr int kSwitchInLine = 12;
constexpr int kSwitchAtLine = 11;
constexpr int kSwitchAtPiece = 8;
constexpr int kGoodWord = 4;
constexpr int kCommonWord = 2;

int switch_cost(const LegacyChunk& chunk) {
  return chunk.starts_piece ? kSwitchAtPiece : chunk.starts_line ? kSwitchAtLine : kSwitchInLine;
}

// Of a good word, more of a common one, less than nothing of a bad one; what is left as it is need not be Vietnamese.
int score(const Reading& reading, Charset charset) {
  constexpr int kMost = 2 * kGoodWord + kCommonWord;
  const int sum = kGoodWord * (reading.good - reading.bad) + kCommonWord * reading.common;
  return std::clamp(sum, charset == Charset::kWindows1252 ? 0 : -kMost, kMost);
}

// The best sequence of states over all chunks (Viterbi), which is written into their labels.
class Labeller {
 public:
  Labeller(std::span<std::string* const> pieces, const std::vector<Charset>& states)
      : reader_(pieces), states_(states), best_(states.size()) {}

  void run(std::vector<LegacyChunk>& chunks) {
    // A text begins as it is; a short one may begin otherwise on less evidence.
    for (long& best : best_) best = -std::min<long>(kSwitchInLine, static_cast<long>(chunks.size() + 2));
    best_[0] = 0;
    for (const LegacyChunk& chunk : chunks) step(chunk);
    auto state = static_cast<std::size_t>(std::max_element(best_.begin(), best_.end()) - best_.begin());
    for (std::size_t i = chunks.size(); i-- > 0;) {
      chunks[i].label = static_cast<std::uint8_t>(states_[state]);
      state = came_from_[i * states_.size() + state];
    }
  }

 private:
  void step(const LegacyChunk& chunk) {
    reader_.look_at(chunk);
    const auto top = static_cast<std::size_t>(std::max_element(best_.begin(), best_.end()) - best_.begin());
    const long switched = best_[top] - switch_cost(chunk);
    for (std::size_t s = 0; s < states_.size(); ++s) {
      const bool change = switched > best_[s];
      came_from_.push_back(static_cast<std::uint8_t>(change ? top : s));
      if (change) best_[s] = switched;
      best_[s] += score(reader_.read(states_[s]), states_[s]);
    }
  }

  ChunkReader reader_;
  const std::vector<Charset>& states_;
  std::vector<long> best_;
  std::vector<std::uint8_t> came_from_;
};

}  // namespace

std::vector<Charset> detect_charsets(std::span<std::string* const> pieces, std::span<const LegacyChunk> suspicious) {
  if (suspicious.empty()) return {};
  std::size_t bytes = 0;
  for (const LegacyChunk& chunk : suspicious) bytes += chunk.size;
  const std::size_t windows = bytes / kWindowBytes + 1;
  const std::size_t step = (windows + kMaxWindows - 1) / kMaxWindows;
  const std::size_t length = suspicious.size() / windows + 1;
  Detector detector(pieces);
  for (std::size_t begin = 0; begin < suspicious.size(); begin += step * length) {
    detector.look_at(suspicious.subspan(begin, std::min(length, suspicious.size() - begin)));
  }
  return detector.found();
}

void label_runs(std::span<std::string* const> pieces, std::vector<Charset> charsets, std::vector<LegacyChunk>& chunks) {
  charsets.insert(charsets.begin(), Charset::kWindows1252);
  Labeller(pieces, charsets).run(chunks);
}

}  // namespace hoptac
