"""A loopback TCP proxy that behaves like a slow mobile link: fixed one-way delay and a byte rate shared by all connections.

It shapes the service worker's traffic too, which the browser's own throttling does not.
"""

import asyncio
import threading
import time


class SlowLink:
    """Run as a context manager; `url` is where the browser should go, `received` the bytes that have reached it."""

    def __init__(self, target_port: int, bits_per_second: int = 400_000, round_trip: float = 0.4) -> None:
        self.target_port, self.rate, self.delay = target_port, bits_per_second / 8, round_trip / 2
        self.received = 0
        self.connections = 0
        self.requests = 0
        self._free_at = {"up": 0.0, "down": 0.0}
        self._ready = threading.Event()

    def __enter__(self) -> "SlowLink":
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        self._loop.set_exception_handler(lambda *_: None)  # connections cut in the middle are what stopping means
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        await asyncio.sleep(2 * self.delay)  # the TCP handshake costs a round trip that loopback does not
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        except OSError:
            writer.close()  # the server is down: so is the line
            return
        await asyncio.gather(self._pump(reader, up_writer, "up"), self._pump(up_reader, writer, "down"), return_exceptions=True)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, chunk = await queue.get()
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                if not chunk:
                    writer.close()
                    return
                writer.write(chunk)
                await writer.drain()
                if way == "down":
                    self.received += len(chunk)

        sender = asyncio.create_task(deliver())
        try:
            while chunk := await reader.read(1400):
                if way == "up":
                    self.requests += chunk.count(b" HTTP/1.1\r\n")
                start = max(time.monotonic(), self._free_at[way])
                self._free_at[way] = start + len(chunk) / self.rate
                queue.put_nowait((self._free_at[way] + self.delay, chunk))
        except ConnectionError:
            pass  # the browser hung up: an ordinary end of a connection
        queue.put_nowait((time.monotonic() + self.delay, b""))
        await sender
