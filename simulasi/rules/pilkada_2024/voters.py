"""Voters in Pilkada 2024. Mind the trap: "tambahan" is here who Pemilu calls khusus, and movers are "pindahan"."""

from dataclasses import replace

from simulasi.rules.model import Hours, VoterGroup
from simulasi.rules.shared import services, voter_reasons
from simulasi.rules.sources.law import ARTICLES
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
            "C.DAFTAR HADIR PEMILIH TETAP-KWK",
            HOURS.open,
            ("C.PEMBERITAHUAN-KWK", "KTP-el atau biodata penduduk berfoto"),
            ("pungut-s31", "hitung-s28"),
        ),
        VoterGroup(
            Group.PINDAHAN,
            "Pemilih Pindahan",
            "Daftar Pemilih Pindahan",
            "C.DAFTAR HADIR PEMILIH PINDAHAN-KWK",
            HOURS.movers,
            ("Model A-Surat Pindah Memilih", "KTP-el atau biodata penduduk berfoto"),
            ("pungut-s27", "pungut-s29", "hitung-s28"),
        ),
        VoterGroup(
            Group.KHUSUS,
            "Pemilih Tambahan",
            "Pemilih Tambahan",
            "C.DAFTAR HADIR PEMILIH TAMBAHAN-KWK",
            HOURS.khusus,
            ("KTP-el dengan alamat di wilayah TPS ini",),
            ("pungut-s53c", "pungut-s32", "hitung-s28"),
        ),
    )
}

TPS_MAX = 600
BOOTHS = 4
RESERVE = (25, 1000)
"""DPT + 2.5% of the DPT of the TPS, rounded up per TPS. Sumber: pungut-s35"""

RESERVE_SUMBER = ("pungut-s35", "uu-1-2015-ps-80")
EQUAL_TO_KTP = ("biodata",)
"""Papers equal to the card itself. Sumber: pungut-s31"""
EQUAL_NAME = "Biodata penduduk berfoto"
SUBSTITUTES = ("fotokopi_ktp", "foto_ktp", "ikd", "dokumen_foto")
"""Papers with photo and full identity that stand in for the card of a listed voter. Sumber: pungut-s18, pungut-s19"""
DISPUTED = ("suket",)
"""Papers on which the sources disagree. Sumber: pungut-s31, pungut-s33"""
KHUSUS_IDENTITY = ("ktp_el",)
"""What somebody in no list must show. Sumber: pungut-s31, pungut-s32"""
TEMPLATES = ("GUBERNUR", "BUPATI", "WALIKOTA")
"""Ballots with a template for the blind: both of the TPS, as far as known."""

_CRIMES = {source.id: ("uu-1-2015",) for source in ARTICLES if source.id.startswith("uu-7-2017-ps-")}
_PROCEDURE = {source.id: ("pkpu-17-2024",) for source in ARTICLES if source.id.startswith("pkpu-25-2023-ps-")}
CITES_INSTEAD: dict[str, tuple[str, ...]] = {
    **_CRIMES,
    **_PROCEDURE,
    "uu-7-2017-ps-372": ("hitung-s28",),
    "pkpu-25-2023-ps-80": ("pkpu-17-2024-ps-50", "hitung-s28"),
    "kpt-66-2024-bab-ii": ("kpt-1774-2024",),
}
"""Articles of Pemilu law and the Pilkada instrument that stands in their place."""

REASONS = {
    **voter_reasons.REASONS,
    "pindahan_pagi": replace(
        voter_reasons.REASONS["pindahan_pagi"],
        text="{pindahan} dilayani mulai pukul {pindahan_jam}; sebelum itu hanya dalam keadaan memaksa. Jangan ditolak untuk seterusnya.",
    ),
}
SERVICES = {**services.SERVICES, "netra": replace(services.SERVICES["netra"], mark=Mark.UNVERIFIED)}
"""That both Pilkada ballots have a template is known to the author only."""
