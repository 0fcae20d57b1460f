#include "ingest/containers/members.h"

#include <exception>
#include <new>
#include <utility>

#include "ingest/containers/archive.h"
#include "ingest/containers/mail.h"
#include "ingest/containers/mbox.h"
#include "ingest/containers/warc.h"
#include "ingest/readers/reader.h"

namespace hoptac {
namespace {

Result<void> dispatch(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  switch (file.format) {
    case Format::kArchive:
      return read_archive(file, budget, sink);
    case Format::kWarc:
      return read_warc(file, budget, sink);
    case Format::kMail:
      return read_mail(file, budget, sink);
    case Format::kMbox:
      return read_mbox(file, budget, sink);
    default:
      return fail(ErrorCode::kNeedsReader, {}, "no container");
  }
}

Result<void> guarded(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  try {
    return dispatch(file, budget, sink);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::kTooLarge, {}, std::string(kOutOfMemory));
  } catch (const std::exception&) {
    return fail(ErrorCode::kDamaged, {}, "what stands in it makes no sense to its reader");
  }
}

}  // namespace

bool is_container(Format format) {
  return format == Format::kArchive || format == Format::kWarc || format == Format::kMail || format == Format::kMbox;
}

std::string container_names() { return "zip, tar, gz, xz, bz2, zst, warc, eml, mht, mbox"; }

Result<void> read_members(const ContainerFile& file, ExpansionBudget& budget, const MemberSink& sink) {
  if (file.bytes.empty()) return fail(ErrorCode::kEmpty, {}, "0 bytes");
  bool handed_over = false;
  auto read = guarded(file, budget, [&](Result<Member> member) {
    handed_over = true;
    return sink(std::move(member));
  });
  if (read || !handed_over) return read;
  sink(fail(std::move(read.error())));
  return {};
}

}  // namespace hoptac
