#include "src/base/connection.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <vector>

#include "src/base/file.h"

namespace hoptac {
namespace {

using Addresses = std::unique_ptr<addrinfo, void (*)(addrinfo*)>;

Addresses addresses_of(const std::string& host, unsigned port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) found = nullptr;
  return {found, [](addrinfo* list) {
            if (list != nullptr) ::freeaddrinfo(list);
          }};
}

bool is_peer(int descriptor, const addrinfo* addresses) {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0) return false;
  for (; addresses != nullptr; addresses = addresses->ai_next) {
    if (addresses->ai_addrlen == size && std::memcmp(addresses->ai_addr, &peer, size) == 0) return true;
  }
  return false;
}

bool has_ended(int descriptor) {
  pollfd state{descriptor, POLLRDHUP, 0};
  return ::poll(&state, 1, 0) == 1 && (state.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0;
}

std::vector<int> open_descriptors() {
  std::vector<int> out;
  const auto entries = list_directory("/proc/self/fd");
  if (!entries) return out;
  for (const DirEntry& entry : *entries) {
    int number = -1;
    const auto [end, error] = std::from_chars(entry.name.data(), entry.name.data() + entry.name.size(), number);
    if (error == std::errc()) out.push_back(number);
  }
  return out;
}

}  // namespace

bool is_connected_to(const std::string& host, unsigned port) {
  const Addresses addresses = addresses_of(host, port);
  const std::vector<int> descriptors = open_descriptors();
  return std::any_of(descriptors.begin(), descriptors.end(),
                     [&](int descriptor) { return is_peer(descriptor, addresses.get()) && !has_ended(descriptor); });
}

}  // namespace hoptac
