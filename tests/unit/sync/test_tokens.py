"""A device token is ours whole or not at all."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulasi.sync.tokens import Claims, TokenRefused, issue, keyring, verify

KEYS = keyring(["kunci lama", "kunci baru"])
CLAIMS = Claims(UUID(int=1), UUID(int=2), 3579, 3579022009001, 3, 1_790_000_000)
DAY = 86_400


def check(token: str, keys: dict[int, bytes] = KEYS, now: int = CLAIMS.issued, max_age: int = DAY) -> Claims:
    return verify(keys, token, now=now, max_age=max_age)


def refusal(token: str, **how: object) -> str:
    with pytest.raises(TokenRefused) as refused:
        check(token, **how)
    return refused.value.code


def test_what_was_signed_is_read() -> None:
    assert check(issue(KEYS, CLAIMS)) == CLAIMS


def test_the_newest_key_signs_and_older_ones_verify() -> None:
    old = issue(keyring(["kunci lama"]), CLAIMS)
    assert check(old) == CLAIMS
    assert refusal(issue(KEYS, CLAIMS), keys=keyring(["kunci lama"])) == "token-invalid"


def test_another_secret_does_not_verify() -> None:
    assert refusal(issue(keyring(["kunci lama", "tebakan"]), CLAIMS)) == "token-invalid"


def test_age_counts_from_the_signature() -> None:
    token = issue(KEYS, CLAIMS)
    assert check(token, now=CLAIMS.issued + DAY) == CLAIMS
    assert refusal(token, now=CLAIMS.issued + DAY + 1) == "token-expired"
    # A server whose clock went back must not shut phones out.
    assert check(token, now=0) == CLAIMS


@given(st.integers(0, 93), st.characters(codec="ascii"))
@settings(deadline=None)
def test_no_changed_character_goes_unnoticed(at: int, sign: str) -> None:
    token = issue(KEYS, CLAIMS)
    changed = token[:at] + sign + token[at + 1 :]
    if changed != token:
        assert refusal(changed) == "token-invalid"


@given(st.text())
@settings(deadline=None)
def test_any_text_is_refused_and_never_breaks(text: str) -> None:
    assert refusal(text) == "token-invalid"
    assert refusal("kd1." + text) == "token-invalid"


@given(
    st.builds(
        Claims, st.uuids(), st.uuids(), st.integers(1, 9999), st.integers(0, 10**13), st.integers(0, 60_000), st.integers(0, 2**32 - 1)
    )
)
@settings(deadline=None)
def test_every_claim_survives(claims: Claims) -> None:
    assert verify(KEYS, issue(KEYS, claims), now=claims.issued, max_age=0) == claims
