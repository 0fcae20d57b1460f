// What every file of a generation was after the last run: gen-N/checksums. Xapian's blocks carry no checksums, so that
// a flipped bit may give wrong answers instead of an error.
//
// A list of sums that is there fits: who is about to write says so in it first (begin_changes), and a run makes it
// anew when all is written (record_checksums). A run that was killed leaves a list that says "changing": then there is
// nothing to compare with until the next run has ended. The revision is no measure: damage may change that too.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "src/base/result.h"

namespace hoptac {

struct Generation;  // generation.h

inline constexpr std::uint64_t kChecksumBlock = 65536;  // bytes that a sum is of

struct FileDamage {
  std::string file;  // below the generation: "docs/postlist.glass"
  std::string what;  // "bytes 65536 to 131071 are not as they were written", "it is missing"
};

enum class ChecksumState : std::uint8_t {
  kChecked,   // every file was compared
  kChanging,  // a run is at work, or was ended: nothing to compare with
  kNone,      // never recorded
};

struct ChecksumReport {
  ChecksumState state = ChecksumState::kNone;
  std::string at;  // when they were recorded, UTC
  std::size_t files = 0;
  std::uint64_t bytes = 0;
  std::vector<FileDamage> damage;  // the list itself may be what is damaged
};

// Reads every byte once (measured: 0.2 s CPU a GB). Needs no lock; `stamp` of the list before and after tells whether a
// writer came between.
Result<ChecksumReport> check_checksums(const Generation& generation);
// Names one state of the list.
std::string checksums_stamp(const Generation& generation);

// kIndexDamaged when a file is not as it was written: nothing is to be built upon it. `register_is_remade`: damage of
// the register, which is derived, is no reason to refuse.
Result<void> refuse_damage(const Generation& generation, bool register_is_remade = false);
// Before the first change of any file of a generation: compares, so that no run writes upon damage or takes it for
// sound, then marks the list; done once more, it costs nothing. Errors are those of refuse_damage():
// nothing was changed. REQUIRES: the lock.
Result<void> begin_changes(const Generation& generation, bool register_is_remade = false);
// After the last. REQUIRES: the lock, no open writer.
Result<void> record_checksums(const Generation& generation);
// True when the list says that nothing is to be recorded: files and sums are in step.
bool has_checksums(const Generation& generation);

}  // namespace hoptac
