"""How often each phone asked this worker within the minute: in memory, because asking the database would cost more than what it protects.

By phone and never by address: a whole village may share one.
"""

from collections.abc import Hashable

MINUTE_MS = 60_000


class Pace:
    """A count for each name, forgotten when the minute is over: never more names than can ask in a minute."""

    def __init__(self, limit: int):
        self.limit = limit
        self._since = 0
        self._counts: dict[Hashable, int] = {}

    def wait(self, name: Hashable, now_ms: int) -> int:
        """Count one call; the seconds to wait when it is one too many, else 0."""
        if not 0 <= now_ms - self._since < MINUTE_MS:
            self._since, self._counts = now_ms, {}
        count = self._counts[name] = self._counts.get(name, 0) + 1
        return 0 if count <= self.limit else max(1, (self._since + MINUTE_MS - now_ms + 999) // 1000)
