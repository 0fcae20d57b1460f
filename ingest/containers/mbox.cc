#include "ingest/containers/mbox.h"

#include <algorithm>
#include <utility>

#include "ingest/containers/header_fields.h"
#include "ingest/containers/names.h"
#include "ingest/readers/raw_document.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

constexpr std::string_view kFrom = "From ";

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

// "From a@b Wed May  6 …" and a header below: texts that begin a paragraph with "From Hanoi" have none.
bool begins_message(std::string_view text) {
  if (!text.starts_with(kFrom)) return false;
  text.remove_prefix(std::min(text.size(), first_line(text).size() + 1));
  const std::string_view line = first_line(text);
  const std::size_t colon = line.find(':');
  return colon != std::string_view::npos && colon > 0 &&
         line.substr(0, colon).find_first_of(" \t") == std::string_view::npos;
}

bool is_behind_empty_line(std::string_view bytes, std::size_t at) {
  return at >= 2 && bytes[at - 1] == '\n' &&
         (bytes[at - 2] == '\n' || (at >= 3 && bytes[at - 2] == '\r' && bytes[at - 3] == '\n'));
}

std::size_t end_of_message(std::string_view bytes) {
  for (std::size_t at = bytes.find("\nFrom "); at != std::string_view::npos; at = bytes.find("\nFrom ", at + 1)) {
    if (is_behind_empty_line(bytes, at + 1) && begins_message(bytes.substr(at + 1))) return at + 1;
  }
  return bytes.size();
}

// Nothing when no line is marked: then the bytes can be used as they are.
std::string without_marks(std::string_view message) {
  std::string out;
  std::size_t kept = 0;
  for (std::size_t at = message.find("\n>"); at != std::string_view::npos; at = message.find("\n>", at + 1)) {
    const std::size_t text = message.find_first_not_of('>', at + 1);
    if (text == std::string_view::npos || !message.substr(text).starts_with(kFrom)) continue;
    out += message.substr(kept, at + 1 - kept);
    kept = at + 2;
  }
  if (kept > 0) out += message.substr(kept);
  return out;
}

std::string message_id(std::string_view message) {
  const auto head = header_block(message.substr(0, limits::kMaxHeaderBytes));
  if (!head) return {};
  // header_block() takes the first line as one of its own kind.
  const HeaderFields fields = HeaderFields::parse(message.substr(0, head->size));
  std::string_view id = trim(fields.get("message-id"));
  if (id.starts_with('<')) id.remove_prefix(1);
  return std::string(id.substr(0, id.find('>')));
}

}  // namespace

Result<void> read_mbox(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  std::string_view left = file.bytes;
  left.remove_prefix(std::min(left.size(), left.find_first_not_of("\r\n")));
  if (!left.starts_with(kFrom)) return fail(ErrorCode::kDamaged, {}, "no \"From \" line at the beginning");
  UniqueNames names;
  for (std::size_t number = 1; !left.empty(); ++number) {
    left.remove_prefix(std::min(left.size(), first_line(left).size() + 1));
    const std::string_view message = left.substr(0, end_of_message(left));
    left.remove_prefix(message.size());
    const std::string id = message_id(message);
    const std::string path = names.take(id.empty() ? "message " + std::to_string(number) : member_label(id));
    if (trim(message.substr(0, limits::kMaxHeaderBytes)).empty()) continue;
    if (message.size() > limits::kMaxMemberBytes) {
      if (!sink(fail(ErrorCode::kTooLarge, path, "larger than " + std::to_string(limits::kMaxMemberBytes) + " bytes")))
        return {};
      continue;
    }
    const std::string plain = without_marks(message);
    if (auto paid = budget.take_bytes(plain.size()); !paid) return paid;
    if (!sink(Member{.path = path, .bytes = plain.empty() ? message : plain, .format = Format::kMail})) return {};
  }
  return {};
}

}  // namespace hoptac
