#include "index/result_order.h"

#include <optional>
#include <string>

#include "index/schema.h"

namespace hoptac {
namespace {

constexpr char kBeforeId = '\x01';  // less than any byte of a date or folded title

Xapian::valueno number(Slot slot) { return static_cast<Xapian::valueno>(slot); }

// Newest first by one or two slots, documents without any last.
class DateOrder : public Xapian::KeyMaker {
 public:
  DateOrder(Slot first, std::optional<Slot> second) : first_(first), second_(second) {}
  std::string operator()(const Xapian::Document& document) const override {
    std::string key = document.get_value(number(first_));
    if (key.empty() && second_) key = document.get_value(number(*second_));
    for (char& digit : key) digit = static_cast<char>('0' + '9' - digit);
    if (key.empty()) key = "~";
    return key + kBeforeId + document.get_value(number(Slot::kId));
  }

 private:
  Slot first_;
  std::optional<Slot> second_;
};

// By folded title, documents without one last.
class TitleOrder : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    std::string key = document.get_value(number(Slot::kTitle));
    if (key.empty()) key = "\xFF";
    return key + kBeforeId + document.get_value(number(Slot::kId));
  }
};

}  // namespace

std::unique_ptr<Xapian::KeyMaker> order_of(const SearchRequest& request, bool ranked) {
  const bool by_date = !request.sort_given && !ranked;
  if (by_date) return std::make_unique<DateOrder>(Slot::kSigned, Slot::kPublished);
  if (request.sort == Sort::kSigned) return std::make_unique<DateOrder>(Slot::kSigned, std::nullopt);
  if (request.sort == Sort::kPublished) return std::make_unique<DateOrder>(Slot::kPublished, std::nullopt);
  if (request.sort == Sort::kTitle) return std::make_unique<TitleOrder>();
  return nullptr;
}

void set_order(Xapian::Enquire& enquire, Xapian::KeyMaker* order) {
  if (order != nullptr) {
    enquire.set_sort_by_key(order, false);
  } else {
    enquire.set_sort_by_relevance_then_value(number(Slot::kId), false);
  }
}

}  // namespace hoptac
