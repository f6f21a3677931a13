"""The steps of one voter at the tables: situations authored, right acts asked of the law, the books kept at whichever table has a say.

`periksa` decides, `hadir` chooses the list, `surat_suara` hands out; where a table has no step of its own, its part of the
books goes with the decision before it. So a mistake at one table reaches the next ones, the box and the form.
"""

from typing import Any

from simulasi.compiler import cards, tables, words
from simulasi.compiler.books import Effects, cast, low, vote
from simulasi.compiler.day import POINTS, Day, outcome
from simulasi.compiler.errors import ContentError
from simulasi.compiler.load_content import Entry
from simulasi.compiler.visit import ADMITTED, AT_THE_BOX, UNSIGNED, Visit, decide, has, has_net, later_admits, mentioned, served
from simulasi.rules.clock import minute
from simulasi.rules.vocabulary import Keputusan
from simulasi.rules.voter_decision import Decision

TABLES = {
    "cari": ("kpps_4", "meja_4"),
    "periksa": ("kpps_4", "meja_4"),
    "hadir": ("kpps_5", "meja_5"),
    "surat_suara": ("kpps_2", "meja_123"),
    "ketua": ("kpps_1", "meja_123"),
    "catat": ("kpps_3", "meja_123"),
    "kotak": ("kpps_6", "kotak"),
    "tinta": ("kpps_7", "tinta"),
}
MAKERS = {"cari": tables.find, "hadir": tables.attendance, "surat_suara": tables.hand_over}


def add_visit(visit: Visit) -> None:
    """Add the steps of one voter to the day."""
    at = visit.minute
    steps = visit.entry["langkah"]
    for index, told in enumerate(steps):
        at = minute(told["jam"]) if "jam" in told else at + told.get("setelah", 1 if index else 0)
        add_step(visit, index, told, at)
    if has(visit, "surat_suara") and set(visit.decision.surat_suara) < set(visit.day.elections):
        tables.add_shortages(visit)
    if has_net(visit):
        text = visit.day.content.text("temuan_tak_berhak")
        flag = no_right_flag(visit)
        visit.day.find(
            id=flag,
            at="selesai",
            when=[[flag, "==", 1]],
            watch=[flag, visit.scope.flag(ADMITTED)],
            title=text["judul"],
            text=text["tanya"],
            severity="psu" if visit.day.forces_psu("tidak_berhak") else "catat",
            sources=text["sumber"],
        )
    for election in sorted(mentioned(visit, UNSIGNED)):
        if election not in visit.day.judged:
            raise ContentError(f"{visit.scope.where}: tanpa_ttd:{election} hanya untuk surat suara yang diperiksa satu per satu")
        here = [[visit.scope.flag(ADMITTED), "==", 1]] if has(visit, "periksa") else []
        flag = visit.scope.flag(UNSIGNED)
        visit.day.extra_papers += [(election, [*here, [flag, "==", 0]], True), (election, [*here, [flag, "==", 1]], False)]
    for number, found in enumerate(visit.entry.get("temuan", ()), 1):
        words_needed = words.guard(visit.scope, found["jika"])
        visit.day.find(
            id=f"{visit.id}_{found['tingkat']}_{number}",
            at="selesai",
            when=words_needed,
            watch=[comparison[0] for comparison in words_needed],
            title=found["judul"],
            text=visit.fill(found["teks"]),
            severity=found["tingkat"],
            sources=found.get("sumber", visit.entry.get("sumber", ())),
        )


def add_step(visit: Visit, index: int, told: Entry, at: int) -> None:
    """Add one step of a voter, of the kind its table has."""
    table = told.get("meja", "periksa")
    if table not in TABLES:
        raise ContentError(f"{visit.scope.where}: meja '{table}' tidak dikenal")
    role, place = TABLES[table]
    case = visit.case_at(told)
    decision = decide(visit.day, visit.entry, case, at)
    sources = [*told.get("sumber", visit.entry.get("sumber", ()))]
    if table in ("periksa", "cari"):
        sources = [*decision.sumber, *sources]
    entry = visit.entry
    step: dict[str, Any] = {
        "id": f"{visit.id}_{index + 1}",
        "phase": "pemungutan",
        "role": told.get("peran", role),
        "day": "H",
        "minute": at,
        "thread": visit.id,
        "place": told.get("tempat", place),
        "title": visit.fill(told.get("judul", "{sapaan} {panggilan}")),
        "prompt": visit.fill(told.get("tanya", "Apa yang Anda lakukan?")),
        "person": {
            "nama": visit.person.nama,
            "sapaan": visit.person.sapaan,
            "says": visit.fill(told.get("ucapan", entry.get("orang", {}).get("ucapan", "Selamat pagi."))),
            "jk": visit.person.jk,
        },
        "skills": told.get("keterampilan", entry["keterampilan"]),
        "sources": sources,
        "why": visit.fill(told.get("mengapa", entry.get("mengapa", decision.alasan if table == "periksa" else ""))) or decision.alasan,
        "when": conditions(visit, index, told),
        "cards": step_cards(visit, told, case, table),
    }
    marks = (told.get("tanda", entry.get("tanda", "seen")), str(decision.mark) if table == "periksa" else "seen")
    scored = all(mark == "seen" for mark in marks) and visit.day.seen(sources)
    step |= MAKERS.get(table, choose)(visit, index, told, decision, scored)
    if not scored:
        step["why"] += " (Belum diverifikasi: tidak dinilai.)"
    visit.day.add(step)


