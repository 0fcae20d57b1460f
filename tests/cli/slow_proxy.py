"""A TCP proxy that is as bad as a network can be: slow, silent after some bytes, cut after some bytes."""
import contextlib
import signal
import socket
import sys
import threading
import time


class SlowProxy:
    """Hands connections to `target` on; what the server answers passes through the faults, which may be changed at any time.

    delay: seconds before each piece of an answer. stall_after, cut_after: bytes of the answers of a connection, after
    which nothing more comes, or the connection ends; None = never."""

    def __init__(self, target, delay=0, stall_after=None, cut_after=None, listen=("127.0.0.1", 0)):
        self.target, self.delay, self.stall_after, self.cut_after = target, delay, stall_after, cut_after
        self.connections = 0
        self.answered = 0  # bytes of the last connection
        self._open = []
        self._listener = socket.create_server(listen)
        self.port = self._listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        for one in [self._listener, *self._open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(self.target)
                self.connections += 1
                self.answered = 0
                for one in (client, server):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self._open += [client, server]
                threading.Thread(target=self._ask, args=(client, server), daemon=True).start()
                threading.Thread(target=self._answer, args=(server, client), daemon=True).start()

    @staticmethod
    def _ask(client, server):
        with contextlib.suppress(OSError):
            while data := client.recv(1 << 16):
                server.sendall(data)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _answer(self, server, client):
        sent = 0
        with contextlib.suppress(OSError):
            while data := server.recv(1 << 16):
                time.sleep(self.delay)
                if self.stall_after is not None:
                    data = data[:max(0, self.stall_after - sent)]
                if self.cut_after is not None and sent + len(data) > self.cut_after:
                    client.sendall(data[:max(0, self.cut_after - sent)])
                    break
                client.sendall(data)
                sent += len(data)
                self.answered = sent
            client.shutdown(socket.SHUT_RDWR)


if __name__ == "__main__":  # ADDRESS PORT TARGET_PORT DELAY: within a network namespace
    address, port, target_port, delay = sys.argv[1:]
    proxy = SlowProxy((address, int(target_port)), float(delay), listen=(address, int(port)))
    signal.pause()
