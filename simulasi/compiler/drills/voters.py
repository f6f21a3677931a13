"""A voter at the table: what is shown, who is on which list, which hour. `decide_pemilih` says what to do."""

from collections.abc import Callable
from typing import Any

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, choices, frame, seen
from simulasi.rules.clock import clock
from simulasi.rules.vocabulary import Group, Keputusan, Mark
from simulasi.rules.voter_decision import Decision
from simulasi.rules.voters import decide_pemilih

Case = dict[str, Any]
MORNING, NOON, LATE = (7 * 60 + 5, 10 * 60 + 50), (11 * 60 + 5, 11 * 60 + 50), (12 * 60 + 3, 12 * 60 + 55)


def at(draw: Draw, span: tuple[int, int]) -> str:
    """Draw a minute of the day."""
    return clock(draw.between(*span))


def letter(draw: Draw, here: bool = True) -> Case:
    """A mover's papers; what the letter ticks is filled in with the ballots of the election."""
    return {"dokumen": ["surat_pindah", "ktp_el"], "surat_pindah": {"untuk_tps": "ini" if here else "lain"}}


PROFILES: dict[str, Callable[[Draw], Case]] = {
    "dpt": lambda d: {"jam": at(d, d.pick((MORNING, NOON, LATE)))},
    "dpt-tanpa-undangan": lambda d: {"dokumen": ["ktp_el"], "jam": at(d, MORNING)},
    "dpt-undangan-saja": lambda d: {"dokumen": ["c_pemberitahuan"], "jam": at(d, MORNING)},
    "dpt-kk": lambda d: {"dokumen": ["c_pemberitahuan", "kk"], "jam": at(d, MORNING)},
    "dpt-bertinta": lambda d: {"jari": "bertinta", "jam": at(d, d.pick((MORNING, NOON)))},
    "dpt-tni": lambda d: {"status": "tni_polri", "jam": at(d, MORNING)},
    "dpt-meninggal": lambda d: {"status": "meninggal", "dokumen": ["c_pemberitahuan_orang_lain"], "jam": at(d, MORNING)},
    "dpt-di-bawah-umur": lambda d: {"umur": d.between(14, 16), "jam": at(d, MORNING)},
    "dpt-antre-tutup": lambda d: {"jam": clock(d.between(13 * 60, 13 * 60 + 20)), "antre_sebelum_tutup": True},
    "dpt-lewat-tutup": lambda d: {"jam": clock(d.between(13 * 60 + 1, 13 * 60 + 40))},
    "tps-lain-sedesa": lambda d: {"daftar": "dpt_tps_lain", "alamat": "desa_ini", "dokumen": ["ktp_el"], "jam": at(d, MORNING)},
    "tps-lain-luar-desa": lambda d: {"daftar": "dpt_tps_lain", "alamat": "luar_desa", "dokumen": ["ktp_el"], "jam": at(d, LATE)},
    "pindahan-pagi": lambda d: {"daftar": "pindahan", "jam": at(d, MORNING), **letter(d)},
    "pindahan-siang": lambda d: {"daftar": "pindahan", "jam": at(d, NOON), **letter(d)},
    "pindahan-surat-hilang": lambda d: {"daftar": "pindahan", "dokumen": ["ktp_el"], "jam": at(d, NOON)},
    "pindahan-tps-lain": lambda d: {"daftar": "tidak_ada", "alamat": "luar_desa", "jam": at(d, NOON), **letter(d, here=False)},
    "khusus-pagi": lambda d: {"daftar": "tidak_ada", "dokumen": ["ktp_el"], "jam": at(d, d.pick((MORNING, NOON)))},
    "khusus-siang": lambda d: {"daftar": "tidak_ada", "dokumen": ["ktp_el"], "jam": at(d, LATE)},
    "khusus-luar-desa": lambda d: {"daftar": "tidak_ada", "dokumen": ["ktp_el"], "alamat": "luar_desa", "jam": at(d, LATE)},
    "khusus-sedesa": lambda d: {"daftar": "tidak_ada", "dokumen": ["ktp_el"], "alamat": "desa_ini", "jam": at(d, LATE)},
    "khusus-kk-saja": lambda d: {"daftar": "tidak_ada", "dokumen": ["kk"], "jam": at(d, LATE)},
    "khusus-fotokopi": lambda d: {"daftar": "tidak_ada", "dokumen": ["fotokopi_ktp"], "jam": at(d, LATE)},
}

