// A question answered from one state of the index, whatever writers do meanwhile.
#pragma once

#include <utility>

#include "index/generation.h"
#include "index/xapian_error.h"

namespace hoptac {

// True when `error` may come of a generation whose files are gone, and `open` is now what is current: the question is
// to be asked again. Two rebuilds while a request runs, or parts that were merged, take the files away.
bool follow(OpenGeneration& open, const Error& error);

// Runs `work`, which reads `open`; all of it runs again when a writer has overtaken the revision that it reads, or the
// generation has gone. Exceptions become errors.
template <typename F>
auto answer_from(OpenGeneration& open, F&& work) -> std::invoke_result_t<F> {
  constexpr int kGenerations = 5;
  const std::string place = open.generation.index_directory;
  for (int i = 1;; ++i) {
    auto answer = guarded_retrying(place, work, [&open](const Xapian::Error& error) { return recover(open, error); });
    if (answer || i == kGenerations || !follow(open, answer.error())) return answer;
  }
}

}  // namespace hoptac
