#include "ingest/isolation/frames.h"

#include <cstring>
#include <utility>
#include <vector>

#include "src/base/limits.h"

namespace hoptac {
namespace {

class Encoder {
 public:
  void add(std::uint64_t number) {
    for (unsigned shift = 0; shift < 64; shift += 8) bytes_ += static_cast<char>(number >> shift & 0xFFU);
  }
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    bytes_ += text;
  }
  template <typename Enum>
  void add_enum(Enum value) {
    bytes_ += static_cast<char>(value);
  }
  void add(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    add(bits);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what Encoder wrote; after the first fault everything is zero and ok() is false.
class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number() {
    std::uint64_t out = 0;
    const std::string_view bytes = take(8);
    for (std::size_t i = bytes.size(); i > 0; --i) out = out << 8U | static_cast<unsigned char>(bytes[i - 1]);
    return out;
  }
  std::string_view view() { return take(number()); }
  std::string text() { return std::string(view()); }
  double real() {
    const std::uint64_t bits = number();
    double out = 0;
    std::memcpy(&out, &bits, sizeof out);
    return out;
  }
  // `last` is the highest value that the enumeration has.
  template <typename Enum>
  Enum enumerator(Enum last) {
    const std::string_view byte = take(1);
    const auto value = byte.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(byte[0]);
    if (value > static_cast<std::uint8_t>(last)) ok_ = false;
    return ok_ ? static_cast<Enum>(value) : Enum{};
  }
  // How many entries follow, each of at least `smallest` bytes.
  std::uint64_t count(std::size_t smallest) {
    const std::uint64_t n = number();
    if (n > rest_.size() / smallest) ok_ = false;
    return ok_ ? n : 0;
  }
  std::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && rest_.empty(); }

