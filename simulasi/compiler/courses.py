"""The cards and the curriculum: authored text, the duties of the seven seats from the law, and the order of one's own KPU."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from simulasi.compiler.drills.bank import all_topics, open_desk
from simulasi.compiler.encode import Compiled
from simulasi.compiler.errors import ContentError
from simulasi.compiler.listing import Step, list_pack, list_step
from simulasi.compiler.load_content import ROOT, Entry, check, read_toml
from simulasi.compiler.shapes import BILANGAN, DAFTAR, TEKS, Shape
from simulasi.compiler.workday import cited, workday
from simulasi.rules.model import Ruleset
from simulasi.rules.vocabulary import PHASES

LEMBAR: Shape = {"judul!": TEKS, "teks!": TEKS, "gambar": TEKS, "sumber!": DAFTAR}
KARTU: Shape = {"id!": TEKS, "judul!": TEKS, "lembar!": [LEMBAR]}
PILIH: Shape = {"id!": TEKS, "judul!": TEKS, "tanya!": TEKS, "butir!": DAFTAR, "sumber": DAFTAR}
KERJA: Shape = {"jenis!": TEKS, "judul!": TEKS, "kartu": TEKS, "saat": TEKS, "pokok": DAFTAR, "banyak": BILANGAN}
BAGIAN: Shape = {"id!": TEKS, "judul!": TEKS, "menit!": BILANGAN, "tujuan!": DAFTAR, "kerja!": [KERJA]}
KURIKULUM: Shape = {"id!": TEKS, "judul!": TEKS, "bagian!": [BAGIAN]}
KINDS = {"kartu": KARTU, "pilih": PILIH, "pakta": PILIH}
ROLE_CARD = "peran"
READ, CHOOSE = "Baca, lalu ketuk selanjutnya.", "Pilih yang sesuai."


def curricula() -> list[str]:
    """Name the curricula there are."""
    return sorted(path.stem for path in (ROOT / "belajar").glob("*.toml") if path.stem != "kartu")


@cache
def texts() -> dict[str, list[Entry]]:
    """Read and check the cards."""
    raw = read_toml(ROOT / "belajar" / "kartu.toml")
    for kind, entries in raw.items():
        if kind not in KINDS:
            raise ContentError(f"belajar/kartu.toml: [[{kind}]] tidak dikenal")
        for at, entry in enumerate(entries, 1):
            check(entry, KINDS[kind], f"belajar/kartu.toml, {kind} ke-{at}")
    return raw


def compile_course(ruleset_id: str, curriculum: str) -> Compiled:
    """Compile the cards with one curriculum."""
    if curriculum not in curricula():
        raise ContentError(f"kurikulum '{curriculum}' tidak dikenal; pilih {', '.join(curricula())}")
    desk = open_desk(ruleset_id)
    raw = read_toml(ROOT / "belajar" / f"{curriculum}.toml")
    check(raw, KURIKULUM, f"belajar/{curriculum}.toml")
    topics = [topic.id for topic in all_topics(desk)]
    steps = [*authored(), *role_cards(desk.ruleset)]
    day = workday(desk.ruleset)
    names = ("belajar", curriculum, "kartu", raw["judul"])
    parts = [part(each, topics, desk.ruleset) for each in raw["bagian"]]
    more = {"workday": day, "curriculum": {"id": raw["id"], "title": raw["judul"], "parts": parts}}
    return list_pack(desk.ruleset, desk.content.revision, names, steps, cited(day), **more)


def authored() -> Iterator[Step]:
    """The cards, the choices and the pledge, as lists to tick."""
    for entry in texts()["kartu"]:
        items = [
            {"id": f"{entry['id']}-{at}", "title": each["judul"], "text": each["teks"], "sources": list(each["sumber"])}
            | ({"drawing": each["gambar"].replace("-", "_")} if "gambar" in each else {})
            for at, each in enumerate(entry["lembar"], 1)
        ]
        yield step(entry["id"], "semua", entry["judul"], READ, items)
    for kind in ("pilih", "pakta"):
        for entry in texts()[kind]:
            sources = list(entry.get("sumber", ["latih-bukti"]))
            items = [{"id": f"{entry['id']}-{at}", "text": text, "sources": sources} for at, text in enumerate(entry["butir"], 1)]
            if kind == "pakta":
                items.append({"id": f"{entry['id']}-tanda-tangan", "text": "Ditandatangani di layar ponsel ini.", "sources": sources})
            yield step(entry["id"], "semua", entry["judul"], entry["tanya"], items)


def role_cards(ruleset: Ruleset) -> Iterator[Step]:
    """What each seat does from morning till night, phase by phase, as the law room has it."""
    for role in ruleset.roles:
        items = []
        for phase, duties in role.duties.items():
            sources = list(dict.fromkeys(source for duty in duties for source in duty.sumber))
            words = "; ".join(duty.text for duty in duties)
            items.append(
                {
                    "id": f"{ROLE_CARD}-{role.id}-{phase}",
                    "title": PHASES[phase],
                    "text": f"{words[0].upper()}{words[1:]}.",
                    "sources": sources,
                    "drawing": f"fase_{phase}",
                }
            )
        yield step(f"{ROLE_CARD}-{role.id.replace('_', '-')}", role.id, f"Peran {role.label}", READ, items)


def part(entry: Entry, topics: list[str], ruleset: Ruleset) -> dict[str, Any]:
    """Make one part; families of topics become the topics there are."""
    work: list[dict[str, Any]] = []
    for told in entry["kerja"]:
        made: dict[str, Any] = {"type": told["jenis"], "title": told["judul"]}
        if "saat" in told:
            made["moment"] = told["saat"]
        if "banyak" in told:
            made["count"] = told["banyak"]
        if "pokok" in told:
            made["topics"] = [topic for topic in topics if topic.startswith(tuple(told["pokok"]))]
        if told.get("kartu") == ROLE_CARD:
            work += [{**made, "step": f"{ROLE_CARD}-{role.id.replace('_', '-')}", "roles": [role.id]} for role in ruleset.roles]
            continue
        if "kartu" in told:
            made["step"] = told["kartu"]
        work.append(made)
    return {"id": entry["id"], "title": entry["judul"], "minutes": entry["menit"], "goals": entry["tujuan"], "work": work}


def step(name: str, role: str, title: str, prompt: str, items: list[dict[str, Any]]) -> Step:
    """Make one list of cards."""
    return list_step(name, role, ("persiapan", "H-3"), (title, prompt, "Kartu tidak dinilai."), items)
