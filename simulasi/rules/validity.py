"""Judge a ballot: one algorithm over zones, flags per rule set (penghitungan.md 2.2)."""

from dataclasses import dataclass
from typing import Any

from simulasi.rules.zones import Zone, parse_zone

SAH, TIDAK_SAH, OPEN = "sah", "tidak_sah", "pertanyaan_terbuka"
PARTY_ELECTIONS = frozenset({"DPR", "DPRD_PROV", "DPRD_KAB"})
RULE = ("pkpu-25-2023-ps-53", "hitung-s11")
SPOILED = ("pkpu-25-2023-ps-55", "hitung-s11")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What Ketua KPPS calls out, for whom, and why."""

    verdict: str
    credited_to: str | None
    alasan: str
    tindakan: str
    sumber: tuple[str, ...]


def judge_surat_suara(ballot: dict[str, Any]) -> Verdict:
    """Judge one opened ballot: `election`, `punches` (zones), `signed`, `other` (architecture.md 9).

    Sumber: pkpu-25-2023-ps-53
    """
    other = ballot.get("other", {})
    election = ballot["election"]
    if not ballot.get("signed", True):
        return refuse("Tidak ditandatangani Ketua KPPS.", RULE)
    if other.get("writing"):
        return refuse("Ada tulisan atau catatan lain.", SPOILED)
    if other.get("tool", "official") != "official":
        return refuse("Tidak dicoblos dengan alat coblos yang disediakan.", SPOILED)
    if other.get("damaged"):
        return refuse("Surat suara dirusak.", RULE)
    foreign = other.get("dapil") == "other"
    if foreign and election == "DPD":
        return refuse("Surat suara DPD dari provinsi lain.", RULE)
    zones = keep_punches([parse_zone(text) for text in ballot["punches"]], other)
    if not zones:
        return refuse("Tidak ada coblosan.", RULE)
    if any(zone.kind == "outside" for zone in zones):
        return refuse("Ada coblosan di luar kolom.", ("hitung-s10", "hitung-s11"))
    columns = {column for zone in zones for column in zone.columns}
    if len(columns) != 1:
        return refuse("Coblosan mengenai lebih dari satu kolom.", ("hitung-s10",))
    if election in PARTY_ELECTIONS:
        return credit_party_or_candidate(zones, columns.pop(), foreign)
    return accept(columns.pop(), "Coblosan ada di satu kolom.", RULE)


def keep_punches(zones: list[Zone], other: dict[str, Any]) -> list[Zone]:
    """Drop the fold twins that lie in empty space; one that lies in somebody's column stays.

    Sumber: hitung-s03
    """
    twins = set(other.get("fold_twin", ())) if other.get("aligned", True) else set()
    return [zone for at, zone in enumerate(zones) if at not in twins or zone.kind not in ("outside", "blank")]


def credit_party_or_candidate(zones: list[Zone], column: str, foreign: bool) -> Verdict:
    """Credit the one eligible candidate punched, else the party: always one vote.

    Sumber: hitung-s07
    """
    candidates = {zone.candidate for zone in zones if zone.candidate}
    if foreign:
        return accept(column, "Surat suara dapil lain: suara untuk partai.", ("hitung-s11",))
    if len(candidates) == 1:
        return accept(f"cand:{candidates.pop()}", "Satu calon dicoblos: suara untuk calon itu.", ("hitung-s03", "hitung-s07"))
    return accept(column, "Suara untuk partai.", ("hitung-s03", "hitung-s07"))


def accept(credited_to: str, alasan: str, sumber: tuple[str, ...]) -> Verdict:
    """Say sah, and for whom."""
    return Verdict(SAH, credited_to, alasan, "Sebut sah dan untuk siapa, lalu catat satu turus.", sumber)


def refuse(alasan: str, sumber: tuple[str, ...]) -> Verdict:
    """Say tidak sah."""
    return Verdict(TIDAK_SAH, None, alasan, "Sebut tidak sah, perlihatkan sebabnya, lalu catat satu turus tidak sah.", sumber)
