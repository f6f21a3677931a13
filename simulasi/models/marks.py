"""The detail of a mark in a hundred bytes: its numbers in one order, the steps answered right as bits. Text again as it was, or not folded at all."""

from typing import Any

import msgspec
from msgspec import Struct

# Part of the format: never to be changed, only to be added to at the end.
SKILLS = [
    "persiapan",
    "pembukaan",
    "memeriksa_pemilih",
    "hak_surat_suara",
    "daftar_hadir",
    "surat_suara_dan_kotak",
    "tinta",
    "aksesibilitas",
    "penutupan",
    "sah_tidak_sah",
    "turus",
    "c_hasil",
    "kejadian_khusus",
    "salinan_dan_segel",
    "integritas",
]
_NUMBER = {skill: at for at, skill in enumerate(SKILLS)}
Json = dict[str, Any]


class Folded(Struct, array_like=True):
    """A mark's detail; in this order, for ever; what is new comes at the end with a default."""

    numbers: tuple[int, int, int, int, int, int]  # points, max, answered, done, checklist sudah and total
    skills: list[int | str]  # its number or its name, points, max; and so on
    right: bytes | list[int]
    wrong: list[int | str]
    knockouts: list[str]
    findings: list[tuple[str, list[str]]]
    pace: tuple[int, int, int, bytes, bytes]
    back: int = -1
    sure: bytes | list[int] | None = None
    confidence: list[tuple[str, int]] = []
    hours: list[int] | None = None  # hour, answered right, answered wrong; and so on


write, read = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(Folded).decode
_text, _parse = msgspec.json.Encoder().encode, msgspec.json.Decoder(dict[str, Any]).decode


def fold(text: str) -> bytes | None:
    """The bytes, or None when these would not give this very text back."""
    try:
        bytes_ = write(_folded(_parse(text)))
        return bytes_ if unfold(bytes_) == text else None
    except (msgspec.MsgspecError, LookupError, TypeError, ValueError, OverflowError):
        return None


def unfold(folded: bytes) -> str:
    """The text again."""
    return _text(told(folded)).decode()


def told(folded: bytes) -> Json:
    """What the text says; a page that reads a thousand of them has no use for the text."""
    return _unfolded(read(folded))


def _folded(detail: Json) -> Folded:
    score, items, pace = detail["score"], detail["items"], detail["pace"]
    done = score["checklist"]
    return Folded(
        numbers=(score["points"], score["max"], score["answered"], score["done"], done["sudah"], done["total"]),
        skills=[part for name, got in score["skills"].items() for part in (code_of(name), got["points"], got["max"])],
        right=_bits(items["right"]),
        wrong=[part for pair in items["wrong"] for part in pair],
        knockouts=[part for each in score["knockouts"] for part in (each["step"], each["code"])],
        findings=[(each["id"], each["causes"]) for each in detail["findings"]],
        pace=(pace["n"], pace["hasty"], pace["median"], bytes.fromhex(pace["said"]), bytes.fromhex(pace["beat"])),
        back=pace.get("back", -1),
        sure=_bits(items["sure"]) if "sure" in items else None,
        confidence=list(score.get("confidence", {}).items()),
        hours=[part for run in detail["hours"] for part in run] if "hours" in detail else None,
    )


def _unfolded(f: Folded) -> Json:
    points, most, answered, done, sudah, total = f.numbers
    skills = {SKILLS[at] if isinstance(at, int) else at: {"points": got, "max": of} for at, got, of in _by(3, f.skills)}
    knockouts = [{"step": step, "code": code} for step, code in _by(2, f.knockouts)]
    score: Json = {"points": points, "max": most, "skills": skills, "knockouts": knockouts, "answered": answered, "done": done}
    score["checklist"] = {"sudah": sudah, "total": total}
    if f.confidence:
        score["confidence"] = dict(f.confidence)
    items: Json = {"right": _indexes(f.right), "wrong": _by(2, f.wrong)}
    if f.sure is not None:
        items["sure"] = _indexes(f.sure)
    n, hasty, median, said, beat = f.pace
    pace: Json = {"n": n, "hasty": hasty, "median": median}
    if f.back >= 0:
        pace["back"] = f.back
    findings = [{"id": name, "causes": causes} for name, causes in f.findings]
    detail = {"score": score, "findings": findings, "items": items, "pace": {**pace, "said": said.hex(), "beat": beat.hex()}}
    return detail if f.hours is None else {**detail, "hours": _by(3, f.hours)}


def code_of(skill: str) -> int | str:
    """How a skill is called in the list of a folded mark."""
    return _NUMBER.get(skill, skill)


def _by(n: int, flat: list[Any]) -> list[list[Any]]:
    part = iter(flat)
    return list(map(list, zip(*[part] * n, strict=True)))


def _bits(indexes: list[int]) -> bytes | list[int]:
    """One bit a step when they come in order, which they do on a day; a bank is answered in any order and any number of times."""
    if indexes != sorted(set(indexes)) or indexes[-1:] > [4000]:
        return indexes
    bits = bytearray(indexes[-1] // 8 + 1 if indexes else 0)
    for at in indexes:
        bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


def _indexes(bits: bytes | list[int]) -> list[int]:
    if isinstance(bits, list):
        return bits
    return [at for at, bit in enumerate(f"{int.from_bytes(bits, 'little'):b}"[::-1]) if bit == "1"]
