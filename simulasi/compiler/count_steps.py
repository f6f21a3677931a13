"""The second half of the day: papers judged, strokes turned into figures, C.HASIL filled, gaps met honestly."""

import re
from typing import Any

from simulasi.compiler.builder import Builder, Step, option, outcomes
from simulasi.compiler.papers import TRICKY, Paper, label, make_paper, plain_spec, tally_counters, tally_effects
from simulasi.rules.pemilu_2024.ballots import PAIRS, PARTIES, layout

FORM_LINES = (
    ("I.A.1", "Jumlah pemilih dalam DPT", ("pemilih_dpt",)),
    ("I.B.1", "Pengguna hak pilih dalam DPT", ("pengguna_hak_pilih_dpt_{e}",)),
    ("I.B.2", "Pengguna hak pilih dalam DPTb", ("pengguna_hak_pilih_dptb_{e}",)),
    ("I.B.3", "Pengguna hak pilih dalam DPK", ("pengguna_hak_pilih_dpk_{e}",)),
    ("I.B.4", "Jumlah pengguna hak pilih", ("pengguna_hak_pilih_{e}",)),
    ("II.1", "Surat suara diterima, termasuk cadangan", ("surat_suara_diterima_{e}",)),
    ("II.2", "Surat suara digunakan", ("surat_suara_digunakan_{e}",)),
    ("II.3", "Dikembalikan: rusak atau keliru coblos", ("surat_suara_rusak_{e}",)),
    ("II.4", "Tidak digunakan, termasuk sisa cadangan", ("surat_suara_tidak_digunakan_{e}",)),
    ("V.A", "Jumlah seluruh suara sah", ("suara_sah_{e}",)),
    ("V.B", "Jumlah suara tidak sah", ("suara_tidak_sah_{e}",)),
    ("V.C", "Jumlah suara sah dan tidak sah", ("suara_sah_{e}", "suara_tidak_sah_{e}")),
)
IDENTITIES = (
    ("I02", ["I.B.4"], ["I.B.1", "I.B.2", "I.B.3"], "==", "I.B.4 harus sama dengan I.B.1 + I.B.2 + I.B.3.", "hitung-s42"),
    ("I03", ["I.B.1"], ["I.A.1"], "<=", "I.B.1 tidak boleh lebih dari I.A.1.", "hitung-s42"),
    ("I05", ["II.1"], ["II.2", "II.3", "II.4"], "==", "II.1 harus sama dengan II.2 + II.3 + II.4.", "hitung-s42"),
    ("I06", ["II.2"], ["I.B.4"], "==", "Surat suara digunakan (II.2) harus sama dengan pengguna hak pilih (I.B.4).", "hitung-s42"),
    ("I07", ["V.C"], ["V.A", "V.B"], "==", "V.C harus sama dengan V.A + V.B.", "hitung-s42"),
    ("I08", ["V.C"], ["II.2"], "==", "Isi kotak (V.C) harus sama dengan surat suara digunakan (II.2).", "uu-7-2017-ps-374"),
)
CLOCK = {"PPWP": 13 * 60 + 40, "DPR": 16 * 60}
REPAIR = (
    "Telusuri berurutan: hitung ulang tanda tangan daftar hadir, cari surat suara nyasar, hitung ulang rusak dan sisa, hitung ulang ikatan. "
    "Bila tetap berbeda, tulis apa adanya di C.KEJADIAN KHUSUS."
)


