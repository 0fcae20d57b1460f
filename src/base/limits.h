// Every size and count bound of hoptac, by name, with the reason for the number.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hoptac::limits {

// A file larger than this is refused (too-large): nobody's press release is, and
// the text must fit in memory several times over. Containers and jsonl are streamed
// a record at a time and have no such bound on the whole file.
inline constexpr std::uint64_t kMaxFileBytes = 64ULL << 20;
// The text of one document after decoding.
inline constexpr std::size_t kMaxTextBytes = 16U << 20;
// Its paragraphs, rows and headings, and the lines that they are joined from: each costs some hundred bytes, however
// short it is.
inline constexpr std::size_t kMaxParagraphs = 200'000;
inline constexpr std::size_t kMaxLines = 1'000'000;
// A page drawn for OCR: A2 at 300 dots an inch. tesseract over one page: some 400 MB and seconds; a picture of many
// colours takes longest. Pages of one scanned file.
inline constexpr std::uint64_t kMaxPagePixels = 40'000'000;
inline constexpr std::uint64_t kOcrMemory = 3ULL << 30;
inline constexpr std::uint64_t kOcrData = 1536ULL << 20;
inline constexpr std::uint64_t kOcrSeconds = 120;
inline constexpr std::size_t kMaxOcrPages = 2000;
// Pages of one PDF: a file may name millions that are all the same.
inline constexpr int kMaxPages = 20'000;
// One record (line) of a jsonl file.
inline constexpr std::size_t kMaxRecordBytes = 16U << 20;
// A member of a zip container (docx) after expansion, and its expansion ratio.
inline constexpr std::size_t kMaxMemberBytes = 64U << 20;
inline constexpr std::size_t kMaxExpansionRatio = 200;
// Containers in containers, members of one file counted through all of them, and what they may expand to in all:
// a saved web archive of some thousand pages passes, a bomb does not.
inline constexpr int kMaxContainerDepth = 5;
inline constexpr std::size_t kMaxContainerMembers = 200'000;
inline constexpr std::uint64_t kMaxContainerBytes = 16ULL << 30;
// A member's path inside its container: part of a document's id, which is shown and typed.
inline constexpr std::size_t kMaxMemberNameBytes = 1024;
// The header block of a WARC record or an HTTP response.
inline constexpr std::size_t kMaxHeaderBytes = 64U << 10;
// A mail that stands in a file of its own; its parser wants some memory for each part and each header line, and both
// take few bytes to write.
inline constexpr std::uint64_t kMaxMailBytes = 512ULL << 20;
inline constexpr std::size_t kMaxMailParts = 10'000;
inline constexpr std::size_t kMaxMailHeaders = 500'000;
// Multiparts in multiparts, and text parts that are joined to one mail's text.
inline constexpr int kMaxMailDepth = 20;
// Images that a mail shows in its text and that are smaller are logos and signatures, not scanned pages.
inline constexpr std::size_t kMinInlineImageBytes = 50'000;
// Small containers of very regular text may exceed the ratio up to this size.
inline constexpr std::uint64_t kAlwaysExpandedBytes = 64ULL << 20;
// What a reading worker or a converter may really take of memory: its own data, whatever it maps of files and programs.
inline constexpr std::uint64_t kProcessData = 896ULL << 20;
// A reading worker: its address space beyond the file that it maps; how long it may be silent over a small file; how
// many files it reads before it is started anew, so that leaks of libraries stay small; crashes in one container before
// the rest of it is given up; one frame of its answer (a text, or a file that another program reads).
inline constexpr std::uint64_t kWorkerMemory = 2ULL << 30;
inline constexpr double kReadSeconds = 60;
inline constexpr std::size_t kWorkerFiles = 2000;
inline constexpr int kMaxCrashes = 20;
inline constexpr std::size_t kMaxFrameBytes = 128U << 20;
// The path of a member through all its containers, each name of which may have 1,024 bytes; how long a whole file may
// take, beside the silence over each of its members.
inline constexpr std::size_t kMaxMemberPathBytes = 16384;
inline constexpr double kFileSeconds = 4 * 3600;
// A converter (antiword, LibreOffice, pandoc) over one file: LibreOffice alone maps some 2 GB.
inline constexpr std::uint64_t kConverterMemory = 6ULL << 30;
inline constexpr std::uint64_t kConverterSeconds = 30;
// Depth of JSON, and members of one of its objects: look-ups are linear (the order of members is kept).
inline constexpr std::size_t kMaxJsonDepth = 200;
inline constexpr std::size_t kMaxJsonMembers = 2000;
// Depth of markup before a parser gives up.
inline constexpr int kMaxMarkupDepth = 256;
// Xapian's own limit on a term, in bytes; a NUL byte counts twice.
inline constexpr std::size_t kMaxTermBytes = 245;
// A word longer than this is indexed by its first part, and the document is marked.
inline constexpr std::size_t kMaxWordBytes = 120;
// Directory depth of a walk: a bound against loops beside the inode check.
inline constexpr int kMaxWalkDepth = 128;
// Facts of one kind kept for one document; more are cut and the document is marked.
inline constexpr std::size_t kMaxFactsPerKind = 5000;
// Text and record bytes gathered before the writer commits.
inline constexpr std::size_t kBatchBytes = 8U << 20;
inline constexpr std::size_t kBatchDocuments = 1000;
// The same for a build into parts. A part is acknowledged as a whole; it is merged from slices (index/part_builder.h).
inline constexpr std::size_t kPartBytes = 16U << 20;
inline constexpr std::size_t kPartDocuments = 1024;
inline constexpr std::size_t kSliceBytes = 2U << 20;
inline constexpr std::size_t kSliceDocuments = 64;
// Workers of one run: each has tables of its own and a reading process beside it.
inline constexpr std::size_t kMaxJobs = 64;
// A file whose mtime is this close to the run that recorded it is hashed again next time.
inline constexpr std::int64_t kRacyMtimeNs = 2'000'000'000;
// A query: bytes of text, nodes of its tree, expansions of one prefix.
inline constexpr std::size_t kMaxQueryBytes = 16384;
inline constexpr std::size_t kMaxQueryNodes = 2000;
inline constexpr std::size_t kMaxPrefixExpansion = 500;
// What a query may read: postings for each document of the index, as many as so many words that stand in every
// document have. An index of fewer than kSmallIndex documents counts as one of so many.
inline constexpr std::uint64_t kMaxQueryReads = 64;
inline constexpr std::uint64_t kSmallIndex = 20000;
// Words of one phrase or value: each is read and its places are compared, however often it comes.
inline constexpr std::size_t kMaxPhraseWords = 128;
// Different strict words and phrases ("=") of a query that are looked for in texts: each reads documents.
inline constexpr std::size_t kMaxStrictPhrases = 100;
// Nesting of a query: parentheses and NOTs.
inline constexpr std::size_t kMaxQueryDepth = 64;
// Of the files of a root, at most one in so many leaves the index without being confirmed (--prune).
inline constexpr std::size_t kVanishedShare = 10;

}  // namespace hoptac::limits
