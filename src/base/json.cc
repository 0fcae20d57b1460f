#include "src/base/json.h"

#include <utility>
#include <vector>

#include "src/base/limits.h"

namespace hoptac {
namespace {

// A text shorter than this cannot hold enough members or levels to cost anything.
constexpr std::size_t kAlwaysCheapBytes = 4U << 10;

// Sees the events of a parse and builds nothing.
class Events : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }
};

// Stops a parse where a bound is crossed.
class BoundsCheck : public Events {
 public:
  bool start_object(std::size_t) override { return open(); }
  bool start_array(std::size_t) override { return open(); }
  bool key(string_t&) override { return within(++members_.back() <= limits::kMaxJsonMembers); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool crossed() const { return crossed_; }

 private:
  bool open() {
    members_.push_back(0);
    return within(members_.size() <= limits::kMaxJsonDepth);
  }
  bool close() {
    members_.pop_back();
    return true;
  }
  bool within(bool fine) {
    crossed_ = !fine;
    return fine;
  }

  std::vector<std::size_t> members_;  // of each open object, 0 for arrays
  bool crossed_ = false;
};

// Stops a parse behind the string that is looked for.
class StringPeek : public Events {
 public:
  StringPeek(std::string_view object, std::string_view key) : path_{object, key} {}

  bool key(string_t& name) override {
    if (depth_ == 1) inside_ = name == path_[0];
    here_ = depth_ == 2 && inside_ && name == path_[1];
    return true;
  }
  bool string(string_t& value) override {
    if (here_) found_ = std::move(value);
    return !here_;
  }
  bool start_object(std::size_t) override { return move(1); }
  bool end_object() override { return move(-1); }
  bool start_array(std::size_t) override { return move(1); }
  bool end_array() override { return move(-1); }

  const std::string& found() const { return found_; }

 private:
  bool move(int by) {
    depth_ += by;
    here_ = false;
    return true;
  }

  std::string_view path_[2];
  int depth_ = 0;
  bool inside_ = false;
  bool here_ = false;
  std::string found_;
};

bool crosses_bounds(std::string_view text) {
  BoundsCheck check;
  Json::sax_parse(text, &check);
  return check.crossed();
}

}  // namespace

Result<Json> parse_json(std::string_view text) {
  try {
    if (text.size() > kAlwaysCheapBytes && crosses_bounds(text)) {
      return fail(ErrorCode::kBadRecord, {}, "JSON nested too deep or with too many members in one object");
    }
    return Json::parse(text);
  } catch (const nlohmann::json::parse_error& e) {
    return fail(
        ErrorCode::kBadRecord, {},
        e.byte > text.size() ? "JSON that is cut short" : "no JSON from byte " + std::to_string(e.byte) + " on");
  } catch (const nlohmann::json::exception&) {
    return fail(ErrorCode::kBadRecord, {}, "JSON with a number beyond all bounds");
  }
}

std::string peek_string(std::string_view text, std::string_view object, std::string_view key) {
  StringPeek peek(object, key);
  Json::sax_parse(text, &peek);
  return peek.found();
}

std::string to_line(const Json& value) { return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

const Json& get_member(const Json& object, std::string_view key) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto it = object.find(std::string(key));
  return it == object.end() ? kNull : *it;
}

std::string get_string(const Json& object, std::string_view key, std::string_view fallback) {
  const Json& v = get_member(object, key);
  return v.is_string() ? v.get<std::string>() : std::string(fallback);
}

double get_number(const Json& object, std::string_view key, double fallback) {
  const Json& v = get_member(object, key);
  return v.is_number() ? v.get<double>() : fallback;
}

bool get_bool(const Json& object, std::string_view key, bool fallback) {
  const Json& v = get_member(object, key);
  return v.is_boolean() ? v.get<bool>() : fallback;
}

}  // namespace hoptac
