"""Stands between a phone and the server and does what bad networks do: fails, alters, delays its silence, or answers as a Wi-Fi portal."""

import contextlib
import http.client
import signal
import socket
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Selamat datang, silakan masuk</h1>"
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"}

# Whole answers only: no compression to undo, no 304 without a body.
DROPPED = {"accept-encoding", "connection", "if-none-match", "if-modified-since"}

# (path, body) -> the body to pass on, or a status to answer instead.
Fault = Callable[[str, bytes], bytes | int]

# What may happen to one request of `plan`, in words a trace can be read by.
STATUSES = {"500": 500, "502": 502, "413": 413, "429": 429, "503": 503}
FAULTS = ("lose-reply", "cut-request", "cut-reply", "portal", "stale", "twice", "dead", *STATUSES)


class Runs(Protocol):
    """A server that can be stopped."""

    process: subprocess.Popen[bytes] | None


class Proxy:
    """`fault` decides per answer; `portal` answers everything with one page, `dead` nothing at all; `seen` lists the paths asked for,
    `fetched` those asked for by a script's `fetch`: of the files of the app, what the worker asked for and not the page (`asking.by_script` says so to a `fault`).

    `plan` names what happens to the next requests to /api/ (FAULTS, or "" for nothing); when it is empty, nothing happens.
    """

    def __init__(self, port: int, keep_alive: bool = True) -> None:
        self.upstream = port
        self.fault: Fault = lambda path, body: body
        self.portal = False
        self.dead = False
        self.lose_replies = 0  # answers to POST /api/sync/upload thrown away after the server has committed
        self.dies_with_it = False  # the link is dead once a reply was lost: the phone tries again by itself within seconds
        self.retry_after = 0
        self.seen: list[str] = []
        self.fetched: list[str] = []
        self.asking = threading.local()
        self.plan: deque[str] = deque()
        self.old: dict[str, tuple[int, bytes, list[tuple[str, str]]]] = {}
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1" if keep_alive else "HTTP/1.0"

            def log_message(self, *args: object) -> None:
                pass

            def _answer(self, status: int, body: bytes, headers: list[tuple[str, str]], upto: int | None = None) -> None:
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body[:upto])

            def _ask(self, sent: bytes) -> tuple[int, bytes, list[tuple[str, str]]]:
                headers = {name: value for name, value in self.headers.items() if name.lower() not in DROPPED}
                server = http.client.HTTPConnection("127.0.0.1", proxy.upstream, timeout=30)
                try:
                    server.request(self.command, self.path, sent or None, headers)
                    answer = server.getresponse()
                    return answer.status, answer.read(), answer.getheaders()
                finally:
                    server.close()

            def _cut(self, sent: bytes) -> None:
                """The server gets half of what its Content-Length promised, and then the line is gone."""
                head = f"{self.command} {self.path} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in self.headers.items())
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", proxy.upstream), 30) as line:
                    line.sendall(head.encode() + b"\r\n" + sent[: len(sent) // 2])

            def _pass(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                proxy.seen.append(self.path)
                proxy.asking.by_script = self.headers.get("Sec-Fetch-Dest") == "empty"
                if proxy.asking.by_script:
                    proxy.fetched.append(self.path)
                now = proxy.plan.popleft() if proxy.plan and self.path.startswith("/api/") else ""
                if proxy.dead or now == "dead":
                    self.close_connection = True
                    return None
                if proxy.portal or now == "portal":
                    return self._answer(200, PORTAL, [("Content-Type", "text/html")])
                if now in STATUSES:
                    wish = [("Retry-After", str(proxy.retry_after))] if proxy.retry_after else []
                    return self._answer(STATUSES[now], b"", wish)
                if now == "stale" and self.path in proxy.old:
                    return self._answer(*proxy.old[self.path])
                if now == "cut-request":
                    self.close_connection = True
                    return self._cut(sent)
                try:
                    status, body, headers = self._ask(sent)
                    if now == "twice":
                        status, body, headers = self._ask(sent)
                except (OSError, http.client.HTTPException):
                    self.close_connection = True
                    return None  # no server: the phone sees a broken connection
                if status == 200:
                    proxy.old[self.path] = (status, body, headers)
                lost = self.path == "/api/sync/upload" and proxy.lose_replies > 0
                proxy.lose_replies -= lost
                proxy.dead = proxy.dead or (lost and proxy.dies_with_it)
                if lost or now in ("lose-reply", "cut-reply"):
                    # Half of it arrives: a browser repeats by itself what was cut before the first byte.
                    self.close_connection = True
                    return None if now == "lose-reply" else self._answer(status, body, headers, len(body) // 2)
                changed = proxy.fault(self.path, body)
                if isinstance(changed, int):
                    return self._answer(changed, b"", [])
                drop = ("etag",) if changed != body else ()
                return self._answer(status, changed, [(n, v) for n, v in headers if n.lower() not in drop])

            do_GET = do_POST = _pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def stop_now(server: Runs) -> None:
    """Stop without waiting for open connections to end."""
    assert server.process is not None
    server.process.send_signal(signal.SIGQUIT)
    server.process.wait(timeout=40)
    server.process = None
