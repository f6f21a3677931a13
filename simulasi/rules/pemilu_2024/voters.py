"""Voters in Pemilu 2024: what the groups are called, when they are served, what they show, how many ballots there are."""

from simulasi.rules.model import Hours, VoterGroup
from simulasi.rules.shared.services import SERVICES
from simulasi.rules.shared.voter_reasons import REASONS
from simulasi.rules.vocabulary import Group, Mark

HOURS = Hours(
    present=6 * 60,
    open=7 * 60,
    open_latest=7 * 60 + 30,
    movers=11 * 60,
    khusus=12 * 60,
    close=13 * 60,
    slots=((420, 479), (480, 539), (540, 599), (600, 659)),
    sumber=("pungut-s06", "pungut-s12", "pungut-s02"),
    movers_mark=Mark.CONFLICT,
)

GROUPS = {
    group.id: group
    for group in (
        VoterGroup(
            Group.DPT,
            "DPT",
            "Daftar Pemilih Tetap",
            "C.DAFTAR HADIR PEMILIH TETAP-KPU",
            HOURS.open,
            ("C.PEMBERITAHUAN-KPU", "KTP-el atau suket"),
            ("pungut-s17", "pungut-s18", "hitung-s27"),
        ),
        VoterGroup(
            Group.PINDAHAN,
            "DPTb",
            "Daftar Pemilih Tambahan",
            "C.DAFTAR HADIR PEMILIH TAMBAHAN-KPU",
            HOURS.movers,
            ("Model A-Surat Pindah Memilih", "KTP-el atau suket"),
            ("pungut-s17", "pungut-s59b", "hitung-s27"),
        ),
        VoterGroup(
            Group.KHUSUS,
            "DPK",
            "Daftar Pemilih Khusus",
            "C.DAFTAR HADIR PEMILIH KHUSUS-KPU",
            HOURS.khusus,
            ("KTP-el atau suket dengan alamat di wilayah TPS ini",),
            ("pungut-s06", "pungut-s20", "hitung-s27"),
        ),
    )
}

TPS_MAX = 300
BOOTHS = 4
RESERVE = (2, 100)
"""DPT + 2% of the DPT of the TPS, rounded up. Sumber: pungut-s36"""

RESERVE_SUMBER = ("pungut-s36", "pungut-s37")
EQUAL_TO_KTP = ("suket",)
"""Papers equal to the card itself. Sumber: pungut-s18"""
EQUAL_NAME = "Suket perekaman"
SUBSTITUTES = ("fotokopi_ktp", "foto_ktp", "ikd", "biodata", "dokumen_foto")
"""Papers with photo and full identity that stand in for the card of a listed voter. Sumber: pungut-s18, pungut-s19"""
DISPUTED: tuple[str, ...] = ()
KHUSUS_IDENTITY = ("ktp_el", "suket")
"""What somebody in no list must show. Sumber: pungut-s06, pungut-s20"""
TEMPLATES = ("PPWP", "DPD")
"""Ballots with a template for the blind. Sumber: pungut-s78"""

CITES_INSTEAD: dict[str, tuple[str, ...]] = {}

__all__ = ["REASONS", "SERVICES"]
