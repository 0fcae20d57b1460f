#include "ingest/facts/agreement_tables.h"

#include <algorithm>
#include <array>
#include <optional>

#include "ingest/facts/tables.h"

namespace hoptac {
namespace {

// A table is no wider than this.
constexpr std::size_t kMaxCells = 16;

bool is_empty(TokenRange range) { return range.begin >= range.end; }
bool holds(TokenRange range, const FrameItem& item) { return item.first >= range.begin && item.last < range.end; }

// Where each column stands in the rows.
struct Header {
  std::array<std::optional<std::size_t>, 4> cells;  // by TableColumn

  std::optional<std::size_t>& at(TableColumn column) { return cells[static_cast<std::size_t>(column)]; }
  TokenRange cell(TableColumn column, const std::vector<TokenRange>& row) const {
    const std::optional<std::size_t>& index = cells[static_cast<std::size_t>(column)];
    return index && *index < row.size() ? row[*index] : TokenRange{};
  }
};

class TableFinder {
 public:
  explicit TableFinder(const FactInput& input) : input_(input), tokens_(input.tokens) {}

  std::vector<PartnerRow> find() {
    std::optional<Header> header;
    for (std::size_t first = 0; first < input_.sentences.size();) {
      std::size_t last = first;
      while (last + 1 < input_.sentences.size() && input_.sentences[last + 1].block == input_.sentences[first].block)
        ++last;
      const TokenRange line{input_.sentences[first].tokens.begin, input_.sentences[last].tokens.end};
      const std::vector<TokenRange> cells = has_bars(line) ? cells_of(line) : std::vector<TokenRange>{};
      if (cells.size() < 3) {
        header.reset();
      } else if (std::optional<Header> found = header_of(cells, input_.sentences[first].language)) {
        header = found;
      } else if (header) {
        add_row(*header, cells, first, last);
      }
      first = last + 1;
    }
    return std::move(rows_);
  }

 private:
  // Most lines are no rows.
  bool has_bars(TokenRange line) const {
    const auto is_bar = [](const Token& t) { return t.mark == '|'; };
    return line.begin < line.end && std::any_of(&tokens_[line.begin], &tokens_[line.end - 1] + 1, is_bar);
  }

  // The ranges between "|", without those at the line's ends; none when there are too many.
  std::vector<TokenRange> cells_of(TokenRange line) const {
    std::vector<TokenRange> out;
    if (line.begin < line.end && tokens_.is(line.begin, '|')) ++line.begin;
    if (line.begin < line.end && tokens_.is(line.end - 1, '|')) --line.end;
    std::size_t begin = line.begin;
    for (std::size_t t = line.begin; t <= line.end; ++t) {
      if (t < line.end && tokens_[t].mark != '|') continue;
      out.push_back({begin, t});
      begin = t + 1;
    }
    return out.size() > kMaxCells ? std::vector<TokenRange>{} : out;
  }

  std::optional<Header> header_of(const std::vector<TokenRange>& cells, Language language) const {
    Header out;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (is_empty(cells[i])) continue;
      const auto column = input_.tables.agreements.column(tokens_, cells[i].begin, language, input_.marks);
      if (column && !out.at(*column)) out.at(*column) = i;
    }
    const bool dated = out.at(TableColumn::kDocument) || out.at(TableColumn::kDate);
    return out.at(TableColumn::kPartner) && dated ? std::optional(out) : std::nullopt;
  }

  void add_row(const Header& header, const std::vector<TokenRange>& cells, std::size_t first, std::size_t last) {
    PartnerRow row{first,
                   last,
                   header.cell(TableColumn::kPartner, cells),
                   header.cell(TableColumn::kDocument, cells),
                   header.cell(TableColumn::kDate, cells),
                   header.cell(TableColumn::kRemark, cells)};
    if (!is_empty(row.partner)) rows_.push_back(row);
  }

  const FactInput& input_;
  const TokenStream& tokens_;
  std::vector<PartnerRow> rows_;
};

class RowReader {
 public:
  RowReader(const AgreementView& view, const PartnerRow& row, int host) : view_(view), row_(row), host_(host) {
    for (std::size_t f = row.first_sentence; f <= row.last_sentence && f < view.frames.size(); ++f) {
      items_.insert(items_.end(), view.frames[f].items.begin(), view.frames[f].items.end());
    }
  }

  std::vector<Telling> read() {
    Telling telling = make();
    if (telling.parties.size() < 2) return {};
    std::vector<Telling> out;
    if (const FrameItem* day = renewal_day()) {
      out.push_back(telling);
      out.back().status = "renewed";
      set_date(out.back(), *day);
    }
    out.push_back(std::move(telling));
    return out;
  }

