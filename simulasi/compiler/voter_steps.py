"""One voter at the tables: what KPPS 4, 5, 2 and 1 decide, and what that does to lists and boxes."""

from dataclasses import dataclass
from typing import Any

from simulasi.compiler.builder import ELECTIONS, Builder, Effects, Step, attend, hand_out, option, outcomes, serve
from simulasi.compiler.crowd import Person
from simulasi.compiler.papers import make_paper, plain_spec, tally_effects
from simulasi.compiler.voter_cards import cards_for
from simulasi.rules import get_ruleset
from simulasi.rules.pemilu_2024.ballots import layout

LONG = {election.id: election.label for election in get_ruleset("pemilu-2024").elections}
LISTS = (
    ("DPT", "C.DAFTAR HADIR PEMILIH TETAP"),
    ("PINDAHAN", "C.DAFTAR HADIR PEMILIH TAMBAHAN"),
    ("KHUSUS", "C.DAFTAR HADIR PEMILIH KHUSUS"),
)


@dataclass
class Visit:
    """One voter of the day: authored situation, person, minute, and the votes drawn for them."""

    id: str
    text: dict[str, Any]
    person: Person
    minute: int
    page: int
    votes: dict[str, str | None]

    def fill(self, words: str) -> str:
        """Put the person into authored text."""
        return words.replace("{sapaan}", self.person.sapaan).replace("{panggilan}", self.person.panggilan)

    def tallies(self, elections: tuple[str, ...]) -> Effects:
        """Count this voter's papers as they will be called, for papers that nobody judges one by one."""
        return [effect for election in elections for effect in tally_effects(election, self.votes[election])]


def draw_votes(builder: Builder, name: str) -> dict[str, str | None]:
    """Draw what a voter punches in each election; shares of invalid papers follow penghitungan.md 7.5."""
    draw = builder.draw.sub(f"suara/{name}")
    votes: dict[str, str | None] = {}
    for election, invalid in zip(ELECTIONS, (25, 100, 130, 100, 70), strict=True):
        if draw.below(1000) < invalid:
            votes[election] = None
        elif election == "DPD":
            votes[election] = f"dpd:{draw.between(1, 6)}"
        else:
            votes[election] = make_paper(draw, layout(election), plain_spec(draw, election)).verdict.credited_to
    return votes


def voter_steps(builder: Builder, visit: Visit) -> None:
    """Add the steps of one voter."""
    text = visit.text
    if text.get("cari"):
        find_step(builder, visit)
    elif text.get("serahkan"):
        attendance_step(builder, visit, "PINDAHAN", tuple(text["centang"]), guard=None)
        ballots_step(builder, visit)
    else:
        decision_step(builder, visit)


def base(visit: Visit, suffix: str, kind: str, role: str) -> Step:
    """Give what all steps of a voter share."""
    text = visit.text
    return {
        "id": f"{visit.id}-{suffix}",
        "kind": kind,
        "phase": "pemungutan",
        "role": role,
        "day": "H",
        "minute": visit.minute,
        "thread": visit.id,
        "skills": text["keahlian"],
        "sources": text["sumber"],
        "why": visit.fill(text["mengapa"]),
        "person": {"nama": visit.person.nama, "sapaan": visit.person.sapaan, "says": visit.fill(text["ucapan"]), "jk": visit.person.jk},
    }


def find_step(builder: Builder, visit: Visit) -> None:
    """An ordinary DPT voter: find the row, then they are served."""
    given = serve("DPT", ELECTIONS, visit.tallies(ELECTIONS))
    made = outcomes(
        "Baris yang tepat ditandai; pemilih dilayani.", f"Baris yang tepat ialah {visit.person.nomor}. Pemilih lain tertandai hadir."
    )
    for outcome in made.values():
        outcome["effects"] = [list(effect) for effect in given]
        outcome["result"] = f"{visit.person.panggilan} masuk dan duduk menunggu."
    made["salah"]["effects"].append(builder.flag("baris_dpt_keliru"))
    step = base(visit, "cari", "find", "kpps_4")
    builder.add(
        {
            **step,
            "place": "meja_4",
            "title": visit.fill(visit.text["judul"]),
            "prompt": visit.text["tanya"],
            "cards": cards_for(visit),
            "expect": visit.person.nomor,
            "outcomes": made,
        }
    )


