"""Incident reflexes: something happens, what now; and what the usual mistake costs. `decide_kejadian` answers both."""

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, choices, frame, seen
from simulasi.compiler.drills.voters import shorten
from simulasi.rules.incidents import CHOOSERS, decide_kejadian
from simulasi.rules.vocabulary import Mark

# Acts that could be mistaken for each other in words never stand side by side.
KIN = (
    ("lanjutkan", "biarkan", "tunggu"),
    ("perbaiki", "ganti", "pisahkan", "bantu", "atur_ulang"),
    ("tolak", "larang", "arahkan_keluar"),
    ("hentikan", "hentikan_sebagian", "laporkan"),
    ("pindahkan",),
)
SAY = {
    "lanjutkan": "Lanjutkan pekerjaan seperti biasa",
    "tunggu": "Tunggu dulu, jangan dimulai",
    "perbaiki": "Perbaiki saat itu juga",
    "ganti": "Ganti dan catat",
    "tolak": "Tolak dengan sopan",
    "biarkan": "Biarkan, tidak perlu berbuat apa-apa",
    "pisahkan": "Pisahkan dan amankan",
    "hentikan_sebagian": "Hentikan jenis pemilihan itu saja, lapor",
    "hentikan": "Hentikan dan lapor",
    "pindahkan": "Pindah ke tempat aman",
    "larang": "Larang dengan tegas",
    "arahkan_keluar": "Minta tetap di luar TPS",
    "bantu": "Bantu orangnya",
    "atur_ulang": "Atur ulang tugas anggota",
    "laporkan": "Laporkan dan catat",
}
COSTS = {
    "psu": "Pemungutan suara ulang di TPS ini",
    "hak_hilang": "Seorang pemilih kehilangan haknya",
    "selisih": "Angka di C.HASIL tidak cocok",
    "etik": "Pelanggaran kode etik petugas",
}


def topics(desk: Desk) -> list[Topic]:
    """Two topics for each incident the law room knows well enough: the act and its cost."""
    made = []
    for name, act in desk.ruleset.part("incidents").INCIDENTS.items():
        if name in CHOOSERS or act.mark != Mark.SEEN or not seen(act.sumber):
            continue
        skill = "integritas" if act.akibat in ("pidana", "etik") else "kejadian_khusus"
        made.append(Topic(f"jadi-{name.replace('_', '-')}"[:34], skill, make_act, name, once=True))
        if act.akibat in COSTS and act.salah:
            made.append(Topic(f"biaya-{name.replace('_', '-')}"[:34], skill, make_cost, name, once=True))
    return made


def told(desk: Desk, draw: Draw, situation: str) -> str:
    """Say who sees it and when, so that the same thing is met again as another moment."""
    person = desk.person(draw.child("siapa"))
    asks = draw.pick(("bertanya", "memanggil Anda", "berbisik", "menunggu keputusan Anda"))
    return f"Pukul {draw.between(7, 12):02d}.{draw.between(0, 59):02d}, {person.sapaan} {person.panggilan} (KPPS {draw.between(2, 7)}) {asks}: {situation}"


def make_act(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Ask for the right act."""
    decision = decide_kejadian({"kejadian": key}, desk.ruleset)
    if decision.mark != Mark.SEEN or not seen(decision.sumber):
        return None
    kin = next(group for group in KIN if decision.keputusan in group)
    # One of each other kin: no two options are near to each other either.
    others = [draw.pick(group) for group in KIN if group is not kin]
    situation = desk.ruleset.part("incidents").INCIDENTS[key].situasi
    step = frame(
        "choice",
        "pemungutan",
        "Apa yang Anda lakukan dulu?",
        told(desk, draw, situation),
        decision.tindakan,
        decision.sumber,
        options=choices(
            draw.child("pilih"), SAY[decision.keputusan], [SAY[act] for act in draw.shuffle(others)[:3]], shorten(decision.tindakan)
        ),
    )
    return Item(step)


def make_cost(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Ask what the usual mistake leads to."""
    decision = decide_kejadian({"kejadian": key}, desk.ruleset)
    if decision.mark != Mark.SEEN or not seen(decision.sumber):
        return None
    situation = desk.ruleset.part("incidents").INCIDENTS[key].situasi
    wrong = [text for name, text in COSTS.items() if name != decision.akibat]
    step = frame(
        "choice",
        "pemungutan",
        "Ke mana ini berujung?",
        f"{told(desk, draw, situation)} Yang terjadi: {decision.salah_khas[0].lower()}{decision.salah_khas[1:].rstrip('.')}. Akibatnya?",
        f"Yang tepat: {decision.tindakan}",
        decision.sumber,
        options=choices(draw.child("pilih"), COSTS[decision.akibat], draw.shuffle(wrong)[:3], shorten(f"Yang tepat: {decision.tindakan}")),
    )
    return Item(step)
