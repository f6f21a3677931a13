"""The compiler's questions to the law room about ballots, in one place: what a paper is worth, where its holes are, how a contestant is called."""

from collections.abc import Mapping
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.errors import ContentError
from simulasi.rules import ballots
from simulasi.rules.errors import BadInput
from simulasi.rules.geometry import Sheet, fold_pair_for, hole_for
from simulasi.rules.model import Ruleset
from simulasi.rules.validity import Verdict, judge_surat_suara

_MANY = 1 << 30
GONE = {"cand_tms": "tms", "cand_noname": "noname", "party_nolist": "nolist"}
"""Places a paper has only when somebody was struck from the list, and what the drawing calls them."""
PARTS = {
    "number": "pada nomor",
    "photo": "pada foto",
    "name": "pada nama",
    "party_logo": "pada tanda gambar partai",
    "logo": "pada tanda gambar",
    "blank": "pada bagian putih di dalam kolom",
    "border": "tepat pada garis kolom",
}


class Law:
    """One rule set's ballots, asked once each."""

    def __init__(self, ruleset: Ruleset, elections: tuple[str, ...], tunggal: frozenset[str] = frozenset()) -> None:
        self.ruleset = ruleset
        self.tunggal = tunggal
        self.layouts: dict[str, dict[str, Any]] = {
            election: ballots.layout(ruleset, election, tunggal=election in tunggal) for election in elections
        }
        self.sheets = {name: Sheet(layout) for name, layout in self.layouts.items()}
        self.names = {election: dict(ballots.contestants(ruleset, election, tunggal=election in tunggal)) for election in elections}
        self.contestants = {name: tuple(names) for name, names in self.names.items()}

    def sheet_for(self, election: str, zones: list[str]) -> str:
        """Name the sheet these zones are on, and draw it once: a row struck from the list is on a sheet of its own."""
        gone = sorted({head.partition(":")[::2] for zone in zones if (head := split_part(zone)[0]).startswith(tuple(GONE))})
        if not gone:
            return election
        name = "_".join([election, *(f"{kind}_{who.replace('.', '_')}" for kind, who in gone)]).upper()
        if name not in self.sheets:
            told = {word: {who for kind, who in gone if GONE[kind] == word} for word in GONE.values()}
            self.layouts[name] = ballots.layout(
                self.ruleset, election, tms=told["tms"], noname=told["noname"], nolist=map(int, told["nolist"])
            )
            self.sheets[name] = Sheet(self.layouts[name])
        return name

    def has_lists(self, election: str) -> bool:
        """Tell whether an election has parties with candidates."""
        return any(who.startswith("cand:") for who in self.contestants[election])

    def columns(self, election: str) -> tuple[str, ...]:
        """List the contestants that have a column of their own."""
        return tuple(who for who in self.contestants[election] if not who.startswith("cand:"))

    def seats(self, election: str, party: str) -> int:
        """Count the candidates of a party."""
        return sum(who.startswith(f"cand:{party}.") for who in self.contestants[election])

    def judge(self, election: str, punches: list[str], signed: bool, other: Mapping[str, Any]) -> Verdict:
        """Ask what a paper is worth, and for whom."""
        asked = {**other, "calon_tunggal": True} if election in self.tunggal else dict(other)
        return judge_surat_suara({"election": election, "punches": punches, "signed": signed, "other": asked}, self.ruleset)

    def label(self, election: str, who: str | None) -> str:
        """Say what is called out for a contestant, or tidak sah."""
        return "Tidak sah" if who is None else f"Sah untuk {self.owner(election, who)}"

    def row_label(self, election: str, who: str) -> str:
        """Name a contestant in a row of numbers, as the form does."""
        return self.names[election][who]

    def owner(self, election: str, zone: str) -> str:
        """Name whose place a zone is."""
        kind, _, number = split_part(zone)[0].partition(":")
        if kind in ("cand", "cand_tms", "cand_noname"):
            party, candidate = number.split(".")
            return f"calon {candidate} {self.party(election, party)}"
        if kind in ("party", "party_column_blank", "party_nolist"):
            return self.party(election, number)
        if kind == "blank_column":
            return "kolom kosong"
        if election in self.tunggal:
            return "pasangan calon tunggal"
        return f"pasangan nomor {number}" if kind == "pair" else f"calon nomor {number}"

    def party(self, election: str, number: str) -> str:
        """Name a party without the number in front of it."""
        return self.names[election][f"party:{number}"].partition(" ")[2]

    def say_zone(self, election: str, zone: str) -> str:
        """Say in words where a hole is, without saying what follows from it."""
        if zone == "outside":
            return "di luar semua kolom"
        if zone.startswith("line "):
            first, second = zone.removeprefix("line ").split("|")
            return f"tepat pada garis antara {self.owner(election, first)} dan {self.owner(election, second)}"
        owner, part = split_part(zone)
        if owner.startswith("party_column_blank:"):
            return f"pada bagian kosong di bawah calon terakhir {self.owner(election, owner)}"
        return f"{PARTS[part] if part else 'pada kolom'} {self.owner(election, owner)}"

    def hole(self, draw: Draw, sheet: str, zone: str) -> list[int]:
        """Give the coordinates of a hole that lies in a zone of a sheet."""
        return self.punched(lambda: hole_for(self.sheets[sheet], zone, draw.below(_MANY)))

    def folded(self, draw: Draw, sheet: str, zone: str, twin: str) -> list[list[int]]:
        """Give a hole and its mirror image through the fold."""
        return self.punched(lambda: fold_pair_for(self.sheets[sheet], zone, twin, draw.below(_MANY)))

    def punched(self, punch: Any) -> Any:
        """Punch, or say that no such place is on the sheet."""
        try:
            return punch()
        except BadInput as error:
            raise ContentError(f"surat_suara: {error}") from error


def split_part(zone: str) -> tuple[str, str]:
    """Split a zone into its owner and the part of the owner's place: "cand:3.2.name" -> "cand:3.2", "name"."""
    head, dot, tail = zone.rpartition(".")
    return (head, tail) if dot and not tail.isdigit() else (zone, "")
