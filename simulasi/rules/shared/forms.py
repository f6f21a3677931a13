"""The catalogue of forms at a TPS (penghitungan.md 3.1, 3.3, 3.5): alike in every rule set but for names, groups and articles."""

from collections.abc import Mapping

from simulasi.rules.forms_model import Copy, FormSpec
from simulasi.rules.model import Fact, VoterGroup
from simulasi.rules.vocabulary import KPPS, Group, Mark

SEEN, UNVERIFIED, CONFLICT = Mark.SEEN, Mark.UNVERIFIED, Mark.CONFLICT
_WITNESS = "saksi yang hadir dan bersedia"
_KPPS = "semua anggota KPPS"
ATTENDANCE = {Group.DPT: "c_daftar_hadir_dpt", Group.PINDAHAN: "c_daftar_hadir_pindahan", Group.KHUSUS: "c_daftar_hadir_khusus"}

WRITING: tuple[Fact, ...] = (
    Fact("tulis dengan spidol kecil biru pada C.HASIL", ("hitung-s33",)),
    Fact("turus, angka, dan huruf di C.HASIL; angka dan huruf di C.HASIL SALINAN", ("hitung-s31", "hitung-s42"), UNVERIFIED),
    Fact(
        "angka mengikuti titik-titik pada kotak angka supaya terbaca Sirekap; tanda di sudut halaman jangan kotor atau terlipat",
        ("hitung-s35",),
    ),
    Fact("nama tempat ditulis dengan huruf kapital", ("hitung-s33",)),
)
"""How figures are written."""

COPIES: tuple[Copy, ...] = (
    Copy("setiap saksi yang hadir", "1", "hari itu juga setelah penghitungan selesai", Fact("", ("hitung-s30", "uu-7-2017-ps-390"))),
    Copy("Pengawas TPS", "1", "hari itu juga", Fact("", ("hitung-s30", "uu-7-2017-ps-390"))),
    Copy(
        "PPS, dalam sampul bersegel, untuk diumumkan di desa/kelurahan",
        "1",
        "hari itu juga",
        Fact("", ("hitung-s28", "perbawaslu-15-2024-ps-26")),
    ),
    Copy("PPK lewat PPS, di dalam kotak", "1", "hari itu juga", Fact("", ("hitung-s27", "perbawaslu-1-2024-ps-33"))),
    Copy("papan pengumuman TPS", "1", "hari penghitungan sampai enam hari sesudahnya", Fact("", ("hitung-s48",))),
)
"""Copies of C.HASIL SALINAN, for each election."""

COPY_RULES: tuple[Fact, ...] = (
    Fact("salinan untuk saksi tidak dimasukkan ke kotak", ("hitung-s28", "perbawaslu-15-2024-ps-26")),
    Fact("mesin pengganda boleh melayani beberapa TPS dan dibawa berkeliling oleh PPS", ("hitung-s30",)),
    Fact("C.HASIL SALINAN tidak boleh dibawa ke luar TPS untuk difotokopi", ("hitung-s30",)),
    Fact(
        "sengaja tidak memberikan salinan: kurungan paling lama 1 tahun dan denda paling banyak Rp12 juta",
        ("uu-7-2017-ps-506", "hitung-s30"),
    ),
)


def catalogue(suffix: str, groups: Mapping[str, VoterGroup], c_hasil: str, salinan: str) -> tuple[FormSpec, ...]:
    """List every form of the TPS; `c_hasil` and `salinan` are the names as people say them for all elections together."""
    return (
        FormSpec(
            "c_pemberitahuan",
            f"C.PEMBERITAHUAN-{suffix}",
            "Memberi tahu pemilih DPT hari, jam, dan TPS-nya",
            "pemilih",
            KPPS,
            ("Ketua KPPS",),
            "H-3 diserahkan dengan tanda terima; yang tidak tersampaikan kembali ke PPS pada H-1",
            ("pungut-s02", "pungut-s03", "pungut-s05"),
            copies=(Copy("pemilih", "1", "paling lambat H-3", Fact("", ("pungut-s02", "pungut-s03"))),),
        ),
        *(
            FormSpec(
                ATTENDANCE[Group(group.id)],
                group.attendance_form,
                f"Daftar hadir pemilih {group.label}: jumlah tanda tangannya menjadi I.B di C.HASIL",
                "tps",
                ("kpps_5",),
                ("setiap pemilih yang hadir",),
                "setiap pemilih menandatangani sebelum menerima surat suara",
                ("hitung-s27", "hitung-s28", "pungut-s51"),
            )
            for group in groups.values()
        ),
        FormSpec(
            "c_pendamping",
            f"C.PENDAMPING-{suffix}",
            "Pernyataan pendamping pemilih untuk menjaga rahasia pilihan",
            "pemilih",
            ("kpps_4", "kpps_5"),
            ("pendamping",),
            "sebelum pendamping masuk bilik",
            ("hitung-s39a", "pungut-penyusun"),
            UNVERIFIED,
            notes=(Fact("5.836 TPS pada 14 Februari 2024: pendamping tidak menandatangani", ("hitung-s39a",)),),
        ),
        FormSpec(
            "c_kejadian_khusus",
            f"C.KEJADIAN KHUSUS DAN/ATAU KEBERATAN SAKSI-{suffix}",
            "Mencatat kejadian khusus dan keberatan; ditulis NIHIL bila tidak ada",
            "tps",
            ("kpps_1",),
            ("Ketua KPPS", "saksi yang mengajukan keberatan"),
            "saat kejadian atau keberatan, paling lambat sebelum penyegelan",
            ("hitung-s28", "hitung-s43", "hitung-s50"),
            copies=(Copy("dalam kotak, bersama C.HASIL", "1", "saat penyegelan", Fact("", ("pungut-penyusun",), UNVERIFIED)),),
        ),
        FormSpec(
            "c_hasil",
            c_hasil,
            "Berita acara dan sertifikat hasil ukuran besar dengan turus: satu untuk setiap pemilihan",
            "election",
            ("kpps_3", "kpps_4"),
            (_KPPS, _WITNESS),
            "selama penghitungan; ditandatangani setelah semua angka cocok",
            ("hitung-s01", "hitung-s28", "hitung-s31", "hitung-s35"),
            copies=(
                Copy(
                    "PPK lewat PPS: asli dalam sampul bersegel di kotaknya", "asli", "hari itu juga", Fact("", ("hitung-s27", "hitung-s28"))
                ),
            ),
            notes=WRITING,
        ),
        FormSpec(
            "c_hasil_salinan",
            salinan,
            "Salinan C.HASIL ukuran kecil: diisi sekali, digandakan, setiap lembar ditandatangani",
            "election",
            KPPS,
            (_KPPS, _WITNESS),
            "setelah C.HASIL ditandatangani",
            ("hitung-s28", "hitung-s31"),
            copies=COPIES,
            notes=COPY_RULES,
        ),
        FormSpec(
            "c_tanda_terima",
            f"C.TANDA TERIMA-{suffix}",
            "Bukti penyerahan salinan dan kotak suara",
            "tps",
            ("kpps_1",),
            ("yang menyerahkan", "yang menerima"),
            "setiap penyerahan: salinan kepada saksi dan Pengawas TPS, kotak kepada PPS",
            ("hitung-s28", "pungut-penyusun"),
            UNVERIFIED,
            copies=(
                Copy(
                    "yang menyerahkan dan yang menerima", "masing-masing 1", "saat diserahkan", Fact("", ("pungut-penyusun",), UNVERIFIED)
                ),
            ),
        ),
    )
