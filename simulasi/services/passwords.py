"""Argon2id, two at a time: each takes some 30 ms and 19 MiB, and under gevent it would stop everybody else."""

import threading
from collections.abc import Callable
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_turns = threading.BoundedSemaphore(2)


def make(password: str) -> str:
    """The hash to store."""
    hashed: str = _apart(_hasher.hash, password)
    return hashed


def matches(hashed: str | None, password: str) -> bool:
    """Is it the password? Without a hash (unknown user) the same work is done, so that the time tells nothing."""
    return bool(_apart(_fits, hashed or _nobody(), password)) and hashed is not None


def _fits(hashed: str, password: str) -> bool:
    """Answers where the work is done: what is raised on gevent's threads is written to the log there, a page for each wrong password."""
    try:
        return _hasher.verify(hashed, password)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("bukan kata sandi siapa pun")


def _apart(work: Callable[..., Any], *args: str) -> Any:
    from gevent import get_hub, monkey

    with _turns:
        if monkey.is_module_patched("threading"):
            return get_hub().threadpool.apply(work, args)
        return work(*args)
