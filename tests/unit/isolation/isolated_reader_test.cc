// Drives real worker processes: this program itself, sound or hostile.
#include "ingest/isolation/isolated_reader.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "ingest/isolation/frames.h"
#include "ingest/isolation/worker.h"
#include "src/base/file.h"
#include "src/base/sandbox.h"

namespace hoptac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kHostileWord[] = "hostile-worker";

void answer(Channel& channel, FrameKind kind, const std::string& bytes) {
  static_cast<void>(channel.send(static_cast<std::uint8_t>(kind), bytes));
}

// Five members, the third of which crashes the worker before anything of it is told.
void serve_crashing_container(Channel& channel, const ChannelFrame& order) {
  const std::uint64_t skip = decode_order(order.bytes)->skip;
  for (std::uint64_t leaf = 0; leaf < 5; ++leaf) {
    if (leaf < skip) continue;
    RawDocument document;
    document.member = "m" + std::to_string(leaf);
    answer(channel, FrameKind::kBegin, document.member);
    if (leaf == 2) std::abort();
    document.blocks = {{BlockKind::kParagraph, BlockUse::kBody, "x", 0}};
    answer(channel, FrameKind::kDocument, encode_document(document));
  }
  answer(channel, FrameKind::kDone, encode_end({}));
}

// A worker that was refused memory, and crashes at whatever comes next.
void serve_short_of_memory(Channel& channel, const ChannelFrame& order) {
  static bool was_short = false;
  const std::uint64_t skip = decode_order(order.bytes)->skip;
  for (std::uint64_t leaf = skip; leaf < 3; ++leaf) {
    RawDocument document;
    document.member = "m" + std::to_string(leaf);
    answer(channel, FrameKind::kBegin, document.member);
    if (was_short) std::abort();
    was_short = leaf == 1;
    document.blocks = {{BlockKind::kParagraph, BlockUse::kBody, "x", 0}};
    was_short ? answer(channel, FrameKind::kError,
                       encode_error({ErrorCode::kTooLarge, document.member, std::string(kOutOfMemory)}))
              : answer(channel, FrameKind::kDocument, encode_document(document));
  }
  answer(channel, FrameKind::kDone, encode_end({}));
}

// A worker that a file has taken over: does what the file's first word says.
int serve_hostile(Channel channel) {
  while (true) {
    const auto frame = channel.receive({});
    if (!frame) return 0;
    std::array<char, 16> word{};
    if (::pread(frame->file.get(), word.data(), word.size() - 1, 0) < 0) return 1;
    const std::string_view what = word.data();
    if (what.starts_with("container")) {
      serve_crashing_container(channel, *frame);
      continue;
    }
    if (what.starts_with("short members")) {
      serve_short_of_memory(channel, *frame);
      continue;
    }
    answer(channel, FrameKind::kBegin, {});
    static bool was_short = false;
    static bool is_broken = false;
    if (was_short || is_broken) std::abort();
    is_broken = what.starts_with("break");
    if (what.starts_with("short")) {
      was_short = true;
      answer(channel, FrameKind::kDone, encode_end({0, Error{ErrorCode::kTooLarge, {}, std::string(kOutOfMemory)}}));
      continue;
    }
    if (what.starts_with("crash")) std::abort();
    if (what.starts_with("exit")) return 7;
    if (what.starts_with("hang")) ::pause();
    if (what.starts_with("junk")) answer(channel, FrameKind::kDocument, "no document");
    if (what.starts_with("kind")) answer(channel, static_cast<FrameKind>(99), {});
    if (what.starts_with("large")) answer(channel, FrameKind::kDocument, std::string(std::size_t{200} << 20U, 'x'));
    if (what.starts_with("files")) {
      for (int i = 0; i < 20; ++i) static_cast<void>(channel.send(static_cast<std::uint8_t>(FrameKind::kBegin), {}, 2));
    }
    if (what.starts_with("claim")) {
      RawDocument document;
      document.member = "other";
      document.own_id = true;
      document.blocks = {{BlockKind::kParagraph, BlockUse::kBody, "x", 0}};
      answer(channel, FrameKind::kDocument, encode_document(document));
    }
    if (what.starts_with("fatal"))
      answer(channel, FrameKind::kDone, encode_end({0, Error{ErrorCode::kCannotWrite, {}, {}}}));
    answer(channel, FrameKind::kDone, encode_end({}));
    if (what.starts_with("late")) answer(channel, FrameKind::kDone, encode_end({}));
    if (what.starts_with("leave")) return 0;
  }
}

