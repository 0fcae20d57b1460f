#include "ingest/containers/warc.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "ingest/containers/byte_source.h"
#include "ingest/containers/header_fields.h"
#include "ingest/containers/http_message.h"
#include "ingest/containers/media_type.h"
#include "ingest/containers/names.h"
#include "ingest/readers/raw_document.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::string_view kVersion = "WARC/";

struct Record {
  std::string type;
  std::string uri;
  std::string date;
  std::string content_type;
  std::uint64_t length = 0;
};

// "<http://…>", as some crawlers write it.
std::string_view without_brackets(std::string_view uri) {
  if (uri.size() >= 2 && uri.front() == '<' && uri.back() == '>') return uri.substr(1, uri.size() - 2);
  return uri;
}

// Nothing without a length.
std::optional<Record> parse_record(const HeaderFields& fields) {
  Record record{ascii_lower(fields.get("warc-type")), escape_unsafe(without_brackets(fields.get("warc-target-uri"))),
                escape_unsafe(fields.get("warc-date")), std::string(fields.get("content-type")), 0};
  const std::string_view length = fields.get("content-length");
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), record.length);
  if (error != std::errc() || end != length.data() + length.size()) return std::nullopt;
  return record;
}

// Addresses of documents; "dns:", "metadata:" and "urn:" are the crawl's own notes.
bool is_address(std::string_view uri) {
  constexpr std::array<std::string_view, 4> kSchemes{"http://", "https://", "ftp://", "file://"};
  return std::any_of(kSchemes.begin(), kSchemes.end(), [&](std::string_view s) { return uri.starts_with(s); });
}

// "bai-1.html" of "https://x.vn/tin/bai-1.html?id=3".
std::string_view file_name_of(std::string_view uri) {
  uri = uri.substr(0, uri.find_first_of("?#"));
  return uri.substr(uri.rfind('/') + 1);
}

// What a record stores, before it is unpacked.
struct Stored {
  std::optional<HttpResponse> response;  // of a resource there is none
  std::string media_type;
  std::string charset;
  std::size_t body_at = 0;
};

// From the beginning of the block; nothing for what is no document.
std::optional<Stored> look_at(const Record& record, std::string_view head) {
  if (!is_address(record.uri)) return std::nullopt;
  Stored stored;
  if (record.type == "response") {
    stored.response = parse_http_response(head);
    if (!stored.response || stored.response->status != 200) return std::nullopt;
    const std::string_view type = stored.response->fields.get("content-type");
    stored.media_type = media_type_of(type);
    stored.charset = charset_of(type);
    stored.body_at = stored.response->body_at;
  } else if (record.type == "resource" || record.type == "conversion") {
    stored.media_type = media_type_of(record.content_type);
    stored.charset = charset_of(record.content_type);
  } else {
    return std::nullopt;
  }
  return stored;
}

class WarcReader {
 public:
  WarcReader(ByteSource& source, ExpansionBudget& budget, const MemberSink& sink)
      : source_(source), budget_(budget), sink_(sink) {}

  Result<void> run() {
    while (wanted_ && find_record()) {
      const auto head = header_block(source_.peek(limits::kMaxHeaderBytes));
      const auto record = head ? parse_record(HeaderFields::parse(head->fields)) : std::nullopt;
      if (!record) {
        if (auto failure = source_.failure()) return fail(*std::move(failure));
        lose({}, {ErrorCode::kDamaged, {}, head ? "a record without its length" : "a record's head has no end"});
        source_.skip(kVersion.size());
        continue;
      }
      ++records_;
      source_.skip(head->size);
      if (!take(*record)) {
        return fail(source_.failure().value_or(Error{ErrorCode::kDamaged, {}, "the last record is cut short"}));
      }
    }
    if (auto failure = source_.failure()) return fail(*std::move(failure));
    if (records_ == 0) return fail(ErrorCode::kDamaged, {}, "no record of a web archive in it");
    return {};
  }

 private:
  // To the next "WARC/" at the beginning of a line. What stands between records but line ends is damage.
  bool find_record() {
    bool line_begins = true;
    bool damaged = false;
    while (true) {
      const std::string_view ahead = source_.peek(limits::kMaxHeaderBytes);
      if (ahead.empty()) return false;
      if (line_begins && ahead.starts_with(kVersion)) return true;
      const std::size_t line = std::min(ahead.find('\n'), ahead.size() - 1) + 1;
      if (!damaged && !trim(ahead.substr(0, line)).empty()) {
        damaged = true;
        lose({}, {ErrorCode::kDamaged, {}, "bytes that belong to no record"});
        if (!wanted_) return false;
      }
      line_begins = ahead[line - 1] == '\n';
      source_.skip(line);
    }
  }

  // False when the block ends too early.
  bool take(const Record& record) {
    const auto head_size = std::min<std::uint64_t>(record.length, limits::kMaxHeaderBytes);
    const std::string_view head = source_.peek(head_size);
    const auto stored = look_at(record, head);
    // The media type is enough to pass over films and programs without unpacking them.
    if (!stored || stored->body_at >= record.length ||
        format_of_media(stored->media_type, head.substr(stored->body_at), file_name_of(record.uri)) ==
            Format::kUnknown) {
      return source_.skip(record.length);
    }
    const std::string path = path_of(record);
    if (record.length > limits::kMaxMemberBytes + limits::kMaxHeaderBytes) {
      lose(path, {ErrorCode::kTooLarge, {}, "larger than " + std::to_string(limits::kMaxMemberBytes) + " bytes"});
      return source_.skip(record.length);
    }
    const std::size_t length = record.length;
    const std::string_view block = source_.peek(length);
    if (block.size() < length) return false;
    hand_over(record, *stored, block, path);
    return source_.skip(length);
  }

  void hand_over(const Record& record, const Stored& stored, std::string_view block, const std::string& path) {
    std::string storage;
    Result<std::string_view> payload = block.substr(stored.body_at);
    if (stored.response) payload = http_payload(*stored.response, *payload, storage, budget_);
    if (!payload) return lose(path, std::move(payload.error()));
    if (payload->empty()) return;
    Member member{.path = path, .bytes = *payload, .charset = stored.charset};
    member.format = format_of_media(stored.media_type, *payload, file_name_of(record.uri));
    if (member.format == Format::kUnknown) return;
    member.metadata.url = record.uri;
    if (!record.date.empty()) member.metadata.other.emplace_back("captured", record.date);
    wanted_ = sink_(std::move(member));
  }

  // An address that comes again is told by the time of its record.
  std::string path_of(const Record& record) {
    const std::string label = member_label(record.uri);
    std::string path = names_.take(label);
    return path == label || record.date.empty() ? path : names_.take(member_label(record.uri + " @" + record.date));
  }

  void lose(const std::string& path, Error error) {
    error.path = path;
    wanted_ = sink_(fail(std::move(error)));
  }

  ByteSource& source_;
  ExpansionBudget& budget_;
  const MemberSink& sink_;
  UniqueNames names_;
  std::size_t records_ = 0;
  bool wanted_ = true;
};

}  // namespace

Result<void> read_warc(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  auto source = open_source(file.bytes, budget);
  if (!source) return fail(std::move(source.error()));
  return WarcReader(**source, budget, sink).run();
}

}  // namespace hoptac