def decision_step(builder: Builder, visit: Visit) -> None:
    """The voter whose case must be decided."""
    text = visit.text
    role = text.get("peran", "kpps_4")
    options = [
        option(
            at,
            each["teks"],
            each.get("benar", 0),
            visit.fill(each["hasil"]),
            visit.fill(each["tanggapan"]),
            consequence(builder, visit, each),
            each.get("gugur", ""),
        )
        for at, each in enumerate(text["opsi"], 1)
    ]
    step = base(visit, "putus", "choice", role)
    builder.add(
        {
            **step,
            "place": "meja_4" if role == "kpps_4" else "meja_123",
            "title": visit.fill(text["judul"]),
            "prompt": text["tanya"],
            "cards": cards_for(visit),
            "options": options,
        }
    )


def consequence(builder: Builder, visit: Visit, each: dict[str, Any]) -> Effects:
    """Translate the authored keyword of an option into what happens to the TPS."""
    word = each["akibat"]
    everyone = visit.tallies(ELECTIONS)
    effects: Effects = []
    if word in ("layani_dpt", "tidak_ganti"):
        effects = serve("DPT", ELECTIONS, everyone)
    elif word == "layani_dpk":
        effects = serve("KHUSUS", ELECTIONS, everyone)
    elif word == "layani_ppwp":
        effects = serve("KHUSUS", ("PPWP",), visit.tallies(("PPWP",)))
    elif word == "layani_dua":
        effects = serve("DPT", ELECTIONS, everyone) * 2
    elif word == "tunggu_dpk":
        effects = [builder.flag(f"{visit.id}_kembali")]
    elif word == "ganti_dpr":
        effects = [*serve("DPT", ELECTIONS, everyone), ["surat_suara_rusak_dpr", 1], ["surat_suara_tidak_digunakan_dpr", -1]]
    elif word == "ganti_dpr_masuk_kotak":
        effects = [*serve("DPT", ELECTIONS, everyone), *hand_out(("DPR",)), ["suara_tidak_sah_dpr", 1]]
    if each.get("gugur") == "psu":
        effects.append(builder.flag("pelanggaran_psu"))
    return effects


def return_step(builder: Builder, visit: Visit, minute: int) -> None:
    """The KTP-el voter who was told to come back at 12.00 does come back."""
    flag = f"{visit.id}_kembali"
    entered = builder.flag(f"{visit.id}_masuk")
    step = {**base(visit, "kembali", "choice", "kpps_4"), "minute": minute, "when": [[flag, "==", 1]], "place": "meja_4"}
    step["person"] = {**step["person"], "says": "Sudah pukul dua belas. Saya kembali."}
    builder.add(
        {
            **step,
            "title": visit.fill("{sapaan} {panggilan} kembali"),
            "prompt": "Pemilih DPT dan DPTb yang hadir sudah dilayani. Surat suara masih ada.",
            "cards": cards_for(visit),
            "options": [
                option(
                    1,
                    "Layani sekarang dengan KTP-el yang beralamat di sini.",
                    1,
                    "Ia dicatat dan menunggu panggilan.",
                    "Janji pukul 12.00 ditepati.",
                    [entered],
                ),
                option(
                    2,
                    "Minta ia mengurus surat pindah memilih dulu ke PPS.",
                    0,
                    "Ia pulang dengan bingung.",
                    "Ia bukan pemilih pindahan; haknya hilang karena salah arah.",
                    [],
                ),
                option(
                    3,
                    "Tolak: pukul 12.00 pendaftaran sudah ditutup.",
                    0,
                    "Ia pulang dengan kesal.",
                    "Pukul 12.00 sampai 13.00 justru jamnya.",
                    [],
                ),
            ],
        }
    )
    attendance_step(
        builder,
        visit,
        "KHUSUS",
        ELECTIONS,
        guard=[[f"{visit.id}_masuk", "==", 1]],
        minute=minute,
        votes=hand_out(ELECTIONS) + visit.tallies(ELECTIONS),
    )


