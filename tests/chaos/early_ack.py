"""The server with one line wrong: it acknowledges before it commits. The kill loop must find it out (tests/web/test_chaos.py)."""

from collections.abc import Sequence
from typing import Any

import gevent

from simulasi import create_app
from simulasi.sync.writer import Writer

_commit = Writer.submit


def _early(self: Writer, jobs: Sequence[Any]) -> list[Exception | None]:
    gevent.spawn_later(0.3, _commit, self, jobs)
    return [None for _ in jobs]


Writer.submit = _early  # type: ignore[method-assign]
app = create_app()