 private:
  const FrameItem* first_in(TokenRange cell, ItemKind kind) const {
    const auto at = std::find_if(items_.begin(), items_.end(),
                                 [&](const FrameItem& i) { return i.kind == kind && holds(cell, i); });
    return at == items_.end() ? nullptr : &*at;
  }
  const FrameItem* cue_in(TokenRange cell, CueKind cue) const {
    const auto at =
        std::find_if(items_.begin(), items_.end(), [&](const FrameItem& i) { return i.is(cue) && holds(cell, i); });
    return at == items_.end() ? nullptr : &*at;
  }
  const DateFact& fact(const FrameItem& item) const {
    return view_.analysis.dates[static_cast<std::size_t>(item.index)];
  }

  Telling make() const {
    Telling out;
    out.frame = row_.first_sentence;
    out.anchor = row_.partner.begin;
    out.words = {view_.frames[row_.first_sentence].tokens.begin, view_.frames[row_.last_sentence].tokens.end};
    out.has_act = true;
    out.generic = false;
    out.source = PartySource::kNamed;
    set_parties(out);
    if (const FrameItem* noun = first_in(row_.document, ItemKind::kNoun)) {
      out.type = noun->index;
      add_evidence(out.evidence, "type", view_.input.tokens.cover(noun->first, noun->last));
    }
    if (const FrameItem* date = signing_day()) set_date(out, *date);
    set_status(out);
    return out;
  }

  // The page's own body and the partner; of a list in the cell only what "and" or ";" joins.
  void set_parties(Telling& out) const {
    if (host_ >= 0) out.parties.push_back(host_);
    bool open = true;
    for (const FrameItem& item : items_) {
      if (item.kind != ItemKind::kInstitution || !holds(row_.partner, item) || !open) continue;
      if (item.index == host_) continue;
      out.parties.push_back(item.index);
      add_evidence(out.evidence, "party", view_.input.tokens.cover(item.first, item.last));
      const std::string_view next = item.last + 1 < row_.partner.end ? view_.input.tokens.folded(item.last + 1) : "";
      open = next == "and" || next == "va" || next == ";";
    }
  }

  // The day in its own column, else beside the document: "MOU 09-09-2018, renewed 09-09-2023".
  const FrameItem* signing_day() const {
    if (const FrameItem* date = first_in(row_.date, ItemKind::kDate)) return date;
    const FrameItem* date = first_in(row_.document, ItemKind::kDate);
    if (date == nullptr) return nullptr;
    for (const CueKind other : {CueKind::kRenew, CueKind::kEnd, CueKind::kUntil, CueKind::kEffect}) {
      const FrameItem* cue = cue_in(row_.document, other);
      if (cue != nullptr && cue->first < date->first) return nullptr;
    }
    return date;
  }

  void set_date(Telling& out, const FrameItem& date) const {
    const std::string& iso = fact(date).iso;
    if (iso.empty()) return;
    out.date = iso.substr(0, iso.ends_with("/..") ? iso.size() - 3 : std::string::npos);
    add_evidence(out.evidence, "signed", fact(date).span);
  }

  void set_status(Telling& out) const {
    for (const TokenRange cell : {row_.document, row_.date, row_.remark}) {
      if (cue_in(cell, CueKind::kPlan) != nullptr) out.status = "planned";
      if (cue_in(cell, CueKind::kRenew) != nullptr && renewal_day() == nullptr && !denied(cell)) {
        out.status = "renewed";
        out.extended = true;
      }
      const FrameItem* end = cue_in(cell, CueKind::kEnd);
      if (end == nullptr) continue;
      const FrameItem* until = first_in({end->last, cell.end}, ItemKind::kDate);
      if (until != nullptr) out.expires = fact(*until).iso;
      if (until == nullptr || is_past(fact(*until).iso)) out.status = "ended";
    }
  }

  bool denied(TokenRange cell) const { return cue_in(cell, CueKind::kDeny) != nullptr; }

  bool is_past(std::string_view iso) const {
    const std::string_view published = view_.input.document.published;
    return !published.empty() && iso.substr(0, 4) <= published.substr(0, 4);
  }

  // The day of a renewal, in the remarks or behind the document: "renewed on 11/3/2025".
  const FrameItem* renewal_day() const {
    constexpr std::size_t kDayLength = 10;
    for (const TokenRange cell : {row_.remark, row_.date, row_.document}) {
      const FrameItem* cue = cue_in(cell, CueKind::kRenew);
      if (cue == nullptr) continue;
      const bool own = cell.begin == row_.remark.begin && cell.end == row_.remark.end;
      const FrameItem* date = first_in({own ? cell.begin : cue->last, cell.end}, ItemKind::kDate);
      if (date != nullptr && fact(*date).iso.size() == kDayLength) return date;
    }
    return nullptr;
  }

  const AgreementView& view_;
  const PartnerRow& row_;
  int host_;
  std::vector<FrameItem> items_;
};

}  // namespace

std::vector<PartnerRow> find_partner_rows(const FactInput& input) { return TableFinder(input).find(); }

std::vector<Telling> read_partner_row(const AgreementView& view, const PartnerRow& row, int host) {
  return RowReader(view, row, host).read();
}

}  // namespace hoptac
