"""A whole day from H-3 to the boxes delivered, laid out as one list of steps in time order."""

from dataclasses import dataclass
from typing import Any

from simulasi.compiler.builder import ELECTIONS, Builder, Effects, merge, outcomes, serve
from simulasi.compiler.count_steps import count_election, judged_specs
from simulasi.compiler.crowd import Person, make_people
from simulasi.compiler.errors import ContentError
from simulasi.compiler.fixed_steps import fixed_step
from simulasi.compiler.lots import Draw
from simulasi.compiler.papers import tally_counters, tally_effects
from simulasi.compiler.seal import Compiled, seal
from simulasi.compiler.texts import REVISION, load, minute
from simulasi.compiler.voter_cards import TPS
from simulasi.compiler.voter_steps import Visit, draw_votes, return_step, voter_steps
from simulasi.engine.pack import ENGINE_VERSION, PACK_FORMAT
from simulasi.rules import get_ruleset
from simulasi.rules.pemilu_2024.ballots import layout
from simulasi.rules.sources import get_source
from simulasi.rules.vocabulary import PHASES, SKILLS

PAGE = 25


@dataclass(frozen=True)
class Size:
    """How big a day is; DPT sizes whose 2% is whole, because rounding is not a seen fact."""

    dpt: int
    visits: int
    turnout: int
    tricky: int
    plain: int


SIZES = {"singkat": Size(50, 10, 40, 3, 1), "sedang": Size(100, 26, 82, 6, 4), "penuh": Size(250, 60, 205, 6, 30)}


def compile_day(ruleset: str, seed: str, size: str) -> Compiled:
    """Compile one day; same rules, content, seed and size give the same bytes."""
    if ruleset != "pemilu-2024":
        raise ContentError(f"Aturan {ruleset!r} belum punya naskah hari.")
    if size not in SIZES:
        raise ContentError(f"Ukuran {size!r} tidak dikenal; pilih singkat, sedang, atau penuh.")
    shape = SIZES[size]
    builder = Builder(Draw(f"{ruleset}/{REVISION}/{size}/{seed}"))
    people = make_people(builder.draw.sub("orang"), shape.dpt + 40)
    register = sorted(people[: shape.dpt], key=lambda person: person.nama)
    register = [Person(f"{at:03}", *person_rest(person)) for at, person in enumerate(register, 1)]
    visits = make_visits(builder, shape, register, people[shape.dpt :])
    lay_out(builder, shape, visits)
    return seal(finish(builder, ruleset, seed, size, shape, register))


def person_rest(person: Person) -> tuple[str, str, str, str, str]:
    """All of a person but the row number."""
    return person.nama, person.jk, person.nik, person.alamat, person.lahir


def make_visits(builder: Builder, shape: Size, register: list[Person], strangers: list[Person]) -> list[Visit]:
    """Draw who comes: every situation once in the order of its weight, then again by weight."""
    texts = load("pemilu-2024", "pemilih")["pemilih"]
    draw = builder.draw.sub("datang")
    heavy = sorted(draw.shuffled(texts), key=lambda text: -text["bobot"])
    chosen = heavy[: shape.visits]
    while len(chosen) < shape.visits:
        chosen.append(draw.weighted(texts, [text["bobot"] for text in texts]))
    rows = draw.shuffled(register)
    others = list(strangers)
    visits = []
    for number, text in enumerate(chosen, 1):
        person = rows.pop() if text["kelompok"] == "DPT" else others.pop()
        at = draw.between(minute(text["dari"]), minute(text["sampai"]))
        page = (int(person.nomor) - 1) // PAGE + 1 if person.nomor else draw.between(1, shape.dpt // PAGE)
        visits.append(Visit(f"v{number:02}", text, person, at, page, draw_votes(builder, f"v{number:02}")))
    return sorted(visits, key=lambda visit: (visit.minute, visit.id))


