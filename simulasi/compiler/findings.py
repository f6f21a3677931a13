"""What the day leaves behind: findings over the flags that acts of any situation may mark. Words and sources are in narasi."""

from simulasi.compiler import words
from simulasi.compiler.books import low
from simulasi.compiler.day import Day

# flag -> words in narasi, severity (or the ground for repeat voting that makes it one). `{e}` stands for each election.
STANDING = {
    words.NO_RIGHT: ("temuan_tak_berhak", "tidak_berhak"),
    "lebih_{e}": ("temuan_lebih", "hak_berlebih"),
    words.EARLY: ("temuan_dini", "catat"),
    words.LOST: ("temuan_hak_hilang", "catat"),
    words.WRONG_LIST: ("temuan_daftar_keliru", "catat"),
    "salah_baris": ("temuan_salah_baris", "catat"),
    "tanpa_ttd_{e}": ("temuan_tanpa_ttd", "catat"),
    "angka_disamakan_{e}": ("temuan_angka_disamakan", "hitung_ulang"),
}

SEVERITIES = ("hitung_ulang", "catat")


def add_findings(day: Day) -> None:
    """Add every finding whose flag some act of this day may mark."""
    used = day.used_flags()
    for pattern, (key, severity) in STANDING.items():
        for election in day.elections if "{e}" in pattern else ("",):
            flag = pattern.format(e=low(election))
            if flag in used:
                text = day.content.text(key)
                fill = {"jenis": day.ruleset.election(election).short} if election else {}
                day.find(
                    id=flag,
                    at="selesai",
                    when=[[flag, "==", 1]],
                    watch=[flag],
                    title=text["judul"].format(**fill),
                    text=text["tanya"].format(**fill),
                    severity=severity if severity in SEVERITIES else "psu" if day.forces_psu(severity) else "catat",
                    sources=text["sumber"],
                )