LISTS = {
    "dpt": "tercantum dalam DPT TPS ini",
    "dpt_tps_lain": "tercantum dalam DPT TPS lain, tidak di sini, dan tidak membawa surat pindah memilih",
    "pindahan": "tercantum dalam daftar pemilih pindahan TPS ini",
    "tidak_ada": "tidak ada dalam daftar mana pun di TPS ini",
}
PAPERS = {
    "c_pemberitahuan": "C.PEMBERITAHUAN miliknya",
    "c_pemberitahuan_orang_lain": "C.PEMBERITAHUAN orang lain",
    "surat_pindah": "A-Surat Pindah Memilih",
    "ktp_el": "KTP-el asli",
    "fotokopi_ktp": "fotokopi KTP-el",
    "kk": "kartu keluarga",
}
HOMES = {
    "wilayah_tps": "alamatnya di wilayah TPS ini",
    "desa_ini": "alamatnya di desa ini tetapi wilayah TPS lain",
    "luar_desa": "alamatnya di desa lain",
}
EXTRA = {
    ("jari", "bertinta"): "Jarinya sudah bertinta.",
    ("status", "tni_polri"): "Ia anggota TNI aktif.",
    ("status", "meninggal"): "Yang datang anaknya: pemilik nama itu sudah meninggal.",
    ("antre_sebelum_tutup", True): "Ia sudah antre sebelum pukul 13.00.",
}


def topics(desk: Desk) -> list[Topic]:
    """One topic for each kind of voter."""
    return [Topic(f"pemilih-{name}", "memeriksa_pemilih", make, name) for name in PROFILES]


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Draw a voter of a kind, ask the law what to do, offer the other things one could do."""
    case = draw_case(desk, draw, key)
    decision = decide_pemilih(case, desk.ruleset)
    if decision.mark != Mark.SEEN or not seen(decision.sumber):
        return None
    person = desk.person(draw.child("siapa"))
    labels = acts(desk)
    right = category(decision)
    others = draw.shuffle(name for name in labels if name != right)[:3]
    step = frame(
        "choice",
        "pemungutan",
        f"{person.sapaan} {person.panggilan} di meja KPPS 4",
        tell(person.sapaan, case),
        decision.alasan,
        decision.sumber,
        options=choices(draw.child("pilih"), labels[right], [labels[name] for name in others], shorten(decision.alasan)),
    )
    return Item(step)


def draw_case(desk: Desk, draw: Draw, key: str) -> Case:
    """Draw a voter of a kind in this election."""
    case = PROFILES[key](draw)
    if "surat_pindah" in case:
        case["surat_pindah"]["surat_suara"] = [desk.ruleset.elections[0].id]
    return case


def acts(desk: Desk) -> dict[str, str]:
    """List what KPPS can do with somebody, in words that exclude each other."""
    groups = desk.ruleset.groups
    return {
        f"layani-{group.lower()}": f"Layani sekarang sebagai pemilih {groups[group].label}"
        for group in (Group.DPT, Group.PINDAHAN, Group.KHUSUS)
    } | {
        "tunggu": "Haknya ada, tetapi belum bisa dilayani sekarang",
        "arahkan": "Arahkan ke TPS lain tempat haknya dilayani",
        "tolak": "Tidak boleh memilih di mana pun dengan keadaan ini",
    }


def category(decision: Decision) -> str:
    """Name the act a decision asks for."""
    if decision.keputusan == Keputusan.LAYANI and decision.kelompok is not None:
        return f"layani-{decision.kelompok.lower()}"
    if decision.keputusan == Keputusan.TOLAK and decision.tujuan:
        return "arahkan"
    return str(decision.keputusan)


def tell(sapaan: str, case: Case) -> str:
    """Say what the table sees, and nothing that follows from it."""
    kind = case.get("daftar", "dpt")
    papers = case.get("dokumen", ("c_pemberitahuan", "ktp_el"))
    told = [f"Pukul {case['jam'].replace(':', '.')}. Nama {sapaan.lower()} ini {LISTS[kind]}."]
    if kind in ("tidak_ada", "dpt_tps_lain"):
        told.append(f"Menurut KTP-el, {HOMES[case.get('alamat', 'wilayah_tps')]}." if "ktp_el" in papers else "")
    told.append(f"Dibawa: {' dan '.join(PAPERS[paper] for paper in papers)}.")
    if "surat_pindah" in case:
        told.append("Suratnya untuk TPS ini." if case["surat_pindah"]["untuk_tps"] == "ini" else "Suratnya untuk TPS di desa lain.")
    told += [text for (name, value), text in EXTRA.items() if case.get(name) == value]
    if "umur" in case:
        told.append(f"Umurnya {case['umur']} tahun, belum kawin.")
    return " ".join(part for part in [*told, "Apa yang tepat?"] if part)


def shorten(text: str, most: int = 400) -> str:
    """Keep whole sentences that fit the feedback of a phone."""
    kept = ""
    for sentence in text.replace(". ", ".\n").split("\n"):
        if len(kept) + len(sentence) + 1 > most:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or text[:most]
