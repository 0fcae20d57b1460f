// Result<T>: a value or an Error. Our code throws nothing of its own.
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "src/base/error.h"

namespace hoptac {

template <typename T>
using Result = tl::expected<T, Error>;

// `return fail(ErrorCode::kEmpty, path, "…");` in any function that returns Result<T>.
inline tl::unexpected<Error> fail(ErrorCode code, std::string path = {}, std::string detail = {}) {
  return tl::unexpected<Error>(Error{code, std::move(path), std::move(detail)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace hoptac
