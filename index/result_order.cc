#include "index/result_order.h"

#include "index/order_keys.h"

namespace hoptac {
namespace {

std::optional<Slot> slot_of(const SearchRequest& request, bool ranked) {
  if (!request.sort_given && !ranked) return Slot::kNewestOrder;
  if (request.sort == Sort::kSigned) return Slot::kSignedOrder;
  if (request.sort == Sort::kPublished) return Slot::kPublishedOrder;
  if (request.sort == Sort::kTitle) return Slot::kTitleOrder;
  return std::nullopt;
}

// Makes what schema 1 has not stored. Remote databases cannot do that.
class MadeKey : public Xapian::KeyMaker {
 public:
  explicit MadeKey(Slot order) : order_(order) {}
  std::string operator()(const Xapian::Document& document) const override {
    const auto value = [&](Slot slot) { return document.get_value(slot_number(slot)); };
    const std::string id = value(Slot::kId);
    if (order_ == Slot::kTitleOrder) return title_order_key(value(Slot::kTitle), id);
    std::string date = value(order_ == Slot::kPublishedOrder ? Slot::kPublished : Slot::kSigned);
    if (date.empty() && order_ == Slot::kNewestOrder) date = value(Slot::kPublished);
    return date_order_key(date, id);
  }

 private:
  Slot order_;
};

}  // namespace

ResultOrder order_of(const SearchRequest& request, bool ranked, bool stored) {
  return {slot_of(request, ranked), stored};
}

void set_order(Xapian::Enquire& enquire, const ResultOrder& order) {
  if (!order.slot) {
    enquire.set_sort_by_relevance_then_value(slot_number(Slot::kId), false);
  } else if (order.stored) {
    enquire.set_sort_by_value(slot_number(*order.slot), false);
  } else {
    enquire.set_sort_by_key((new MadeKey(*order.slot))->release(), false);  // the enquire owns it
  }
}

std::string id_of_sort_key(const ResultOrder& order, const std::string& key) {
  return order.slot ? id_of_order_key(key) : key;
}

}  // namespace hoptac