def lay_out(builder: Builder, shape: Size, visits: list[Visit]) -> None:
    """Put everything in time order: preparation, opening, voters and what happens between them, closing, counting, sealing."""
    texts = load("pemilu-2024", "hari")["langkah"]
    parts = {name: [text for text in texts if text["bagian"] == name] for name in ("awal", "siang", "tutup", "akhir")}
    for text in parts["awal"][:3]:
        fixed_step(builder, text, [])
    received_step(builder)
    for text in parts["awal"][3:]:
        fixed_step(builder, text, [])
    judged = {election: judged_specs(builder, election, shape.tricky, shape.plain) for election in ("PPWP", "DPR")}
    lumps = crowd_lumps(builder, shape, visits, judged, len(parts["siang"]))
    moments: list[tuple[int, int, Any]] = [(visit.minute, 1, visit) for visit in visits]
    moments += [(minute(text["jam"]), 0, (text, lump)) for text, lump in zip(parts["siang"], lumps, strict=True)]
    back = 12 * 60
    moments += [(back, 2, ("kembali", visit)) for visit in visits if visit.text["id"] == "dpk-pagi"]
    for _, kind, what in sorted(moments, key=lambda moment: moment[:2]):
        if kind == 0:
            fixed_step(builder, *what)
        elif kind == 1:
            voter_steps(builder, what)
        else:
            return_step(builder, what[1], back)
    for text in parts["tutup"]:
        fixed_step(builder, text, [])
    users_step(builder)
    extras = [f"{visit.id}_lebih_dpr" for visit in visits if visit.text.get("serahkan") and "DPR" not in visit.text["centang"]]
    for election, specs in judged.items():
        guards: list[list[list[Any]]] = [[] for _ in specs]
        if election == "DPR":
            specs = specs + [{"punches": ["party:2.logo"], "sumber": ["hitung-s03"]} for _ in extras]
            guards = guards + [[[flag, "==", 1]] for flag in extras]
        count_election(builder, election, specs, guards, "tanpa_tanda_tangan" if election == "PPWP" else "")
    for text in parts["akhir"]:
        fixed_step(builder, text, [])
    builder.flags.update(("tanpa_tanda_tangan", "pelanggaran_psu", "daftar_hadir_keliru", "baris_dpt_keliru"))


def crowd_lumps(builder: Builder, shape: Size, visits: list[Visit], judged: dict[str, list[Any]], parts: int) -> list[Effects]:
    """Ordinary DPT voters who come while something else is told; papers judged one by one are not tallied here."""
    count = shape.turnout - sum(1 for visit in visits if visit.text["kelompok"] == "DPT")
    by_hand = {"PPWP": len(judged["PPWP"]) + 1, "DPR": len(judged["DPR"])}
    lumps: list[Effects] = [[] for _ in range(parts)]
    for number in range(count):
        votes = draw_votes(builder, f"ramai/{number}")
        tallied: Effects = []
        for election in ELECTIONS:
            if by_hand.get(election, 0) > number:
                continue
            tallied += tally_effects(election, votes[election])
        lumps[number % parts] += serve("DPT", ELECTIONS, tallied)
    return [merge(lump) for lump in lumps]


def received_step(builder: Builder) -> None:
    """How many ballots should have come: DPT plus two in a hundred."""
    builder.add(
        {
            "id": "terima-ppwp",
            "kind": "number",
            "phase": "pembukaan",
            "role": "kpps_2",
            "day": "H",
            "minute": 7 * 60 + 4,
            "title": "Menghitung surat suara",
            "prompt": "Berapa lembar surat suara PPWP yang harus ada, termasuk cadangan 2% dari DPT?",
            "cards": [{"type": "angka", "title": TPS["nama"], "rows": [["Pemilih dalam DPT", "pemilih_dpt"]]}],
            "skills": ["pembukaan"],
            "sources": ["pungut-s36"],
            "why": "Surat suara yang dikirim ialah sejumlah pemilih DPT ditambah cadangan 2% dari DPT, untuk tiap jenis. Yang ditulis ialah hasil hitungan sendiri, bukan angka di label.",
            "expect": ["surat_suara_diterima_ppwp"],
            "outcomes": outcomes("Jumlahnya tepat.", "DPT ditambah 2% dari DPT."),
        }
    )


def users_step(builder: Builder) -> None:
    """Add up the attendance lists before any box is opened."""
    rows = [
        [f"Daftar hadir {name}", f"pengguna_hak_pilih_{group}_ppwp"] for name, group in (("DPT", "dpt"), ("DPTb", "dptb"), ("DPK", "dpk"))
    ]
    builder.add(
        {
            "id": "jumlah-hadir",
            "kind": "number",
            "phase": "penutupan",
            "role": "kpps_5",
            "day": "H",
            "minute": 13 * 60 + 32,
            "title": "Menjumlahkan daftar hadir",
            "prompt": "Berapa pengguna hak pilih PPWP seluruhnya?",
            "cards": [{"type": "angka", "title": "Tanda tangan yang dihitung", "rows": rows}],
            "skills": ["daftar_hadir", "penutupan"],
            "sources": ["hitung-s32"],
            "why": "Tanda tangan ketiga daftar hadir dijumlahkan dan diberitahukan kepada saksi dan Pengawas TPS sebelum kotak dibuka.",
            "expect": ["pengguna_hak_pilih_ppwp"],
            "outcomes": outcomes("Jumlahnya tepat.", "Jumlahkan ketiga daftar hadir."),
        }
    )


