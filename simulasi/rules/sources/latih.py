"""Sources of the latih side: what is known about training that lasts (pelatihan.md 5)."""

from simulasi.rules.sources.model import Source

SOURCES: tuple[Source, ...] = (
    Source(
        "latih-bukti",
        "Penelitian pendidikan",
        "",
        "Latihan mengingat yang berjarak (g = 0,74) dan simulasi yang dibahas (d = 0,67) melekat lebih lama",
        note="Latimier 2021; Tannenbaum dan Cerasoli 2013; Sitzmann 2011",
    ),
)
