"""A local HTTP server that behaves as badly as it is told, one trick a request."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MODIFIED = "Wed, 15 Jan 2025 08:00:00 GMT"


@dataclass
class Server:
    """What is served, how, and what was asked."""

    body: bytes
    tricks: list[str] = field(default_factory=list)
    etag: str = '"v1"'
    modified: str = MODIFIED
    asked: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    def marks(self) -> dict[str, str]:
        """Give the headers that tell this version of the body."""
        told = {"ETag": self.etag, "Last-Modified": self.modified}
        return {name: value for name, value in told.items() if value}


@contextmanager
def serving(body: bytes, *tricks: str) -> Iterator[Server]:
    """Serve a body; each request takes the next trick, and behaves well when there is none."""
    server = Server(body, list(tricks))
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.address = f"http://127.0.0.1:{http.server_port}/data/file.zip"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"server_state": server})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: Server

    def log_message(self, *args: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        server = self.server_state
        server.asked.append({name.lower(): value for name, value in self.headers.items()})
        trick = server.tricks.pop(0) if server.tricks else ""
        if trick.isdigit():
            self._status(int(trick))
        elif trick == "moved":
            self._status(302)
        elif self.headers.get("If-None-Match") == server.etag != "":
            self._status(304)
        else:
            self._body(trick)

    def _status(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        if status == 503:
            self.send_header("Retry-After", "7")
        if status == 302:
            self.send_header("Location", "/elsewhere/file.zip")
        self.end_headers()

    def _start(self, trick: str) -> int:
        server = self.server_state
        fresh = self.headers.get("If-Range") in (server.etag, server.modified)
        if "Range" not in self.headers or not fresh or trick == "ignore-range":
            return 0
        return int(self.headers["Range"].removeprefix("bytes=").rstrip("-"))

    def _body(self, trick: str) -> None:
        data, start = self.server_state.body, self._start(trick)
        if start >= len(data):
            self._status(416)
            return
        self.send_response(206 if start else 200)
        if start:
            told = start + 3 if trick == "wrong-range" else start
            self.send_header("Content-Range", f"bytes {told}-{len(data) - 1}/{len(data)}")
        more = 1000 if trick == "promises-more" else 0
        self.send_header("Content-Length", str(len(data) - start + more))
        for name, value in self.server_state.marks().items():
            self.send_header(name, value)
        self.end_headers()
        self._send(data[start:], trick)

    def _send(self, data: bytes, trick: str) -> None:
        broken = trick in ("cut", "stall")
        self.wfile.write(data[: len(data) // 2] if broken else data)
        self.wfile.flush()
        if trick == "stall":
            time.sleep(1.0)
        self.close_connection = broken or trick == "promises-more"
