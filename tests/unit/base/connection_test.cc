// Tells connections that live from those that the other side has ended.
#include "src/base/connection.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hoptac {
namespace {

// Of 127.0.0.1, with a port of its own.
class Listener {
 public:
  Listener() : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    EXPECT_EQ(::bind(descriptor_, reinterpret_cast<sockaddr*>(&address_), size), 0);
    EXPECT_EQ(::listen(descriptor_, 1), 0);
    EXPECT_EQ(::getsockname(descriptor_, reinterpret_cast<sockaddr*>(&address_), &size), 0);
  }
  ~Listener() { ::close(descriptor_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  unsigned port() const { return ntohs(address_.sin_port); }
  int connect() const {
    const int out = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    EXPECT_EQ(::connect(out, reinterpret_cast<const sockaddr*>(&address_), sizeof address_), 0);
    return out;
  }
  int accept() const { return ::accept(descriptor_, nullptr, nullptr); }

 private:
  int descriptor_;
  sockaddr_in address_{};
};

TEST(Connection, LivesUntilTheOtherSideEndsIt) {
  const Listener server;
  EXPECT_FALSE(is_connected_to("127.0.0.1", server.port()));
  const int here = server.connect(), there = server.accept();
  EXPECT_TRUE(is_connected_to("127.0.0.1", server.port()));
  EXPECT_TRUE(is_connected_to("localhost", server.port()));
  EXPECT_FALSE(is_connected_to("127.0.0.2", server.port()));
  EXPECT_FALSE(is_connected_to("127.0.0.1", server.port() == 1 ? 2 : server.port() - 1));
  EXPECT_EQ(::write(there, "unread", 6), 6);
  ::close(there);
  EXPECT_FALSE(is_connected_to("127.0.0.1", server.port()));
  ::close(here);
  EXPECT_FALSE(is_connected_to("127.0.0.1", server.port()));
}

}  // namespace
}  // namespace hoptac
