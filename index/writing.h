// Whether this thread is writing through Xapian just now: for the handler of std::terminate. Xapian 1.4.22 ends the
// process when taking back a commit that failed (full disk, I/O error) fails too, since a destructor of its own throws.
#pragma once

namespace hoptac {

bool is_writing();

// While it lives, is_writing() is true.
class Writing {
 public:
  Writing();
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;
  ~Writing();
};

}  // namespace hoptac
