#include "ingest/facts/agreement_rules.h"

#include <algorithm>
#include <array>

#include "src/base/tsv.h"

namespace hoptac {
namespace {

struct CueName {
  std::string_view name;
  CueKind cue;
};

constexpr std::array kCueNames = {
    CueName{"sign", CueKind::kSign},         CueName{"sign_event", CueKind::kSignEvent},
    CueName{"conclude", CueKind::kConclude}, CueName{"renew", CueKind::kRenew},
    CueName{"amend", CueKind::kAmend},       CueName{"end", CueKind::kEnd},
    CueName{"plan", CueKind::kPlan},         CueName{"talk", CueKind::kTalk},
    CueName{"deny", CueKind::kDeny},         CueName{"between", CueKind::kBetween},
    CueName{"with", CueKind::kWith},         CueName{"by", CueKind::kBy},
    CueName{"sides", CueKind::kSides},       CueName{"host", CueKind::kHost},
    CueName{"behalf", CueKind::kBehalf},     CueName{"represented", CueKind::kRepresented},
    CueName{"witness", CueKind::kWitness},   CueName{"place", CueKind::kPlace},
    CueName{"belongs", CueKind::kBelongs},   CueName{"source", CueKind::kSource},
    CueName{"effect", CueKind::kEffect},     CueName{"until", CueKind::kUntil},
    CueName{"term", CueKind::kTerm},         CueName{"since", CueKind::kSince},
    CueName{"today", CueKind::kToday},       CueName{"when", CueKind::kWhen},
    CueName{"former", CueKind::kFormer},     CueName{"act", CueKind::kAct},
    CueName{"noun", CueKind::kNoun},         CueName{"joint", CueKind::kJoint},
    CueName{"clause", CueKind::kClause},     CueName{"code", CueKind::kCode},
    CueName{"number", CueKind::kNumber},     CueName{"party_label", CueKind::kPartyLabel},
    CueName{"about", CueKind::kAbout},       CueName{"none", CueKind::kOther},
    CueName{"document", CueKind::kDocument}, CueName{"topic", CueKind::kTopic},
    CueName{"venue", CueKind::kVenue},       CueName{"locality", CueKind::kLocality},
    CueName{"for", CueKind::kFor},           CueName{"count", CueKind::kCount},
    CueName{"again", CueKind::kAgain},       CueName{"certificate", CueKind::kCertificate},
};

std::optional<CueKind> cue_of(std::string_view name) {
  for (const CueName& row : kCueNames) {
    if (row.name == name) return row.cue;
  }
  return std::nullopt;
}

Result<void> add_columns(const TableSource& tables, const std::string& name, PhraseTable& out) {
  constexpr std::array<std::string_view, 4> kNames = {"partner", "document", "date", "remark"};
  const Result<std::string> text = tables.load(name);
  if (!text) return fail(text.error());
  const Result<Table> table = Table::parse(name, *text);
  if (!table) return fail(table.error());
  for (std::size_t i = 0; i < table->size(); ++i) {
    const auto at = std::find(kNames.begin(), kNames.end(), table->cell(i, "column"));
    if (at == kNames.end()) {
      return fail(ErrorCode::kBadRecord, name, "unknown column " + std::string(table->cell(i, "column")));
    }
    out.add(table->cell(i, "phrase"), static_cast<std::uint32_t>(at - kNames.begin()));
  }
  return {};
}

}  // namespace

Result<AgreementRules::Side> AgreementRules::load_side(const TableSource& tables, std::string_view folder) {
  const std::string name = std::string(folder) + "agreement_cues.tsv";
  const Result<std::string> text = tables.load(name);
  if (!text) return fail(text.error());
  const Result<Table> table = Table::parse(name, *text);
  if (!table) return fail(table.error());
  Side out;
  const Result<void> columns = add_columns(tables, std::string(folder) + "agreement_columns.tsv", out.columns);
  if (!columns) return fail(columns.error());
  for (std::size_t i = 0; i < table->size(); ++i) {
    const std::optional<CueKind> cue = cue_of(table->cell(i, "cue"));
    if (!cue) return fail(ErrorCode::kBadRecord, name, "unknown cue " + std::string(table->cell(i, "cue")));
    out.phrases.add(table->cell(i, "phrase"), static_cast<std::uint32_t>(out.rows.size()));
    out.rows.push_back({*cue, std::string(table->cell(i, "argument"))});
  }
  return out;
}

Result<AgreementRules> AgreementRules::load(const TableSource& tables) {
  Result<Side> vi = load_side(tables, "vi/");
  if (!vi) return fail(vi.error());
  Result<Side> en = load_side(tables, "en/");
  if (!en) return fail(en.error());
  AgreementRules out;
  out.vi_ = std::move(*vi);
  out.en_ = std::move(*en);
  return out;
}

std::optional<TableColumn> AgreementRules::column(const TokenStream& tokens, std::size_t at, Language language,
                                                  Marks marks) const {
  const std::optional<PhraseMatch> match = side_of(language).columns.find(tokens, at, marks);
  if (!match) return std::nullopt;
  return static_cast<TableColumn>(match->value);
}

}  // namespace hoptac
