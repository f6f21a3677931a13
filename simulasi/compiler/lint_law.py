"""The law's own checks: every act cites a source, only what was seen is scored, a knock-out explains itself."""

from collections.abc import Iterator
from typing import Any

from simulasi.compiler.day import outcomes_of
from simulasi.compiler.defect import Defect
from simulasi.rules.sources import REGISTRY

Pack = dict[str, Any]


def lint_law(pack: Pack) -> Iterator[Defect]:
    """Check sources, marks, points and knock-outs."""
    cited: set[str] = set()
    for step in pack["steps"]:
        mentioned = sources_of(step)
        cited |= mentioned
        yield from known(pack, step["id"], mentioned)
        yield from cites(step)
        if is_scored(step):
            yield from seen(pack, step, mentioned)
        yield from knockouts(step)
        yield from worth(step)
    for finding in pack["findings"]:
        cited |= set(finding["sources"])
        yield from known(pack, finding["id"], set(finding["sources"]))
        if not finding["sources"]:
            yield Defect("tanpa-sumber", finding["id"], "Temuan tidak menyebut sumber.")
    day = pack.get("workday", {})
    cited |= {source for part in ("moments", "things", "layout") for row in day.get(part, ()) for source in row["sources"]}
    for source, entry in pack["sources"].items():
        if source not in cited:
            yield Defect("sumber-menganggur", source, "Sumber ini tidak dikutip di paket.")
        elif source in REGISTRY and entry["mark"] != REGISTRY[source].mark:
            yield Defect("tanda-berbeda", source, f"Paket menulis {entry['mark']}, daftar sumber menulis {REGISTRY[source].mark}.")


def sources_of(step: dict[str, Any]) -> set[str]:
    """List every source a step cites anywhere."""
    parts = (*outcomes_of(step), *step.get("identities", ()), *step.get("items", ()))
    return {*step["sources"], *(source for each in parts for source in each.get("sources", ()))}


def known(pack: Pack, place: str, sources: set[str]) -> Iterator[Defect]:
    """A source cited stands in the pack with its mark."""
    for source in sorted(sources):
        if source not in pack["sources"]:
            yield Defect("sumber-tak-dikenal", place, f"Sumber {source} tidak ada di paket.")


def cites(step: dict[str, Any]) -> Iterator[Defect]:
    """Every step, and every option that names its own sources, cites at least one."""
    if not step["sources"]:
        yield Defect("tanpa-sumber", step["id"], "Langkah ini tidak menyebut sumber.")
    for each in (*outcomes_of(step), *step.get("identities", ()), *(step["items"] if step["kind"] == "checklist" else ())):
        if each.get("sources") == []:
            yield Defect("pilihan-tanpa-sumber", step["id"], "Ada pilihan, butir, atau aturan angka yang sumbernya kosong.")


def is_scored(step: dict[str, Any]) -> bool:
    """Tell whether a step can earn points."""
    parts = (*outcomes_of(step), *step.get("fields", ()))
    return step["kind"] == "order" or any(each.get("points", 0) > 0 for each in parts)


def seen(pack: Pack, step: dict[str, Any], sources: set[str]) -> Iterator[Defect]:
    """Only what was read is scored."""
    for source in sorted(sources):
        mark = pack["sources"].get(source, {}).get("mark", "seen")
        if mark != "seen":
            yield Defect(
                "dinilai-belum-terverifikasi", step["id"], f"Sumber {source} ({mark}) belum diverifikasi, tetapi langkahnya dinilai."
            )


def knockouts(step: dict[str, Any]) -> Iterator[Defect]:
    """What knocks out is wrong, and says why."""
    for each in outcomes_of(step):
        if "knockout" in each:
            if not each["feedback"].strip():
                yield Defect("gugur-tanpa-umpan", step["id"], "Pelanggaran berat tidak dijelaskan akibatnya.")
            if each.get("right") == 1:
                yield Defect("gugur-pada-benar", step["id"], "Pilihan yang benar ditandai pelanggaran.")
    if "knockout" in step.get("outcomes", {}).get("tepat", ()):
        yield Defect("gugur-pada-benar", step["id"], "Jawaban yang tepat ditandai pelanggaran.")


def worth(step: dict[str, Any]) -> Iterator[Defect]:
    """No wrong answer is worth as much as a right one, once anything is worth points."""
    options = step.get("options", ())
    right = [option["points"] for option in options if option["right"]]
    wrong = [option["points"] for option in options if not option["right"]]
    made = step.get("outcomes", {})
    if made:
        right, wrong = [made["tepat"]["points"]], [each["points"] for name, each in made.items() if name != "tepat"]
    if right and wrong and max(wrong) > 0 and max(wrong) >= min(right):
        yield Defect("poin-terbalik", step["id"], "Jawaban yang salah bernilai sama dengan atau lebih dari yang benar.")
