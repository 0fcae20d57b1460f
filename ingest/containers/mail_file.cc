#include "ingest/containers/mail_file.h"

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

#include "ingest/containers/encoded_words.h"
#include "ingest/readers/raw_document.h"
#include "ingest/text/decode.h"
#include "ingest/text/normalise.h"
#include "src/base/limits.h"
#include "src/base/utf8.h"

namespace hoptac {
namespace {

void initialise() {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
}

bool is_token(char c) { return c > ' ' && c < 0x7F && c != ':'; }

// "Name:" at its beginning.
bool looks_like_header(std::string_view line) {
  const auto end = std::find_if_not(line.begin(), line.end(), is_token);
  return end != line.begin() && end != line.end() && *end == ':';
}

// What makes GMime take memory: lines that may begin a part, and headers. Few bytes are enough for each.
Result<void> check_bounds(std::string_view bytes) {
  if (bytes.size() > limits::kMaxMailBytes) {
    return fail(ErrorCode::kTooLarge, {}, "a mail of more than " + std::to_string(limits::kMaxMailBytes) + " bytes");
  }
  std::size_t borders = 0;
  std::size_t headers = 0;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    if (line.starts_with("--")) ++borders;
    if (looks_like_header(line.substr(0, 128))) ++headers;
    bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
  }
  if (borders > limits::kMaxMailParts || headers > limits::kMaxMailHeaders) {
    return fail(ErrorCode::kTooLarge, {}, "a mail of too many parts or headers");
  }
  return {};
}

std::string take_string(char* text) {
  std::string out = text == nullptr ? std::string() : text;
  g_free(text);
  return out;
}

// Encoded words in quotes, which the standard forbids and most programs write: the value of name="=?…?=".
std::string name_in_words(std::string_view header) {
  const std::size_t words = header.find("=\"=?");
  if (words == std::string_view::npos || !ascii_lower(header.substr(0, words)).ends_with("name")) return {};
  const std::string_view value = header.substr(words + 2);
  return decode_header(value.substr(0, value.find('"')));
}

std::string written(GMimeStream* memory) {
  const GByteArray* const array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
  return {reinterpret_cast<const char*>(array->data), array->len};
}

}  // namespace

void MailFile::ArrayRelease::operator()(GByteArray* array) const {
  g_byte_array_steal(array, nullptr);  // the bytes are not its own
  g_byte_array_unref(array);
}

Result<MailFile> MailFile::parse(std::string_view bytes) {
  if (auto bounded = check_bounds(bytes); !bounded) return fail(std::move(bounded.error()));
  initialise();
  MailFile mail;
  auto* const data = reinterpret_cast<guint8*>(const_cast<char*>(bytes.data()));
  mail.array_.reset(g_byte_array_new_take(data, bytes.size()));
  mail.stream_.reset(g_mime_stream_mem_new_with_byte_array(mail.array_.get()));
  g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(mail.stream_.get()), FALSE);
  const ObjectPtr<GMimeParser> parser(g_mime_parser_new_with_stream(mail.stream_.get()));
  mail.message_.reset(g_mime_parser_construct_message(parser.get(), nullptr));
  if (mail.message_ == nullptr || g_mime_message_get_mime_part(mail.message_.get()) == nullptr) {
    return fail(ErrorCode::kDamaged, {}, "no mail");
  }
  return mail;
}

std::string MailFile::header(const char* name) const {
  GMimeHeaderList* const headers = g_mime_object_get_header_list(GMIME_OBJECT(message_.get()));
  GMimeHeader* const header = headers == nullptr ? nullptr : g_mime_header_list_get_header(headers, name);
  const char* const raw = header == nullptr ? nullptr : g_mime_header_get_raw_value(header);
  return raw == nullptr ? std::string() : decode_header(raw);
}

std::string MailFile::date() const {
  GDateTime* const date = g_mime_message_get_date(message_.get());
  if (date == nullptr) return {};
  return take_string(g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z"));
}

std::string decode_header(std::string_view raw) {
  std::string text(raw);
  if (find_invalid_utf8(text) != std::string_view::npos) {
    auto decoded = decode(text);
    if (!decoded) return {};
    text = std::move(decoded->text);
  }
  return collapse_space(clean_text(decode_words(collapse_space(text))));
}

std::string part_file_name(GMimePart* part) {
  for (const char* const header : {"Content-Disposition", "Content-Type"}) {
    GMimeHeader* const field = g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(part)), header);
    const char* const raw = field == nullptr ? nullptr : g_mime_header_get_raw_value(field);
    std::string name = raw == nullptr ? std::string() : name_in_words(collapse_space(raw));
    if (!name.empty()) return name;
  }
  const char* const name = g_mime_part_get_filename(part);
  return name == nullptr ? std::string() : name;
}

std::string part_content(GMimePart* part) {
  GMimeDataWrapper* const content = g_mime_part_get_content(part);
  if (content == nullptr) return {};
  const ObjectPtr<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_data_wrapper_write_to_stream(content, memory.get());
  return written(memory.get());
}

std::string message_source(GMimeMessage* message) {
  const ObjectPtr<GMimeStream> memory(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, memory.get());
  return written(memory.get());
}

}  // namespace hoptac
