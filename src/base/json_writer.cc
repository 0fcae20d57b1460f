#include "src/base/json_writer.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "src/base/utf8.h"

namespace hoptac {
namespace {

rapidjson::SizeType size_of(std::string_view text) { return static_cast<rapidjson::SizeType>(text.size()); }

std::string well_formed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_utf8(out, next_code_point(text, at));
  return out;
}

}  // namespace

struct JsonWriter::Impl {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::begin_object() { impl_->writer.StartObject(); }
void JsonWriter::end_object() { impl_->writer.EndObject(); }
void JsonWriter::begin_array() { impl_->writer.StartArray(); }
void JsonWriter::end_array() { impl_->writer.EndArray(); }
void JsonWriter::key(std::string_view name) { value(name); }
void JsonWriter::null() { impl_->writer.Null(); }
void JsonWriter::value(bool flag) { impl_->writer.Bool(flag); }
void JsonWriter::integer(std::int64_t number) { impl_->writer.Int64(number); }
void JsonWriter::unsigned_integer(std::uint64_t number) { impl_->writer.Uint64(number); }

void JsonWriter::value(std::string_view text) {
  if (find_invalid_utf8(text) == std::string_view::npos) {
    impl_->writer.String(text.empty() ? "" : text.data(), size_of(text));
  } else {
    const std::string repaired = well_formed(text);
    impl_->writer.String(repaired.data(), size_of(repaired));
  }
}

void JsonWriter::value(double number) { std::isfinite(number) ? impl_->writer.Double(number) : impl_->writer.Null(); }

std::string JsonWriter::take() {
  std::string out(impl_->buffer.GetString(), impl_->buffer.GetSize());
  impl_ = std::make_unique<Impl>();
  return out;
}

}  // namespace hoptac