def attendance_step(
    builder: Builder,
    visit: Visit,
    right: str,
    elections: tuple[str, ...],
    guard: list[list[Any]] | None,
    minute: int | None = None,
    votes: Effects | None = None,
) -> None:
    """KPPS 5: which attendance list does this voter sign?"""
    why = "Tiap kelompok pemilih punya daftar hadir sendiri; daftar yang keliru membuat baris I.B pada C.HASIL keliru."
    options = []
    for at, (group, name) in enumerate(LISTS, 1):
        effects = attend(group, elections) + [list(effect) for effect in votes or []]
        if group != right:
            effects.append(builder.flag("daftar_hadir_keliru"))
        feedback = "Ia tercatat pada kelompoknya." if group == right else why
        options.append(option(at, name, int(group == right), "Pemilih menandatangani daftar hadir.", feedback, effects))
    step = {
        **base(visit, "hadir", "choice", "kpps_5"),
        "skills": ["daftar_hadir"],
        "why": why,
        "sources": ["pungut-s06"],
        "place": "meja_5",
    }
    step["minute"] = minute if minute is not None else visit.minute
    if guard:
        step["when"] = guard
    builder.add(
        {
            **step,
            "title": visit.fill("{sapaan} {panggilan} akan menandatangani"),
            "prompt": "Di daftar hadir mana?",
            "cards": cards_for(visit)[:2],
            "options": options,
        }
    )


def ballots_step(builder: Builder, visit: Visit) -> None:
    """KPPS 2: which ballots are handed to a mover? An extra one goes into the box and comes out at the count."""
    ticked = tuple(visit.text["centang"])
    items = []
    for election in ELECTIONS:
        e = election.lower()
        effects = hand_out((election,))
        if election in ticked or election != "DPR":
            effects += tally_effects(election, visit.votes[election])
        else:
            effects.append(builder.flag(f"{visit.id}_lebih_{e}"))
        items.append({"id": e, "text": LONG[election], "right": int(election in ticked), "effects": effects})
    says = {
        "tepat": (1, "Persis seperti yang dicentang pada suratnya.", [], ""),
        "kurang": (0, "Ada surat suara yang menjadi haknya tidak diberikan; kotaknya akan kurang.", [], ""),
        "lebih": (
            0,
            "Ada surat suara yang bukan haknya. Kotaknya akan lebih, dan TPS ini terancam pemungutan suara ulang.",
            [builder.flag("pelanggaran_psu")],
            "psu",
        ),
    }
    made: dict[str, Any] = {}
    for key, (points, feedback, effects, knockout) in says.items():
        made[key] = {
            "points": points,
            "effects": effects,
            "feedback": feedback,
            "result": f"{visit.person.panggilan} membawa surat suaranya ke bilik.",
        }
        if knockout:
            made[key]["knockout"] = knockout
    stock = {
        "type": "angka",
        "title": "Sisa di meja",
        "rows": [[label_of(election), f"surat_suara_tidak_digunakan_{election.lower()}"] for election in ELECTIONS],
    }
    builder.add(
        {
            **base(visit, "serah", "set", "kpps_2"),
            "place": "meja_123",
            "title": visit.fill(visit.text["judul"]),
            "prompt": visit.text["tanya"],
            "cards": [*cards_for(visit), stock],
            "items": items,
            "outcomes": made,
        }
    )


def label_of(election: str) -> str:
    """Short name for a narrow row."""
    return {"DPRD_PROV": "DPRD Prov", "DPRD_KAB": "DPRD Kota"}.get(election, election)
