"""The paper twin of a session's day: what is printed, and whether a group that counted the paper came to the known truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulasi.engine import faultless_day
from simulasi.engine.answers import is_broken, right_answer
from simulasi.engine.pack import Pack
from simulasi.services.desk import office
from simulasi.services.group_sessions import Session

PARTS = {
    "peran": "Kartu peran",
    "pemilih": "Kartu pemilih dan dokumennya",
    "dpt": "DPT dan daftar pemilih pindahan",
    "surat_suara": "Surat suara",
    "hadir": "C.DAFTAR HADIR",
    "plano": "C.HASIL plano",
    "naskah": "Naskah saksi, pengawas, dan warga",
    "kunci": "Kunci pelatih",
}
# Lines of C.HASIL on one tile of the plano: large enough for a marker pen and to be read from the witnesses' chairs.
TILE_LINES = 12
# Papers a voter carries; what lies on the table, and live numbers, are not in their hand.
IN_HAND = ("ktp_el", "c_pemberitahuan", "a_surat_pindah_memilih", "jari", "catatan", "benda")


@dataclass(frozen=True, slots=True)
class Form:
    """A form with the lines that are filled in on this day."""

    id: str
    label: str
    lines: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet of a plano that is glued together from `of` sheets, top to bottom; `tally`: it has lines that are tallied."""

    form: Form
    number: int
    of: int
    lines: list[dict[str, Any]]
    tally: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of the numbers typed in: wrong lines, broken identities, lines that are no numbers."""

    filled: int
    wrong: list[tuple[str, str, int, int]]
    broken: list[str]
    unreadable: list[str]


def sheets(found: Session) -> dict[str, Any]:
    """Everything the templates print."""
    pack = _pack(found)
    raw = pack.raw
    return {
        "paket": raw,
        "peran": _roles(raw),
        "pemilih": _voters(raw),
        "biasa": _ordinary(raw),
        "surat_suara": [{"id": name, "lebar": _is_wide(raw, ballot), **ballot} for name, ballot in raw["ballots"].items()],
        "tanpa_lembar": _unprinted(raw),
        "turus": _tally_before(pack),
        "plano": [tile for form in forms(found) if form.id.startswith("c_hasil") for tile in _tiles(form)],
        "naskah": _scripts(raw),
        "kunci": _key(pack),
        "pindahan": _movers(raw),
        "hadir": _attendance(raw),
    }


def _unprinted(raw: dict[str, Any]) -> list[str]:
    """Elections of which nobody gets a ballot to count: their figures are read out."""
    printed = {ballot["election"] for ballot in raw["ballots"].values()}
    return [each["label"] for each in raw["elections"] if each["id"] not in printed]


def forms(found: Session) -> list[Form]:
    """The forms of the day, in the order they are first written, each line once."""
    made: dict[str, Form] = {}
    for step in _pack(found).raw["steps"]:
        if step["kind"] not in ("form", "tally"):
            continue
        form = made.setdefault(step["form"], Form(step["form"], form_label(step["form"]), []))
        known = {line["id"] for line in form.lines}
        form.lines.extend(field for field in step["fields"] if field["id"] not in known)
    return list(made.values())


def check(found: Session, typed: Mapping[str, str]) -> Checked:
    """Compare what was counted on paper (`form/field` -> text) with the truth of the day; empty lines are left out."""
    pack = _pack(found)
    truth = faultless_day(pack)["forms"]
    labels = {f"{form.id}/{line['id']}": f"{form.label}: {line['label']}" for form in forms(found) for line in form.lines}
    written: dict[str, dict[str, int]] = {}
    unreadable, wrong = [], []
    for name, text in typed.items():
        if name not in labels or not text.strip():
            continue
        if not (text.strip().isascii() and text.strip().isdigit()) or len(text.strip()) > 6:
            unreadable.append(labels[name])
            continue
        form, field = name.split("/")
        number = int(text)
        written.setdefault(form, {})[field] = number
        right = truth.get(form, {}).get(field)
        if right is not None and right != number:
            wrong.append((name, labels[name], number, right))
    broken = {
        identity.text
        for ready in pack.ready
        if ready.form and ready.form.name in written
        for identity in ready.form.identities
        if is_broken(written, identity)
    }
    return Checked(sum(len(each) for each in written.values()), wrong, sorted(broken), unreadable)


def form_label(name: str) -> str:
    """c_hasil_ppwp -> C.HASIL PPWP, as it is called in the room."""
    words = name.upper().split("_")
    return f"{words[0]}.{' '.join(words[1:])}" if words[0] in ("C", "D") else " ".join(words)


def is_tallied(line: dict[str, Any]) -> bool:
    """Is this a line of votes, counted in strokes before it is written in figures?"""
    return str(line["line"]).startswith("IV") or line["line"] == "V.B"


def _tiles(form: Form) -> list[Tile]:
    """A form cut into sheets of about equal length."""
    of = -(-len(form.lines) // TILE_LINES)
    each = -(-len(form.lines) // of)
    parts = [form.lines[at : at + each] for at in range(0, len(form.lines), each)]
    return [Tile(form, number, len(parts), lines, any(map(is_tallied, lines))) for number, lines in enumerate(parts, 1)]


def _pack(found: Session) -> Pack:
    pack = office().shelf.get(found.pack_hash)
    assert pack is not None, "a session's pack is never deleted"
    return pack


def _roles(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """The seats with their duties as the law room has them; what is not verified says so."""
    from simulasi.rules import get_ruleset

    rules = get_ruleset(raw["ruleset"])
    made = []
    for role in (*rules.roles, *rules.ketertiban):
        duties = [
            (phase.replace("_", " "), [(fact.text, str(fact.mark) != "seen") for fact in facts])
            for phase, facts in role.duties.items()
            if facts
        ]
        made.append({"label": role.label, "tempat": role.seat, "tugas": duties})
    return made


def _attendance(raw: dict[str, Any]) -> list[str]:
    """The attendance lists by their official names, which differ between elections."""
    from simulasi.rules import get_ruleset

    return [group.attendance_form for group in get_ruleset(raw["ruleset"]).groups.values()]


def _voters(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """One card for each person who comes with something to decide: who they are, what they say, what they carry."""
    made: dict[str, dict[str, Any]] = {}
    for step in raw["steps"]:
        if "thread" not in step or "person" not in step:
            continue
        card = made.setdefault(
            step["thread"], {"nomor": len(made) + 1, "orang": step["person"], "menit": step["minute"], "kartu": [], "adegan": []}
        )
        for each in step["cards"]:
            if each["type"] in IN_HAND and each not in card["kartu"]:
                card["kartu"].append(each)
        scene = {"meja": _short(raw, step["role"]), "ucapan": step["person"].get("says", ""), "judul": step["title"]}
        if scene not in card["adegan"]:
            card["adegan"].append(scene)
    return list(made.values())


def _ordinary(raw: dict[str, Any]) -> list[list[str]]:
    """Rows of the DPT who have no card of their own: the ordinary voters come from among them."""
    told = {voter["orang"]["nama"] for voter in _voters(raw)}
    return [row for page in raw["dpt"]["pages"] for row in page["rows"] if row[1] not in told]


def _movers(raw: dict[str, Any]) -> list[list[str]]:
    for step in raw["steps"]:
        for card in step["cards"]:
            if card["type"] == "daftar_pindahan":
                rows: list[list[str]] = card["rows"]
                return rows
    return []


def _scripts(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """What happens apart from the voters: for whoever plays witness, supervisor or citizen."""
    return [
        {
            "menit": step["minute"],
            "hari": step["day"],
            "kepada": _short(raw, step["role"]),
            "judul": step["title"],
            "oleh": step.get("person", {}).get("nama", ""),
            "ucapan": step.get("person", {}).get("says", ""),
            "isi": [card["text"] for card in step["cards"] if card["type"] in ("catatan", "benda")],
        }
        for step in raw["steps"]
        # A step that trains nothing only moves the day on.
        if "thread" not in step and step["kind"] == "choice" and step["skills"] and not step.get("when")
    ]


def _key(pack: Pack) -> dict[str, Any]:
    """What is right at each step of a faultless day, and the true numbers of every form."""
    best = faultless_day(pack)
    acts = []
    for answer in best["answers"]:
        step = pack.steps[pack.index[answer["step"]]]
        if step["kind"] in ("form", "tally"):
            continue
        acts.append(
            {
                "menit": step["minute"],
                "meja": _short(pack.raw, step["role"]),
                "judul": step["title"],
                "tepat": _right(step, best),
                "mengapa": step["why"],
            }
        )
    return {"langkah": acts, "formulir": best["forms"]}


def _right(step: dict[str, Any], state: dict[str, Any]) -> str:
    answer = right_answer(state, step)
    texts: dict[Any, str] = {each["id"]: each["text"] for each in (*step.get("options", ()), *step.get("items", ()))}
    if isinstance(answer, list):
        return "; ".join(texts.get(each) or str(each) for each in answer) or "tidak satu pun"
    return texts.get(answer, str(answer).replace("_", " "))


def _tally_before(pack: Pack) -> dict[str, list[tuple[str, int]]]:
    """Votes that come from papers that are not printed: what the faultless day counts, less what its printed ballots are worth."""
    best = faultless_day(pack)
    left = {name: n for name, n in best["counters"].items() if name.startswith("suara_")}
    found: dict[str, list[tuple[str, int]]] = {}
    for answer in best["answers"]:
        step = pack.steps[pack.index[answer["step"]]]
        if step["kind"] != "judge":
            continue
        ballot = next(card["ballot"] for card in step["cards"] if card["type"] == "surat_suara")
        found.setdefault(pack.raw["ballots"][ballot]["election"].lower(), [])
        for name, *amount in next(option for option in step["options"] if option["right"])["effects"]:
            if name in left and amount:
                left[name] -= amount[0]
    for election, rows in found.items():
        head = f"suara_{election}_"
        rows += [(_voted(name.removeprefix(head)), n) for name, n in left.items() if name.startswith(head) and n]
    return found


def _voted(name: str) -> str:
    """pair_2, party_3, cand_4_1, dpd_7 as one calls them in the room."""
    kind, *numbers = name.split("_")
    if kind == "cand":
        return f"calon {numbers[1]} partai {numbers[0]}"
    words = {"pair": "pasangan calon", "party": "partai", "dpd": "calon"}
    return f"{words[kind]} {numbers[0]}" if kind in words else {"blank_column": "kolom kosong"}.get(name, name.replace("_", " "))


def _is_wide(raw: dict[str, Any], ballot: dict[str, Any]) -> bool:
    layout = raw["layouts"][ballot["layout"]]
    return bool(layout["width"] > layout["height"])


def _short(raw: dict[str, Any], role: str) -> str:
    names: dict[str, str] = {each["id"]: each["short"] for each in raw["roles"]}
    return names.get(role, role)
