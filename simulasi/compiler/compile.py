"""The front door: rules, content, a seed and a size become a sealed day; the same four give the same bytes on any machine."""

from dataclasses import dataclass
from typing import Any

from simulasi.compiler import boxes, choosing, counting, findings, fixed, papers, situations, voters
from simulasi.compiler.books import low
from simulasi.compiler.bounds import shortfall
from simulasi.compiler.checklists import compile_checklists
from simulasi.compiler.day import Day
from simulasi.compiler.dealing import series_of
from simulasi.compiler.draw import Draw
from simulasi.compiler.encode import Compiled, seal
from simulasi.compiler.errors import ContentError
from simulasi.compiler.frame import frame
from simulasi.compiler.load_content import Content, Entry, load_content
from simulasi.compiler.people import Register, dpt_pages, draw_place
from simulasi.compiler.sizes import SIZES, Size
from simulasi.compiler.visit import Visit, make_visit
from simulasi.rules import get_ruleset
from simulasi.rules.clock import minute
from simulasi.rules.errors import BadInput
from simulasi.rules.model import Ruleset
from simulasi.rules.voters import ballots_supplied

SEED_LENGTH = 60
COUNT_STARTS = 13 * 60 + 40
SEALING = 20 * 60 + 40


@dataclass(frozen=True)
class Stage:
    """All that a day is made of; the same stage gives the same day."""

    rules: Ruleset
    content: Content
    seed: str
    size_name: str
    size: Size


def compile_day(ruleset: Ruleset | str, seed: str, size: str) -> Compiled:
    """Compile one day."""
    rules = find_rules(ruleset)
    if size not in SIZES:
        raise ContentError(f"ukuran '{size}' tidak dikenal; pilih {', '.join(SIZES)}")
    if not seed or len(seed) > SEED_LENGTH or not seed.isprintable():
        raise ContentError(f"benih harus berisi 1 sampai {SEED_LENGTH} huruf, angka, atau tanda biasa")
    return seal(compile_stage(Stage(rules, load_content(rules.id), seed, size, SIZES[size].under(rules))))


def compile_stage(stage: Stage) -> dict[str, Any]:
    """Lay a day out on a DPT just big enough: every mistake at once would need more ballots than the reserve leaves."""
    dpt = stage.size.dpt
    while missing := shortfall(pack := lay_out(stage, dpt)):
        dpt += missing
    return pack


def find_rules(ruleset: Ruleset | str) -> Ruleset:
    """Take a rule set, or find it by name."""
    if isinstance(ruleset, Ruleset):
        return ruleset
    try:
        return get_ruleset(ruleset)
    except BadInput as error:
        raise ContentError(str(error)) from error


def lots_of(stage: Stage) -> Draw:
    """Open the stream every lot of a stage is drawn from."""
    return Draw(f"{origin(stage)}/{stage.seed}")


def origin(stage: Stage) -> str:
    """Name what the lots of a stage come from besides its seed: another revision is another day."""
    return f"{stage.rules.id}/{stage.rules.revision}/{stage.content.revision}/{stage.size_name}"


def voters_of(stage: Stage) -> list[Entry]:
    """Choose who comes to the tables of a stage with something to decide: dealt within the series of its seed."""
    series, number = series_of(stage.seed)
    return choosing.draw_voters(lots_of(stage), Draw(f"{origin(stage)}/deret/{series}"), number, stage.content, stage.size_name, stage.size)


def lay_out(stage: Stage, dpt: int) -> dict[str, Any]:
    """Lay out one whole day with a DPT of so many rows."""
    rules, content = stage.rules, stage.content
    draw = lots_of(stage)
    place = draw_place(draw.child("tempat"), content.places)
    register = Register(draw.child("orang"), content.names, place, int(rules.election_day[:4] or rules.id[-4:]))
    day = Day(rules, content, draw, stage.size_name, stage.size, place, register)
    day.dpt = [register.person(row=f"{row:03}") for row in range(1, dpt + 1)]
    day.initial = initial_counters(day)
    fixed.add_preparation(day)
    fixed.add_opening(day)
    rows = draw.child("baris").shuffle(day.dpt)
    for visit in make_visits(day, voters_of(stage), rows):
        voters.add_visit(visit)
    fixed.add_quiet_hours(day, rows[: day.size.ordinary], dict(day.judged))
    for at, entry in enumerate(choosing.draw_events(draw, content, day.size_name, day.size), 1):
        situations.add_situation(day, entry, f"k{at:02}")
    fixed.add_closing(day)
    papers.add_attendance(day, rules.hours.close + 20)
    fixed.add_order_of_count(day)
    clock = COUNT_STARTS
    for election in day.judged:
        clock = counting.add_count(day, election, clock)
    clock = max(boxes.add_short_boxes(day, clock), SEALING)
    papers.add_notes(day, clock)
    papers.add_receipt(day, clock)
    fixed.add_sealing(day, clock)
    findings.add_findings(day)
    return frame(day, stage.seed, dpt_pages(day.dpt))


def initial_counters(day: Day) -> dict[str, int]:
    """Say what the counters are before the first step: the DPT, and ballots as they were delivered."""
    total = len(day.dpt)
    supplied = ballots_supplied(total, day.ruleset)
    made = {f"pemilih_dpt_{sex.lower()}": sum(person.jk == sex for person in day.dpt) for sex in "LP"}
    made["surat_suara_seharusnya"] = supplied
    for e in map(low, day.elections):
        made |= {f"surat_suara_diterima_{e}": supplied, f"surat_suara_tidak_digunakan_{e}": supplied}
        made |= dict.fromkeys((f"surat_suara_{what}_{e}" for what in ("digunakan", "rusak", "di_kotak")), 0)
        made |= dict.fromkeys((f"suara_sah_{e}", f"suara_tidak_sah_{e}", f"pengguna_hak_pilih_{e}"), 0)
    return made


def make_visits(day: Day, entries: list[Entry], rows: list[Any]) -> list[Visit]:
    """Draw when each comes, in the order of the clock."""
    drawn = []
    for at, entry in enumerate(entries):
        draw = day.draw.child(f"datang/{at}")
        drawn.append((draw.between(minute(entry["dari"]), minute(entry["sampai"])), at, entry))
    ordered = sorted(drawn, key=lambda each: each[:2])
    return [make_visit(day, entry, f"v{number:02}", when, rows) for number, (when, _, entry) in enumerate(ordered, 1)]


__all__ = ["SIZES", "Compiled", "compile_checklists", "compile_day"]
