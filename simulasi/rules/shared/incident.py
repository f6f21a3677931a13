"""What an incident table holds: the right act, who does it, what it leaves on paper, and what the usual mistake costs."""

from dataclasses import dataclass

from simulasi.rules.vocabulary import Mark

ACTS = {
    "lanjutkan": "lanjutkan",
    "tunggu": "tunggu",
    "perbaiki": "perbaiki sekarang",
    "ganti": "ganti",
    "tolak": "tolak dengan sopan",
    "biarkan": "biarkan, jangan disentuh",
    "pisahkan": "pisahkan dan amankan",
    "hentikan_sebagian": "hentikan satu jenis pemilihan saja",
    "hentikan": "hentikan dan laporkan",
    "pindahkan": "pindahkan ke tempat aman",
    "larang": "larang",
    "arahkan_keluar": "minta tetap di luar",
    "bantu": "bantu",
    "atur_ulang": "atur ulang tugas",
    "laporkan": "laporkan",
}
"""The closed list of right acts."""

CONSEQUENCES = ("psu", "pidana", "etik", "hak_hilang", "temuan", "selisih", "tidak_ada")
"""What the usual mistake costs: repeat voting, crime, ethics, a lost right, a finding, figures that do not meet, nothing known."""

EFFECTS = (
    "rusak_bertambah",
    "keliru_coblos_bertambah",
    "diganti_dari_cadangan",
    "digeser_dari_tps_lain",
    "diterima_dikoreksi",
    "keluar_tps_bertambah",
    "tidak_sah_saat_dihitung",
    "tidak_digunakan_dihitung",
    "waktu_dicatat",
    "daftar_saksi",
    "baris_diberi_catatan",
)
"""What an incident does to the figures of the TPS (pemungutan.md 1.4)."""


@dataclass(frozen=True, slots=True)
class Act:
    """State the right answer to one incident. `kasus` is the row of pemungutan.md 6."""

    kasus: int
    situasi: str
    act: str
    tindakan: str
    oleh: tuple[str, ...]
    sumber: tuple[str, ...]
    mark: Mark = Mark.SEEN
    catat: bool = False
    dampak: tuple[str, ...] = ()
    salah: str = ""
    akibat: str = "tidak_ada"


K1, K2, K3, K4, K5, K6, K7 = (f"kpps_{seat}" for seat in range(1, 8))
T1, T2, PTPS, PPS = "ketertiban_1", "ketertiban_2", "pengawas_tps", "pps"
GUESS = ("pungut-penyusun",)
UNVERIFIED, CONFLICT = Mark.UNVERIFIED, Mark.CONFLICT
