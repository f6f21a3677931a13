"""The only now(). Everything that needs the time asks here, so that a test can set the hour."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


def _real() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _real


def now() -> datetime:
    """The present moment, with its time zone."""
    return _source()


def now_ms() -> int:
    """The present moment in milliseconds since 1970: what the tables hold."""
    moment = _source()
    return int(moment.timestamp()) * 1000 + moment.microsecond // 1000


def pause(seconds: float) -> None:
    """Let others work for a while; under gevent only the caller waits."""
    time.sleep(seconds)


def set_source(source: Callable[[], datetime] | None) -> None:
    """Take the time from elsewhere (tests); None goes back to the real clock."""
    global _source
    _source = source or _real
