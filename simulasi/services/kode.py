"""The arithmetic of territory codes. Pure: a code is its digits, and what lies below it is one range of `tps_id`."""

from typing import Any

# digits of a code -> level
LEVELS = {2: 1, 4: 2, 6: 3, 10: 4}
TPS_DIGITS = 13
MAX_TPS = 999
NAMES = {1: "provinsi", 2: "kabupaten/kota", 3: "kecamatan", 4: "desa/kelurahan"}


def parse(text: str) -> int | None:
    """Read `35.79.01.2001` or `3579012001`; None when it is no code."""
    digits = text.strip().replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in LEVELS or digits[0] == "0":
        return None
    return int(digits)


def show(kode: int) -> str:
    """The way it is printed: 35.79.01.2001."""
    digits = str(kode)
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)


def level(kode: int) -> int:
    """1 province, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan; 0 when it is no code."""
    return LEVELS.get(len(str(kode)), 0)


def parent(kode: int) -> int | None:
    """The code above."""
    cut = {2: 2, 3: 2, 4: 4}.get(level(kode))
    return int(str(kode)[:-cut]) if cut else None


def kab_of(kode: int) -> int:
    """The kabupaten/kota of any code from there down, or of a `tps_id`."""
    return int(str(kode)[:4])


def path(top: int, kode: int) -> list[int]:
    """From `top` down to a code within it, both included."""
    found = [kode]
    while found[0] != top and (above := parent(found[0])) is not None:
        found.insert(0, above)
    return found


def span(kode: int) -> tuple[int, int]:
    """First and last `tps_id` that can lie below this code; a `tps_id` is its own span."""
    room = 10 ** (TPS_DIGITS - len(str(kode)))
    return kode * room, kode * room + room - 1


def tps_id(desa: int, nomor: int) -> int:
    """The key of a TPS."""
    return desa * 1000 + nomor


def desa_of(tps: int) -> int:
    """The desa or kelurahan a TPS lies in."""
    return tps // 1000


def desa_digits(tps: Any) -> Any:
    """The digits that name the desa within its kecamatan, of a `tps_id` or a column of them; 0 while the desa is not known."""
    return tps // 1000 % 10_000


def covers(outer: int, inner: int) -> bool:
    """Does `inner`, a code or a `tps_id`, lie within `outer`? This is the one check of territory."""
    low, high = span(outer)
    first, last = span(inner)
    return low <= first and last <= high
