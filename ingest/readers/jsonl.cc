#include "ingest/readers/jsonl.h"

#include <algorithm>
#include <array>

#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/json.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"
#include "src/model/json.h"

namespace hoptac {
namespace {

constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";
// An id is shown, typed and posted as a term; one longer than this is a mistake.
constexpr std::size_t kMaxIdBytes = 1024;

tl::unexpected<Error> bad(std::string detail) { return fail(ErrorCode::kBadRecord, {}, std::move(detail)); }

// A BOM as PowerShell's ">" writes it. UTF-8 never holds these bytes.
bool is_utf16(std::string_view bytes) { return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"); }

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

// "_id" or "id"; whole numbers are taken as written.
Result<std::string> record_id(const Json& record) {
  for (const std::string_view key : {"_id", "id"}) {
    const Json& value = get_member(record, key);
    if (value.is_null()) continue;
    if (!value.is_string() && !value.is_number_integer()) return bad("\"" + std::string(key) + "\" is no string");
    std::string id = value.is_string() ? value.get<std::string>() : to_line(value);
    if (id.empty() || id.size() > kMaxIdBytes || has_control(id)) {
      return bad("\"" + std::string(key) + "\" is empty, too long or has control characters");
    }
    return id;
  }
  return bad("no \"_id\" or \"id\"");
}

// The first of `keys` that is there, as text; null counts as absent.
template <std::size_t N>
Result<std::string> text_of(const Json& record, const std::array<std::string_view, N>& keys) {
  for (const std::string_view key : keys) {
    const Json& value = get_member(record, key);
    if (value.is_null()) continue;
    if (!value.is_string()) return bad("\"" + std::string(key) + "\" is no string");
    if (!value.get_ref<const std::string&>().empty()) return value.get<std::string>();
  }
  return std::string();
}

constexpr std::array<std::string_view, 1> kTitleKeys{"title"};
constexpr std::array<std::string_view, 1> kTextKeys{"text"};
constexpr std::array<std::string_view, 2> kDateKeys{"date", "published"};
constexpr std::array<std::string_view, 2> kLanguageKeys{"lang", "language"};
constexpr std::array<std::string_view, 1> kUrlKeys{"url"};
constexpr std::array<std::string_view, 1> kPublisherKeys{"publisher"};
constexpr std::array<std::string_view, 10> kKnownKeys{"_id",  "id",       "title", "text",      "date",
                                                      "lang", "language", "url",   "published", "publisher"};

// Members that mean nothing to us are kept as metadata when they are plain values; those of BEIR's
// "metadata" object too.
void keep_others(const Json& object, RawMetadata& metadata) {
  for (const auto& [key, value] : object.items()) {
    const bool known = std::find(kKnownKeys.begin(), kKnownKeys.end(), key) != kKnownKeys.end();
    if (key == "metadata" && value.is_object()) {
      keep_others(value, metadata);
    } else if (!known && value.is_string()) {
      metadata.other.emplace_back(key, value.get<std::string>());
    } else if (!known && (value.is_number() || value.is_boolean())) {
      metadata.other.emplace_back(key, to_line(value));
    }
  }
}

Result<void> fill_metadata(const Json& record, RawMetadata& metadata) {
  const auto take = [&](const auto& keys, std::string& into) -> Result<void> {
    auto text = text_of(record, keys);
    if (!text) return fail(std::move(text.error()));
    into = std::move(*text);
    return {};
  };
  return take(kTitleKeys, metadata.title)
      .and_then([&] { return take(kDateKeys, metadata.published); })
      .and_then([&] { return take(kLanguageKeys, metadata.language); })
      .and_then([&] { return take(kUrlKeys, metadata.url); })
      .and_then([&] { return take(kPublisherKeys, metadata.publisher); });
}

Result<RawDocument> plain_record(const Json& record) {
  auto id = record_id(record);
  if (!id) return fail(std::move(id.error()));
  RawDocument document;
  document.member = std::move(*id);
  if (auto filled = fill_metadata(record, document.metadata); !filled) return fail(std::move(filled.error()));
  keep_others(record, document.metadata);
  auto text = text_of(record, kTextKeys);
  if (!text) return fail(std::move(text.error()));
  add_block(document, {.kind = BlockKind::kTitle, .text = document.metadata.title});
  add_block(document, {.text = std::move(*text)});
  if (document.blocks.empty()) return fail(ErrorCode::kEmpty, document.member, "neither title nor text");
  return document;
}

// What structure derived once, it derives again: repeats go back to body, parts of agreements to paragraphs, spans are
// left behind.
RawDocument from_stored(Document&& stored) {
  RawDocument document;
  document.member = std::move(stored.id);
  document.metadata.title = std::move(stored.title);
  document.metadata.published = std::move(stored.published);
  document.metadata.language = language_code(stored.language);
  document.metadata.url = std::move(stored.url);
  document.metadata.publisher = std::move(stored.publisher);
  document.metadata.other = std::move(stored.metadata);
  document.warnings = std::move(stored.warnings);
  for (const Block& b : stored.blocks) {
    const BlockUse use = b.use == BlockUse::kFurniture ? BlockUse::kFurniture : BlockUse::kBody;
    const BlockKind kind = b.kind < BlockKind::kArticle ? b.kind : BlockKind::kParagraph;
    add_block(document, {kind, use, std::string(slice(stored.text, b.span)), b.page});
  }
  if (stored.blocks.empty()) add_block(document, {.text = std::move(stored.text)});
  return document;
}

Result<RawDocument> exported_record(const Json& record) {
  auto stored = document_from_json(get_member(record, "document"));
  if (!stored) return bad("\"document\": " + stored.error().detail);
  if (stored->id.empty()) return bad("\"document\" has no \"id\"");
  return from_stored(std::move(*stored));
}

// JSON is UTF-8; a line that is not was written by a program that did not know.
Result<Decoded> decoded_line(std::string_view line) {
  if (find_invalid_utf8(line) != std::string_view::npos) return decode(line);
  return Decoded{std::string(), "UTF-8", 1.0};
}

Result<RawDocument> read_record(std::string_view line) {
  const auto decoded = decoded_line(line);
  if (!decoded) return fail(decoded.error());
  const auto record = parse_json(decoded->text.empty() ? line : std::string_view(decoded->text));
  if (!record) return fail(record.error());
  if (!record->is_object()) return bad("a record must be an object");
  auto document = get_member(*record, "document").is_object() ? exported_record(*record) : plain_record(*record);
  if (!document) return document;
  document->own_id = true;
  document->format = Format::kJsonl;
  document->encoding = decoded->encoding;
  document->encoding_confidence = decoded->confidence;
  document->content_hash = content_hash(line);
  bound_text(*document);
  return document;
}

}  // namespace

void JsonlReader::add_line(std::string_view line, bool cut) {
  ++line_;
  if (line_ == 1 && line.starts_with(kUtf8Bom)) line.remove_prefix(kUtf8Bom.size());
  line = trim(line);
  if (line.empty()) return;
  ++records_;
  auto document = cut ? bad("longer than " + std::to_string(limits::kMaxRecordBytes) + " bytes") : read_record(line);
  if (!document) document.error().detail = "line " + std::to_string(line_) + ": " + document.error().detail;
  sink_(std::move(document));
}

Result<void> JsonlReader::finish() const {
  if (records_ == 0) return fail(ErrorCode::kEmpty);
  return {};
}

Result<void> read_jsonl(std::string_view bytes, const DocumentSink& sink) {
  std::string converted;
  if (is_utf16(bytes)) {
    auto decoded = decode(bytes);
    if (!decoded) return fail(std::move(decoded.error()));
    converted = std::move(decoded->text);
    bytes = converted;
  }
  JsonlReader reader(sink);
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    reader.add_line(line.substr(0, limits::kMaxRecordBytes), line.size() > limits::kMaxRecordBytes);
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
  }
  return reader.finish();
}

Result<void> read_jsonl_file(const std::string& path, const DocumentSink& sink) {
  JsonlReader reader(sink);
  bool utf16 = false;
  const auto read = for_each_line(path, limits::kMaxRecordBytes, [&](std::string_view line, bool cut) {
    utf16 = is_utf16(line);
    if (!utf16) reader.add_line(line, cut);
    return !utf16;
  });
  if (!read) return read;
  if (!utf16) return reader.finish();
  // Its lines cannot be cut at line feed bytes, so it must fit in memory.
  const auto bytes = read_file(path, limits::kMaxFileBytes);
  return bytes ? read_jsonl(*bytes, sink) : fail(bytes.error());
}

}  // namespace hoptac
