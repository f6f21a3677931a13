"""Bundles and short logs as the phone makes them, read by the server: one book of cases (tests/vectors/qr), and hostile bytes."""

import contextlib
import json
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulasi.sync.bundle import MAX_LOG, BundleError, lines_of, read, split
from simulasi.sync.bytes import Cut, Reader, Writer
from simulasi.sync.shortlog import lengthen

TESTS = Path(__file__).parents[2]


def book(name: str) -> list[dict[str, Any]]:
    return json.loads((TESTS / "vectors" / "qr" / f"{name}.json").read_text("utf-8"))


def pack(name: str) -> dict[str, Any]:
    return json.loads((TESTS / "packs" / f"{name}.json").read_text("utf-8"))


DAY = pack(book("bundel")[0]["pack"])


@pytest.mark.parametrize("case", book("catatan"), ids=lambda case: case["nama"])
def test_the_form_of_older_phones_is_read(case: dict[str, Any]) -> None:
    assert lengthen(bytes.fromhex(case["hex"]), pack(case["pack"]), case["hash"]) == case["lines"]


@pytest.mark.parametrize("case", book("bundel"), ids=lambda case: case["nama"])
def test_bundles_of_a_phone(case: dict[str, Any]) -> None:
    (raw,) = split(bytes.fromhex(case["hex"]))
    found, expected = read(raw), case["harap"]
    for name in ("attempt_id", "pack_hash", "kab", "engine", "name", "last_seq", "head", "how", "signed", "digest"):
        assert getattr(found, name) == expected[name], name
    assert found.pub.hex() == expected["pub"] and found.device_id == UUID(expected["device_id"])
    assert found.member_id == (UUID(expected["member_id"]) if expected["member_id"] else UUID(int=0))
    assert lines_of(found, pack(case["pack"])) == case["lines"]


def test_a_later_form_is_told_from_a_broken_one() -> None:
    case = book("bundel")[0]
    later = replace(read(bytes.fromhex(case["hex"])), how=5)
    with pytest.raises(BundleError, match="terlalu-baru"):
        lines_of(later, pack(case["pack"]))


def deflated(text: bytes) -> bytes:
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    return press.compress(text) + press.flush()


def test_a_deflated_log_is_read_and_one_that_swells_or_breaks_off_is_refused() -> None:
    case = book("bundel")[0]
    sealed = read(bytes.fromhex(case["hex"]))
    text = "\n".join(case["lines"]).encode()
    assert lines_of(replace(sealed, how=1, log=deflated(text)), None) == case["lines"]
    for bad in (deflated(text)[:-4], deflated(bytes(MAX_LOG + 1)), b"\xff\xff"):
        with pytest.raises(BundleError, match="rusak"):
            lines_of(replace(sealed, how=1, log=bad), None)


def test_a_bundle_with_more_or_fewer_lines_than_its_head_counts_is_refused() -> None:
    case = book("bundel")[0]
    sealed = read(bytes.fromhex(case["hex"]))
    for wrong in (sealed.last_seq - 1, sealed.last_seq + 1):
        with pytest.raises(BundleError, match="rantai"):
            lines_of(replace(sealed, last_seq=wrong), pack(case["pack"]))


def test_a_short_log_that_unfolds_without_end_is_refused() -> None:
    opening = bytes.fromhex("030080b083c59868")
    many, long, wide = Writer(), Writer(), Writer()
    many.varint(9000 * 8 + 2)
    long.varint(17_000 * 8 + 3)
    wide.varint(2**40 * 8 + 2)
    for rest in (bytes(many.out) + b"\x00" * 9000, bytes(long.out) + b"a" * 17_000, bytes(wide.out)):
        with pytest.raises(Cut):
            lengthen(opening + rest, DAY, "ab" * 32)


@given(st.binary(max_size=300))
def test_no_bytes_do_more_than_be_refused(data: bytes) -> None:
    for work in (lambda: lengthen(data, DAY, "ab" * 32), lambda: [read(raw) for raw in split(data)], lambda: read(data)):
        with contextlib.suppress(Cut, BundleError):
            work()


@given(st.integers(0, 2**53 - 1), st.text(max_size=20))
def test_what_is_written_is_read(number: int, text: str) -> None:
    w = Writer()
    w.varint(number)
    w.text(text)
    r = Reader(bytes(w.out))
    assert (r.varint(), r.text(100), r.left) == (number, text, 0)


def test_a_reader_never_runs_past_the_end() -> None:
    for bad in (b"", b"\x80", b"\xff" * 9 + b"\x01"):
        with pytest.raises(Cut):
            Reader(bad).varint()
    for bad in (b"\xc8\x01A", b"\x02A", b"\x01\xff"):
        with pytest.raises(Cut):
            Reader(bad).text(100)