def finish(builder: Builder, ruleset: str, seed: str, size: str, shape: Size, register: list[Person]) -> dict[str, Any]:
    """Close the pack: counters, lists, findings, sources, and the pack's own answers."""
    rules = get_ruleset(ruleset)
    builder.findings += closing_findings()
    pages = [register[at : at + PAGE] for at in range(0, len(register), PAGE)]
    pack: dict[str, Any] = {
        "format": PACK_FORMAT,
        "engine": ENGINE_VERSION,
        "kind": "hari",
        "ruleset": ruleset,
        "rules_revision": 1,
        "content_revision": REVISION,
        "seed": seed,
        "size": size,
        "title": f"Hari pemungutan suara, {size}",
        "tps": {**TPS, "dpt_total": shape.dpt, "dpt_l": sum(p.jk == "L" for p in register), "dpt_p": sum(p.jk == "P" for p in register)},
        "elections": [{"id": e.id, "label": e.label, "short": e.short, "colour": e.colour, "pattern": e.pattern} for e in rules.elections],
        "roles": roles(),
        "skills": [{"id": name, "label": text} for name, text in SKILLS.items()],
        "phases": [{"id": name, "label": text} for name, text in PHASES.items()],
        "counters": counters(shape),
        "flags": sorted(builder.flags),
        "dpt": {"pages": [{"page": at, "rows": [[p.nomor, p.nama, p.jk] for p in page]} for at, page in enumerate(pages, 1)]},
        "layouts": {election.lower(): layout(election) for election in ("PPWP", "DPR")},
        "ballots": builder.ballots,
        "steps": builder.steps,
        "findings": builder.findings,
    }
    pack["sources"] = cite(pack)
    return pack


def roles() -> list[dict[str, str]]:
    """The seven seats."""
    return [{"id": f"kpps_{n}", "label": "Ketua (KPPS 1)" if n == 1 else f"KPPS {n}", "short": f"KPPS {n}"} for n in range(1, 8)]


def counters(shape: Size) -> dict[str, int]:
    """Every counter of the day with its first value."""
    ballots = shape.dpt + shape.dpt // 50
    made = {"pemilih_dpt": shape.dpt}
    for election in ELECTIONS:
        e = election.lower()
        made |= {f"surat_suara_diterima_{e}": ballots, f"surat_suara_tidak_digunakan_{e}": ballots}
        made |= {f"surat_suara_{what}_{e}": 0 for what in ("rusak", "digunakan", "di_kotak")}
        made |= {f"pengguna_hak_pilih_{group}{e}": 0 for group in ("", "dpt_", "dptb_", "dpk_")}
        made |= {f"suara_sah_{e}": 0, f"suara_tidak_sah_{e}": 0}
        made |= {name: 0 for name in tally_counters(election)}
    return made


def closing_findings() -> list[dict[str, Any]]:
    """What the day leaves behind."""
    made = [
        finding(
            "psu",
            [["pelanggaran_psu", "==", 1]],
            ["pelanggaran_psu"],
            "Pemungutan suara ulang",
            "Ada pelanggaran yang mewajibkan pemungutan suara ulang di TPS ini.",
            "psu",
            "pkpu-25-2023-ps-80",
        ),
        finding(
            "daftar",
            [["daftar_hadir_keliru", "==", 1]],
            ["daftar_hadir_keliru"],
            "Daftar hadir tertukar",
            "Seorang pemilih menandatangani daftar hadir kelompok lain; baris I.B pada C.HASIL ikut keliru.",
            "catat",
            "hitung-s32",
        ),
        finding(
            "tanda_tangan",
            [["tanpa_tanda_tangan", "==", 1]],
            ["tanpa_tanda_tangan"],
            "Suara hilang karena tanda tangan",
            "Surat suara tanpa tanda tangan Ketua menjadi tidak sah saat dibuka.",
            "catat",
            "pkpu-25-2023-ps-53",
        ),
    ]
    for election in ("DPD", "DPRD_PROV", "DPRD_KAB"):
        e = election.lower()
        box, users = f"surat_suara_di_kotak_{e}", f"pengguna_hak_pilih_{e}"
        text = f"Jumlah surat suara {election} di kotak berbeda dari jumlah pemilih yang berhak."
        made.append(
            finding(
                f"selisih_{e}",
                [[box, "!=", users]],
                [box, users],
                f"Kotak {election} tidak sama dengan pengguna",
                text,
                "hitung_ulang",
                "uu-7-2017-ps-374",
            )
        )
    return made


def finding(name: str, when: list[list[Any]], watch: list[str], title: str, text: str, severity: str, source: str) -> dict[str, Any]:
    """Make one finding that is due at the end of the day."""
    return {
        "id": name,
        "at": "selesai",
        "when": when,
        "watch": watch,
        "title": title,
        "text": text,
        "severity": severity,
        "sources": [source],
    }


def cite(pack: dict[str, Any]) -> dict[str, Any]:
    """Collect the registry entries of every source used."""
    used = {source for step in pack["steps"] for source in step["sources"]}
    used |= {source for step in pack["steps"] for identity in step.get("identities", ()) for source in identity["sources"]}
    used |= {source for each in pack["findings"] for source in each["sources"]}
    entries = {name: get_source(name) for name in sorted(used)}
    return {name: {"instrument": s.instrument, "article": s.article, "title": s.title, "mark": str(s.mark)} for name, s in entries.items()}
