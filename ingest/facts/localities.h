// Provinces and cities that act as parties ("tỉnh Vĩnh Hà ký với …", "between Okayama Prefecture and …").
#pragma once

#include <optional>

#include "ingest/facts/name_context.h"

namespace hoptac {

class Localities : public NameContext {
 public:
  using NameContext::NameContext;

  // A cheap test for "tỉnh", "thành phố", "TP".
  bool opens(std::size_t i) const;
  // "tỉnh Vĩnh Hà", "TP Đà Nẵng", "Okayama Prefecture", "Thua Thien Hue Province".
  std::optional<TokenRange> at(std::size_t i) const;
  // A locality is a body only where it acts as a party itself.
  bool is_party(TokenRange run) const;

 private:
  // "City of Thunder Bay": the first token of the place.
  std::size_t behind_of(std::size_t i) const;
  bool is_word(std::size_t i, std::size_t& last) const;
  // "exchanged by Niigata Prefecture and Hai Duong Province".
  bool is_signer(std::size_t at) const;
  std::size_t behind_country(std::size_t at) const;
  // "A and the province signed": in one list with bodies, or with another locality.
  bool in_signing_list(TokenRange run) const;
};

}  // namespace hoptac
