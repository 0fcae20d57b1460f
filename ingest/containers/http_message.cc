#include "ingest/containers/http_message.h"

#include <zlib.h>

#include <array>
#include <charconv>
#include <utility>

#include "ingest/readers/raw_document.h"
#include "ingest/readers/reader.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

// The data of chunks; nothing when the bytes are not chunked. A missing end is taken as it is.
std::optional<std::string> dechunk(std::string_view body) {
  std::string out;
  bool first = true;
  while (!body.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(body.data(), body.data() + body.size(), size, 16);
    const std::size_t line_end = body.substr(0, limits::kMaxHeaderBytes).find('\n');
    if (error != std::errc() || line_end == std::string_view::npos) return first ? std::nullopt : std::optional(out);
    first = false;
    body.remove_prefix(line_end + 1);
    if (size == 0) return out;
    out += body.substr(0, size);
    body.remove_prefix(std::min(body.size(), size));
    body.remove_prefix(std::min(body.size(), body.find('\n') == std::string_view::npos ? 0 : body.find('\n') + 1));
  }
  return first ? std::nullopt : std::optional(out);
}

class Inflater {
 public:
  // gzip and zlib tell themselves; `raw` is deflate without any head, as some servers send it.
  explicit Inflater(bool raw) { ready_ = inflateInit2(&z_, raw ? -MAX_WBITS : MAX_WBITS + 32) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) inflateEnd(&z_);
  }

  Result<std::string> run(std::string_view packed, ExpansionBudget& budget) {
    if (!ready_) return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
    z_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    z_.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::array<char, 1U << 16U> buffer;
    while (true) {
      z_.next_out = reinterpret_cast<Bytef*>(buffer.data());
      z_.avail_out = buffer.size();
      const int status = inflate(&z_, Z_NO_FLUSH);
      const std::size_t made = buffer.size() - z_.avail_out;
      if (auto paid = budget.take_bytes(made); !paid) return fail(std::move(paid.error()));
      out.append(buffer.data(), made);
      if (out.size() > limits::kMaxMemberBytes)
        return fail(ErrorCode::kTooLarge, {}, "the page unpacks beyond its bound");
      if (status == Z_STREAM_END) return out;
      if (status != Z_OK || (made == 0 && z_.avail_in == 0)) {
        return fail(ErrorCode::kDamaged, {}, "the page's packed content is broken");
      }
    }
  }

 private:
  z_stream z_{};
  bool ready_ = false;
};

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B"); }

// CM and FCHECK of RFC 1950.
bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  return (byte(0) & 0x0FU) == 8 && (byte(0) * 256U + byte(1)) % 31 == 0;
}

// Nothing when the bytes are not coded so.
Result<std::optional<std::string>> uncode(std::string_view coding, std::string_view body, ExpansionBudget& budget) {
  if (coding.empty() || coding == "identity") return std::nullopt;
  if (coding == "gzip" || coding == "x-gzip" || coding == "deflate") {
    const bool raw = coding == "deflate" && !is_zlib(body) && !is_gzip(body);
    if (raw && !body.empty() && (body.front() == '<' || is_ascii_space(body.front()))) return std::nullopt;
    if (coding != "deflate" && !is_gzip(body)) return std::nullopt;
    auto plain = Inflater(raw).run(body, budget);
    if (!plain) return fail(std::move(plain.error()));
    return std::optional(*std::move(plain));
  }
  if (!body.empty() && body.front() == '<') return std::nullopt;
  return fail(ErrorCode::kNeedsReader, {},
              "a page packed as \"" + std::string(coding.substr(0, 40)) + "\"; crawl it without that coding");
}

}  // namespace

std::optional<HttpResponse> parse_http_response(std::string_view message) {
  const auto head = header_block(message.substr(0, limits::kMaxHeaderBytes));
  if (!head || !head->first_line.starts_with("HTTP/")) return std::nullopt;
  const std::size_t space = head->first_line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  HttpResponse out;
  const std::string_view status = trim(head->first_line.substr(space));
  std::from_chars(status.data(), status.data() + status.size(), out.status);
  out.fields = HeaderFields::parse(head->fields);
  out.body_at = head->size;
  return out;
}

Result<std::string_view> http_payload(const HttpResponse& response, std::string_view body, std::string& storage,
                                      ExpansionBudget& budget) {
  if (ascii_lower(response.fields.get("transfer-encoding")).find("chunked") != std::string::npos) {
    if (auto plain = dechunk(body)) {
      storage = *std::move(plain);
      body = storage;
    }
  }
  const std::string codings = ascii_lower(response.fields.get("content-encoding"));
  const auto parts = split(codings, ',');
  for (auto coding = parts.rbegin(); coding != parts.rend(); ++coding) {
    auto plain = uncode(trim(*coding), body, budget);
    if (!plain) return fail(std::move(plain.error()));
    if (!*plain) continue;
    storage = **std::move(plain);
    body = storage;
  }
  return body;
}

}  // namespace hoptac
