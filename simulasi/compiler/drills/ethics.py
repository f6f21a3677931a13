"""Ethics under pressure: the authored dilemmas, one temptation at a time; what is an integrity breach stays one in a drill too."""

from simulasi.compiler.draw import Draw
from simulasi.compiler.drills.item import Desk, Item, Topic, frame, result, seen
from simulasi.compiler.errors import ContentError

SKILL = "integritas"


def topics(desk: Desk) -> list[Topic]:
    """One topic for each temptation: the first of each dilemma, and those that come back although one refused."""
    made = []
    for name, entry in desk.content["dilema"].items():
        for at, told in enumerate(entry["langkah"]):
            # What follows a refusal (a flag that is *not* set) stands alone; what follows giving in does not.
            if at and not all(each.startswith("!") for each in told.get("jika", ["-"])):
                continue
            made.append(Topic(f"etik-{name.lower()}" + (f"-{at + 1}" if at else ""), SKILL, make, f"{name}/{at}", finite=True))
    return made


def make(desk: Desk, draw: Draw, key: str) -> Item | None:
    """Take one temptation of a dilemma; the people in it are drawn, the words are the author's."""
    name, _, at = key.partition("/")
    entry = desk.content["dilema"][name]
    told = entry["langkah"][int(at)]
    sources = [*told.get("sumber", entry["sumber"]), *(source for each in told.get("pilihan", ()) for source in each.get("sumber", ()))]
    if entry.get("tanda", "seen") != "seen" or told.get("tanda", "seen") != "seen" or not seen(sources):
        return None
    person = desk.person(draw.child("siapa"))
    names = {
        "tps": f"TPS {draw.between(1, 60):03d}",
        "desa": draw.pick(desk.content.places["desa"]),
        "nama": person.nama.title(),
        "sapaan": person.sapaan,
        "panggilan": person.panggilan,
        "tps_lain": f"TPS {draw.between(61, 99):03d}",
    }
    options = [
        {
            **result(bool(each.get("benar")), each["umpan"].format_map(names), each.get("pelanggaran", "")),
            "text": each["teks"].format_map(names),
            "right": int(bool(each.get("benar"))),
        }
        for each in told.get("pilihan", ())
    ]
    if not any(option["right"] for option in options):
        raise ContentError(f"dilema '{name}' langkah {int(at) + 1}: belum ada pilihan yang benar")
    says = told.get("ucapan", entry.get("orang", {}).get("ucapan", ""))
    step = frame(
        "choice",
        told.get("fase", entry["fase"]),
        told.get("judul", entry["judul"]).format_map(names),
        ("Anda sudah menolak, tetapi belum selesai. " if int(at) else "") + told.get("tanya", "Apa yang Anda lakukan?").format_map(names),
        entry["mengapa"].format_map(names),
        sources,
        options=[{**option, "id": f"p{at}"} for at, option in enumerate(draw.child("urut").shuffle(options), 1)],
    )
    if says:
        step["person"] = {"nama": person.nama, "sapaan": person.sapaan, "says": says.format_map(names), "jk": person.jk}
    return Item(step)
