#include "index/corrections.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "ingest/text/normalise.h"
#include "src/base/file.h"
#include "src/base/hash.h"
#include "src/base/limits.h"
#include "src/base/tsv.h"

namespace hoptac {
namespace {

constexpr std::size_t kMaxFaults = 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kColumns[] = {"action", "kind", "subject", "object", "note"};

struct Action {
  std::string_view name;
  CorrectionAction action;
  bool needs_object;
};
constexpr std::array kActions{
    Action{"merge", CorrectionAction::kMerge, true}, Action{"split", CorrectionAction::kSplit, false},
    Action{"rename", CorrectionAction::kRename, true}, Action{"alias", CorrectionAction::kAlias, true},
    Action{"ignore", CorrectionAction::kIgnore, false}};

const Action* find_action(std::string_view name) {
  const auto same = [&](const Action& a) { return a.name == name; };
  const auto* const found = std::find_if(kActions.begin(), kActions.end(), same);
  return found == kActions.end() ? nullptr : found;
}

std::optional<EntityType> find_kind(std::string_view name) {
  if (name == "institution") return EntityType::kInstitution;
  if (name == "person") return EntityType::kPerson;
  return std::nullopt;
}

// Names are equal whatever their spelling; ids and keys are themselves.
std::string subject_form(const Correction& row) {
  return std::string(1, static_cast<char>(row.type)) +
         (row.subject.starts_with('~') ? row.subject : fold_phrase(row.subject));
}

class Reader {
 public:
  explicit Reader(std::string path) : path_(std::move(path)) {}

  Result<Corrections> read(const Table& table) {
    if (check_header(table)) {
      for (std::size_t row = 0; row < table.size(); ++row) read_row(table, row);
      check_contradictions();
    }
    if (faults_ == 0) return std::move(out_);
    if (faults_ > kMaxFaults) detail_ += "\n" + std::to_string(faults_ - kMaxFaults) + " more faulty rows";
    return fail(ErrorCode::kUsage, {}, "corrections that cannot be taken\n" + detail_);
  }

 private:
  void fault(std::size_t line, const std::string& text) {
    if (++faults_ > kMaxFaults) return;
    detail_ += (detail_.empty() ? "" : "\n") + path_ + ":" + std::to_string(line) + ": " + text;
  }

  bool check_header(const Table& table) {
    for (const std::string_view column : table.header()) {
      if (std::find(std::begin(kColumns), std::end(kColumns), column) != std::end(kColumns)) continue;
      fault(1, "unknown column \"" + std::string(column) +
                   "\"; the header row is: action, kind, subject, object, note, with tabs between");
    }
    for (const std::string_view column : {"action", "kind", "subject"}) {
      if (table.header().empty() || std::count(table.header().begin(), table.header().end(), column) == 1) continue;
      fault(1, "the header row needs the column \"" + std::string(column) + "\" once");
    }
    return faults_ == 0;
  }

  void read_row(const Table& table, std::size_t row) {
    Correction out;
    out.line = table.line(row);
    out.subject = trim(table.cell(row, "subject"));
    out.object = trim(table.cell(row, "object"));
    const std::string action(trim(table.cell(row, "action")));
    const std::string kind(trim(table.cell(row, "kind")));
    const Action* const known = find_action(action);
    const auto type = find_kind(kind);
    if (known == nullptr)
      return fault(out.line, "unknown action \"" + action + "\"; actions are merge, split, rename, alias, ignore");
    if (!type) return fault(out.line, "unknown kind \"" + kind + "\"; kinds are institution, person");
    out.action = known->action;
    out.type = *type;
    if (out.subject.empty()) return fault(out.line, "no subject; name the " + kind + " that the row is about");
    if (known->needs_object && out.object.empty())
      return fault(out.line, action + " needs an object; " + object_hint(out.action));
    if (out.action == CorrectionAction::kIgnore && !out.object.empty())
      return fault(out.line, "ignore takes no object; move \"" + out.object + "\" to the note");
    const bool pair = out.action == CorrectionAction::kMerge || out.action == CorrectionAction::kSplit;
    if (pair && out.subject == out.object)
      return fault(out.line, "subject and object are the same; name two different ones");
    out_.rows.push_back(std::move(out));
  }

