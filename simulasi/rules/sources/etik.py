"""What was read for ethics and conduct (kode-etik.md 7)."""

from simulasi.rules.sources.model import Source
from simulasi.rules.vocabulary import Mark

_DKPP = "Peraturan DKPP 2/2017 dan PKPU 8/2019"

SOURCES: tuple[Source, ...] = (
    Source(
        "etik-tatakelola",
        _DKPP,
        "Pasal 6, 8-10; Pasal 74-90",
        "Kode etik dan kode perilaku, kutipan dalam buku Tata Kelola Pemilu di Indonesia",
    ),
    Source("etik-tatakelola-b", _DKPP, "Pasal 11-20", "Butir yang huruf atau pasalnya belum terbaca", Mark.UNVERIFIED),
    Source(
        "etik-badan-adhoc",
        "PKPU 8/2022",
        "Pasal 30-32",
        "Tugas, wewenang, kewajiban KPPS, dan kepada siapa bertanggung jawab",
        note="Dibaca dari salinan PPK Seyegan; huruf pasalnya belum terbaca",
    ),
    Source("etik-pakta", "Pakta integritas", "", "Isi yang lazim; naskah resminya dibacakan saat pelantikan", Mark.UNVERIFIED),
    Source("etik-pola", "Susunan pengembang", "", "Pola bersama jawaban terbaik dalam kasus nyata", Mark.UNVERIFIED),
)
