"""What a voter with a need is offered, besides his ballots (pemungutan.md 6.B). Same words in braces as voter_reasons."""

from simulasi.rules.shared.voter_reasons import GUESS, K1, K4, T1, UNVERIFIED, Reason

SERVICES = {
    "didahulukan": Reason("Didahulukan, dengan persetujuan pemilih lain yang menunggu.", (T1, K4), ("pungut-s14",), kasus=(36,)),
    "pendamping": Reason(
        "Pendamping dipilih oleh pemilih sendiri, menandatangani {c_pendamping} sebelum masuk bilik, dan wajib menjaga rahasia.",
        (K1, "kpps_3"),
        ("pungut-s55", "pungut-s16", "uu-7-2017-ps-500"),
        kasus=(38,),
    ),
    "pendamping_dipaksakan": Reason(
        "Pendamping bukan pilihan pemilih sendiri: tolak pendampingnya, beri tahu Pengawas TPS, tawarkan pendamping pilihannya.",
        (K1, "pengawas_tps"),
        ("pungut-s55", *GUESS),
        UNVERIFIED,
        (39,),
        catat=True,
    ),
    "sendirian": Reason(
        "Tidak ada kebutuhan fisik: tidak ada yang ikut ke bilik. Jelaskan dengan contoh surat suara di luar bilik.",
        (K1,),
        GUESS,
        UNVERIFIED,
        (40,),
    ),
    "netra": Reason(
        "Tawarkan alat bantu tunanetra untuk {alat_bantu}, dipasang oleh Ketua; surat suara lain dengan pendamping "
        "pilihannya. Tandai ragam disabilitasnya.",
        (K1,),
        ("pungut-s52b", "pungut-s78"),
        kasus=(37,),
    ),
    "daksa": Reason(
        "Boleh dibantu pendamping pilihannya. Tandai ragam disabilitasnya.", (K1, "kpps_5"), ("pungut-s55", "pungut-s16"), kasus=(38,)
    ),
    "tanpa_tangan": Reason(
        "Pendamping mencoblos menurut petunjuk pemilih; anggota KPPS lain boleh ikut menyaksikan.", (K1,), ("pungut-s84b",), kasus=(41,)
    ),
    "tanpa_jari": Reason("Tinta dioleskan pada bagian lain tangan atau lengan.", ("kpps_7",), GUESS, UNVERIFIED, (73,)),
    "rungu": Reason("Panggil dengan isyarat, tahan gilirannya. Tandai ragam disabilitasnya.", (K1, K4), GUESS, UNVERIFIED, (42,)),
    "kursi_roda": Reason(
        "Lapangkan jalan dan gunakan bilik dengan meja yang sesuai; surat suara tidak dibawa ke luar. Tandai ragam disabilitasnya.",
        (T1,),
        ("pungut-s45", "pungut-s47", *GUESS),
        UNVERIFIED,
        (43,),
    ),
    "gangguan_jiwa": Reason("Layani seperti biasa. Tandai ragam disabilitasnya.", (K4, "kpps_5"), ("mk-135-2015",), UNVERIFIED, (48,)),
    "buta_huruf": Reason("Jelaskan dengan contoh surat suara di luar bilik; tidak ada yang ikut masuk.", (K1,), GUESS, UNVERIFIED, (40,)),
    "anak_kecil": Reason(
        "Anak kecil boleh ikut orang tuanya bila tidak ada yang menjaga; surat suara tidak dipegang anak.", (K1,), GUESS, UNVERIFIED, (44,)
    ),
    "batuk_demam": Reason("Beri masker dan jarak, layani lebih dulu.", (K1,), GUESS, UNVERIFIED, (113,)),
}
DISABILITIES = ("netra", "daksa", "tanpa_tangan", "rungu", "kursi_roda", "gangguan_jiwa")
FIRST = (*DISABILITIES, "lansia", "hamil")
"""Needs that are served first."""
MAY_BE_HELPED = ("netra", "daksa", "tanpa_tangan", "kursi_roda")
"""Needs for which a companion may enter the booth."""
