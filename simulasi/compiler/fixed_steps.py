"""The fixed steps of a day, from authored text: preparation, opening, in between, closing, sealing."""

from typing import Any

from simulasi.compiler.builder import Builder, Effects, Step, option, outcomes
from simulasi.compiler.papers import tally_effects
from simulasi.compiler.texts import minute

# What an authored keyword does to the TPS.
SHORTHAND: dict[str, Effects] = {
    "tanpa_tanda_tangan": [["tanpa_tanda_tangan"]],
    "dpd_lebih": [
        ["surat_suara_tidak_digunakan_dpd", -1],
        ["surat_suara_digunakan_dpd", 1],
        ["surat_suara_di_kotak_dpd", 1],
        *tally_effects("DPD", "dpd:1"),
    ],
    "coblos_sisa": [
        ["surat_suara_tidak_digunakan_dpr", -2],
        ["surat_suara_digunakan_dpr", 2],
        ["surat_suara_di_kotak_dpr", 2],
        ["suara_sah_dpr", 2],
        ["suara_dpr_party_1", 2],
    ],
}


def fixed_step(builder: Builder, text: dict[str, Any], crowd: Effects) -> Step:
    """Add one authored step; `crowd` is what ordinary voters did meanwhile, whatever is answered."""
    step: Step = {
        "id": text["id"],
        "kind": text.get("jenis", "choice"),
        "phase": text["tahap"],
        "role": text["peran"],
        "day": text["hari"],
        "minute": minute(text["jam"]),
        "title": text["judul"],
        "prompt": text["tanya"],
        "skills": text["keahlian"],
        "sources": text["sumber"],
        "why": text["mengapa"],
    }
    if step["kind"] == "order":
        return builder.add({**step, **order_parts(builder, text)})
    step["options"] = [fixed_option(builder, at, each, text, crowd) for at, each in enumerate(text["opsi"], 1)]
    return builder.add(step)


def order_parts(builder: Builder, text: dict[str, Any]) -> dict[str, Any]:
    """Give the items of an order step, shuffled and never already in order."""
    items = [{"id": f"u{at}", "text": each} for at, each in enumerate(text["urut"], 1)]
    expect = [item["id"] for item in items]
    draw = builder.draw.sub(text["id"])
    shuffled = draw.shuffled(items)
    if [item["id"] for item in shuffled] == expect:
        shuffled.reverse()
    made = outcomes("Urutannya tepat.", "Ada langkah yang tertukar: " + text["mengapa"], points=0)
    return {"items": shuffled, "expect": expect, "outcomes": made}


def fixed_option(builder: Builder, number: int, each: dict[str, Any], text: dict[str, Any], crowd: Effects) -> dict[str, Any]:
    """Translate one authored option."""
    effects = [list(effect) for effect in SHORTHAND.get(each.get("akibat", ""), [])]
    builder.flags.update(effect[0] for effect in effects if len(effect) == 1)
    if each.get("gugur") == "psu":
        effects.append(builder.flag("pelanggaran_psu"))
    return option(number, each["teks"], each.get("benar", 0), each["hasil"], each["tanggapan"], effects + crowd, each.get("gugur", ""))
