"""What to do when something happens: the shared tables, with the one act Pilkada 2024 settles differently."""

from dataclasses import replace

from simulasi.rules.shared.incidents_ballots import BALLOTS
from simulasi.rules.shared.incidents_conduct import CONDUCT
from simulasi.rules.shared.incidents_force import FORCE
from simulasi.rules.vocabulary import Mark

# penghitungan.md G03: in Pilkada the missing signature is cured in the open before the ballot is unfolded.
_UNSIGNED = replace(
    BALLOTS["tanpa_tanda_tangan_di_kotak"],
    tindakan="Sekarang tidak ada yang dilakukan; kotak tidak dibuka. Saat penghitungan, sebelum surat suara dibuka, Ketua "
    "menandatanganinya di depan saksi dan Pengawas TPS, mencatatnya, lalu mengembalikannya ke kotak dan mengocoknya.",
    sumber=("hitung-s28",),
    mark=Mark.SEEN,
    catat=True,
    dampak=(),
)

INCIDENTS = {**BALLOTS, **CONDUCT, **FORCE, "tanpa_tanda_tangan_di_kotak": _UNSIGNED}
