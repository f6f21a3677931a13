"""Stands between a phone and the server and does what bad networks do: fails, alters, delays its silence, or answers as a Wi-Fi portal."""

import http.client
import signal
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.e2e.conftest import Server

PORTAL = b"<!doctype html><title>Wi-Fi</title><h1>Selamat datang, silakan masuk</h1>"
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding"}

# Whole answers only: no compression to undo, no 304 without a body.
DROPPED = {"accept-encoding", "connection", "if-none-match", "if-modified-since"}

# (path, body) -> the body to pass on, or a status to answer instead.
Fault = Callable[[str, bytes], bytes | int]


class Proxy:
    """`fault` decides per answer; `portal` answers everything with one page, `dead` nothing at all; `seen` lists the paths asked for."""

    def __init__(self, port: int) -> None:
        self.upstream = port
        self.fault: Fault = lambda path, body: body
        self.portal = False
        self.dead = False
        self.lose_replies = 0  # answers to POST /api/sync/upload thrown away after the server has committed
        self.seen: list[str] = []
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: object) -> None:
                pass

            def _answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _pass(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                proxy.seen.append(self.path)
                if proxy.dead:
                    self.close_connection = True
                    return None
                if proxy.portal:
                    return self._answer(200, PORTAL, [("Content-Type", "text/html")])
                headers = {name: value for name, value in self.headers.items() if name.lower() not in DROPPED}
                server = http.client.HTTPConnection("127.0.0.1", proxy.upstream, timeout=30)
                try:
                    server.request(self.command, self.path, sent or None, headers)
                    answer = server.getresponse()
                    body = answer.read()
                except OSError:
                    self.close_connection = True
                    return None  # no server: the phone sees a broken connection
                finally:
                    server.close()
                if self.path == "/api/sync/upload" and proxy.lose_replies:
                    # Half of it arrives: a browser repeats by itself what was cut before the first byte.
                    proxy.lose_replies -= 1
                    self.close_connection = True
                    self.send_response(answer.status)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body[: len(body) // 2])
                    return None
                changed = proxy.fault(self.path, body)
                if isinstance(changed, int):
                    return self._answer(changed, b"", [])
                drop = ("etag",) if changed != body else ()
                return self._answer(answer.status, changed, [(n, v) for n, v in answer.getheaders() if n.lower() not in drop])

            do_GET = do_POST = _pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://localhost:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def stop_now(server: Server) -> None:
    """Stop without waiting for open connections to end."""
    assert server.process is not None
    server.process.send_signal(signal.SIGQUIT)
    server.process.wait(timeout=40)
    server.process = None
