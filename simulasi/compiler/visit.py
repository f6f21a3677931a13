"""One voter of the day: the person, the papers, what the law says, and what is put into the books for them at which table."""

from dataclasses import dataclass, field
from typing import Any

from simulasi.compiler import ballots, cards, words
from simulasi.compiler.books import Effects, attend, cast, hand_out, low, vote
from simulasi.compiler.day import Day
from simulasi.compiler.errors import ContentError
from simulasi.compiler.load_content import Entry
from simulasi.compiler.people import Person
from simulasi.rules.clock import clock
from simulasi.rules.entitlement import Place, entitled_ballots, in_ballot_order
from simulasi.rules.errors import BadInput
from simulasi.rules.shared.services import DISABILITIES
from simulasi.rules.vocabulary import Keputusan
from simulasi.rules.voter_decision import Decision
from simulasi.rules.voters import decide_pemilih

AT_THE_BOX = ("salah_kotak", "bawa_pulang")
UNSIGNED = "tanpa_ttd"
ADMITTED = "masuk"


@dataclass
class Visit:
    """One voter of the day while the steps are made."""

    day: Day
    entry: Entry
    id: str
    minute: int
    person: Person
    case: dict[str, Any]
    owner: Person | None = None
    votes: dict[str, str | None] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    """The ballots ticked on the letter of a mover, also of one who fetches it later."""
    decision: Decision = field(init=False)

    @property
    def scope(self) -> words.Scope:
        """Where this visit's flags live."""
        return words.Scope(self.day, self.id, f"pemilih '{self.entry['id']}'")

    @property
    def group(self) -> str | None:
        """The list this voter belongs to here; None when there is no right to vote in this TPS."""
        return (
            str(self.decision.kelompok)
            if self.decision.kelompok and self.decision.keputusan in (Keputusan.LAYANI, Keputusan.TUNGGU)
            else None
        )

    def fill(self, text: str) -> str:
        """Put names into authored text."""
        place = self.day.place
        return text.format(
            nama=self.person.nama.title(),
            sapaan=self.person.sapaan,
            panggilan=self.person.panggilan,
            tps=place.tps,
            desa=place.desa,
            tps_lain=cards.other_tps(self.day),
            pemilik=self.owner.nama.title() if self.owner else "",
        )

    def listed(self, group: str) -> tuple[str, ...]:
        """The elections in which a signature on this list counts: a mover's are those ticked."""
        return self.ticked if group == "PINDAHAN" and self.group == group else self.day.elections

    def case_at(self, told: Entry) -> dict[str, Any]:
        """The case as it stands at one step: what was brought since then, and the letter while it is shown."""
        case = {**self.case, **told.get("kasus", {})}
        if "pindah" in self.entry and "surat_pindah" in case["dokumen"]:
            case["surat_pindah"] = {"surat_suara": list(self.ticked), "untuk_tps": self.entry["pindah"].get("untuk_tps", "ini")}
        return case


def make_visit(day: Day, entry: Entry, name: str, at: int, rows: list[Person]) -> Visit:
    """Invent the person and the papers of one situation."""
    told = entry.get("orang", {})
    case = dict(entry["kasus"])
    listed = case.get("daftar", "dpt") == "dpt"
    case.setdefault("dokumen", ["c_pemberitahuan", "ktp_el"] if listed else ["ktp_el"])
    if listed:
        person = day.register.aged(take_row(rows, told.get("jk", "")), case.get("umur"))
    else:
        person = day.register.person(told.get("jk", ""), case.get("umur"), lahir=told.get("lahir", ""))
    ticked = ticks(day, entry) if "pindah" in entry else ()
    if "pindah" in entry and case.get("daftar") == "pindahan":
        day.movers.append([person.nama, entry["pindah"]["asal"]])
    owner = take_row(rows, "") if "c_pemberitahuan_orang_lain" in case["dokumen"] else None
    draw = day.draw.child(f"suara/{name}")
    votes = {election: ballots.draw_vote(day.law, draw, election) for election in day.elections}
    visit = Visit(day, entry, name, at, person, case, owner, votes, ticked)
    visit.case = visit.case_at({})
    visit.decision = decide(day, entry, visit.case, at)
    return visit