struct Got {
  Result<void> status;
  std::vector<RawDocument> documents;
  std::vector<Error> errors;
};

Got read(FileReader& reader, Format format, std::string_view bytes) {
  const SourceFile source;
  Got got;
  got.status = reader.read({format, bytes, source, {}}, [&](Result<RawDocument> d) {
    d ? got.documents.push_back(*std::move(d)) : got.errors.push_back(std::move(d.error()));
  });
  return got;
}

IsolatedReader sound() { return IsolatedReader({"/proc/self/exe", "read-worker"}, nullptr, nullptr); }
IsolatedReader hostile(const std::atomic<bool>* stop = nullptr) {
  return IsolatedReader({"/proc/self/exe", kHostileWord}, stop, nullptr);
}

constexpr std::string_view kPage = "<html><title>Ký kết</title><body><p>Hai bên ký biên bản ghi nhớ.</p></body></html>";

TEST(IsolatedReader, GivesWhatTheReaderInThisProcessGives) {
  IsolatedReader reader = sound();
  DirectReader direct;
  for (int i = 0; i < 3; ++i) {
    const Got got = read(reader, Format::kHtml, kPage);
    const Got want = read(direct, Format::kHtml, kPage);
    ASSERT_TRUE(got.status) << got.status.error().detail;
    ASSERT_EQ(got.documents.size(), 1U);
    EXPECT_EQ(encode_document(got.documents[0]), encode_document(want.documents[0]));
  }
  EXPECT_GT(reader.other_cpu_seconds(), 0);
  EXPECT_EQ(read(reader, Format::kPdf, "%PDF-1.7\nnothing").status.error().code, ErrorCode::kDamaged);
  EXPECT_EQ(read(reader, Format::kDoc, "\xDB\xA5 Word 2").status.error().code, ErrorCode::kNeedsReader);
  EXPECT_TRUE(read(reader, Format::kHtml, kPage).status) << "it goes on behind errors";
}

TEST(IsolatedReader, AFileThatTakesOverTheWorkerCostsItselfOnly) {
  const struct {
    std::string_view bytes;
    std::string_view want;
  } rows[] = {
      {"crash", "signal 6"},
      {"exit", "status 7"},
      {"junk", "sent what cannot be"},
      {"kind", "sent what cannot be"},
      {"large", "sent what cannot be"},
  };
  IsolatedReader reader = hostile();
  for (const auto& row : rows) {
    const Got got = read(reader, Format::kHtml, row.bytes);
    ASSERT_FALSE(got.status) << row.bytes;
    EXPECT_EQ(got.status.error().code, ErrorCode::kReaderFailed) << row.bytes;
    EXPECT_THAT(got.status.error().detail, HasSubstr(std::string(row.want)));
    EXPECT_TRUE(read(reader, Format::kHtml, "fine").status) << "the next file has a new worker";
  }
  EXPECT_EQ(read(reader, Format::kHtml, "fatal").status.error().code, ErrorCode::kReaderFailed)
      << "no file may end the run";
}

TEST(IsolatedReader, AFileIsAtFaultOnlyWhenItEndsANewWorker) {
  IsolatedReader reader = hostile();
  ASSERT_TRUE(read(reader, Format::kHtml, "break").status) << "it seems to be well";
  EXPECT_TRUE(read(reader, Format::kHtml, "fine").status) << "which would have crashed";
}

