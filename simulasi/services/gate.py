"""How many calls of phones one worker works on at once; whoever comes beyond that is told at once when to come back.

Without it a burst waits inside, every call a little further on and all of them late (p99 of 26 s with 1,500 phones). What a phone holds is
safe until it comes back (`static/js/sync/backoff.js` waits as long as it is told, and a little longer by chance).
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from simulasi.services.meters import Meters
from simulasi.sync.protocol import ProtocolError

# What a worker surely serves in a second, hello and upload alike: those sent away are spread over the time this takes.
A_SECOND = 100
SOON, LATEST = 4, 60


class Gate:
    """One per process."""

    def __init__(self, seats: int, meters: Meters, turn: Callable[[], object]):
        self.seats, self._meters, self._turn = seats, meters, turn
        self.taken = 0
        # Sent away and not seen again, roughly: one less for each that is let in.
        self.away = 0

    @contextmanager
    def seat(self) -> Iterator[None]:
        """Work on one call; raises ProtocolError when all seats are taken."""
        if self.taken >= self.seats:
            self.away += 1
            self._meters.add("simulasi_calls_sent_back_total")
            # Sending back is work too: a line that asks again at once must not keep the others from ever being heard.
            self._turn()
            raise ProtocolError("busy", retry_after=self._later())
        self.taken += 1
        self.away = max(0, self.away - 1)
        try:
            # Under gevent the work itself hardly ever yields. Whoever is ready in the same turn comes to the gate first and is counted;
            # and a phone that asks without end cannot keep the others from their turn.
            self._turn()
            yield
        finally:
            self.taken -= 1

    def _later(self) -> int:
        """Spread, so that those sent away do not come back as the next burst."""
        return random.randint(2, 2 + min(LATEST, SOON + self.away // A_SECOND))
