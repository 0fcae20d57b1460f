#include "ingest/containers/members.h"

namespace hoptac {

bool is_container(Format) { return false; }

Result<void> read_members(Format, std::string_view, ExpansionBudget&, const MemberSink&) {
  return fail(ErrorCode::kNeedsReader, {}, "no container");
}

}  // namespace hoptac