def step_cards(visit: Visit, told: Entry, case: dict[str, Any], table: str) -> list[dict[str, Any]]:
    """Lay down the papers where they are looked at, and whatever the author adds."""
    made = cards.cards_of(visit.day, visit.entry, case, visit.person, visit.owner) if table in ("cari", "periksa", "hadir") else []
    if table == "surat_suara":
        kept = ("a_surat_pindah_memilih", "ktp_el", "c_pemberitahuan")
        made = [card for card in cards.cards_of(visit.day, visit.entry, case, visit.person, visit.owner) if card["type"] in kept]
    if table == "hadir":
        made = [card for card in made if card["type"] not in ("jari", "dpt_page", "daftar_pindahan")]
    return made + [cards.free_card(visit.day, card) for card in told.get("kartu", ())]


def conditions(visit: Visit, index: int, told: Entry) -> list[list[Any]]:
    """Say when a step comes at all: as authored, or once the voter was let in."""
    if "jika" in told:
        return words.guard(visit.scope, told["jika"])
    decided = any(step.get("meja", "periksa") == "periksa" for step in visit.entry["langkah"][:index])
    return [[visit.scope.flag(ADMITTED), "==", 1]] if decided else []


def choose(visit: Visit, index: int, told: Entry, decision: Decision, scored: bool) -> dict[str, Any]:
    """A choice with authored options; what is right at `periksa` the law says."""
    options = [option_of(visit, index, told, each, at, decision, scored) for at, each in enumerate(told.get("pilihan", ()), 1)]
    if not any(option["right"] for option in options):
        raise ContentError(f"{visit.scope.where} langkah {index + 1}: tidak ada pilihan yang benar menurut aturan ({decision.keputusan})")
    step = {"kind": "choice", "options": visit.day.draw.child(f"urut/{visit.id}/{index}").shuffle(options)}
    return {**step, "auto": told["otomatis"]} if "otomatis" in told else step


def option_of(visit: Visit, index: int, told: Entry, each: Entry, at: int, decision: Decision, scored: bool) -> dict[str, Any]:
    """Make one option: right as the law decides, or as authored where the law room has no say."""
    verdict, _, group = each.get("keputusan", "").partition(":")
    if verdict and verdict not in tuple(Keputusan):
        raise ContentError(f"{visit.scope.where}: keputusan '{each['keputusan']}' tidak dikenal")
    agrees = verdict == decision.keputusan and (not group or group == decision.kelompok)
    right = bool(each.get("benar", agrees)) and (agrees or not verdict or told.get("meja", "periksa") != "periksa")
    effects = words.translate(visit.scope, [word for word in each.get("akibat", ()) if not at_the_box(word)])
    effects += box_effects(visit, told, each)
    if verdict == Keputusan.LAYANI:
        effects += admit(visit, index, group, each, decision)
    elif verdict:
        effects.append([visit.scope.flag(verdict)])
        if not right and visit.group and not any(verdict in step.get("jika", ()) for step in visit.entry["langkah"][index + 1 :]):
            effects.append([words.LOST])
    elif index == 0:
        effects += served(visit, visit.group or "DPT", visit.listed(visit.group or "DPT"))
    made = outcome(
        visit.fill(each["hasil"]),
        visit.fill(each["umpan"]),
        each.get("poin", POINTS if right else 0) if scored else 0,
        effects,
        knockout(visit.day, each, scored),
    )
    made |= {"id": each.get("id", f"p{at}"), "text": visit.fill(each["teks"]), "right": int(right)}
    return {**made, "sources": each["sumber"]} if "sumber" in each else made


def knockout(day: Day, each: Entry, scored: bool) -> str:
    """Say what knocks out: never what is not read, nor one voter where it takes more to vote again."""
    word = str(each.get("pelanggaran", "")) if scored else ""
    return "" if word == "psu" and not day.forces_psu("tidak_berhak") else word


def admit(visit: Visit, index: int, group: str, each: Entry, decision: Decision) -> Effects:
    """Let a voter in as `group`: the flag the next tables wait for, and the books of tables that have no step."""
    if group not in visit.day.ruleset.groups:
        raise ContentError(f"{visit.scope.where}: layani perlu kelompok, misalnya layani:DPT")
    effects: Effects = [[visit.scope.flag(ADMITTED)]]
    if later_admits(visit, index):
        return effects
    if decision.keputusan in (Keputusan.TOLAK, Keputusan.ARAHKAN):
        effects.append([no_right_flag(visit)])
    elif decision.keputusan == Keputusan.TUNGGU:
        effects.append([words.EARLY])
    elif group != decision.kelompok and not has(visit, "hadir"):
        effects.append([words.WRONG_LIST])
    return effects + served(visit, group, tuple(each.get("surat_suara", visit.listed(group))))


def no_right_flag(visit: Visit) -> str:
    """Name the flag of a vote without right: a visit that two tables could have stopped has its own, so that both are named as causes."""
    return visit.scope.flag(words.NO_RIGHT) if has_net(visit) else words.NO_RIGHT


def at_the_box(word: Any) -> bool:
    """Tell a word that says which box a paper ends in."""
    return isinstance(word, str) and word.split(":")[0] in AT_THE_BOX


def box_effects(visit: Visit, told: Entry, each: Entry) -> Effects:
    """Say where the paper ends that this step puts into a box: its own, another one, or a pocket."""
    mentioned = {
        word.split(":")[1].split(">")[0]: word
        for option in told.get("pilihan", ())
        for word in option.get("akibat", ())
        if at_the_box(word)
    }
    effects: Effects = []
    for election in mentioned:
        word = next((word for word in each.get("akibat", ()) if at_the_box(word)), "")
        if word.startswith("salah_kotak"):
            other = word.split(">")[1]
            effects += [*cast((other,)), [f"nyasar_{low(election)}_{low(other)}"]]
        elif word.startswith("bawa_pulang"):
            effects.append([words.gap(election)])
        else:
            effects += cast((election,)) + vote(election, visit.votes[election])
    return effects
