"""The shorthand in which authors write what an act does to the TPS (docs/format-content.md), as effects.

`catat`, `tanda:nama`, `ganti:DPR`, `sisip:DPR:5` ... or a raw effect `["surat_suara_rusak_dpr", 1]`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulasi.compiler import ballots
from simulasi.compiler.books import Effects, attend, cast, hand_out, low, replace, spoil, times, vote
from simulasi.compiler.day import Day
from simulasi.compiler.errors import ContentError

NO_RIGHT, EARLY, LOST, WRONG_LIST = "tak_berhak", "dilayani_dini", "hak_hilang", "daftar_keliru"
MOST = 25


@dataclass(frozen=True)
class Scope:
    """Where a word is read: its day, and the prefix of the flags that belong to this situation alone."""

    day: Day
    prefix: str
    where: str

    def flag(self, name: str) -> str:
        """Name a flag of this situation."""
        return f"{self.prefix}_{name}"


def gap(election: str) -> str:
    """Name the flag of acts that make users and ballots of one election differ."""
    return f"selisih_{low(election)}"


def translate(scope: Scope, words: list[Any]) -> Effects:
    """Translate a list of words and raw effects."""
    effects: Effects = []
    for word in words:
        if isinstance(word, list):
            effects.append(word)
            continue
        name, *rest = str(word).split(":")
        if name not in WORDS:
            raise ContentError(f"{scope.where}: akibat '{word}' tidak dikenal")
        effects += WORDS[name](scope, rest)
    return effects


def guard(scope: Scope, words: list[Any]) -> list[list[Any]]:
    """Translate conditions: "menyerah" (marked here), "!menyerah" (not marked), or a raw comparison."""
    made = []
    for word in words:
        if isinstance(word, list):
            made.append(word)
        elif word.startswith("!"):
            made.append([scope.flag(word[1:]), "==", 0])
        else:
            made.append([scope.flag(word), "==", 1])
    return made


def election_of(scope: Scope, rest: list[str]) -> str:
    """Read the election of a word."""
    if not rest or rest[0] not in scope.day.elections:
        raise ContentError(f"{scope.where}: akibat menyebut jenis pemilihan yang tidak ada: {':'.join(rest) or '(kosong)'}")
    return rest[0]


def count_of(scope: Scope, rest: list[str], at: int) -> int:
    """Read how many times; once when it is not said."""
    if len(rest) <= at:
        return 1
    if not rest[at].isdigit() or not 0 < int(rest[at]) <= MOST:
        raise ContentError(f"{scope.where}: jumlah '{rest[at]}' pada akibat harus 1 sampai {MOST}")
    return int(rest[at])


def note(scope: Scope, rest: list[str]) -> Effects:
    """One more line in C.KEJADIAN KHUSUS."""
    return [["kejadian_khusus", 1]]


def mark(scope: Scope, rest: list[str]) -> Effects:
    """A flag of this situation."""
    return [[scope.flag(rest[0])]]


def unsigned(scope: Scope, rest: list[str]) -> Effects:
    """A ballot without the Ketua's signature goes on its way; it is found when it is opened."""
    return [[scope.flag("tanpa_ttd")], [f"tanpa_ttd_{low(election_of(scope, rest))}"]]


def lost_right(scope: Scope, rest: list[str]) -> Effects:
    """Somebody entitled goes home without having voted."""
    return [[LOST]]


def spoiled(scope: Scope, rest: list[str]) -> Effects:
    """Ballots of the stock set aside as rusak."""
    return times(spoil(election_of(scope, rest)), count_of(scope, rest, 1))


def replaced(scope: Scope, rest: list[str]) -> Effects:
    """The voter's ballot comes back and another is given."""
    return replace(election_of(scope, rest))


def doubled(scope: Scope, rest: list[str]) -> Effects:
    """A second ballot is given and the first one is not taken back: both end in the box."""
    election = election_of(scope, rest)
    return [*hand_out((election,)), *cast((election,)), *vote(election, None), [gap(election)]]


def stuffed(scope: Scope, rest: list[str]) -> Effects:
    """Left-over ballots are punched and put into the box."""
    election, count = election_of(scope, rest), count_of(scope, rest, 1)
    whom = ballots.draw_vote(scope.day.law, scope.day.draw.child(f"sisip/{scope.prefix}"), election)
    return [*times(hand_out((election,)) + cast((election,)) + vote(election, whom), count), [gap(election)]]


def without_right(scope: Scope, rest: list[str]) -> Effects:
    """People who may not vote here are served as a group: everything happens, and the TPS may have to vote again."""
    if not rest or rest[0] not in scope.day.ruleset.groups:
        raise ContentError(f"{scope.where}: tak_berhak perlu kelompok DPT, PINDAHAN, atau KHUSUS")
    effects: Effects = [[NO_RIGHT]]
    elections = scope.day.elections
    for number in range(count_of(scope, rest, 1)):
        draw = scope.day.draw.child(f"takberhak/{scope.prefix}/{number}")
        effects += [*attend(rest[0], draw.pick("LP"), elections), *hand_out(elections), *cast(elections)]
        effects += [effect for election in elections for effect in vote(election, ballots.draw_vote(scope.day.law, draw, election))]
    return effects


WORDS: dict[str, Callable[[Scope, list[str]], Effects]] = {
    "catat": note,
    "tanda": mark,
    "tanpa_ttd": unsigned,
    "hak_hilang": lost_right,
    "rusak": spoiled,
    "ganti": replaced,
    "ganti_ganda": doubled,
    "sisip": stuffed,
    "tak_berhak": without_right,
}