 private:
  std::string_view take(std::uint64_t size) {
    if (!ok_ || size > rest_.size()) {
      ok_ = false;
      return {};
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

  std::string_view rest_;
  bool ok_ = true;
};

constexpr BlockKind kLastBlockKind = BlockKind::kTableRow;
constexpr std::size_t kTextBytes = 8;  // the smallest that a text takes

void add_metadata(Encoder& out, const RawMetadata& m) {
  for (const std::string* value : {&m.title, &m.published, &m.language, &m.url, &m.publisher}) out.add(*value);
  out.add_enum(m.from_sidecar);
  out.add(std::uint64_t{m.other.size()});
  for (const auto& [name, value] : m.other) {
    out.add(name);
    out.add(value);
  }
}

RawMetadata metadata_of(Decoder& in) {
  RawMetadata m;
  for (std::string* value : {&m.title, &m.published, &m.language, &m.url, &m.publisher}) *value = in.text();
  m.from_sidecar = in.enumerator(true);
  for (std::uint64_t n = in.count(2 * kTextBytes); n > 0 && in.ok(); --n) {
    std::string name = in.text();
    m.other.emplace_back(std::move(name), in.text());
  }
  return m;
}

void add_block(Encoder& out, const RawBlock& block) {
  out.add_enum(block.kind);
  out.add_enum(block.use);
  out.add(static_cast<std::uint64_t>(block.page));
  out.add(block.text);
}

RawBlock block_of(Decoder& in) {
  RawBlock block;
  block.kind = in.enumerator(kLastBlockKind);
  block.use = in.enumerator(BlockUse::kFurniture);
  block.page = static_cast<int>(in.number() & 0x7FFFFFFFU);
  block.text = in.text();
  return block;
}

void add_error(Encoder& out, const Error& error) {
  out.add(code_name(error.code));
  out.add(error.path);
  out.add(error.detail);
}

// A fatal code is none that a reader may give: it would end the run.
Error error_of(Decoder& in) {
  Error error;
  error.code = code_from_name(in.view());
  if (is_fatal(error.code)) error.code = ErrorCode::kReaderFailed;
  error.path = in.text();
  error.detail = in.text();
  return error;
}

}  // namespace

std::string encode_document(const RawDocument& d) {
  Encoder out;
  out.add(d.member);
  out.add_enum(d.own_id);
  out.add_enum(d.format);
  out.add(d.encoding);
  out.add(d.encoding_confidence);
  out.add(d.content_hash);
  add_metadata(out, d.metadata);
  out.add(std::uint64_t{d.warnings.size()});
  for (const std::string& warning : d.warnings) out.add(warning);
  out.add(std::uint64_t{d.blocks.size()});
  for (const RawBlock& block : d.blocks) add_block(out, block);
  return out.take();
}

std::optional<RawDocument> decode_document(std::string_view bytes) {
  Decoder in(bytes);
  RawDocument d;
  d.member = in.text();
  d.own_id = in.enumerator(true);
  d.format = in.enumerator(Format::kUnknown);
  d.encoding = in.text();
  d.encoding_confidence = in.real();
  d.content_hash = in.text();
  d.metadata = metadata_of(in);
  for (std::uint64_t n = in.count(kTextBytes); n > 0 && in.ok(); --n) d.warnings.push_back(in.text());
  for (std::uint64_t n = in.count(2 + 2 * kTextBytes); n > 0 && in.ok(); --n) d.blocks.push_back(block_of(in));
  std::size_t text = 0;
  for (const RawBlock& block : d.blocks) text += block.text.size();
  if (!in.at_end() || text > limits::kMaxTextBytes || d.member.size() > limits::kMaxMemberPathBytes)
    return std::nullopt;
  return d;
}

std::string encode_error(const Error& error) {
  Encoder out;
  add_error(out, error);
  return out.take();
}

std::optional<Error> decode_error(std::string_view bytes) {
  Decoder in(bytes);
  Error error = error_of(in);
  if (!in.at_end()) return std::nullopt;
  return error;
}

std::string encode_end(const ReadEnd& end) {
  Encoder out;
  out.add(end.cpu_seconds);
  out.add_enum(end.error.has_value());
  if (end.error) add_error(out, *end.error);
  return out.take();
}

std::optional<ReadEnd> decode_end(std::string_view bytes) {
  Decoder in(bytes);
  ReadEnd end;
  end.cpu_seconds = in.real();
  if (in.enumerator(true)) end.error = error_of(in);
  constexpr double kMostSeconds = 1e6;  // also refuses what is no number
  if (!in.at_end() || !(end.cpu_seconds >= 0 && end.cpu_seconds < kMostSeconds)) return std::nullopt;
  return end;
}

std::string encode_handoff(const Handoff& h) {
  Encoder out;
  out.add(h.place.member);
  out.add_enum(h.place.shown_as);
  out.add(h.place.charset);
  add_metadata(out, h.place.metadata);
  out.add_enum(h.format);
  add_error(out, h.reason);
  return out.take() + std::string(h.bytes);
}

std::optional<Handoff> decode_handoff(std::string_view bytes) {
  Decoder in(bytes);
  Handoff h;
  h.place.member = in.text();
  h.place.shown_as = in.enumerator(Format::kUnknown);
  h.place.charset = in.text();
  h.place.metadata = metadata_of(in);
  h.format = in.enumerator(Format::kUnknown);
  h.reason = error_of(in);
  if (!in.ok()) return std::nullopt;
  h.bytes = in.rest();
  return h;
}

std::string encode_order(const ReadOrder& order) {
  Encoder out;
  out.add_enum(order.format);
  out.add(order.name);
  out.add(order.skip);
  return out.take();
}

std::optional<ReadOrder> decode_order(std::string_view bytes) {
  Decoder in(bytes);
  ReadOrder order;
  order.format = in.enumerator(Format::kUnknown);
  order.name = in.text();
  order.skip = in.number();
  if (!in.at_end()) return std::nullopt;
  return order;
}

}  // namespace hoptac