TEST(IsolatedReader, ACrashInAContainerCostsTheMemberAtHand) {
  IsolatedReader reader = hostile();
  const Got got = read(reader, Format::kArchive, "container");
  ASSERT_TRUE(got.status) << got.status.error().detail;
  std::vector<std::string> members;
  for (const RawDocument& d : got.documents) members.push_back(d.member);
  EXPECT_THAT(members, ElementsAre("m0", "m1", "m3", "m4"));
  ASSERT_EQ(got.errors.size(), 1U);
  EXPECT_EQ(got.errors[0].path, "m2");
  EXPECT_EQ(got.errors[0].code, ErrorCode::kReaderFailed);
}

TEST(IsolatedReader, AWorkerThatWasShortOfMemoryReadsNothingElse) {
  IsolatedReader reader = hostile();
  const Got lost = read(reader, Format::kHtml, "short");
  ASSERT_FALSE(lost.status);
  EXPECT_EQ(lost.status.error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(read(reader, Format::kHtml, "fine").status) << "the next file has a new worker";

  const Got got = read(reader, Format::kArchive, "short members");
  ASSERT_TRUE(got.status) << got.status.error().detail;
  std::vector<std::string> members;
  for (const RawDocument& d : got.documents) members.push_back(d.member);
  EXPECT_THAT(members, ElementsAre("m0", "m2")) << "so have the members behind it";
  ASSERT_EQ(got.errors.size(), 1U);
  EXPECT_EQ(got.errors[0].path, "m1");
}

// A page that wants more than a worker may take: each entity of it is a node of its own.
TEST(IsolatedReader, MemoryIsBounded) {
  IsolatedReader reader = sound();
  std::string page = "<html><body>";
  while (page.size() < (std::size_t{60} << 20U)) page += "<i>x</i>\n";
  const Got got = read(reader, Format::kHtml, page);
  EXPECT_FALSE(got.status);
  EXPECT_TRUE(read(reader, Format::kHtml, kPage).status);
#if !defined(__SANITIZE_ADDRESS__)
  rusage usage{};
  ASSERT_EQ(::getrusage(RUSAGE_CHILDREN, &usage), 0);
  constexpr long kMiB = 1024;
  EXPECT_LT(usage.ru_maxrss, 1100 * kMiB);
#endif
}

TEST(IsolatedReader, NoFileClaimsAnothersPlace) {
  IsolatedReader reader = hostile();
  const Got got = read(reader, Format::kHtml, "claim");
  ASSERT_TRUE(got.status) << got.status.error().detail;
  ASSERT_EQ(got.documents.size(), 1U);
  EXPECT_FALSE(got.documents[0].own_id);
  EXPECT_EQ(got.documents[0].member, "");
  // What it sends behind its end, and its own death, are not the next file's.
  for (const std::string_view before : {"late", "leave"}) {
    EXPECT_TRUE(read(reader, Format::kHtml, before).status);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const Got next = read(reader, Format::kHtml, "fine");
    EXPECT_TRUE(next.status) << before;
    EXPECT_TRUE(next.documents.empty()) << before;
  }
}

TEST(IsolatedReader, KeepsNoDescriptorThatAWorkerSends) {
  IsolatedReader reader = hostile();
  ASSERT_TRUE(read(reader, Format::kHtml, "fine").status);
  const auto before = list_directory("/proc/self/fd")->size();
  ASSERT_TRUE(read(reader, Format::kHtml, "files").status);
  EXPECT_LE(list_directory("/proc/self/fd")->size(), before + 1);  // one may wait for its frame
}

// No place to work in: of this file, and now.
class NoPlace : public HandoffReader {
 public:
  Result<void> read(const Handoff&, const DocumentSink&) override {
    return fail(ErrorCode::kCannotWrite, "/scratch", "No space left on device");
  }
};

TEST(IsolatedReader, AFullScratchFolderEndsNoRunAndIsTriedAgain) {
  NoPlace converters;
  IsolatedReader reader({"/proc/self/exe", "read-worker"}, nullptr, &converters);
  const Got got = read(reader, Format::kRtf, "{\\rtf1 x}");
  ASSERT_FALSE(got.status);
  EXPECT_EQ(got.status.error().code, ErrorCode::kUnreadable);  // what an update looks at in every run
  EXPECT_EQ(got.status.error().detail, "no room to work in: No space left on device");
}

TEST(IsolatedReader, StopsWhenAsked) {
  std::atomic<bool> stop = false;
  IsolatedReader reader = hostile(&stop);
  std::thread later([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    stop = true;
  });
  const Got got = read(reader, Format::kHtml, "hang");
  later.join();
  ASSERT_FALSE(got.status);
  EXPECT_EQ(got.status.error().code, ErrorCode::kInterrupted);
}

TEST(IsolatedReader, SaysWhenTheWorkerCannotBeStarted) {
  IsolatedReader reader({"/no/such/program"}, nullptr, nullptr);
  EXPECT_THAT(read(reader, Format::kHtml, kPage).status.error().detail, HasSubstr("cannot be started"));
}

TEST(Sandbox, AReadingProcessCanOnlyRead) {
  EXPECT_EXIT(
      {
        Sandbox::for_reading().apply();
        const bool refused = ::socket(AF_INET, SOCK_STREAM, 0) < 0 && ::socket(AF_UNIX, SOCK_STREAM, 0) < 0 &&
                             ::open("/tmp/hoptac-sandbox-test", O_WRONLY | O_CREAT, 0600) < 0 &&
                             ::open("/dev/shm/hoptac-sandbox-test", O_RDWR | O_CREAT, 0600) < 0 &&
                             ::unlink("/tmp/hoptac-sandbox-none") < 0 && errno == EPERM && ::fork() < 0 &&
                             ::kill(::getppid(), 0) < 0 && ::truncate("/etc/hostname", 0) < 0 && errno == EPERM &&
                             ::execl("/bin/true", "true", nullptr) < 0;
        const int file = ::open("/etc/passwd", O_RDONLY);
        ::_exit(refused && file >= 0 ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
}

RawDocument full_document() {
  RawDocument d;
  d.member = "a!b";
  d.own_id = true;
  d.format = Format::kPdf;
  d.blocks = {{BlockKind::kTableRow, BlockUse::kFurniture, "ô | ô", 7}, {}};
  d.metadata = {"t", "p", "l", "u", "q", true, {{"n", "v"}, {"", ""}}};
  d.encoding = "VISCII";
  d.encoding_confidence = 0.25;
  d.content_hash = "h";
  d.warnings = {"w", ""};
  return d;
}

TEST(Frames, ComeBackWhole) {
  const std::string bytes = encode_document(full_document());
  const auto back = decode_document(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(encode_document(*back), bytes);
  EXPECT_EQ(back->blocks[0].text, "ô | ô");
  EXPECT_EQ(back->blocks[0].page, 7);
  EXPECT_EQ(back->encoding_confidence, 0.25);
  EXPECT_EQ(back->metadata.other.size(), 2U);

  const Handoff handoff{
      {"m", Format::kMail, "windows-1258", {}}, Format::kDoc, "bytes", {ErrorCode::kNeedsReader, "p", "d"}};
  const std::string coded = encode_handoff(handoff);
  const auto handed = decode_handoff(coded);
  ASSERT_TRUE(handed);
  EXPECT_EQ(handed->bytes, "bytes");
  EXPECT_EQ(handed->reason.detail, "d");
}

TEST(Frames, NothingBrokenIsTaken) {
  const std::string bytes = encode_document(full_document());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_FALSE(decode_document(std::string_view(bytes).substr(0, n))) << n;
  }
  EXPECT_FALSE(decode_document(bytes + "x"));
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ '\xFF');
    static_cast<void>(decode_document(broken));  // must not crash or ask for all memory
  }
}

}  // namespace
}  // namespace hoptac

int main(int argc, char** argv) {
  using namespace hoptac;
  const std::string_view word = argc > 1 ? argv[1] : "";
  if (word == "read-worker") return serve_reading(Channel(Descriptor(kWorkerDescriptor)));
  if (word == kHostileWord) return serve_hostile(Channel(Descriptor(kWorkerDescriptor)));
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
