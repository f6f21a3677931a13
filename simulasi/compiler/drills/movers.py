"""Which ballots for a mover: what the letter must tick when somebody votes elsewhere, and what is handed over when it ticks this."""

from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, frame, outcomes, seen
from simulasi.rules.entitlement import ballots_of_letter, entitled_ballots, in_ballot_order

HERE = {
    "provinsi": "35",
    "kabkota": "35.79",
    "dapil_dpr": "Dapil DPR 1",
    "dapil_dprd_prov": "Dapil DPRD Provinsi 1",
    "dapil_dprd_kabkota": "Dapil DPRD Kabupaten/Kota 1",
}
OTHER = {"provinsi": "33", "kabkota": "35.07", "dapil_dpr": "lain", "dapil_dprd_prov": "lain", "dapil_dprd_kabkota": "lain"}
WORDS = {
    "kabkota": "kabupaten/kota",
    "dapil_dpr": "dapil DPR",
    "dapil_dprd_prov": "dapil DPRD Provinsi",
    "dapil_dprd_kabkota": "dapil DPRD Kabupaten/Kota",
}
# How far somebody moved; which dapil lines are crossed is drawn inside each.
MOVES = ("luar-negeri", "provinsi", "kabkota", "sedaerah")
WHY = "Hak pemilih pindahan dihitung untuk tiap surat suara sendiri-sendiri: apakah daerah pemilihannya masih sama."


def topics(desk: Desk) -> list[Topic]:
    """How far the mover comes from, and the letter at the table."""
    made = [Topic(f"pindah-{name}", "hak_surat_suara", make, name) for name in MOVES] if "DPR" in desk.law.layouts else []
    return [*made, Topic("pindah-surat", "hak_surat_suara", make_letter, "")]


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a move and ask the law which ballots stay."""
    changed = {name for name in WORDS if draw.chance(1, 2)}
    if key == "sedaerah":
        changed -= {"kabkota"}
    elif key == "kabkota":
        changed |= {"kabkota", "dapil_dprd_kabkota"}
    else:
        changed = set(WORDS)
    home: dict[str, Any] = {name: OTHER[name] if name in changed else value for name, value in HERE.items()}
    if key == "provinsi":
        home["provinsi"] = OTHER["provinsi"]
        home["kabkota"] = "33.74"
    if key == "luar-negeri":
        home = {"negara": draw.pick(("Malaysia", "Hong Kong", "Taiwan", "Arab Saudi", "Jepang", "Korea Selatan"))}
    right = entitled_ballots(home, HERE, desk.ruleset)
    sources = [source for question in desk.ruleset.questions for source in question.sumber]
    if not seen(sources):
        return None
    person = desk.person(draw.child("siapa"))
    prompt = f"{where(key, home, changed)} Surat suara mana yang tetap menjadi haknya di TPS ini?"
    return Item(ask(desk, f"{person.sapaan} {person.nama.title()} pindah memilih", prompt, right, sources))


def where(key: str, home: dict[str, Any], changed: set[str]) -> str:
    """Say what is the same and what is not, election district by election district."""
    if key == "luar-negeri":
        return f"Terdaftar di {home['negara']}, memilih di TPS ini."
    if key == "provinsi":
        return "Terdaftar di provinsi lain; semua daerah pemilihannya lain."
    lines = [f"{word} {'lain' if name in changed else 'sama'}" for name, word in WORDS.items()]
    return f"Terdaftar di provinsi ini: {', '.join(lines)}."


def make_letter(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a letter with ticks: at the table exactly these are handed over."""
    held = [election.id for election in desk.ruleset.elections]
    count = draw.between(1, max(1, len(held) - 1))
    right = ballots_of_letter(draw.shuffle(held)[:count], desk.ruleset)
    if not seen(["pungut-s59b"]):
        return None
    person = desk.person(draw.child("siapa"))
    card = {
        "type": "a_surat_pindah_memilih",
        "nama": person.nama,
        "asal": f"TPS {draw.between(1, 40):03d}, kabupaten lain",
        "tujuan": "TPS ini",
        "alasan": draw.pick(("Bekerja di luar domisili", "Tugas belajar", "Menjalankan tugas")),
        "surat_suara": in_ballot_order(right, desk.ruleset),
    }
    step = ask(
        desk, f"{person.sapaan} {person.nama.title()}, pemilih pindahan", "Surat suara mana yang Anda serahkan?", right, ["pungut-s59b"]
    )
    step["cards"] = [card]
    return Item(step)


def ask(desk: Desk, title: str, prompt: str, right: frozenset[str], sources: list[str]) -> dict[str, Any]:
    """Make the question over all ballots of this election."""
    labels = {election.id: election.label for election in desk.ruleset.elections}
    named = ", ".join(desk.ruleset.election(each).short for each in in_ballot_order(right, desk.ruleset)) or "tidak ada"
    return frame(
        "set",
        "pemungutan",
        title,
        prompt,
        WHY,
        sources,
        items=[{"id": each, "text": label, "right": int(each in right), "effects": []} for each, label in labels.items()],
        outcomes=outcomes(
            {
                "tepat": f"Tepat: {named}.",
                "kurang": f"Kurang: haknya hilang sebagian. Yang tepat: {named}.",
                "lebih": f"Lebih dari haknya; dapat berakibat pemungutan suara ulang. Yang tepat: {named}.",
            }
        ),
    )