def take_row(rows: list[Person], jk: str) -> Person:
    """Take somebody out of the DPT who has not come yet; where all of that sex have come, whoever is left."""
    if not rows:
        raise ContentError("DPT hari ini terlalu kecil untuk pemilih yang diundi")
    return rows.pop(next((index for index, person in enumerate(rows) if jk in ("", person.jk)), 0))


def ticks(day: Day, entry: Entry) -> tuple[str, ...]:
    """Ask the law which ballots the letter of a mover ticks."""
    home = {"negara": "id", "provinsi": "sini", "kabkota": "kota sini", "dapil_dpr": "1", "dapil_dprd_prov": "1", "dapil_dprd_kabkota": "1"}
    move = entry["pindah"]
    away = {key: (value if move.get(key, "sama") == "sama" else f"{value} lain") for key, value in home.items()}
    return tuple(in_ballot_order(entitled_ballots(Place(**away), Place(**home), day.ruleset), day.ruleset))


def decide(day: Day, entry: Entry, case: dict[str, Any], at: int) -> Decision:
    """Ask the law what to do with this person at this minute."""
    try:
        return decide_pemilih({"jam": clock(at), **case}, day.ruleset)
    except BadInput as error:
        raise ContentError(f"pemilih '{entry['id']}': {error}") from error


def has(visit: Visit, table: str) -> bool:
    """Tell whether a table has a step of its own in this visit."""
    return any(step.get("meja", "periksa") == table for step in visit.entry["langkah"])


def later_admits(visit: Visit, index: int) -> bool:
    """Tell whether a later step may still stop who was let in here."""
    return any(
        ADMITTED in step.get("jika", ()) and any("keputusan" in option for option in step.get("pilihan", ()))
        for step in visit.entry["langkah"][index + 1 :]
    )


def has_net(visit: Visit) -> bool:
    """Tell whether a second table may stop who has no right here and was let in by the first."""
    return visit.group is None and any(later_admits(visit, index) for index in range(len(visit.entry["langkah"])))


def mentioned(visit: Visit, *names: str) -> set[str]:
    """List the elections that words like `salah_kotak:DPR>PPWP` or `tanpa_ttd:DPR` of this visit speak of."""
    found = set()
    for step in visit.entry["langkah"]:
        for option in step.get("pilihan", ()):
            for word in option.get("akibat", ()):
                if isinstance(word, str) and word.split(":")[0] in names:
                    found.add(word.split(":")[1].split(">")[0])
    return found


def signature(visit: Visit, group: str) -> Effects:
    """Sign the list of a group: the books count the voter, and a disability if there is one."""
    effects = attend(group, visit.person.jk, visit.listed(group))
    if set(visit.case.get("kebutuhan", ())) & set(DISABILITIES):
        effects += [[f"pengguna_disabilitas_{visit.person.jk.lower()}_{low(election)}", 1] for election in visit.listed(group)]
    return effects


def given(visit: Visit, elections: tuple[str, ...]) -> Effects:
    """Hand out ballots; they reach their boxes and will be counted as the voter punched them."""
    here = tuple(election for election in elections if election not in mentioned(visit, *AT_THE_BOX))
    called = [election for election in here if election not in mentioned(visit, UNSIGNED)]
    return hand_out(elections) + cast(here) + [effect for election in called for effect in vote(election, visit.votes[election])]


def served(visit: Visit, group: str, elections: tuple[str, ...]) -> Effects:
    """Everything the tables without a step of their own do for a voter who was let in as `group`."""
    effects: Effects = []
    if not has(visit, "hadir"):
        effects += signature(visit, group)
    if not has(visit, "surat_suara"):
        effects += given(visit, elections)
        effects += [[words.gap(election)] for election in set(elections) ^ set(visit.listed(group))]
    return sorted(effects, key=lambda effect: (len(effect) == 1, effect[0]))
