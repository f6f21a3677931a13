"""The server with nothing behind it: what is read is not there, what is written is done at once. How much of an upload is the database? (uploads.py)"""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from simulasi import create_app
from simulasi.services import desk
from simulasi.sync import store
from simulasi.sync.change import Known

_make = desk._make


def _empty(*given: Any) -> desk.Office:
    office = _make(*given)
    office.connect = nullcontext  # type: ignore[assignment]
    return office


def _done(_self: Any, jobs: Sequence[Any]) -> list[Exception | None]:
    return [None for _ in jobs]


desk._make = _empty
desk._Writer.submit = _done  # type: ignore[method-assign]
store.read_known = lambda _conn, _kab, ids: {name: Known() for name in ids}
app = create_app()
