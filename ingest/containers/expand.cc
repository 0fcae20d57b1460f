#include "ingest/containers/expand.h"

#include <utility>

#include "ingest/containers/container.h"
#include "ingest/containers/members.h"
#include "ingest/containers/names.h"
#include "ingest/readers/raw_document.h"
#include "src/base/hash.h"
#include "src/base/limits.h"

namespace hoptac {
namespace {

std::string join_members(const std::string& outer, const std::string& inner) {
  if (outer.empty() || inner.empty()) return outer + inner;
  return outer + "!" + inner;
}

// What the containers around say: the nearest knows best, but a sidecar better.
RawMetadata nested(RawMetadata outer, RawMetadata inner) {
  if (outer.from_sidecar) {
    overlay_metadata(inner, outer);
    return inner;
  }
  overlay_metadata(outer, inner);
  return outer;
}

bool needs_another_program(ErrorCode code) { return code == ErrorCode::kNeedsReader || code == ErrorCode::kNeedsOcr; }

class Expander {
 public:
  Expander(std::uint64_t packed, const ExpandSinks& sinks) : budget_(packed), sinks_(sinks) {}

  // `depth`: how many containers the file is in.
  Result<void> expand(const ContainerFile& file, const MemberPlace& place, int depth) {
    if (!is_container(file.format)) return read_leaf(file.format, file.bytes, place, depth);
    if (depth >= limits::kMaxContainerDepth) {
      return fail(ErrorCode::kTooLarge, {},
                  "containers nested more than " + std::to_string(limits::kMaxContainerDepth) + " deep");
    }
    const MemberSink take_one = [&](Result<Member> member) { return take(std::move(member), place, depth); };
    return read_members(file, budget_, take_one);
  }

 private:
  // A member's failure costs that member.
  bool take(Result<Member> member, const MemberPlace& outer, int depth) {
    if (!member) {
      const std::string path = join_members(outer.member, member.error().path);
      lose(path, std::move(member.error()));
      return true;
    }
    if (auto room = budget_.take_member(); !room) {
      lose(outer.member, std::move(room.error()));
      return false;
    }
    const MemberPlace place{join_members(outer.member, member->path), member->shown_as, std::move(member->charset),
                            nested(outer.metadata, std::move(member->metadata))};
    Format format = member->format;
    if (format == Format::kUnknown) format = detect_format(member->bytes, member->path);
    if (format == Format::kUnknown) return true;  // as in a folder: no known format is skipped
    const ContainerFile file{format, member->bytes, member_base_name(member->path)};
    if (auto read = expand(file, place, depth + 1); !read) lose(place.member, std::move(read.error()));
    return true;
  }

  Result<void> read_leaf(Format format, std::string_view bytes, const MemberPlace& place, int depth) {
    if (sinks_.begin && !sinks_.begin(place.member)) return {};
    auto read = read_documents(
        format, bytes,
        [&](Result<RawDocument> document) {
          if (!document) return lose(place.member, std::move(document.error()));
          if (depth > 0) {
            put_in_place(*document, place);
            if (document->content_hash.empty()) document->content_hash = content_hash(bytes);
          }
          sinks_.document(std::move(document));
        },
        place.charset);
    if (read || !sinks_.handoff || !needs_another_program(read.error().code)) return read;
    sinks_.handoff({place, format, bytes, std::move(read.error())});
    return {};
  }

  void lose(const std::string& member, Error error) {
    error.path = member;
    sinks_.document(fail(std::move(error)));
  }

  ExpansionBudget budget_;
  const ExpandSinks& sinks_;
};

}  // namespace

void put_in_place(RawDocument& document, const MemberPlace& place) {
  if (!document.own_id) document.member = join_members(place.member, document.member);
  if (place.shown_as != Format::kUnknown) document.format = place.shown_as;
  overlay_metadata(document.metadata, place.metadata);
}

Result<void> expand_documents(Format format, std::string_view bytes, const ExpandSinks& sinks, std::string_view name) {
  bool found = !is_container(format);
  ExpandSinks watched = sinks;
  watched.begin = [&](const std::string& member) {
    found = true;
    return !sinks.begin || sinks.begin(member);
  };
  watched.document = [&](Result<RawDocument> document) {
    found = true;  // a member that was lost before it could begin
    sinks.document(std::move(document));
  };
  auto read = Expander(bytes.size(), watched).expand({format, bytes, name}, {}, 0);
  if (read && !found) return fail(ErrorCode::kEmpty, {}, "no file of a known format in it");
  return read;
}

}  // namespace hoptac
