// Writes JSON text piece by piece, without building a tree first. For what is written of each document; json.h is for
// all else.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hoptac {

// Calls must nest as JSON does: in an object each value follows its key. Strings are UTF-8; ill-formed bytes become
// U+FFFD. Not thread-safe.
class JsonWriter {
 public:
  JsonWriter();
  ~JsonWriter();

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);

  void value(std::string_view text);
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool flag);
  void value(double number);  // null unless finite
  void value(std::signed_integral auto number) { integer(number); }
  void value(std::unsigned_integral auto number) { unsigned_integer(number); }
  template <std::convertible_to<std::string_view> Text>
  void value(const std::vector<Text>& texts) {
    begin_array();
    for (const Text& text : texts) value(std::string_view(text));
    end_array();
  }
  void null();

  template <typename T>
  void member(std::string_view name, const T& content) {
    key(name);
    value(content);
  }
  // An array with what `write` writes for each item.
  template <typename Items, typename Write>
  void array(std::string_view name, const Items& items, const Write& write) {
    key(name);
    begin_array();
    for (const auto& item : items) write(item);
    end_array();
  }

  // What was written. Leaves this empty.
  std::string take();

 private:
  void integer(std::int64_t number);
  void unsigned_integer(std::uint64_t number);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hoptac