def count_election(
    builder: Builder, election: str, judged: list[dict[str, Any]], guards: list[list[list[Any]]], unsigned_guard: str = ""
) -> None:
    """Add the whole count of one election: papers, tally, form, and what to do with a gap."""
    clock = CLOCK[election]
    gap_step(builder, election, clock)
    draw = builder.draw.sub(f"hitung/{election}")
    sheet = layout(election)
    number = 0
    for spec, guard in zip(judged, guards, strict=True):
        number += 1
        judge_step(builder, election, number, make_paper(draw, sheet, spec), guard, clock + 2 + number // 2)
    if unsigned_guard:
        spec = plain_spec(draw, election)
        for signed, value in ((0, 1), (1, 0)):
            number += 1
            judge_step(builder, election, number, make_paper(draw, sheet, spec, signed), [[unsigned_guard, "==", value]], clock + 45)
    tally_step(builder, election, clock + 60)
    form_step(builder, election, clock + 75)
    after_form_steps(builder, election, clock + 80)


def judged_specs(builder: Builder, election: str, tricky: int, plain: int) -> list[dict[str, Any]]:
    """Draw which papers are judged by hand: tricky ones raised far above their true rate, mixed with ordinary ones."""
    draw = builder.draw.sub(f"kertas/{election}")
    chosen = draw.shuffled(TRICKY[election])[:tricky] + [plain_spec(draw, election) for _ in range(plain)]
    return draw.shuffled(chosen)


def common(election: str, name: str, kind: str, role: str, minute: int, phase: str = "penghitungan") -> Step:
    """Give what all counting steps share."""
    return {"id": f"{name}-{election.lower()}", "kind": kind, "phase": phase, "role": role, "day": "H", "minute": minute}


def gap_step(builder: Builder, election: str, minute: int) -> None:
    """The box holds another number than the lists: say so before the first paper is opened."""
    e = election.lower()
    guard = [[f"surat_suara_di_kotak_{e}", "!=", f"pengguna_hak_pilih_{e}"]]
    rows = [[f"Isi kotak {election}", f"surat_suara_di_kotak_{e}"], ["Pengguna hak pilih", f"pengguna_hak_pilih_{e}"]]
    builder.add(
        {
            **common(election, "buka", "choice", "kpps_1", minute),
            "when": guard,
            "title": f"Isi kotak {election} tidak sama dengan daftar hadir",
            "prompt": "Semua menunggu Anda bicara.",
            "cards": [{"type": "angka", "title": f"Kotak {election}", "rows": rows}],
            "skills": ["kejadian_khusus"],
            "sources": ["hitung-s27", "hitung-s39a"],
            "why": "Ketua mengumumkan jumlah isi kotak dan mencocokkannya dengan daftar hadir sebelum surat suara dibuka satu per satu.",
            "options": [
                option(
                    1,
                    "Umumkan selisihnya, telusuri, dan catat sebelum lanjut.",
                    1,
                    "Saksi dan Pengawas TPS ikut menelusuri.",
                    "Selisih yang terbuka dapat dijelaskan.",
                    [],
                ),
                option(
                    2,
                    "Sebut angka daftar hadir saja; selisih dicari nanti.",
                    0,
                    "Penghitungan berjalan dengan angka yang tidak benar.",
                    "Angka yang diumumkan harus angka yang dihitung.",
                    [],
                ),
                option(
                    3,
                    "Ambil selembar dari kotak supaya jumlahnya sama.",
                    0,
                    "Selembar surat suara hilang dari kotak.",
                    "Membuang surat suara berarti menghilangkan suara orang.",
                    [],
                    "integritas",
                ),
            ],
        }
    )
    builder.findings.append(
        {
            "id": f"selisih_{e}",
            "at": f"buka-{e}",
            "when": guard,
            "watch": [f"surat_suara_di_kotak_{e}", f"pengguna_hak_pilih_{e}"],
            "title": f"Kotak {election} tidak sama dengan pengguna hak pilih",
            "text": f"Jumlah surat suara {election} di kotak berbeda dari jumlah pemilih yang berhak. Ini alasan penghitungan ulang.",
            "severity": "hitung_ulang",
            "sources": ["uu-7-2017-ps-374"],
        }
    )


def judge_step(builder: Builder, election: str, number: int, paper: Paper, guard: list[list[Any]], minute: int) -> None:
    """One opened paper: what does Ketua call?"""
    ballot_id = f"{election.lower()}_{number:02}"
    builder.ballots[ballot_id] = paper.ballot
    options = [
        option(
            at,
            label(credited),
            int(credited == paper.verdict.credited_to),
            "Disebut lantang, satu turus ditulis.",
            paper.verdict.alasan,
            tally_effects(election, credited),
        )
        for at, credited in enumerate(choices(election, paper), 1)
    ]
    step = {
        **common(election, f"nilai-{number:02}", "judge", "kpps_1", minute),
        "title": f"Surat suara {election} dibuka",
        "prompt": "Apa yang Anda sebut?",
        "cards": [{"type": "surat_suara", "ballot": ballot_id}],
        "skills": ["sah_tidak_sah"],
        "sources": sorted({*paper.sources, *paper.verdict.sumber}),
        "why": paper.verdict.alasan,
        "options": options,
    }
    if guard:
        step["when"] = guard
    builder.add(step)


def choices(election: str, paper: Paper) -> list[str | None]:
    """The right call, the calls people confuse it with, and tidak sah; always three."""
    found: list[str | None] = [paper.verdict.credited_to]
    for zone_text in sorted(paper.zones):
        found += named_in(zone_text)
    found.append(None)
    spare = [f"pair:{n}" for n in range(1, len(PAIRS) + 1)] if election == "PPWP" else [f"party:{n}" for n in range(1, len(PARTIES) + 1)]
    distinct = list(dict.fromkeys([found[0], None, *found, *spare]))
    return distinct[:3]


def named_in(zone: str) -> list[str]:
    """The contestants somebody could read from one hole."""
    found = []
    for kind, number in re.findall(r"(pair|party|cand|party_column_blank):(\d+(?:\.\d+)?)", zone):
        party = "party:" + number.split(".")[0]
        found += {"pair": [f"pair:{number}"], "cand": [party, f"cand:{number}"]}.get(kind, [party])
    return found


def tally_step(builder: Builder, election: str, minute: int) -> None:
    """Strokes to figures."""
    e = election.lower()
    if election == "PPWP":
        groups = [(f"pair_{n}", f"Pasangan {n} · {name}", [f"suara_{e}_pair_{n}"]) for n, name in enumerate(PAIRS, 1)]
    else:
        groups = [
            (
                f"party_{n}",
                f"Partai {name} dan calonnya",
                [c for c in tally_counters(election) if c.endswith(f"party_{n}") or f"_cand_{n}_" in c],
            )
            for n, name in enumerate(PARTIES, 1)
        ]
    groups.append(("tidak_sah", "Suara tidak sah", [f"suara_tidak_sah_{e}"]))
    fields = [
        {"id": name, "label": text, "line": "IV" if name != "tidak_sah" else "V.B", "expect": expect, "points": 1}
        for name, text, expect in groups
    ]
    rows = [[text, counter] for _, text, expect in groups for counter in expect] if election == "PPWP" else turus_rows(election)
    builder.add(
        {
            **common(election, "turus", "tally", "kpps_4", minute),
            "form": f"turus_{e}",
            "title": f"Turus {election} menjadi angka",
            "prompt": "Hitung turus dan tulis jumlahnya.",
            "cards": [{"type": "turus", "title": f"C.HASIL {election}, bagian IV", "rows": rows}],
            "skills": ["turus"],
            "sources": ["hitung-s31"],
            "why": "Jumlah turus, angka, dan huruf harus sama, baris demi baris.",
            "fields": fields,
            "identities": [],
            "outcomes": outcomes("Semua turus terbaca benar.", "Ada baris yang tidak sama dengan turusnya.", points=0),
        }
    )


def turus_rows(election: str) -> list[list[str]]:
    """Name every tally row of a party election."""
    e = election.lower()
    rows = []
    for n, name in enumerate(PARTIES, 1):
        rows.append([f"Partai {name}", f"suara_{e}_party_{n}"])
        rows += [[f"{name}, calon {k}", f"suara_{e}_cand_{n}_{k}"] for k in range(1, 5)]
    return [*rows, ["Tidak sah", f"suara_tidak_sah_{e}"]]


def form_step(builder: Builder, election: str, minute: int) -> None:
    """C.HASIL: twelve figures and the identities that bind them."""
    e = election.lower()
    flag = builder.flag(f"selisih_tulis_{e}")[0]
    fields = [
        {"id": field_id(line), "label": text, "line": line, "expect": [name.format(e=e) for name in expect], "points": 1}
        for line, text, expect in FORM_LINES
    ]
    rows = [
        ["Pemilih dalam DPT", "pemilih_dpt"],
        ["Tanda tangan daftar hadir DPT", f"pengguna_hak_pilih_dpt_{e}"],
        ["Tanda tangan daftar hadir DPTb", f"pengguna_hak_pilih_dptb_{e}"],
        ["Tanda tangan daftar hadir DPK", f"pengguna_hak_pilih_dpk_{e}"],
        ["Surat suara diterima pagi ini", f"surat_suara_diterima_{e}"],
        ["Dikembalikan, rusak/keliru coblos", f"surat_suara_rusak_{e}"],
        ["Sisa di meja, sudah disilang", f"surat_suara_tidak_digunakan_{e}"],
        ["Turus suara sah", f"suara_sah_{e}"],
        ["Turus tidak sah", f"suara_tidak_sah_{e}"],
    ]
    identities = [
        {
            "id": name,
            "left": [*map(field_id, left)],
            "right": [*map(field_id, right)],
            "op": op,
            "text": text,
            "flag": flag,
            "sources": [source],
        }
        for name, left, right, op, text, source in IDENTITIES
    ]
    builder.add(
        {
            **common(election, "c-hasil", "form", "kpps_3", minute, "c_hasil"),
            "form": f"c_hasil_{e}",
            "title": f"C.HASIL-{election}",
            "prompt": "Isi dari catatan di meja. II.2 = diterima dikurangi yang dikembalikan dan yang tersisa.",
            "cards": [{"type": "angka", "title": "Catatan di meja", "rows": rows}],
            "skills": ["c_hasil"],
            "sources": ["hitung-s42", "hitung-s33"],
            "why": "Setiap baris punya asalnya; angka ditulis apa adanya, lalu semua persamaan diperiksa.",
            "fields": fields,
            "identities": identities,
            "outcomes": outcomes("Semua baris benar.", "Ada baris yang tidak sesuai dengan asalnya.", points=0),
        }
    )


def field_id(line: str) -> str:
    """Turn "I.B.1" into a word both languages take for a key."""
    return line.lower().replace(".", "_")


def after_form_steps(builder: Builder, election: str, minute: int) -> None:
    """Figures that do not meet: a true gap is written down, a slip of the pen is corrected."""
    e = election.lower()
    box, users = f"surat_suara_di_kotak_{e}", f"pengguna_hak_pilih_{e}"
    shared = {
        "cards": [{"type": "c_hasil", "form": f"c_hasil_{e}"}],
        "skills": ["kejadian_khusus", "integritas"],
        "sources": ["hitung-s39a", "hitung-s43", "uu-7-2017-ps-535"],
    }
    builder.add(
        {
            **common(election, "selisih", "choice", "kpps_1", minute, "c_hasil"),
            **shared,
            "when": [[box, "!=", users]],
            "title": f"Angka {election} tetap tidak cocok",
            "prompt": "Sudah larut. Seorang anggota berkata, “Samakan saja, selisihnya kecil.”",
            "why": REPAIR,
            "options": [
                option(
                    1,
                    "Telusuri berurutan, lalu catat apa adanya di C.KEJADIAN KHUSUS.",
                    1,
                    "Selisih dan sebabnya tercatat dan ditandatangani.",
                    "Jujur lebih berharga daripada rapi.",
                    [],
                    points=2,
                ),
                option(
                    2,
                    "Samakan angkanya supaya semua persamaan terpenuhi.",
                    0,
                    "C.HASIL tampak rapi.",
                    "Mengubah angka berita acara ialah pidana, dan kotak tetap tidak cocok.",
                    [builder.flag(f"disamakan_{e}")],
                    "integritas",
                ),
                option(
                    3,
                    "Biarkan kosong; nanti PPK yang membetulkan di kecamatan.",
                    0,
                    "C.HASIL diserahkan dengan angka menggantung.",
                    "KPPS membetulkan seketika di TPS, selagi semua pihak hadir.",
                    [],
                ),
            ],
        }
    )
    builder.add(
        {
            **common(election, "salah-tulis", "choice", "kpps_3", minute, "c_hasil"),
            **shared,
            "skills": ["c_hasil"],
            "when": [[f"selisih_tulis_{e}", "==", 1], [box, "==", users]],
            "title": f"Persamaan pada C.HASIL-{election} tidak terpenuhi",
            "prompt": "Isi kotak dan daftar hadir sebenarnya sama. Yang keliru tulisannya.",
            "why": "Angka yang keliru dicoret, yang benar ditulis di sampingnya, lalu Ketua dan saksi yang hadir membubuhkan paraf.",
            "options": [
                option(
                    1,
                    "Cari barisnya, coret, tulis yang benar, Ketua dan saksi paraf.",
                    1,
                    "Pembetulan terlihat dan diparaf.",
                    "Angka lama tetap terbaca; semua tahu apa yang dibetulkan.",
                    [],
                ),
                option(
                    2,
                    "Ubah baris lain sampai semua persamaan terpenuhi.",
                    0,
                    "Semua persamaan kini terpenuhi.",
                    "Satu angka salah menjadi dua. Itu mengarang angka.",
                    [],
                    "integritas",
                ),
                option(
                    3,
                    "Ganti dengan formulir baru yang ditandatangani kosong.",
                    0,
                    "Formulir baru ditulis ulang.",
                    "Formulir kosong yang sudah ditandatangani tidak boleh ada.",
                    [],
                ),
            ],
        }
    )
