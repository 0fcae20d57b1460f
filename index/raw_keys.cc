#include "index/raw_keys.h"

#include "ingest/text/input_keys.h"
#include "ingest/text/normalise.h"

namespace hoptac {
namespace {

constexpr Xapian::doccount kFarRarer = 10;  // times fewer documents of the keys than of what they make

using Replaced = std::map<std::string, std::string>;

// The words that one method reads; `absent` are those that are hardly ever meant as they were typed.
struct Decoded {
  Replaced all, absent;
};

Decoded decode(const Inquiry& inquiry, const std::vector<AskedWord>& words, InputKeys method) {
  Decoded out;
  for (const AskedWord& word : words) {
    const std::string read = decode_input_keys(word.word.text, method);
    if (read.empty() || frequency_of(inquiry, word.prefix, fold_word(read)) == 0) continue;
    out.all[word.word.text] = read;
    const auto as_read = inquiry.context.open.terms.frequency(make_term(prefix::kExact, normalise_word(read)));
    if (word.absent || word.frequency * kFarRarer < as_read) out.absent[word.word.text] = read;
  }
  return out;
}

void add_decoded(const Inquiry& inquiry, const Replaced& words, std::string_view method, std::vector<Suggestion>& out) {
  std::string query = respelt(inquiry.parsed.text, words);
  const std::size_t total = count_of(inquiry, query);
  if (total > 0) out.push_back({std::move(query), total, "typed in " + std::string(method)});
}

}  // namespace

std::vector<Suggestion> decoded_keys(const Inquiry& inquiry, const std::vector<AskedWord>& words) {
  if (words.size() > kMaxRespelt) return {};
  std::vector<Suggestion> out;
  for (const auto& [method, name] : {std::pair{InputKeys::kTelex, "Telex"}, {InputKeys::kVni, "VNI"}}) {
    const Decoded decoded = decode(inquiry, words, method);
    if (decoded.absent.empty()) continue;
    const std::size_t before = out.size();
    add_decoded(inquiry, decoded.all, name, out);
    if (out.size() == before && !decoded.absent.empty() && decoded.absent.size() < decoded.all.size())
      add_decoded(inquiry, decoded.absent, name, out);
  }
  return out;
}

}  // namespace hoptac