  static std::string object_hint(CorrectionAction action) {
    if (action == CorrectionAction::kRename) return "give the name to be shown";
    if (action == CorrectionAction::kAlias) return "give the other name";
    return "name or authority id of what the subject really is";
  }

  // Two rows that cannot both be true.
  void check_contradictions() {
    std::map<std::pair<std::string, CorrectionAction>, const Correction*> first;
    for (const Correction& row : out_.rows) {
      const std::string form = subject_form(row);
      const auto seen = [&](CorrectionAction action) {
        const auto found = first.find({form, action});
        return found == first.end() ? nullptr : found->second;
      };
      if (const auto* const other = clash(row, seen)) {
        fault(row.line, std::string(action_name(row.action)) + " contradicts the " +
                            std::string(action_name(other->action)) + " of the same subject in line " +
                            std::to_string(other->line) + "; remove one of the two rows");
      }
      first.emplace(std::pair(form, row.action), &row);
    }
  }

  template <typename Seen>
  static const Correction* clash(const Correction& row, const Seen& seen) {
    const auto other_object = [&](const Correction* other) {
      return other != nullptr && fold_phrase(other->object) != fold_phrase(row.object) ? other : nullptr;
    };
    const auto same_object = [&](const Correction* other) {
      return other != nullptr && !other_object(other) ? other : nullptr;
    };
    switch (row.action) {
      case CorrectionAction::kMerge:
        if (const auto* const ignored = seen(CorrectionAction::kIgnore)) return ignored;
        if (const auto* const split = same_object(seen(CorrectionAction::kSplit))) return split;
        return other_object(seen(CorrectionAction::kMerge));
      case CorrectionAction::kSplit:
        return same_object(seen(CorrectionAction::kMerge));
      case CorrectionAction::kRename:
        return other_object(seen(CorrectionAction::kRename));
      case CorrectionAction::kIgnore:
        return seen(CorrectionAction::kMerge);
      case CorrectionAction::kAlias:
        return nullptr;
    }
    return nullptr;
  }

  std::string path_;
  Corrections out_;
  std::string detail_;
  std::size_t faults_ = 0;
};

// Empty cells at the end of a row may be left out.
std::string with_all_cells(std::string_view text) {
  std::string out;
  std::ptrdiff_t wanted = -1;
  for (const std::string_view line : split(text, '\n')) {
    out += line;
    if (!line.empty() && line.front() != '#') {
      const std::ptrdiff_t tabs = std::count(line.begin(), line.end(), '\t');
      if (wanted < 0) wanted = tabs;
      if (tabs < wanted) out.append(static_cast<std::size_t>(wanted - tabs), '\t');
    }
    out += '\n';
  }
  return out;
}

}  // namespace

std::string_view action_name(CorrectionAction action) {
  for (const Action& a : kActions) {
    if (a.action == action) return a.name;
  }
  return "";
}

Result<Corrections> parse_corrections(std::string_view text, const std::string& path) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  // Names are shown as they stand here: composed, whatever the editor wrote.
  const std::string clean = with_all_cells(clean_text(text));
  const Result<Table> table = Table::parse(path, clean);
  if (!table) {
    return fail(ErrorCode::kUsage, path, table.error().detail + "; put one tab between two cells and none inside them");
  }
  Result<Corrections> out = Reader(path).read(*table);
  if (out && !out->rows.empty()) out->hash = short_hash(clean);
  return out;
}

Result<Corrections> read_corrections(const std::string& path) {
  const auto text = read_file(path, limits::kMaxFileBytes);
  if (!text) return fail(text.error());
  return parse_corrections(*text, path);
}

std::string corrections_path(const std::string& index_directory) { return join_path(index_directory, "overrides.tsv"); }

Result<Corrections> kept_corrections(const std::string& index_directory) {
  auto read = read_corrections(corrections_path(index_directory));
  if (!read && read.error().code == ErrorCode::kNotFound) return Corrections{};
  return read;
}

}  // namespace hoptac
