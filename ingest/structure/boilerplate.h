// The phrases by which page furniture, stamps and datelines are told: vi/boilerplate.tsv,
// en/boilerplate.tsv and the place names of provinces.tsv.
#pragma once

#include <cstdint>
#include <optional>

#include "ingest/authority/embedded.h"
#include "ingest/text/phrase_table.h"
#include "src/base/result.h"

namespace hoptac {

// Kinds of phrase, as bits; column `kind` of the tables names them.
enum PhraseKind : std::uint32_t {
  kSection = 1U << 0U,    // a line of its own heads teasers of other pages: "Tin liên quan", "Latest News"
  kContents = 1U << 1U,   // a line of its own heads a table of contents: "Mục lục"
  kWidget = 1U << 2U,     // part of a share bar, counter or switch: "Chia sẻ", "Facebook", "Lượt xem"
  kMenu = 1U << 3U,       // item of a site's menu: "Tuyển dụng", "About us"
  kRoot = 1U << 4U,       // first item of a breadcrumb: "Trang chủ", "Home"
  kNotice = 1U << 5U,     // at its start makes a line furniture: "Hotline", "To book an appointment"
  kMore = 1U << 6U,       // ends a teaser or starts a link: "Xem thêm", "See more"
  kBanner = 1U << 7U,     // says what the text is, is no headline: "THÔNG CÁO BÁO CHÍ"
  kState = 1U << 8U,      // state heading of legal texts: "Độc lập - Tự do - Hạnh phúc"
  kStamp = 1U << 9U,      // label of a publication date anywhere: "Ngày đăng", "Published on"
  kTopStamp = 1U << 10U,  // such a label, but only near the headline: "Date"
  kUpdated = 1U << 11U,   // label of a later date: "Cập nhật", "Updated"
  kDocument = 1U << 12U,  // a line of its own names the kind of an administrative text: "QUYẾT ĐỊNH"
  kSubject = 1U << 13U,   // starts the subject line under it: "V/v"
  kNumber = 1U << 14U,    // starts the line with its number: "Số", "No."
  kCredit = 1U << 15U,    // starts a credit: "Tin, ảnh", "Source"
  kWeekday = 1U << 16U,
  kMonth = 1U << 17U,
  kDateWord = 1U << 18U,    // "ngày", "tháng", "of"
  kClock = 1U << 19U,       // "GMT", "PM"
  kPlace = 1U << 20U,       // known dateline place
  kIssue = 1U << 21U,       // number of a periodical: "Số", "Issue", "Vol."
  kEventLabel = 1U << 22U,  // label of an event's day: "Time", "Thời gian"
};

struct PhraseHit {
  std::size_t last = 0;     // token
  std::uint32_t kinds = 0;  // of PhraseKind
  bool is(PhraseKind kind) const { return (kinds & kind) != 0; }
};

// Immutable, thread-safe.
class Boilerplate {
 public:
  static Result<Boilerplate> create(const TableSource& tables);
  // The longest phrase at token `at`, with all its kinds.
  std::optional<PhraseHit> find(const TokenStream& tokens, std::size_t at, Marks marks) const;

 private:
  Result<void> add_phrases(const TableSource& tables, std::string_view name);
  Result<void> add_places(const TableSource& tables);
  PhraseTable phrases_;
};

}  // namespace hoptac
